"""References written from records by templates; where each field lands is known, because it is written there.

A template is text with slots (`{A}` authors, `{T}` title ...) and optional groups (`[, vol. {v}]`), which go when a slot
in them is empty. `\\[` is a printed bracket.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from .examples import Block, Example, Part
from .records import Person, Record

PIECE = re.compile(r"\\(.)|\{(\w+)\}|(\[)|(\])|([^\\{}\[\]]+)")
LABELS = {
    "A": "author", "E": "editor", "T": "title", "S": "source", "R": "series", "y": "date", "date": "date", "full": "date", "v": "volume", "i": "issue",
    "s": "supplement", "p": "pages", "P": "publisher", "L": "loc", "e": "edition", "doi": "id", "pmid": "id", "pmc": "id",
    "arxiv": "id", "url": "id", "isbn": "id", "acc": "access", "conf": "conf", "cdate": "confdate", "cloc": "confloc",
    "th": "thesis", "num": "number", "ver": "version", "note": "note", "med": "medium", "size": "size", "X": "translator",
    "tt": "trans", "eid": "pages", "part": "part",
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """How a style writes a list of people."""

    inverted: str = "all"  # all, first, none
    given: str = "J. C."  # J. C.; J.C.; JC; J C; full; full M.
    comma: str = ", "
    between: str = ", "
    last: str = " and "
    last_two: str = " and "
    upper: bool = False
    etal: str = ", et al."
    keep: int = 6
    """People before et al., where the record says so or there are more than `limit`."""
    limit: int = 99
    group: str = ". "
    """What stands before a collaboration behind the people."""
    particle_last: bool = False
    """ "Silva, A. da" for "da Silva, A."."""


@dataclass(frozen=True)
class Style:
    """One style: names, templates by kind, the forms of dates and pages."""

    name: str
    names: Names
    editors: Names
    templates: dict[str, tuple[str, ...]]
    date: str = "Y"
    dash: str = "–"
    short_pages: bool = False
    access: str = "D Month Y"
    months: tuple[str, ...] = ()
    title_case: str = ""
    lang: str = "en"


@dataclass
class Writer:
    """Text under construction with its blocks."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Literal text; doubled stops and spaces melt."""
        if text and self.text:
            if text[0] in ".," and self.text[-1] in ".?!…" and not (text[0] == "," and self.text[-1] == "."):
                text = text[1:]
            if text[:1] == " " and self.text[-1:] in (" ", "("):
                text = text[1:]
        self.text += text

    def field(self, value: str, label: str) -> None:
        start = len(self.text)
        self.text += value
        self.blocks.append(Block(start, len(self.text), label))


def initials(given: str, form: str) -> str:
    """ "Koen Jan" in the form of a style: "K. J.", "K.J.", "KJ", "K J", in full."""
    if form == "full":
        return given
    if form == "none":
        return ""
    given = given.replace(".", " ")
    words = given.split()
    if form == "full M.":
        return " ".join([words[0], *(word[0] + "." for word in words[1:] if word[0].isalpha())])
    letters = []
    for word in words:
        bits = [bit for bit in word.split("-") if bit]
        letters.append([bit[0].upper() for bit in bits])
    flat = [letter for group in letters for letter in group]
    if form == "J. C.":
        return " ".join("-".join(f"{letter}." for letter in group) for group in letters)
    if form == "J.C.":
        return "".join("-".join(f"{letter}." for letter in group) for group in letters)
    if form == "J C":
        return " ".join(flat)
    return "".join(flat)


def write_people(
    writer: Writer, people: tuple[Person, ...], names: Names, role: str, cut: bool, group: str = ""
) -> None:
    """A list of people with the places of their parts."""
    start = len(writer.text)
    shown = people
    etal = cut or len(people) > names.limit
    if etal and len(people) > names.keep:
        shown = people[: names.keep]
    for number, person in enumerate(shown, 1):
        if number > 1:
            last = number == len(shown) and not etal
            writer.text += (names.last_two if len(shown) == 2 else names.last) if last else names.between
        _person(writer, person, names, role, number)
    if etal and shown:
        sign = names.etal
        at = len(writer.text) + len(sign) - len(sign.lstrip(", "))
        writer.text += sign
        writer.parts.append(Part(at, len(writer.text), "etal", role, len(shown) + 1))
    if group and shown:
        writer.text += names.group.lstrip(".") if writer.text.endswith(".") else names.group
        at = len(writer.text)
        writer.text += group
        writer.parts.append(Part(at, len(writer.text), "collab", role, len(shown) + 2))
    if writer.text[start:]:
        writer.blocks.append(Block(start, len(writer.text), role))


def _person(writer: Writer, person: Person, names: Names, role: str, number: int) -> None:
    def part(text: str, name: str) -> None:
        at = len(writer.text)
        writer.text += text
        writer.parts.append(Part(at, len(writer.text), name, role, number))

    if person.collab:
        part(person.collab, "collab")
        return
    family = person.family.upper() if names.upper else person.family
    given = initials(person.given, names.given) if person.given else ""
    inverted = names.inverted == "all" or (names.inverted == "first" and number == 1)
    if (names.particle_last and inverted and given and family[:1].islower()) or (
        names.particle_last and family.lower().startswith(("de ", "da ", "dos ", "do "))
    ):
        particle, _, rest = family.rpartition(" ")
        if rest and inverted and given:
            family, given = rest, f"{given} {particle.lower()}"
    if not given:
        part(family, "surname")
    elif inverted:
        part(family, "surname")
        writer.text += names.comma
        part(given, "given")
    else:
        part(given, "given")
        writer.text += " "
        part(family, "surname")
    if person.suffix:
        writer.text += ", " if names.comma.strip() and not (inverted and names.comma == " ") else " "
        part(person.suffix, "suffix")


