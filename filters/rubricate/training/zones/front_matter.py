"""The title block, rendered: journal lines, title, authors, affiliations, correspondence, dates, identifiers."""

from __future__ import annotations

from .article_reader import Person, Source
from .pieces import Piece, sup
from .style import Style

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SYMBOLS = ("*", "†", "‡", "§", "¶", "#", "**", "††", "‡‡", "§§")


def front_matter(a: Source, s: Style) -> list[list[Piece]]:
    """The parts of the title block in their order; each is a list of pieces that stand together."""
    bare = s.family == "record" and s.chance(0.35)
    groups: dict[str, list[Piece]] = {
        "journal": _journal(a, s),
        "type": [Piece(s.one(a.subject, a.subject.upper()), "article-type")] if a.subject and len(a.subject) < 60 and s.chance(0.4) else [],
        "title": _title(a, s),
        "authors": [] if bare or not a.authors else _authors(a, s),
        "affs": [],
        "corresp": _correspondence(a, s) if not bare else [],
        "history": _history(a, s),
        "ids": _identifiers(a, s),
        "rights": _rights(a, s),
        "notes": _notes(a, s),
    }
    if a.affs and s.marks != "after" and (s.family != "letter" or s.chance(0.3)):
        groups["affs"] = _affiliations(a, s)
    elif bare and a.affs:
        groups["affs"] = _affiliations(a, s)
    full = {"record": 0.3, "manuscript": 0.15, "headed": 0.1, "bolded": 0.1, "letter": 0.2}.get(s.family, 0.85)
    if s.family not in ("record", "web", "print") and not s.chance(0.2):
        groups["journal"] = []
    for key in ("history", "ids", "rights"):
        if not s.chance(full):
            groups[key] = []
    if s.family in ("headed", "bolded", "letter") and s.chance(0.7):
        groups["type"] = []
    order = ["journal", "type", "title", "authors", "affs", "corresp", "notes", "history", "ids", "rights"]
    kind = s.random.randrange(6)
    if kind == 1:
        order = ["type", "title", "authors", "journal", "ids", "history", "affs", "corresp", "notes", "rights"]
    elif kind == 2:
        order = ["journal", "ids", "type", "title", "authors", "affs", "notes", "corresp", "history", "rights"]
    elif kind == 3:
        order = ["type", "ids", "title", "authors", "affs", "history", "corresp", "notes", "rights", "journal"]
    elif kind == 4:
        order = ["journal", "title", "history", "authors", "affs", "notes", "corresp", "ids", "rights", "type"]
        groups["type"] = []
    if s.family == "print" and s.chance(0.5):
        order = ["journal", "type", "title", "authors", "affs", "history", "corresp", "notes", "ids", "rights"]
    if s.late_front:
        late = ("history", "ids", "rights", "corresp", "notes")
        s.held = [groups[key] for key in order if groups[key] and key in late and s.chance(0.7)]
        order = [key for key in order if groups[key] not in s.held]
    return [groups[key] for key in order if groups[key]]


def behind_abstract(a: Source, s: Style) -> list[list[Piece]]:
    """What a page prints between the abstract and the text."""
    out = list(s.held)
    if s.late_front or s.chance(0.04):
        people = name_of(s.random.choice(a.authors), "full") if a.authors else "A. Reader"
        lines = [
            Piece(f"Citation: {people} et al. ({a.year}) {a.title}. {a.abbrev} {a.volume}: {a.pages}. https://doi.org/{a.doi}", "front-notes"),
            Piece(s.one("Editor", "Academic Editor", "Edited by", "Handling editor") + f": {people}, {s.one('University of Exeter, United Kingdom', 'Seoul National University, Korea', 'Institute of Soil Science, China')}", "front-notes"),
        ]
        out += [[line] for line in lines if s.chance(0.5)]
        if a.back and s.chance(0.4):
            out += [[Piece(f"{title}: {texts[0]}", "back-run-in")] for title, texts in a.back[:3] if title and texts and len(title) < 40]
    s.random.shuffle(out)
    return out


