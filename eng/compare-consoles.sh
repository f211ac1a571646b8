#!/usr/bin/env bash
# Two builds of the console beside one another, as whole processes that take turns: `eng/compare-consoles.sh A B ARTICLES.jsonl [PAIRS]`.
# Prints medians of wall time, processor time and most resident memory of the version, a search, and a cold load, and B's by A's: the
# medians of the pairs' quotients. Needs GNU time (/usr/bin/time).
set -euo pipefail
[ $# -ge 3 ] || { sed -n 2,4p "$0"; exit 2; }
a=$(realpath "$1") b=$(realpath "$2") articles=$(realpath "$3") pairs=${4:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
[ -x /usr/bin/time ] || { echo 'no /usr/bin/time here' >&2; exit 2; }
"$a" index "$articles" --index found --entities given </dev/null >/dev/null 2>&1

once() { # CASE CONSOLE: one line "wall processor memory"
  local console=$2
  case $1 in
    version) set -- --version ;;
    search) set -- search '"oil prices" AND opec' --index found ;;
    load) rm -rf loaded; set -- index "$articles" --index loaded --threads 1 --entities given --report json ;;
  esac
  # In milliseconds by the clock: GNU time has hundredths.
  local from to; from=$(date +%s%N)
  /usr/bin/time -f '%U %S %M' -o used "$console" "$@" </dev/null >said 2>&1 || { cat said >&2; return 1; }
  to=$(date +%s%N)
  [ -s said ] || return 1
  awk -v wall=$((to - from)) '{ printf "%.1f %.0f %.1f\n", wall / 1e6, ($1 + $2) * 1000, $3 / 1024 }' used
}
printf '%-8s %-18s %10s %10s %8s\n' case median A B 'B / A'
for case in version search load; do
  once "$case" "$a" >/dev/null; once "$case" "$b" >/dev/null
  : >results
  for ((i = 0; i < pairs; i++)); do
    if ((i % 2)); then y=$(once "$case" "$b"); x=$(once "$case" "$a"); else x=$(once "$case" "$a"); y=$(once "$case" "$b"); fi
    echo "$x $y" >>results
  done
  for column in 1 2 3; do
    median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
    names=(. 'wall, ms' 'processor, ms' 'memory, MB')
    printf '%-8s %-18s %10s %10s %8.2f\n' "$case" "${names[$column]}" "$(awk -v c=$column '{ print $c }' results | median)" \
      "$(awk -v c=$column '{ print $(c + 3) }' results | median)" \
      "$(awk -v c=$column '{ if ($c > 0) print $(c + 3) / $c }' results | median)"
  done
done
