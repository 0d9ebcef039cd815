"""Text copied across two columns: each line holds a piece of both; the left column is read to its end, then the right one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..inlines import inlines_of, plain
from .aligned_tables import GAP, WIDEST_CELL
from .units import Unit

LINES = 6
"""Fewer lines are no column."""
SHARE = 0.4
"""Share of the lines of a stretch that must hold both columns."""


def in_columns(units: Sequence[Unit]) -> list[Unit]:
    """The units with every stretch of two columns put into reading order."""
    out: list[Unit] = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and units[end].kind == "line" and units[end].line is not None:
            end += 1
        if end == at:
            out.append(units[at])
            at += 1
            continue
        out += _stretch(units[at:end])
        at = end
    return out


def _printed(unit: Unit) -> str:
    return " " * unit.indent + (f"{unit.marker} " if unit.marker else "") + plain(unit.inlines)


def _stretch(units: Sequence[Unit]) -> list[Unit]:
    texts = [_printed(unit) for unit in units]
    starts = Counter(match.end() for match in map(_gap, texts) if match)
    if not starts:
        return list(units)
    column, number = starts.most_common(1)[0]
    both = [at for at, text in enumerate(texts) if _parted(text, column)]
    if number < LINES - 2 or len(both) < 3:
        return list(units)
    first, last = both[0], both[-1]
    while last + 1 < len(texts) and _one_sided(texts[last + 1], column):
        last += 1
    inside = range(first, last + 1)
    wide = [at for at in inside if not _parted(texts[at], column) and not _one_sided(texts[at], column)]
    long = [text for at in both for text in (texts[at][:column].strip(), texts[at][column:].strip())]
    if (
        len(inside) < LINES
        or wide
        or len(both) < SHARE * len(inside)
        or sum(map(len, long)) < 0.7 * WIDEST_CELL * len(long)
    ):
        return list(units)
    block = list(zip(units[first : last + 1], texts[first : last + 1], strict=True))
    left = _column([(unit, text[:column].rstrip()) for unit, text in block], max(unit.group for unit in units))
    right = _column([(unit, text[column:].rstrip()) for unit, text in block], left[-1].group)
    return [*units[:first], *left, *right, *units[last + 1 :]]


def _gap(text: str) -> re.Match[str] | None:
    """The gap between two columns: the last wide one, with text on both sides."""
    lead = len(text) - len(text.lstrip())
    gaps = [match for match in GAP.finditer(text, lead) if len(match.group()) >= 3 or match.end() > len(text) // 3]
    return gaps[-1] if gaps else None


def _parted(text: str, column: int) -> bool:
    """Text on both sides of the column's edge, and white space before it."""
    return bool(text[:column].strip()) and bool(text[column:].strip()) and text[column - 2 : column].strip() == ""


def _one_sided(text: str, column: int) -> bool:
    """A line of the left column alone, or of the right one alone."""
    return len(text.rstrip()) < column or not text[:column].strip()


def _column(lines: Sequence[tuple[Unit, str]], group: int) -> list[Unit]:
    """One column's lines as units; where the column is empty, a line is blank."""
    out: list[Unit] = []
    blank = 1
    before: int | None = None
    for unit, text in lines:
        if before is not None and unit.line is not None:
            blank += max(0, unit.line - before - 1)
        before = unit.line
        if not text.strip():
            blank += 1
            continue
        group += 1 if blank else 0
        indent = len(text) - len(text.lstrip())
        out.append(replace(unit, inlines=inlines_of(text.strip()), marker="", indent=indent, blank=blank, group=group))
        blank = 0
    return out