def _journal(a: Source, s: Style) -> list[Piece]:
    if not a.journal or not a.year:
        return []
    name = (s.one(a.journal, a.abbrev) or a.journal).rstrip(".")
    month = MONTHS[int(a.month) - 1] if a.month.isdigit() and 0 < int(a.month) < 13 else ""
    number = a.volume + (f"({a.issue})" if a.issue else "")
    pages = a.pages.replace("-", s.one("-", "–"))
    form = s.random.randrange(7)
    short = f" {month[:3]}" if month and s.chance(0.6) else ""
    if form == 0:
        space = s.one(" ", "\u00a0 ", " ")
        line = f"{name}.{space}{a.year}{short};{number}{':' + pages if pages else ''}."
    elif form == 1:
        line = f"{name}, Volume {a.volume}{', Issue ' + a.issue if a.issue else ''}, {a.year}{', Pages ' + pages if '–' in pages or '-' in pages else ', Article ' + pages if pages else ''}"
    elif form == 2:
        return [Piece(name, "journal-line"), Piece(f"{a.year}{short}; {number}{': ' + pages if pages else ''}", "journal-line")]
    elif form == 3:
        line = f"{name} {a.volume}, {pages or a.year} ({a.year})"
    elif form == 4:
        line = f"{name} | Vol. {a.volume}{', No. ' + a.issue if a.issue else ''} | {month + ' ' if month else ''}{a.year}{' | pp. ' + pages if pages else ''}"
    elif form == 5:
        line = f"{name} {a.year}, {number}{', ' + pages if pages else ''}{'; https://doi.org/' + a.doi if a.doi and s.chance(0.5) else ''}"
    else:
        line = f"{name} {number}: {pages or a.year}, {month + ' ' if month else ''}{a.year}"
    if form in (0, 3) and a.doi and s.chance(0.5):
        line += s.one(f" {a.doi}.", f" doi: {a.doi}.", f" https://doi.org/{a.doi}")
    out = [Piece(line, "journal-line")]
    if a.issn and s.chance(0.25):
        out.append(Piece(s.one("ISSN: ", "ISSN ", "eISSN ") + a.issn, "article-id"))
    return out


def _title(a: Source, s: Style) -> list[Piece]:
    title = a.title.upper() if s.chance(0.08) else a.title
    if s.family in ("manuscript", "bolded") and s.chance(0.06):
        title = s.one("Title: ", "Article title: ") + title
    out = [Piece(title, "title", heading=True, level=1)]
    if s.family == "web" and s.chance(s.clutter * 0.15):
        out.insert(0, Piece(title, "page-furniture", blank=1))
        out[1].blank = 1
    if a.subtitle and len(a.subtitle) > 8:
        out.append(Piece(a.subtitle, "subtitle", blank=s.random.randrange(2), heading=s.chance(0.4), level=2))
    for text in a.trans_titles[:2]:
        if len(text) > 8:
            out.append(Piece(text, "trans-title", blank=s.random.randrange(2)))
    if a.running and a.running != a.title and len(a.running) < 120 and s.family not in ("record", "web") and s.chance(0.5):
        out.append(Piece(f"{s.word('running')}: {a.running}", "running-head", blank=1))
    return out


def name_of(p: Person, form: str) -> str:
    if p.collab:
        return p.collab
    initials = [part[0] for part in p.given.replace(".", " ").replace("-", " ").split() if part]
    if form == "initials":
        name = " ".join([*(i + "." for i in initials), p.surname])
    elif form == "surname-first":
        name = f"{p.surname} {p.given}"
    elif form == "citation":
        name = f"{p.surname} {''.join(initials)}"
    elif form == "comma":
        name = f"{p.surname}, {' '.join(i + '.' for i in initials)}"
    elif form == "upper":
        name = f"{p.given} {p.surname.upper()}"
    else:
        name = f"{p.given} {p.surname}"
    return f"{name} {p.suffix}".strip()


