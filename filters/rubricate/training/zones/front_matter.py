"""The title block, rendered: journal lines, title, authors, affiliations, correspondence, dates, identifiers."""

from __future__ import annotations

from .people import affiliations, authors, correspondence, name_of
from .pieces import Piece
from .source import Source
from .style import Style

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def front_matter(a: Source, s: Style) -> list[list[Piece]]:
    """The parts of the title block in their order; each is a list of pieces that stand together."""
    bare = s.family == "record" and s.chance(0.35)
    groups: dict[str, list[Piece]] = {
        "journal": _journal(a, s),
        "type": [Piece(s.one(a.subject, a.subject.upper()), "article-type")]
        if a.subject and len(a.subject) < 60 and s.chance(0.4)
        else [],
        "title": _title(a, s),
        "authors": [] if bare or not a.authors else authors(a, s),
        "affs": [],
        "corresp": correspondence(a, s) if not bare else [],
        "history": _history(a, s),
        "ids": _identifiers(a, s),
        "rights": _rights(a, s),
        "notes": _notes(a, s),
    }
    if (a.affs and s.marks != "after" and (s.family != "letter" or s.chance(0.3))) or (bare and a.affs):
        groups["affs"] = affiliations(a, s)
    if a.native_authors:
        groups["authors"].append(Piece(a.native_authors, "contrib-group", blank=s.random.randrange(2)))
        groups["affs"] += [Piece(text, "aff", blank=s.random.randrange(2)) for text in a.native_affs]
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
            Piece(
                f"Citation: {people} et al. ({a.year}) {a.title}. {a.abbrev} {a.volume}: {a.pages}. https://doi.org/{a.doi}",
                "front-notes",
            ),
            Piece(
                s.one("Editor", "Academic Editor", "Edited by", "Handling editor")
                + f": {people}, {s.one('University of Exeter, United Kingdom', 'Seoul National University, Korea', 'Institute of Soil Science, China')}",
                "front-notes",
            ),
        ]
        out += [[line] for line in lines if s.chance(0.5)]
        if a.back and s.chance(0.4):
            out += [
                [Piece(f"{title}: {texts[0]}", "back-run-in")]
                for title, texts in a.back[:3]
                if title and texts and len(title) < 40
            ]
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
        return [
            Piece(name, "journal-line"),
            Piece(f"{a.year}{short}; {number}{': ' + pages if pages else ''}", "journal-line"),
        ]
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
    if s.dump and s.chance(0.15):
        title = s.one(
            f"Revised  {title}", f"{title} [version 2; peer review: 2 approved]", f"{title} [v1; ref status: indexed]"
        )
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
    if (
        a.running
        and a.running != a.title
        and len(a.running) < 120
        and s.family not in ("record", "web")
        and s.chance(0.5)
    ):
        out.append(Piece(f"{s.word('running')}: {a.running}", "running-head", blank=1))
    return out


def _date(value: str, s: Style, form: int) -> str:
    parts = value.split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 0 < int(parts[1]) < 13:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = parts[2].lstrip("0")
    return (
        f"{day} {month} {parts[0]}",
        f"{month} {day}, {parts[0]}",
        f"{parts[0]} {month[:3]} {day}",
        value,
        f"{day}/{int(parts[1])}/{parts[0]}",
        f"{parts[0]}.{parts[1]}.{parts[2]}",
    )[form]


def _history(a: Source, s: Style) -> list[Piece]:
    form = s.random.randrange(6)
    colon = s.one(" ", ": ", ": ")
    items = []
    for key, word in (
        ("received", "received"),
        ("rev-recd", "revised"),
        ("accepted", "accepted"),
        ("epub", "published"),
    ):
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
                number = (
                    person.orcid
                    or f"0000-000{s.random.randrange(1, 4)}-{s.random.randrange(1000, 9999)}-{s.random.randrange(1000, 9999)}"
                )
                out.append(
                    Piece(
                        f"{name_of(person, 'full')}{s.one(': ', ' ', ', ORCID: ')}{s.one('https://orcid.org/', 'http://orcid.org/', '')}{number}",
                        "article-id",
                    )
                )
    if a.doi:
        out.append(
            Piece(
                s.one("doi: ", "https://doi.org/", "DOI: ", "DOI ", "doi:", "http://dx.doi.org/") + a.doi, "article-id"
            )
        )
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
        out.append(
            Piece(
                s.one(
                    "This is an open access article under the CC BY license.",
                    "License: CC BY 4.0",
                    "This is an open-access article distributed under the terms of the Creative Commons Attribution License (https://creativecommons.org/licenses/by/4.0/).",
                ),
                "permissions",
            )
        )
    return out


def _notes(a: Source, s: Style) -> list[Piece]:
    out = []
    if len(a.authors) > 2 and s.chance(0.15):
        out.append(Piece(s.one("*", "†", "# ", "‡ ", "") + s.word("equal"), "author-note"))
    if s.family in ("manuscript", "bolded") and s.chance(0.15):
        out += [
            Piece(line, "front-notes")
            for line in (
                f"Word count: {s.random.randrange(1500, 6000)}",
                f"Number of tables: {s.random.randrange(1, 6)}, figures: {s.random.randrange(1, 6)}",
            )
        ][: s.random.randrange(1, 3)]
    return out
