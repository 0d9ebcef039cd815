"""Which lines are page furniture: words of the page around an article, never of the article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "furniture.toml"


COUNT = re.compile(
    r"(?P<before>[0-9][0-9.,]{0,11}\s?[km]?\s?)?(?P<word>[^\W\d_][^\d]{2,20}?)(?P<behind>[:\s]{1,3}[0-9][0-9.,]{0,11}[km]?)?"
)

FLOATS = re.compile(r"(?:(?:fig(?:ure)?|table)\.?\s?[0-9]{1,3}\s?){2,60}")
"""The row of small pictures above a text: "Fig 1Table 1Fig 2"."""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Each kind of words."""
    return {kind: frozenset(words) for kind, words in _data().items() if isinstance(words, list)}


@cache
def _beginnings(kind: str) -> tuple[str, ...]:
    return tuple(_words()[kind])


def is_furniture_line(text: str) -> bool:
    """True where the whole line is one of the known lines of a site.

    >>> is_furniture_line("Full Text Links")
    True
    """
    if text[:1].islower() and text.endswith("."):  # the end of a wrapped sentence: "… watched / next."
        return False
    if len(text) > 200:
        return text[:80].casefold().startswith(_beginnings("notices"))
    line = _bare(text)
    return (
        line in _words()["lines"]
        or (len(line) < 160 and line.startswith(_beginnings("starts")))
        or is_count(line)
        or bool(FLOATS.fullmatch(line))
    )


def tops_furniture(text: str) -> bool:
    """True for a line that is one of a site where another one stands below it: "Article" over "Authors"."""
    return len(text) <= 60 and _bare(text) in _words()["tops"]


def is_furniture_behind_references(text: str) -> bool:
    """True for a line that is one of a site behind the last reference, and may be a heading above it: "Summary"."""
    return len(text) <= 60 and _bare(text) in _words()["behind"]


def is_count(text: str) -> bool:
    """True for a line that is one of a site's counts.

    >>> is_count("1234 Accesses"), is_count("Citations\t5"), is_count("Accesses"), is_count("5 Citations of mills")
    (True, True, False, False)
    """
    if len(text) > 40:
        return False
    match = COUNT.fullmatch(" ".join(text.casefold().split()))
    return (
        match is not None
        and bool(match["before"]) != bool(match["behind"])
        and match["word"].strip() in _words()["counted"]
    )


def is_record_label(text: str) -> bool:
    """A line of a record that names what stands below it: "Type" above "Research Article".

    >>> is_record_label("Information"), is_record_label("Information for authors")
    (True, False)
    """
    return len(text) <= 20 and _bare(text) in _words()["labels"]


def is_furniture_among_others(text: str) -> bool:
    """True for a line that is one of a site next to another one, and may be a heading of the article elsewhere.

    >>> is_furniture_among_others("Conflict of interest statement"), is_furniture_line("Conflict of interest statement")
    (True, False)
    """
    return len(text) <= 60 and _bare(text) in _words()["among"]


@cache
def site_words(kind: str) -> tuple[str, ...]:
    """Words of a site within a line: `heads` before its own text, `tails` behind it, `glued` too but without a space,
    `inside` anywhere.

    >>> "author links open overlay panel" in site_words("heads")
    True
    """
    return tuple(_data()["within"][kind])


def _bare(text: str) -> str:
    words = text.casefold().split()
    if len(words) > 5 and all(len(word) == 1 for word in words):  # spaced out: "A R T I C L E  I N F O"
        gaps = re.split(r"\s{2,}", text.casefold().strip())
        words = ["".join(gap.split()) for gap in gaps]
    return " ".join(words).strip(" .:•|›»>→")
