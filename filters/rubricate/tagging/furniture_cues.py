"""Which lines are page furniture: words of the page around an article, never of the article."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "furniture.toml"


@cache
def _cues() -> tuple[frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return frozenset(data["lines"]), tuple(data["starts"])


def is_furniture_line(text: str) -> bool:
    """True where the whole line is one of the known lines of a site.

    >>> is_furniture_line("Full Text Links")
    True
    """
    if len(text) > 200:
        return False
    lines, starts = _cues()
    line = " ".join(text.casefold().split()).strip(" .:•|›»>")
    return line in lines or (len(line) < 160 and line.startswith(starts))
