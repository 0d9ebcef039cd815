"""Text of an e-mail: the ">" before each line is taken off, so that lines and blank lines are again what they were.

Lines without the mark are those of the mail around the manuscript.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..inlines import cut, plain, strip
from .units import Unit

MARK = re.compile(r"^(?:>[ \u00a0]?){1,5}")
MOST = 0.6
"""Share of the lines that must be quoted; in other texts a ">" is a sign like any."""


def unquoted(units: Sequence[Unit]) -> list[Unit]:
    """The units of plain text without quotation marks of mail; a line of nothing else is a blank line again."""
    lines = [unit for unit in units if unit.kind == "line"]
    quoted = sum(unit.text.startswith(">") for unit in lines)
    if len(lines) < 4 or quoted < MOST * len(lines):
        return list(units)
    out: list[Unit] = []
    blank = 0
    group = 0
    for unit in units:
        match = MARK.match(plain(unit.inlines)) if unit.kind == "line" else None
        if not match and unit.kind == "line":
            unit.running = True  # what the sender wrote above or below what is quoted
        if match:
            bare = cut(unit.inlines, match.end(), len(plain(unit.inlines)))
            text = plain(bare)
            unit.indent = len(text) - len(text.lstrip())
            unit.rewrite(strip(bare))
            if not unit.text:
                blank += 1
                continue
        if blank or unit.blank:
            group += 1
        unit.blank = max(unit.blank, blank)
        unit.group = group or 1
        blank = 0
        out.append(unit)
    return out
