"""Author lines as some pages leave them when they are copied: pieces of one author on lines of their own, or glued.

"Ann Lee," / "Corresponding Author" is one line; an ORCID below a name belongs to it; "Ann Leea Department of Bread, Oslo,
NorwayCorrespondencea.lee@uio.example" is a name, its affiliation and an address; "Bo Chen andCarla Silva" lacks a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import panflute as pf

from ..inlines import cut, plain, strip
from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import author_list_score
from ..parsing.identifiers import find_identifiers
from .site_words import names_people
from .units import PRINTED, Unit

FRONT = 200
"""Units; no title block has more."""
PROSE = 25
EVEN = 0.5
NEAR = 4
"""Lines between a name and the ORCID of the person."""
SIGN = re.compile(r"\(?corresponding author\)?", re.IGNORECASE)
CUE = re.compile(r"(?:address for |author for )?correspondence(?: to| address)?\s?:?", re.IGNORECASE)
"""A line that announces the address below it."""
MAIL = re.compile(r"e-?mail\b", re.IGNORECASE)
GLUED_AND = re.compile(r"(?<=[\s,])and(?=[A-Z][^\W\d_A-Z])|(?<=[^\W\d_A-Z],)and(?=\s?[A-Z][^\W\d_A-Z])")
"""A joiner without its space: "Bo Chen andCarla Silva"."""
LETTERED = re.compile(
    r"(?P<name>(?:[^\W\d_][\w.'’-]{0,30}\s){1,4}[^\W\d_a-z][\w'’-]{0,30}[^\W\d_A-Z])(?P<mark>[a-h])\s(?=[^\W\d_a-z])"
)
"""A name and the letter of its affiliation without a space: "Ann Leea Department of …"."""
BORDER = re.compile(r"(?<=[^\W\d_A-Z])(?=[^\W\d_a-z][^\W\d_A-Z])")
"""Where two words are glued: "LeeDepartment"."""
MAIL_CUE = re.compile(r"(?<=[^\W\d_])(?:Correspondence|Contact)(?=\S{1,60}@)")
"""The address for letters glued behind a place: "NorwayCorrespondencea.lee@uio.example"."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Glued:
    """Offsets of a line that holds a name (to `name`), perhaps a letter, a place (`place` to `mail`) and an address."""

    name: int
    place: int
    mail: int
    mark: str = ""
    cue: str = ""


def author_lines(units: Sequence[Unit]) -> tuple[list[Unit], list[tuple[str, str]]]:
    """The units with such lines joined or parted; comes with the words that were glued, as printed and parted."""
    out: list[Unit] = []
    glued: list[tuple[str, str]] = []
    end = next((at for at, unit in enumerate(units) if unit.words >= PROSE and unit.text.endswith(".")), len(units))
    parted = {at: found for at in range(min(end, FRONT)) if (found := _glued(units, at)) is not None}
    for at, unit in enumerate(units):
        if at >= min(end, FRONT) or unit.kind not in PRINTED or unit.running:
            out.append(unit)
        elif at in parted:
            pieces, words = _parted(unit, parted[at])
            out += pieces
            glued += words
        elif out and CUE.fullmatch(out[-1].text) and _below(unit) and _address(unit):
            out[-1] = replace(
                unit, inlines=[*_with_colon(out[-1].inlines), pf.Space(), *strip(unit.inlines)], blank=out[-1].blank
            )
        elif out and CUE.match(out[-1].text) and _below(unit) and MAIL.match(unit.text) and "@" not in out[-1].text:
            out[-1] = replace(out[-1], block=None, inlines=[*out[-1].inlines, pf.Space(), *strip(unit.inlines)])
        elif SIGN.fullmatch(unit.text) and out and _below(unit) and _a_name(out[-1]):
            bare = cut(out[-1].inlines, 0, len(plain(out[-1].inlines).rstrip(" ,;")))
            out[-1] = replace(out[-1], block=None, inlines=[*bare, pf.Space(), *strip(unit.inlines)])
        elif _an_orcid(unit.text) and (owner := _owner(out)) is not None:
            more = [pf.Space(), *strip(unit.inlines)]
            out[owner] = replace(out[owner], block=None, inlines=[*out[owner].inlines, *more], people=True)
        elif (before := _unfinished(out)) is not None and author_list_score(unit.text.rstrip(" ,;")) >= EVEN:
            more = [pf.Space(), *strip(unit.inlines)]
            out[before] = replace(out[before], block=None, inlines=[*strip(out[before].inlines), *more])
        else:
            unit, words = _spaced(unit)
            out.append(unit)
            glued += words
    return out, glued


def _below(unit: Unit) -> bool:
    """Directly below the unit before it; paragraphs all have space between them."""
    return unit.blank == 0 or unit.kind == "para"


