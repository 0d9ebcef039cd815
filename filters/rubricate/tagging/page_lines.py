"""Authors that a page prints in pieces: names, their marks, commas and "and" each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import cut, plain, strip
from ..parsing.author_list import author_list_score, name_like
from ..parsing.headings import section_type
from .caption_lines import caption_lines
from .units import PRINTED, Unit

LEADS = frozenset(("by", "by:", "authors", "authors:"))
"""What may stand on a line of its own above the first name."""
JOINT = re.compile(
    r"(?:[0-9]{1,2}(?![0-9])|[*∗†‡§¶#✉]|(?<![a-z])[a-z](?![a-z])|[,;\s…]|ORCID(?:\s(?:iD|logo|icon)){0,2}|&|\band\b){1,40}"
)
"""What stands between names: marks, commas, "and", the words of a picture."""
ENDS = re.compile(r"(?:\s?[,;&]|\sand){1,2}\s?$")
"""How a line ends behind which more names come."""
LONGEST = 120
DOTS = frozenset(("…", "..."))
"""What stands for names that a page does not show."""
LIKELY = 0.85
NOTED = re.compile(
    r"(?P<name>[^,;:]{4,60}?)\s?,\s(?P<note>(?:Contributed equally|These authors contributed|Current address|Deceased)\b)"
)
GLUED = re.compile(r"(?<=[0-9])(?=https?://)")
SHORT = 8
"""Words of a line with a date and an address."""
REACH = 40
"""Units at the head of a text among which its authors stand."""


def page_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join such pieces; other units come back as they are."""
    return _people(caption_lines([line for unit in units for line in _pieces(unit)]))


def _pieces(unit: Unit) -> list[Unit]:
    """ "Ann Lee , Contributed equally to this work with: Ann Lee, Bo Chen" is a name and a note."""
    unit = _parted(unit)
    noted = NOTED.match(unit.text) if unit.kind in PRINTED else None
    if noted is None or not _is_name(noted["name"]):
        return [unit]
    text = plain(unit.inlines)
    start = len(text) - len(text.lstrip()) + noted.start("note")
    return [
        replace(unit, inlines=strip(cut(unit.inlines, 0, start)), block=None),
        replace(unit, inlines=strip(cut(unit.inlines, start, len(text))), block=None, blank=0),
    ]


def _parted(unit: Unit) -> Unit:
    """ "Published: March 3, 2021https://doi.org/…": an address begins a word of its own."""
    if unit.kind not in PRINTED or unit.words > SHORT or not GLUED.search(unit.text):
        return unit
    inlines: list[pf.Inline] = []
    for inline in unit.inlines:
        at = GLUED.search(inline.text) if type(inline) is pf.Str else None
        inlines += (
            [pf.Str(inline.text[: at.start()]), pf.Space(), pf.Str(inline.text[at.start() :])] if at else [inline]
        )
    return replace(unit, inlines=inlines, block=None)


def _people(units: Sequence[Unit]) -> list[Unit]:
    """The first list of names whose pieces stand on lines of their own becomes one line."""
    for at in range(min(REACH, len(units))):
        if section_type(units[at].text) == "abstract":
            break
        end = _names_end(units, at)
        if end > at + 1:
            dots = [replace(unit, running=True) for unit in units[at:end] if unit.text in DOTS]
            return [*units[:at], _one([unit for unit in units[at:end] if unit.text not in DOTS]), *dots, *units[end:]]
    return list(units)


def _names_end(units: Sequence[Unit], start: int) -> int:
    """Where the list that begins at `start` ends; `start` where none does."""
    led = units[start].text.casefold() in LEADS
    at = start + led
    names = marks = 0
    while at < len(units) and _beside(units, at, start) and _is_name(units[at].text):
        names += 1
        at += 1
        begun = at
        while at < len(units) and _beside(units, at, start) and JOINT.fullmatch(units[at].text):
            at += 1
        parted = at > begun or ENDS.search(units[at - 1].text) is not None
        marks += bool(ENDS.search(units[begun - 1].text)) and (names_more(units[begun - 1].text))
        marks += at > begun
        if at < len(units) and parted and _beside(units, at, start) and _is_name(units[at].text):
            continue
        if at - begun > 1 or (at > begun and not (units[at - 1].blank == 0 and _labels(units, at - 1))):
            at -= _labels(units, at - 1)  # the last mark stands before what is below
        else:
            at = begun
        break
    return at if (names >= 2 and marks) or (led and names) else start


def names_more(text: str) -> bool:
    """Marks, an ORCID or "and" in a line with a name."""
    return any(character.isdigit() or character in "&*†‡" for character in text) or text.endswith(" and")


def _labels(units: Sequence[Unit], at: int) -> bool:
    """Whether a lone mark belongs to the line below it: an affiliation, or a note."""
    lone = re.fullmatch(r"[0-9]{1,2}|[*∗†‡§¶#✉a-z]", units[at].text) is not None
    return lone and at + 1 < len(units) and units[at + 1].blank == 0 and not _is_name(units[at + 1].text)


def _beside(units: Sequence[Unit], at: int, start: int) -> bool:
    unit = units[at]
    return unit.kind in PRINTED and not unit.running and not unit.marker and (at == start or unit.blank <= 1)


def _is_name(text: str) -> bool:
    bare = ENDS.sub("", text).strip()
    return len(bare) <= LONGEST and (name_like(bare) >= LIKELY or author_list_score(bare) >= LIKELY)


def _one(pieces: Sequence[Unit]) -> Unit:
    inlines: list[pf.Inline] = []
    for piece in pieces:
        apart = inlines and piece.text[:1] not in (",", ";")
        inlines += [*([pf.Space()] if apart else []), *strip(piece.inlines)]
    return replace(pieces[0], inlines=inlines, block=None)
