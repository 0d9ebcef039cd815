"""Authors, affiliations and correspondence of the title block, rendered."""

from __future__ import annotations

from .pieces import Piece, sup
from .source import Person, Source
from .style import Style

SYMBOLS = ("*", "†", "‡", "§", "¶", "#", "**", "††", "‡‡", "§§")


def name_of(p: Person, form: str) -> str:
    if p.collab:
        return p.collab
    initials = [part[0] for part in p.given.replace(".", " ").replace("-", " ").split()]
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


def authors(a: Source, s: Style) -> list[Piece]:
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
    bullet, inner = ("  • ", 4) if s.dump and s.chance(0.7) else ("", int(s.one("0", "0", "4")))
    cue = s.one("", "", "Affiliation: ", "Affiliations: ") if s.dump else ""
    noted = s.chance(0.4)
    closing = s.one("", "X", "×", "Search for more papers by this author") if s.dump else ""
    for number, (person, name) in enumerate(zip(a.authors, names, strict=True)):
        if bullet:
            out.append(Piece(bullet + name + s.one("", ",", " mail,"), "contrib-group", blank=0 if number else 1))
            if person.email and s.chance(0.7):
                out.append(Piece(f"* E-mail: {person.email}", "corresp", blank=1, indent=4))
            if person.affs:
                out.append(
                    Piece(
                        cue + ", ".join(a.affs[i] for i in person.affs[:2] if i < len(a.affs)), "aff", blank=1, indent=4
                    )
                )
            if noted:
                text = s.one(
                    "Conception and design, Drafting the article",
                    "Analysis and interpretation of data",
                    "Writing, review and editing",
                )
                out.append(Piece(s.one("Contribution: ", "Contributed: ", "Role: ") + text, "author-note", indent=4))
                out.append(
                    Piece(
                        s.one("No competing interests declared", "Competing interests: none", "No conflict"),
                        "author-note",
                        indent=4,
                    )
                )
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


def affiliations(a: Source, s: Style) -> list[Piece]:
    mails = [p.email for p in a.authors if p.email and p.corresp]
    many = len(a.affs) > 1 or s.chance(0.15)
    between = s.one("", " ", " ", ". ")
    bullet = "  • " if s.family in ("record", "web") and s.chance(0.5) else ""
    numbered = s.family == "record" and s.marks in ("symbols", "after", "none") and s.chance(0.7)
    marks = [str(i + 1) if numbered else mark_of(s, i) for i in range(len(a.affs))]
    stop = s.one("", ".", "")
    texts = []
    short = s.chance(0.06)
    for at, text in enumerate(a.affs):
        if short:
            text = text.split(", ")[-2] if text.count(", ") > 1 else text.split(", ")[0]
        mark = marks[at] if many else ""
        if s.marks == "paren" and mark:
            mark = f"({mark})"
        line = (
            bullet
            + (sup(mark) + between if mark else "")
            + text.rstrip(" .;")
            + (stop or (";" if s.chance(0.05) else ""))
        )
        if mails and at == 0 and s.chance(0.25):
            line += s.one(" ", "; ", ". E-mail: ", " e-mail: ") + mails[0]
        texts.append(line)
    if not bullet and 1 < len(texts) <= 4 and s.chance(0.12):
        return [Piece("; ".join(texts), "aff")]
    gap = 1 if s.blocks else 0 if s.chance(0.8) else 1
    out = []
    if s.family in ("web", "record", "manuscript") and s.chance(0.12):
        out.append(
            Piece(
                s.one(
                    "Affiliations",
                    "Author information",
                    "Affiliations:",
                    "Author Affiliations",
                    "Authors and affiliations",
                ),
                "page-furniture",
            )
        )
    elif s.chance(0.04) and len(texts) == 1:
        texts = ["From the " + texts[0]]
    for text in texts:
        if not s.blocks and len(text) > 60 and s.chance(0.06) and ", " in text:
            head, tail = text.rsplit(", ", 1) if s.chance(0.5) else text.split(", ", 1)
            out += [Piece(head + ",", "aff", blank=gap if out else 0), Piece(tail, "aff")]
        else:
            out.append(Piece(text, "aff", blank=gap if out else 0))
    return out


def correspondence(a: Source, s: Style) -> list[Piece]:
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
        return [
            Piece(f"{star}{cue}: {name}, {place}. Tel: +82-2-555-0134, Fax: +82-2-555-0135, {by}: {mail}", "corresp")
        ]
    if form == 2 and name:
        lines = [
            f"{star}{cue}{s.one('', ':')}",
            name,
            *([place] if place else []),
            *(["Tel: +44 20 5550 0134"] if s.chance(0.4) else []),
            f"{by}: {mail}",
        ]
        return [Piece(line, "corresp") for line in lines]
    if form == 3:
        return [Piece(f"{star}{by}: {mail}", "corresp")]
    if form == 4:
        mails = [p.email for p in a.authors if p.email]
        return [Piece("; ".join(mails[:5]), "corresp")]
    if form == 5 and person and person.surname:
        return [Piece(f"{star}{cue} {by.lower()}: {mail} ({name_of(person, 'initials')})", "corresp")]
    return [Piece(f"{star}{name + ', ' if name else ''}{by.lower()}: {mail}", "corresp")]
