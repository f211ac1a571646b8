#!/usr/bin/env bash
# Runs every test class that draws a seed from the clock again and again: what one seed in a thousand breaks is found here,
# not in somebody's next run. Needs a build of the solution (Release). The seeds that failed stand in the output.
#   eng/repeat-random-tests.sh [ROUNDS=20] [PROJECT…]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-20}
shift || true
projects=("$@")
[ ${#projects[@]} -gt 0 ] || mapfile -t projects < <(grep -rlE 'Environment\.TickCount|Random\.Shared' tests --include='*.cs' \
  | grep -vE '/(obj|bin)/|TestKit|Proofs|BrowserTests' | cut -d/ -f2 | sort -u)

failed=0
for ((round = 1; round <= rounds; round++)); do
  for project in "${projects[@]}"; do
    classes=$(grep -rlE 'Environment\.TickCount|Random\.Shared|RandomRuns\.' "tests/$project" --include='*.cs' | grep -vE '/(obj|bin)/' \
      | sed -E 's|.*/([A-Za-z0-9]+)[^/]*\.cs$|FullyQualifiedName~.\1.|' | sort -u | paste -sd'|')
    if ! output=$(dotnet test -c Release --no-build "tests/$project" --filter "$classes" 2>&1); then
      failed=$((failed + 1))
      grep -E -A 8 '\[FAIL\]|Error Message' <<<"$output"
    fi
    echo "round $round, $project: $(grep -oE 'Failed: +[0-9]+, Passed: +[0-9]+' <<<"$output" | tail -n 1)"
  done
done
echo "$failed runs failed"
[ "$failed" -eq 0 ]
