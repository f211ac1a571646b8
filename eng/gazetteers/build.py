#!/usr/bin/env python3
"""Makes the gazetteers that SearchCore.Entities embeds.

    eng/gazetteers/build.py SOURCES [BRIEFINGS.jsonl.gz]

SOURCES is a folder with the open lists named in THIRD-PARTY-NOTICES.md (geonames/, country-codes/, congress-legislators/,
sp500/); own/ beside this script holds what was written for this project. With BRIEFINGS (public-domain text of the US
government) the lists of ordinary words and of names are counted anew; without, the ones in counted/ are used.
The same input gives the same bytes. Output: src/SearchCore.Entities/Data/*.

A line of a gazetteer is  flags TAB name TAB alias|alias…  with the flags w (weak: needs support from its context) and
d (a nationality); an alias that begins with = counts only in capitals, one that begins with + is a title with a name.
counted/clubs.txt is made by clubs.py.
"""
import csv, gzip, json, re, sys, unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "src" / "SearchCore.Entities" / "Data"


def own(name):
    for line in (HERE / "own" / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def fold(text):
    text = unicodedata.normalize("NFD", text.lower().replace("ø", "o").replace("ł", "l").replace("ß", "s").replace("ı", "i"))
    return "".join(c for c in text if not unicodedata.combining(c))


def listed(text):
    return [x.strip() for x in text.split(",") if x.strip()]


def entries(name):
    for line in own(name):
        head, _, rest = line.partition(" =")
        yield head.strip(), listed(rest)


def write(name, rows):
    lines = ["\t".join((flags, title, "|".join(dict.fromkeys(aliases)))).rstrip("\t") for flags, title, aliases in rows]
    (OUT / name).write_text("\n".join(lines) + "\n", "utf-8")


def words(name, items):
    (OUT / name).write_text("\n".join(items) + "\n", "utf-8")


def countries(sources):
    rows, demonyms = [], []
    aliases, parts = {}, set()
    below = False
    for line in (HERE / "own/countries.txt").read_text("utf-8").splitlines():
        below |= line.startswith("# Below")
        if line.startswith("#") or not line.strip():
            continue
        head, _, rest = line.partition(" =")
        names, _, people = rest.partition("~")
        if below:
            parts.add(head.strip())
        aliases[head.strip()] = listed(names)
        demonyms.append((head.strip(), listed(people)))
    known = {fold(x.lstrip("=")): name for name, others in aliases.items() for x in [name, *others]}
    with open(sources / "country-codes/country-codes.csv", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            short = row["CLDR display name"].replace("&", "and").strip()
            formal = re.sub(r"^the ", "", row["UNTERM English Formal"].replace("*", "").strip())
            name = known.get(fold(short)) or known.get(fold(formal))
            if name is None and short and "," not in short and len(short) > 3 and not row["is_independent"].startswith("No"):
                name = short
                aliases[name] = []
            if name and formal and formal != name and "(" not in formal:
                aliases[name].append(formal)
    for name, others in aliases.items():
        rows.append(("" if name in parts else "c", name, others))
    for name, people in demonyms:
        if people:
            rows.append(("d", name, people))
    return rows


def cities(sources, taken, ordinary, persons):
    best = {}
    with gzip.open(sources / "geonames/cities15000.txt.gz", "rt", encoding="utf-8") as f:
        for line in f:
            cell = line.rstrip("\n").split("\t")
            name, ascii_name, others, code, country, people = cell[1], cell[2], cell[3], cell[7], cell[8], int(cell[14] or 0)
            if code == "PPLX" or "(" in name or any(c.isdigit() for c in name):
                continue
            if code.startswith("PPLC"):
                people += 10_000_000
            if country in ("US", "GB", "CA", "AU", "IE", "NZ"):
                people *= 3
            key = fold(name)
            if key in taken or len(key) < 3 or best.get(key, (0,))[0] >= people:
                continue
            best[key] = (people, name if len(name.split()) < 5 else None, ascii_name)
    for key, (people, name, ascii_name) in sorted(best.items()):
        if name is None:
            continue
        parts = key.split()
        common = all(p in ordinary for p in parts)
        if common and people < 1_000_000 or (len(parts) == 1 and key in ordinary):
            continue
        if people < 30_000 and len(parts) == 1 and key in persons:
            continue
        weak = people < 150_000 or common or (len(parts) == 1 and key in persons)
        alias = [ascii_name] if fold(ascii_name) != key and ascii_name.isascii() else []
        yield ("w" if weak else "", name, alias)


def legislators(sources):
    text = gzip.open(sources / "congress-legislators/legislators-current.yaml.gz", "rt", encoding="utf-8").read()
    for record in re.split(r"(?m)^- id:", text)[1:]:
        block = record.split("\n  bio:")[0].split("\n  name:")[1]
        cell = dict(re.findall(r"(?m)^    (\w+): '?(.*?)'?$", block))
        first, last = cell.get("first", ""), cell.get("last", "")
        names = [f"{cell.get('nickname', first)} {last}", f"{first} {last}", cell.get("official_full", "")]
        if cell.get("middle"):
            names.append(f"{first} {cell['middle']} {last}")
        title = re.sub(r",? (Jr|Sr|II|III|IV)\.?$", "", cell.get("official_full") or names[1])
        names = [n for n in names if n and n != title and len(n.split()) > 1]
        yield "", title, [*names, re.sub(r" [A-Z]\. ", " ", title)]


def executives(sources):
    text = (sources / "congress-legislators/executive.yaml").read_text("utf-8")
    for record in re.split(r"(?m)^- id:", text)[1:]:
        block = record.split("\n  bio:")[0].split("\n  name:")[1]
        cell = dict(re.findall(r"(?m)^    (\w+): '?(.*?)'?$", block))
        first, last = cell.get("first", ""), cell.get("last", "")
        aliases = [f"{cell['nickname']} {last}"] if cell.get("nickname") else []
        if cell.get("middle"):
            aliases += [f"{first} {cell['middle']} {last}", f"{first} {cell['middle'][0]}. {last}"]
        yield "", f"{first} {last}", aliases


def companies(sources):
    things = set(own("things.txt"))
    with open(sources / "sp500/constituents.csv", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            name = re.sub(r" \(.*?\)", "", row["Security"]).replace("(The)", "").strip()
            bare = re.sub(r",? (Inc|Corporation|Corp|Company|Co|plc|Ltd|Limited|N\.V)\.?$", "", name)
            # A company's name is the one without its legal form, but where that names something else.
            yield ("", name, []) if bare == name or bare in things else ("", bare, [name])


def clubs(known, taken, ordinary, given, family):
    """Football clubs by their names of several words, as far as these mean nothing else; those of own/ keep the name they have there."""
    def only_club(name):
        parts = [fold(x) for x in re.split(r"[ -]", name)]
        person = parts[0] in given and parts[-1] in family
        return len(parts) > 1 and fold(name) not in taken and not person and not all(x in ordinary for x in parts)
    for line in (HERE / "counted" / "clubs.txt").read_text("utf-8").splitlines():
        name, _, others = line.partition("\t")
        names = [name, *others.split("|")]
        own_name = next((known[fold(n)] for n in names if fold(n) in known), None)
        names = [n for n in names if n and fold(n) not in known and only_club(n)]
        if names:
            yield "", own_name or names[0], names if own_name else names[1:]


def count(briefings):
    """Ordinary words and names as the public-domain briefings use them."""
    lower, upper = Counter(), Counter()
    given, family = Counter(), Counter()
    word = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
    nominee = re.compile(r"(?m)^\**([A-Z][a-zé]+)(?: [A-Z][a-z]*\.?)? ([A-Z][a-zA-Z'’-]+)(?:,? (?:Jr|Sr|II|III)\.?)?\**(?:, of [A-Z]|,? to be\b)")
    with gzip.open(briefings, "rt", encoding="utf-8") as f:
        for line in f:
            body = re.sub(r"https?://\S+", " ", json.loads(line).get("body") or "")
            body = body.replace("’", "'")
            for m in word.finditer(body):
                w = m.group()
                w = w[:-2] if w.endswith("'s") else w
                if w.islower():
                    lower[fold(w)] += 1
                elif w[0].isupper() and w[1:].islower():
                    before = body[max(0, m.start() - 2):m.start()]
                    if len(before) == 2 and before[1] == " " and (before[0].islower() or before[0] == ","):
                        upper[fold(w)] += 1
            for m in nominee.finditer(body):
                given[m[1]] += 1
                family[m[2]] += 1
    return lower, upper, given, family


def main(args):
    sources = Path(args[0])
    OUT.mkdir(exist_ok=True)
    counted = HERE / "counted"
    if len(args) > 1:
        counted.mkdir(exist_ok=True)
        lower, upper, given, family = count(args[1])
        # A word is ordinary where it is mostly written small; "?" marks the ones that are names as often.
        kept = []
        for w, n in sorted(lower.items()):
            if n >= 3 and len(w) > 1 and n >= upper[w] * 0.15:
                kept.append(w + ("" if n >= upper[w] else "?"))
        (counted / "words.txt").write_text("\n".join(kept) + "\n", "utf-8")
        plain = {w.rstrip("?") for w in kept}
        (counted / "given.txt").write_text("\n".join(sorted(w for w, n in given.items() if n >= 2 and fold(w) not in plain and len(w) > 2)) + "\n", "utf-8")
        (counted / "surnames.txt").write_text("\n".join(sorted(w for w in family if fold(w) not in plain and len(w) > 2)) + "\n", "utf-8")
    read = lambda name: (counted / name).read_text("utf-8").split()
    ordinary_list = read("words.txt")
    own_words = sorted({w for line in own("words.txt") for w in line.split()} - set(ordinary_list)) if (HERE / "own/words.txt").exists() else []
    ordinary = {w.rstrip("?") for w in ordinary_list} | set(own_words)
    noise = {w for line in own("titles.txt") for w in line.split()} | {"United", "Department"}
    given = {w for line in own("given.txt") for w in line.split()}
    surnames = {w for line in own("surnames.txt") for w in line.split()}
    members = list(legislators(sources))
    place_taken = set()
    place_rows = countries(sources)
    # Words with a second life as something else keep to contexts that support them.
    weak_places = {fold(x) for line in own("weak.txt") for x in listed(line.replace("|", ","))} if (HERE / "own/weak.txt").exists() else set()
    flag = lambda name: "w" if fold(name) in weak_places else ""
    place_rows += [(flag(name), name, aliases) for name, aliases in entries("places.txt")]
    for _, name, aliases in place_rows:
        place_taken.update(fold(x.lstrip("=")) for x in [name, *aliases])
    given_all = given | (set(read("given.txt")) - noise)
    surnames_all = surnames | (set(read("surnames.txt")) - noise) | {t.split()[-1] for _, t, _ in members}
    persons = {fold(x) for x in given_all | surnames_all}
    place_rows += list(cities(sources, place_taken, ordinary, persons))
    write("places.tsv", place_rows)
    org_rows = []
    for name in ("organizations.txt", "companies.txt", "sports.txt"):
        org_rows += [(flag(n), n, aliases) for n, aliases in entries(name)]
    seen = {fold(x.lstrip("=")) for _, n, aliases in org_rows for x in [n, *aliases]}
    for f, n, aliases in companies(sources):
        if fold(n) in seen:
            continue
        aliases = [a for a in aliases if fold(a) not in seen]
        single = [x for x in [n, *aliases] if " " not in x]
        org_rows.append(("w" if any(fold(x) in ordinary or fold(x) in persons or fold(x) in place_taken for x in single) else "", n, aliases))
    known = {fold(x.lstrip("=")): n for _, n, aliases in org_rows for x in [n, *aliases]}
    taken = place_taken | {fold(n) for _, n, _ in place_rows} | {fold(line) for line in own("things.txt")}
    taken |= {fold(x.lstrip("+")) for n, aliases in entries("people.txt") for x in [n, *aliases]}
    org_rows += list(clubs(known, taken, ordinary, {fold(x) for x in given_all}, {fold(x) for x in surnames_all}))
    write("organizations.tsv", org_rows)
    people = [("", n, aliases) for n, aliases in entries("people.txt")]
    seen = {fold(x) for _, n, aliases in people for x in [n, *aliases]}
    people += [(f, n, [a for a in aliases if fold(a) not in seen]) for f, n, aliases in [*executives(sources), *members] if fold(n) not in seen]
    write("people.tsv", people)
    write("things.tsv", [("", "", [w]) for line in own("groups.txt") for w in line.split()] + [("", "", [line]) for line in own("things.txt")])
    words("words.txt", ordinary_list + own_words)
    words("given.txt", sorted({w for w in given_all}))
    words("surnames.txt", sorted(surnames_all))
    words("titles.txt", list(dict.fromkeys(own("titles.txt"))))
    merged = defaultdict(list)
    for line in own("vocabulary.txt"):
        trait, _, rest = line.partition(":")
        merged[trait] += rest.split()
    (OUT / "vocabulary.txt").write_text("".join(f"{t}: {' '.join(dict.fromkeys(w))}\n" for t, w in merged.items()), "utf-8")
    for path in sorted(OUT.iterdir()):
        print(f"{path.stat().st_size:>9,} {path.name}")


if __name__ == "__main__":
    main(sys.argv[1:]) if len(sys.argv) > 1 else sys.exit(__doc__)