def render(record: Record, style: Style, rng: random.Random, group: str) -> Example | None:
    """One reference in a style; `None` where the style has nothing for its kind."""
    choices = style.templates.get(record.kind if record.authors else record.kind + "-")
    choices = tuple(template for template in choices or () if complete(template, record))
    if not choices:
        return None
    template = choices[rng.randrange(len(choices))] if len(choices) > 1 else choices[0]
    writer = Writer()
    _fill(writer, template, record, style)
    text = writer.text.rstrip()
    if len(text) < 12 or not writer.blocks:
        return None
    return Example(
        text, tuple(sorted(writer.blocks)), tuple(sorted(writer.parts)), "made", group, "", record.kind, record.lang
    )


GROUP = re.compile(r"(?<!\\)\[[^\[\]]*(?<!\\)\]")
SLOT = re.compile(r"\{(\w+)\}")
TOLERANT = frozenset(("full", "A", "T", "date", "y", "p", "L", "P", "i", "S"))


def complete(template: str, record: Record) -> bool:
    """Whether a record has what stands outside the groups of a template."""
    wanted = set(SLOT.findall(GROUP.sub("", template)))
    tolerated = TOLERANT | ({"v"} if record.kind == "journal" else set())
    return all(name == "acc" or slot_is_filled(record, name) for name in wanted - tolerated)


def slot_is_filled(record: Record, name: str) -> bool:
    names = {"E": "editors", "X": "translators"}
    return bool(getattr(record, names.get(name, name), ""))


def _fill(writer: Writer, template: str, record: Record, style: Style) -> None:
    pieces = [match.groups() for match in PIECE.finditer(template)]
    at = 0
    while at < len(pieces):
        escaped, slot, opening, _, plain = pieces[at]
        if opening:
            end = next(k for k in range(at, len(pieces)) if pieces[k][3])
            group = pieces[at + 1 : end]
            if all(value(record, style, name) for _, name, *_ in group if name):
                for escape, name, _, _, words in group:
                    _piece(writer, escape, name, words, record, style)
            at = end
        elif (
            plain
            and at + 1 < len(pieces)
            and pieces[at + 1][1]
            and not value(record, style, str(pieces[at + 1][1]))
            and writer.text
        ):
            at += 1
        else:
            _piece(writer, escaped, slot, plain, record, style)
        at += 1


def _piece(
    writer: Writer, escaped: str | None, slot: str | None, plain: str | None, record: Record, style: Style
) -> None:
    if escaped:
        writer.put(escaped)
    elif plain:
        writer.put(plain)
    elif slot in ("A", "E", "X"):
        people = record.authors if slot == "A" else record.editors if slot == "E" else record.translators
        names = style.names if slot == "A" else style.editors
        role = "editor" if slot == "A" and record.kind == "edited" else LABELS[slot]
        write_people(writer, people, names, role, record.etal and slot == "A", record.group if slot == "A" else "")
    elif slot:
        text = value(record, style, slot)
        if text:
            writer.field(str(text), LABELS[slot])


def value(record: Record, style: Style, slot: str) -> str:
    """The text of a slot in a style, "" where the record has none."""
    if slot == "A":
        return "yes" if record.authors else ""
    if slot == "E":
        return "yes" if record.editors else ""
    if slot == "X":
        return "yes" if record.translators else ""
    if slot == "y":
        return record.year
    if slot == "date":
        return _date(record, style)
    if slot == "p":
        return _pages(record, style)
    if slot == "S" and not record.S:
        return ""
    if slot == "full":
        whole = record.year.isdigit() and record.month and record.day
        return written_date((int(record.year), record.month, record.day), style.access, style.months) if whole else ""
    if slot == "acc":
        return written_date(record.accessed, style.access, style.months) if record.accessed else ""
    if slot == "T" and (
        style.title_case == "title" or (style.title_case == "books" and record.kind in ("book", "edited"))
    ):
        return _title_case(record.T)
    if slot == "S" and style.title_case and record.kind == "chapter":
        return _title_case(record.S)
    return str(getattr(record, slot, "") or "")


def _title_case(text: str) -> str:
    return " ".join(
        word if len(word) < 4 or not word.isalpha() else word[0].upper() + word[1:] for word in text.split(" ")
    )


def written_date(date: tuple[int, int, int], form: str, months: tuple[str, ...]) -> str:
    """(2014, 5, 3) as "3 May 2014", "May 3, 2014", "03.05.2014" ..."""
    year, month, day = date
    name = months[month - 1] if months else str(month)
    return (
        form.replace("DD", f"{day:02d}").replace("MM", f"{month:02d}").replace("YY", f"{year}")
        .replace("Month", "\x00").replace("D", str(day)).replace("Y", str(year)).replace("\x00", name)
    )  # fmt: skip


def _date(record: Record, style: Style) -> str:
    bookish = record.kind in ("book", "chapter", "edited", "thesis")
    if not record.year or not record.year.isdigit() or style.date == "Y" or not record.month or bookish:
        return record.year
    if "D" in style.date and not record.day:
        return written_date(
            (int(record.year), record.month, 1),
            style.date.replace(" D", "").replace("D ", "").replace(" DD", "").replace(".DD", ""),
            style.months,
        )
    return written_date((int(record.year), record.month, record.day), style.date, style.months)


def _pages(record: Record, style: Style) -> str:
    first, last = record.fpage, record.lpage
    if not last or last == first:
        return first
    if style.short_pages and first.isdigit() and last.isdigit() and len(first) == len(last) and len(first) > 1:
        at = next((k for k in range(len(first)) if first[k] != last[k]), 0)
        last = last[at:]
    return f"{first}{style.dash}{last}"
