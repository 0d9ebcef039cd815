"""Flow charts drawn with characters: boxes of text with arrows between them stay together, as they were drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import panflute as pf

from ..inlines import plain
from .units import Unit

ARROW = re.compile(r"^[\s|¦│┃┆:]*(?:[|¦│┃┆↓⇓⬇▼▽∨⌄+]|[vV](?=\s|$))[\s|¦│┃┆:↓⇓⬇▼▽∨⌄+\-─—vV]*$")
"""A line that holds nothing but the shaft or the head of an arrow: "|", "v", "↓", "|      |"."""
LEAST = 2
"""Arrows of a drawing; a single one is a sign in the text."""
BOX = 12
"""Lines that one box may have; two arrows further apart belong to two drawings."""
FLOW_CHART = "flow-chart"
"""Class of the code block that holds a drawing."""


def draw(units: Sequence[Unit]) -> list[Unit]:
    """The units with the lines of each drawing in one code block, indents and blank lines kept; the rest as it was."""
    arrows = [at for at, unit in enumerate(units) if unit.kind == "line" and ARROW.match(plain(unit.inlines).strip())]
    runs: list[list[int]] = []
    for at in arrows:
        if runs and at - runs[-1][-1] <= BOX and _whole(units[runs[-1][-1] : at + 1]):
            runs[-1].append(at)
        else:
            runs.append([at])
    spans: list[tuple[int, int]] = []
    for run in runs:
        if len([at for at, after in pairwise([*run, -1]) if after != at + 1]) < LEAST:
            continue
        first, last = _edge(units, run[0], -1), _edge(units, run[-1], 1)
        if spans and first <= spans[-1][1]:  # they share a box: one drawing
            first, _ = spans.pop()
        spans.append((first, last))
    out: list[Unit] = []
    done = 0
    for first, last in spans:
        out += [*units[done:first], _drawing(units[first : last + 1])]
        done = last + 1
    return [*out, *units[done:]]


def _whole(units: Sequence[Unit]) -> bool:
    """Whether the lines belong together: no wide gap, no long paragraph between them."""
    return all(unit.kind == "line" and unit.blank <= 1 and unit.words <= 40 for unit in units)


def _edge(units: Sequence[Unit], arrow: int, step: int) -> int:
    """The last line of the box above the first arrow, or below the last one."""
    at = arrow + step
    if not (0 <= at < len(units)) or units[at].kind != "line":
        return arrow
    while 0 <= at + step < len(units):
        apart = units[at if step < 0 else at + step].blank
        if apart or units[at + step].kind != "line":
            break
        at += step
    return at


def _drawing(units: Sequence[Unit]) -> Unit:
    left = min(unit.indent for unit in units)
    lines: list[str] = []
    for number, unit in enumerate(units):
        lines += [""] * (unit.blank if number else 0)
        marker = f"{unit.marker} " if unit.marker else ""
        lines.append(" " * (unit.indent - left) + marker + plain(unit.inlines).strip())
    first = units[0]
    block = pf.CodeBlock("\n".join(lines), classes=[FLOW_CHART])
    return Unit("code", block, blank=first.blank, group=first.group, line=first.line, number=first.number)
