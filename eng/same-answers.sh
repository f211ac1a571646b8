#!/usr/bin/env bash
# Do two consoles read the same of every input? `eng/same-answers.sh A B FOLDER`: each folder below FOLDER holds one file (SEARCHCORE_SAMPLES,
# docs/testing.md). Compares what they print when it is inspected, indexed and exported. Exit code 1 where anything differs.
set -uo pipefail
[ $# -eq 3 ] || { sed -n 2,3p "$0"; exit 2; }
a=$(realpath "$1") b=$(realpath "$2") samples=$(realpath "$3")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
answers() { # CONSOLE FILE
  rm -rf "$work/index"
  "$1" inspect "$2" </dev/null 2>&1
  echo "code $?"
  # All but the times.
  "$1" index "$2" --index "$work/index" --threads 1 </dev/null 2>&1 | sed -E 's#in [0-9.]+ m?s ·.*##'
  "$1" export --index "$work/index" 2>&1
}
compared=0 differ=0
for folder in "$samples"/*/; do
  cd "$folder" || exit 2
  for file in *; do
    compared=$((compared + 1))
    answers "$a" "$file" >"$work/a"
    answers "$b" "$file" >"$work/b"
    cmp -s "$work/a" "$work/b" || { differ=$((differ + 1)); echo "$folder$file"; diff "$work/a" "$work/b" | head -n 6; }
  done
done
echo "$compared compared, $differ differ"
[ "$compared" -gt 0 ] && [ "$differ" -eq 0 ]
