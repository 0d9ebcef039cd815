"""Numbered lists of Markdown whose printed numbers are not those that Markdown counts: said, never silent."""

from __future__ import annotations

import re

from ..values import Finding, Place, Severity

ITEM = re.compile(r"^ {0,3}(?:([0-9]{1,4})[.)]|\(([A-Za-z])\))[ \t]+\S", re.MULTILINE)
"""A line that begins an item: "12. Kim S.", "(A) Leaves"."""
NEAR = 12
"""Lines between two items of one list at most."""


def renumbered(text: str, name: str) -> list[Finding]:
    """One warning at the first item whose number is not one more than that of the item before it in its list.

    Markdown counts a list from its first number on, whatever the others say: references 1, 2, 4 come out as 1, 2, 3. So too
    letters in brackets.
    """
    before: tuple[int, int] | None = None
    line = at = 0
    for match in ITEM.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        printed = match.group(1) or match.group(2)
        number = int(printed) if printed.isdecimal() else ord(printed.lower()) - ord("a") + 1
        wrong = number not in (before[1], before[1] + 1) if before is not None else False
        if printed.isalpha() and before is not None:
            wrong = number == before[1]  # two items (A): the second comes out as (B)
        if before is not None and line - before[0] <= NEAR and (number > 1 or printed.isalpha()) and wrong:
            kind = "number" if printed.isdecimal() else "letter"
            message = f"Unexpected {kind} {printed} in a list, expected the next one: Markdown counts the items itself."
            return [Finding("list-renumbered", Severity.WARNING, message, Place(name, line + 1), "Mend the numbers.")]
        before = (line, number)
    return []
