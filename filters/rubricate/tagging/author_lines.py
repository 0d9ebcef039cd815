"""Author lines as some pages leave them when they are copied: pieces of one author on lines of their own, or glued.

"Ann Lee," / "Corresponding Author" is one line; an ORCID below a name belongs to it; "Ann Leea Department of Bread, Oslo,
NorwayCorrespondencea.lee@uio.example" is a name, its affiliation and an address; "Bo Chen andCarla Silva" lacks a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import cut, plain, strip
from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import author_list_score
from ..parsing.identifiers import find_identifiers
from .site_words import names_people
from .units import Unit

KINDS = ("line", "para")
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
NAME_AND_PLACE = re.compile(
    r"(?P<name>(?:[^\W\d_][\w.'’-]{0,30}\s){1,4}[^\W\d_a-z][\w'’-]{0,30}[^\W\d_A-Z])(?P<mark>[a-h])\s(?P<place>[^\W\d_a-z].{8,300}?)(?P<mail>(?:Correspondence|Contact).{0,80})?"
)
"""A name, the letter of its affiliation without a space, the affiliation, the address for letters."""
LEAST = 2


def author_lines(units: Sequence[Unit]) -> tuple[list[Unit], list[tuple[str, str]]]:
    """The units with such lines joined or parted; comes with the words that were glued, as printed and parted."""
    out: list[Unit] = []
    glued: list[tuple[str, str]] = []
    end = next((at for at, unit in enumerate(units) if unit.words >= PROSE and unit.text.endswith(".")), len(units))
    lettered = [at for at in range(min(end, FRONT)) if _lettered(units, at)]
    marks = {units[at].text: NAME_AND_PLACE.fullmatch(units[at].text) for at in lettered}
    first = next((match["mark"] for match in marks.values() if match), "")
    parted = set(lettered) if first == "a" and len(lettered) >= LEAST else set()
    for at, unit in enumerate(units):
        if at >= min(end, FRONT) or unit.kind not in KINDS or unit.running:
            out.append(unit)
        elif at in parted:
            pieces, words = _parted(unit)
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
            out[owner] = replace(
                out[owner], block=None, inlines=[*out[owner].inlines, pf.Space(), *strip(unit.inlines)]
            )
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
    return unit.kind in KINDS and 2 <= unit.words <= 6 and author_list_score(unit.text.rstrip(" ,;")) >= EVEN


def _an_orcid(text: str) -> bool:
    spots = find_identifiers(text)
    return len(spots) == 1 and spots[0].kind == "orcid" and (spots[0].start, spots[0].end) == (0, len(text))


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


def _lettered(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    match = NAME_AND_PLACE.fullmatch(unit.text) if unit.kind in KINDS and not unit.running else None
    beside = any(names_people(near) for near in units[at + 1 : at + 5])
    return (
        match is not None
        and beside
        and author_list_score(match["name"]) >= EVEN
        and affiliation_score(match["place"]) >= EVEN
    )


def _parted(unit: Unit) -> tuple[list[Unit], list[tuple[str, str]]]:
    match = NAME_AND_PLACE.fullmatch(unit.text)
    if match is None:
        return [unit], []
    inlines = strip(unit.inlines)
    mark = pf.Superscript(pf.Str(match["mark"]))
    last = match["name"].split()[-1]
    words = [(last + match["mark"], f"{last} {match['mark']} {match['mark']}")]
    name = replace(unit, block=None, inlines=[*cut(inlines, 0, match.end("name")), mark])
    place = replace(unit, block=None, blank=0, inlines=[mark, pf.Space(), *strip(cut(inlines, *match.span("place")))])
    out = [name, place]
    if match["mail"]:
        before = match["place"].split()[-1]
        whole = unit.text[match.start("mail") :].split()[0]
        cue = "Correspondence" if whole.startswith("Correspondence") else "Contact"
        rest = strip(cut(inlines, match.start("mail") + len(cue), len(plain(inlines))))
        out.append(replace(unit, block=None, blank=0, inlines=[pf.Str(f"{cue}:"), pf.Space(), *rest]))
        words.append((f"{before}{whole}", f"{before} {cue} {whole[len(cue) :]}"))
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