def mark_of(s: Style, at: int) -> str:
    if s.marks in ("numbers", "paren"):
        return str(at + 1)
    if s.marks == "letters":
        return chr(97 + at) if at < 26 else str(at + 1)
    return SYMBOLS[at] if s.marks == "symbols" and at < len(SYMBOLS) else "" if s.marks != "symbols" else str(at + 1)


def _authors(a: Source, s: Style) -> list[Piece]:
    degrees = s.chance(0.3)
    star = s.one("*", "*", "✉", "†", "", "#")
    spaced = s.chance(0.2)
    names = []
    made_up = s.one("MD", "PhD", "M.D.", "MSc", "Ph.D.", "BSc")
    invented = s.chance(0.1)
    for p in a.authors:
        name = name_of(p, s.name_form)
        if degrees and (p.degrees or invented):
            name += ", " + (p.degrees or made_up)
        marks = [m for i in p.affs if (m := mark_of(s, i))] if len(a.affs) > 1 or s.chance(0.2) else []
        joined = s.one(",", ", ").join(marks) if len(marks) > 1 else "".join(marks)
        if s.marks == "paren" and joined:
            joined = f"({joined})"
        if p.corresp and star:
            joined += s.one(",", "") + star if joined else star
        name += (" " if spaced and joined else "") + sup(joined)
        if p.orcid and s.chance(0.1):
            name += f" (https://orcid.org/{p.orcid})"
        names.append(name)
    if s.marks == "after" and a.affs:
        return _one_by_one(a, s, names)
    layout = s.random.randrange(8)
    if layout == 0 and len(names) > 1:
        return [Piece(name, "contrib-group", blank=0) for name in names]
    if layout == 1 and len(names) > 1 and s.family in ("web", "record"):
        return [Piece("  • " + name, "contrib-group") for name in names]
    joiner = s.one("; ", " · ", " / ", ", ", ", ") if s.name_form != "comma" else s.one("; ", "; ", ", ")
    last = s.one(joiner, joiner, " and ", ", and ", " & ")
    line = names[0] if len(names) == 1 else joiner.join(names[:-1]) + last + names[-1]
    if s.family in ("manuscript", "bolded") and s.chance(0.08):
        line = s.one("Authors: ", "Author: ", "By ") + line
    return [Piece(line, "contrib-group")]


def _one_by_one(a: Source, s: Style, names: list[str]) -> list[Piece]:
    """Each author with the affiliation under the name."""
    out = []
    gap = s.random.randrange(2)
    joined = s.chance(0.2)
    bullet, inner = ("  • ", 4) if s.dump and s.chance(0.7) else ("", s.one("0", "0", "4") == "4" and 4 or 0)
    cue = s.one("", "", "Affiliation: ", "Affiliations: ") if s.dump else ""
    closing = s.one("", "X", "×", "Search for more papers by this author") if s.dump else ""
    for number, (person, name) in enumerate(zip(a.authors, names, strict=True)):
        if bullet:
            out.append(Piece(bullet + name + s.one("", ",", " mail,"), "contrib-group", blank=0 if number else 1))
            if person.email and s.chance(0.7):
                out.append(Piece(f"* E-mail: {person.email}", "corresp", blank=1, indent=4))
            if person.affs:
                out.append(Piece(cue + ", ".join(a.affs[i] for i in person.affs[:2] if i < len(a.affs)), "aff", blank=1, indent=4))
            if closing:
                out.append(Piece(closing, "page-furniture", blank=1, indent=4))
            continue
        places = "; ".join(a.affs[i] for i in person.affs[:2] if i < len(a.affs))
        if joined and places:
            out.append(Piece(f"{name}, {places}", "contrib-group", blank=gap if number else 0))
            continue
        out.append(Piece(name, "contrib-group", blank=gap if number else 0))
        if places:
            out.append(Piece(cue + places, "aff", indent=inner))
        if person.email and s.chance(0.4):
            out.append(Piece(person.email if s.chance(0.5) else f"{s.word('email')}: {person.email}", "corresp"))
    return out


