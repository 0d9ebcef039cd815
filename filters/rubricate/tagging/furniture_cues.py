"""Which lines are page furniture: words of the page around an article, never of the article."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "furniture.toml"


@cache
def _cues() -> tuple[frozenset[str], tuple[str, ...], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return frozenset(data["lines"]), tuple(data["starts"]), frozenset(data["among"]), tuple(data["notices"])


def is_furniture_line(text: str) -> bool:
    """True where the whole line is one of the known lines of a site.

    >>> is_furniture_line("Full Text Links")
    True
    """
    lines, starts, _, notices = _cues()
    if len(text) > 200:
        return text[:80].casefold().startswith(notices)
    line = _bare(text)
    return line in lines or (len(line) < 160 and line.startswith(starts))


def is_furniture_among_others(text: str) -> bool:
    """True for a line that is one of a site next to another one, and may be a heading of the article elsewhere.

    >>> is_furniture_among_others("Conflict of interest statement"), is_furniture_line("Conflict of interest statement")
    (True, False)
    """
    return len(text) <= 60 and _bare(text) in _cues()[2]


def _bare(text: str) -> str:
    words = text.casefold().split()
    if len(words) > 5 and all(len(word) == 1 for word in words):  # spaced out: "A R T I C L E  I N F O"
        gaps = re.split(r"\s{2,}", text.casefold().strip())
        words = ["".join(gap.split()) for gap in gaps]
    return " ".join(words).strip(" .:•|›»>")
