#!/usr/bin/env bash
# The tests that hold vectorised code to a twin, on processors that know less than this one: `eng/narrow-processors.sh [FILTER]`.
# As this processor is without AVX-512 (256 bits), without AVX2 (128 bits), without any vectors (scalar). Builds nothing: build
# tests/SearchCore.Tests and tests/SearchCore.Articles.Tests in Release before. Ends with 1 where a test fails. ARM is not tested by it.
set -euo pipefail
cd "$(dirname "$0")/.."
twins='Twin|Lz4Encoder|BlockDecoder|PostingsFuzz|WordBreaker|MergedSegment|MergeOrder|StoredFields|VerifiedFile|DurableOutput'
twins="$twins|Shingles|TermMemo|PrefixSort|SentenceBreaks|SegmentBuilder|JsonLinesSource|ReadingFuzz|BadText|Fingerprint|ProcessorWidth"
twins="$twins|Utf8Check|PositionKeys|KindBlock"
filter=${1:-$(sed 's/|/|FullyQualifiedName~/g; s/^/FullyQualifiedName~/' <<<"$twins")}
failed=0
run() { # NAME BITS SETTING
  for project in SearchCore.Tests SearchCore.Articles.Tests; do
    echo "== $1: $project"
    env "$3" SEARCHCORE_VECTOR_BITS="$2" dotnet test -c Release --no-build "tests/$project" --filter "$filter" --nologo || failed=1
  done
}
run '256 bits' 256 DOTNET_EnableAVX512=0
run '128 bits' 128 DOTNET_EnableAVX2=0
run scalar 0 DOTNET_EnableHWIntrinsic=0
exit $failed