def _affiliations(a: Source, s: Style) -> list[Piece]:
    mails = [p.email for p in a.authors if p.email and p.corresp]
    many = len(a.affs) > 1 or s.chance(0.15)
    between = s.one("", " ", " ", ". ")
    bullet = "  • " if s.family in ("record", "web") and s.chance(0.5) else ""
    if s.family == "record" and s.marks in ("symbols", "after", "none") and s.chance(0.7):
        marks = [str(i + 1) for i in range(len(a.affs))]
    else:
        marks = [mark_of(s, i) for i in range(len(a.affs))]
    stop = s.one("", ".", "")
    texts = []
    for at, text in enumerate(a.affs):
        mark = marks[at] if many else ""
        if s.marks == "paren" and mark:
            mark = f"({mark})"
        line = bullet + (sup(mark) + between if mark else "") + text.rstrip(" .;") + (stop or (";" if s.chance(0.05) else ""))
        if mails and at == 0 and s.chance(0.25):
            line += s.one(" ", "; ", ". E-mail: ", " e-mail: ") + mails[0]
        texts.append(line)
    if not bullet and 1 < len(texts) <= 4 and s.chance(0.12):
        return [Piece("; ".join(texts), "aff")]
    gap = 1 if s.blocks else 0 if s.chance(0.8) else 1
    out = []
    if s.family in ("web", "record", "manuscript") and s.chance(0.12):
        out.append(Piece(s.one("Affiliations", "Author information", "Affiliations:", "Author Affiliations", "Authors and affiliations"), "page-furniture"))
    elif s.chance(0.04) and len(texts) == 1:
        texts = ["From the " + texts[0]]
    for text in texts:
        if not s.blocks and len(text) > 60 and s.chance(0.06) and ", " in text:
            head, tail = text.rsplit(", ", 1) if s.chance(0.5) else text.split(", ", 1)
            out += [Piece(head + ",", "aff", blank=gap if out else 0), Piece(tail, "aff")]
        else:
            out.append(Piece(text, "aff", blank=gap if out else 0))
    return out


def _correspondence(a: Source, s: Style) -> list[Piece]:
    person = next((p for p in a.authors if p.corresp), None)
    mail = next((p.email for p in a.authors if p.email), "")
    if not mail and not a.corresp:
        return []
    star = s.one("*", "* ", "", "✉ ", "†", "")
    if a.corresp and s.chance(0.4) and len(a.corresp) < 500:
        return [Piece(star + a.corresp, "corresp")]
    if not mail:
        return [Piece(star + a.corresp, "corresp")] if len(a.corresp) < 500 else []
    name = name_of(person, "full") if person else ""
    place = a.affs[person.affs[0]] if person and person.affs and person.affs[0] < len(a.affs) else ""
    cue, by = s.word("corresponding"), s.word("email")
    form = s.random.randrange(7)
    if form == 0:
        return [Piece(f"{star}{cue}: {name}. {by}: {mail}" if name else f"{star}{cue}. {by}: {mail}", "corresp")]
    if form == 1 and place:
        return [Piece(f"{star}{cue}: {name}, {place}. Tel: +82-2-555-0134, Fax: +82-2-555-0135, {by}: {mail}", "corresp")]
    if form == 2 and name:
        lines = [f"{star}{cue}{s.one('', ':')}", name, *([place] if place else []), *(["Tel: +44 20 5550 0134"] if s.chance(0.4) else []), f"{by}: {mail}"]
        return [Piece(line, "corresp") for line in lines]
    if form == 3:
        return [Piece(f"{star}{by}: {mail}", "corresp")]
    if form == 4:
        mails = [p.email for p in a.authors if p.email]
        return [Piece("; ".join(mails[:5]), "corresp")]
    if form == 5 and person and person.surname:
        return [Piece(f"{star}{cue} {by.lower()}: {mail} ({name_of(person, 'initials')})", "corresp")]
    return [Piece(f"{star}{name + ', ' if name else ''}{by.lower()}: {mail}", "corresp")]