def _address(unit: Unit) -> bool:
    return unit.words <= PROSE * 2 and (affiliation_score(unit.text) >= EVEN or "@" in unit.text)


def _with_colon(inlines: Sequence[pf.Inline]) -> list[pf.Inline]:
    bare = strip(list(inlines))
    return bare if plain(bare).endswith(":") else [*bare, pf.Str(":")]


def _a_name(unit: Unit) -> bool:
    return unit.kind in PRINTED and 2 <= unit.words <= 6 and author_list_score(unit.text.rstrip(" ,;")) >= EVEN


def _an_orcid(text: str) -> bool:
    spots = find_identifiers(text)
    return len(spots) == 1 and spots[0].kind == "orcid" and (spots[0].start, spots[0].end) == (0, len(text))


def _unfinished(out: Sequence[Unit]) -> int | None:
    """A line of names above that ends with "and"; words of the site may stand between."""
    at = next((at for at in range(len(out) - 1, max(-1, len(out) - NEAR), -1) if not out[at].running), None)
    if at is None or out[at].kind not in PRINTED or not out[at].text.endswith((" and", " &")):
        return None
    return at if author_list_score(out[at].text.rpartition(" ")[0].rstrip(" ,")) >= EVEN else None


def _owner(out: Sequence[Unit]) -> int | None:
    """The name that stands alone in the lines above."""
    for at in range(len(out) - 1, max(-1, len(out) - 1 - NEAR), -1):
        if out[at].running:
            continue
        if _a_name(out[at]):
            return at
        if "@" not in out[at].text and affiliation_score(out[at].text) < EVEN and not SIGN.search(out[at].text):
            return None
        if SIGN.search(out[at].text) and author_list_score(SIGN.sub("", out[at].text)) >= EVEN:
            return at
    return None


def _glued(units: Sequence[Unit], at: int) -> Glued | None:
    """Name and place in one line, where the words of a site about authors stand beside it."""
    unit = units[at]
    if unit.kind not in PRINTED or unit.running or not any(names_people(near) for near in units[at + 1 : at + 5]):
        return None
    text = unit.text
    mail = MAIL_CUE.search(text)
    end = mail.start() if mail else len(text)
    cue = mail.group() if mail else ""
    lettered = LETTERED.match(text)
    places = [(lettered.end("name"), lettered.end(), lettered["mark"])] if lettered else []
    places += [(border.start(), border.start(), "") for border in BORDER.finditer(text, 0, LONGEST_NAME)]
    for name, place, mark in places:
        if author_list_score(text[:name]) >= EVEN and affiliation_score(text[place:end]) >= EVEN:
            return Glued(name, place, end, mark, cue)
    return None


def _parted(unit: Unit, glued: Glued) -> tuple[list[Unit], list[tuple[str, str]]]:
    inlines = strip(unit.inlines)
    text = unit.text
    mark: list[pf.Inline] = [pf.Superscript(pf.Str(glued.mark))] if glued.mark else []
    last = text[: glued.name].split()[-1]
    first = text[glued.place :].split()[0].rstrip(",;")
    words = [(last + glued.mark, f"{last} {glued.mark} {glued.mark}")] if mark else [(last + first, f"{last} {first}")]
    place = strip(cut(inlines, glued.place, glued.mail))
    out = [
        replace(unit, block=None, inlines=[*cut(inlines, 0, glued.name), *mark], people=True),
        replace(unit, block=None, blank=0, inlines=[*mark, *([pf.Space()] if mark else []), *place]),
    ]
    if glued.cue:
        rest = strip(cut(inlines, glued.mail + len(glued.cue), len(plain(inlines))))
        out.append(replace(unit, block=None, blank=0, inlines=[pf.Str(f"{glued.cue}:"), pf.Space(), *rest]))
        before = text[: glued.mail].split()[-1]
        behind = text[glued.mail + len(glued.cue) :].split()[0]
        words.append((f"{before}{glued.cue}{behind}", f"{before} {glued.cue} {behind}"))
    return out, words


def _spaced(unit: Unit) -> tuple[Unit, list[tuple[str, str]]]:
    """A line of names with the spaces that it lacks behind "and"."""
    found = list(GLUED_AND.finditer(unit.text)) if "and" in unit.text else []
    if not found or author_list_score(GLUED_AND.sub("and ", unit.text)) < EVEN:
        return unit, []
    inlines = strip(unit.inlines)
    words = []
    for match in reversed(found):
        word = unit.text[match.start() :].split()[0]
        words.append((word, f"and {word[3:]}"))
        inlines = [*cut(inlines, 0, match.end()), pf.Space(), *cut(inlines, match.end(), len(plain(inlines)))]
    return replace(unit, block=None, inlines=inlines), words
