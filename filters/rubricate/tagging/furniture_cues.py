"""Which lines are page furniture: words of the page around an article, never of the article."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "furniture.toml"


@cache
def _cues() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return frozenset(data["lines"]), tuple(data["starts"]), frozenset(data["among"])


def is_furniture_line(text: str) -> bool:
    """True where the whole line is one of the known lines of a site.

    >>> is_furniture_line("Full Text Links")
    True
    """
    if len(text) > 200 or (
        text[:1].islower() and text.endswith(".")
    ):  # the end of a wrapped sentence: "… watched / next."
        return False
    lines, starts, _ = _cues()
    line = _bare(text)
    return line in lines or (len(line) < 160 and line.startswith(starts))


def is_record_label(text: str) -> bool:
    """A line of a record that names what stands below it: "Type" above "Research Article".

    >>> is_record_label("Information"), is_record_label("Information for authors")
    (True, False)
    """
    return len(text) <= 20 and _bare(text) in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(tomllib.loads(DATA.read_text(encoding="utf-8"))["labels"])


def is_furniture_among_others(text: str) -> bool:
    """True for a line that is one of a site next to another one, and may be a heading of the article elsewhere.

    >>> is_furniture_among_others("Conflict of interest statement"), is_furniture_line("Conflict of interest statement")
    (True, False)
    """
    return len(text) <= 60 and _bare(text) in _cues()[2]


@cache
def site_words(kind: str) -> tuple[str, ...]:
    """Words of a site within a line: `heads` before its own text, `tails` behind it, `glued` too but without a space,
    `inside` anywhere.

    >>> "author links open overlay panel" in site_words("heads")
    True
    """
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(data["within"][kind])


def _bare(text: str) -> str:
    words = text.casefold().split()
    if len(words) > 5 and all(len(word) == 1 for word in words):  # spaced out: "A R T I C L E  I N F O"
        gaps = re.split(r"\s{2,}", text.casefold().strip())
        words = ["".join(gap.split()) for gap in gaps]
    return " ".join(words).strip(" .:•|›»>")
