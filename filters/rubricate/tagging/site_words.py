"""Words of a site that are printed within the lines of a title block: "Author links open overlay panelAnn Lee, Bo Chen".

A page's hidden buttons come along when its text is copied, often without a space. They are cut out of the line and set
apart as page furniture, so that what is left is the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import panflute as pf

from ..inlines import cut, plain, strip
from ..parsing.words import WORD
from .furniture_cues import site_words
from .units import Unit

PROSE = 25
"""Words of a line of running text; behind the first of them stands no title block, unless its words are unmistakable."""
KINDS = ("line", "para", "header")
FRONT = 400
"""Units; no title block has more."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """`heads` before the line's own text, `tails` and `glued` behind it, `inside` anywhere in it."""

    def words(kind: str) -> str:
        return "|".join(re.escape(word) for word in sorted(site_words(kind), key=len, reverse=True))

    heads = re.compile(rf"(?:{words('heads')})[\s:]{{0,3}}(?=\S)", re.IGNORECASE)
    glued = rf"(?<=[^\W\d_])(?:{words('glued')})$"
    tails = re.compile(rf"{glued}|(?<=\S)\s{{0,3}}(?:\+\s?[0-9]{{0,4}}\s?)?(?:{words('tails')})$", re.IGNORECASE)
    inside = re.compile(rf"\s?(?:{words('inside')})", re.IGNORECASE)
    return heads, tails, inside


def site_words_apart(units: Sequence[Unit]) -> tuple[list[Unit], list[tuple[str, str]]]:
    """Cut such words out of the lines of the title block; each becomes a unit of the page behind its line.

    Comes with the words that were glued to them, as printed and parted: `("panelAnn", "panel Ann")`.
    """
    out: list[Unit] = []
    glued: list[tuple[str, str]] = []
    front = True
    for at, unit in enumerate(units):
        front = front and at < FRONT and not (unit.words >= PROSE and unit.text.endswith("."))
        out.append(unit)
        if unit.kind in KINDS and not unit.running and (front or unit.words < PROSE):
            spans = _spans(unit.text, front)
            if spans and plain(unit.inlines).strip() == unit.text:
                out[-1:] = _apart(unit, spans)
                glued += _glued(unit.text, spans)
    return out, glued


def _glued(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """The words of a line that a cut goes through."""
    borders = {at for span in spans for at in span}
    out = []
    for word in WORD.finditer(text):
        cuts = sorted(at for at in borders if word.start() < at < word.end())
        if cuts:
            bounds = [word.start(), *cuts, word.end()]
            out.append((word.group(), " ".join(text[a:b] for a, b in pairwise(bounds))))
    return out


def names_people(unit: Unit) -> bool:
    """Whether a unit is the words that a site prints before or behind the authors.

    >>> names_people(Unit("line", inlines=[pf.Str("Show author details")], running=True))
    True
    """
    low = unit.text.strip(" :+0123456789").casefold()
    return (
        unit.running and "author" in low and low in (*site_words("heads"), *site_words("tails"), *site_words("inside"))
    )


def _spans(text: str, front: bool) -> list[tuple[int, int]]:
    heads, tails, inside = _patterns()
    spans = [match.span() for match in inside.finditer(text)]
    head, tail = (heads.match(text), tails.search(text)) if front else (None, None)
    spans += [match.span() for match in (head, tail) if match is not None]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    left = [c for at, c in enumerate(text) if not any(start <= at < end for start, end in apart)]
    return apart if any(map(str.isalnum, left)) else []


def _apart(unit: Unit, spans: Sequence[tuple[int, int]]) -> list[Unit]:
    inlines = strip(unit.inlines)
    kept: list[pf.Inline] = []
    apart: list[Unit] = []
    at = 0
    for start, end in spans:
        kept += cut(inlines, at, start)
        apart.append(
            replace(unit, block=None, inlines=strip(cut(inlines, start, end)), kind="line", blank=0, running=True)
        )
        at = end
    kept += cut(inlines, at, len(plain(inlines)))
    return [replace(unit, block=None, inlines=strip(kept)), *apart]
