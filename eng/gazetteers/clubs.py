#!/usr/bin/env python3
"""Makes counted/clubs.txt, the football clubs that build.py takes in, from a checkout of openfootball/clubs (CC0).

    eng/gazetteers/clubs.py CHECKOUT

A line is  name TAB alias|alias…  in the Latin alphabet; reserve teams and names that begin with a digit are left out. Which of the names
also mean a place, a person or an ordinary word is for build.py to say.
"""
import re, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F0-9'’.&/ -]*$")


def names(line):
    for part in line.split("|"):
        if "[" in part and "[en]" not in part:
            continue
        name = re.sub(r"\s+", " ", re.sub(r"\[en\]|\(.*?\)|#.*", "", part)).strip().rstrip(",")
        name = re.sub(r" (18|19|20)\d\d$", "", name)
        if LATIN.match(name) and 4 <= len(name) <= 40 and not re.search(r" (II|III|B|C|Am\.?|U\d+)$", name):
            yield name


def clubs(text):
    name, others, reserve = None, [], False
    for line in text.splitlines():
        if line.startswith(("=", "#")) or not line.strip():
            continue
        if re.match(r"\s*[ivx]+\)|\s*\w\)", line):
            reserve = True
        elif re.match(r"\s+\|", line):
            others += [] if reserve else list(names(line))
        elif not line.startswith(" ") and "//" not in line:
            if name:
                yield name, others
            name, others, reserve = next(names(line.split(",")[0]), None), [], False
    if name:
        yield name, others


def main(checkout):
    rows = {}
    for path in sorted(Path(checkout).rglob("*.clubs.txt")):
        for name, others in clubs(path.read_text("utf-8")):
            rows.setdefault(name, []).extend(o for o in others if o != name)
    lines = ["\t".join((name, "|".join(dict.fromkeys(others)))).rstrip("\t") for name, others in sorted(rows.items())]
    (HERE / "counted" / "clubs.txt").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(lines), "clubs")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