def _date(value: str, s: Style, form: int) -> str:
    parts = value.split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 0 < int(parts[1]) < 13:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = parts[2].lstrip("0")
    return (f"{day} {month} {parts[0]}", f"{month} {day}, {parts[0]}", f"{parts[0]} {month[:3]} {day}", value, f"{day}/{int(parts[1])}/{parts[0]}", f"{parts[0]}.{parts[1]}.{parts[2]}")[form]


def _history(a: Source, s: Style) -> list[Piece]:
    form = s.random.randrange(6)
    colon = s.one(" ", ": ", ": ")
    items = []
    for key, word in (("received", "received"), ("rev-recd", "revised"), ("accepted", "accepted"), ("epub", "published")):
        if a.dates.get(key):
            items.append(f"{s.word(word)}{colon}{_date(a.dates[key], s, form)}")
    if not items:
        return []
    if len(items) > 1 and s.chance(0.35):
        return [Piece(item, "history") for item in items]
    line = s.one("; ", " | ", ", ", " / ", " ").join(items)
    if s.chance(0.1):
        line = s.one("Article history: ", "(") + line + (")" if line.startswith("(") else "")
    return [Piece(line, "history")]


def _identifiers(a: Source, s: Style) -> list[Piece]:
    out = []
    if s.chance(0.15):
        for person in a.authors:
            if (person.orcid or s.chance(0.2)) and person.surname:
                number = person.orcid or f"0000-000{s.random.randrange(1, 4)}-{s.random.randrange(1000, 9999)}-{s.random.randrange(1000, 9999)}"
                out.append(Piece(f"{name_of(person, 'full')}{s.one(': ', ' ', ', ORCID: ')}{s.one('https://orcid.org/', 'http://orcid.org/', '')}{number}", "article-id"))
    if a.doi:
        out.append(Piece(s.one("doi: ", "https://doi.org/", "DOI: ", "DOI ", "doi:", "http://dx.doi.org/") + a.doi, "article-id"))
    if a.pmid and s.chance(0.4):
        out.append(Piece(f"PMID: {a.pmid}", "article-id"))
    if s.family == "web" and s.chance(0.2):
        out.append(Piece("PMCID: PMC" + str(s.random.randrange(1000000, 9999999)), "article-id"))
    return out


def _rights(a: Source, s: Style) -> list[Piece]:
    out = []
    if a.copyright and s.chance(0.8):
        out.append(Piece(a.copyright, "permissions"))
    if a.license and s.chance(0.6):
        out.append(Piece(a.license, "permissions"))
    elif s.chance(0.3):
        out.append(Piece(s.one("This is an open access article under the CC BY license.", "License: CC BY 4.0", "This is an open-access article distributed under the terms of the Creative Commons Attribution License (https://creativecommons.org/licenses/by/4.0/)."), "permissions"))
    return out


def _notes(a: Source, s: Style) -> list[Piece]:
    out = []
    if len(a.authors) > 2 and s.chance(0.15):
        out.append(Piece(s.one("*", "†", "# ", "‡ ", "") + s.word("equal"), "author-note"))
    if s.family in ("manuscript", "bolded") and s.chance(0.15):
        out += [Piece(line, "front-notes") for line in (f"Word count: {s.random.randrange(1500, 6000)}", f"Number of tables: {s.random.randrange(1, 6)}, figures: {s.random.randrange(1, 6)}")][: s.random.randrange(1, 3)]
    return out
