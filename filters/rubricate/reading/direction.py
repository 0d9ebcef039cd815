"""Marks that turn the direction of text: a person sees other words than a program (Unicode Technical Report 36, 3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..values import Finding, Place, Severity

OVERRIDES = re.compile("[\u202d\u202e]|&#(?:[xX]0{0,4}202[dDeE]|0{0,4}823[78]);")
"""U+202D and U+202E, as they are or as references; the marks that Arabic and Hebrew need (U+200E, U+2067 …) are none."""
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "content.xml")
"""Where the text of a Word or OpenDocument file stands."""


def direction_findings(text: str, name: str, members: Mapping[str, bytes]) -> list[Finding]:
    """A warning where a text, or these parts of an archive, holds overrides of direction; they are kept as they are."""
    parts = [members[part].decode("utf-8", "replace") for part in PARTS if part in members]
    number = sum(len(OVERRIDES.findall(part)) for part in (text, *parts))
    if not number:
        return []
    first = OVERRIDES.search(text)
    message = f"Unexpected {number} character(s) that turn the direction of what follows (U+202D, U+202E), expected plain text: kept."
    return [
        Finding(
            "direction-override",
            Severity.WARNING,
            message,
            Place(name, text.count("\n", 0, first.start()) + 1 if first else None),
            "Look at the text around them in an editor that shows such characters, and take them out.",
        )
    ]
