"""Titles of the parts of a structured abstract, with and without a mark behind them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from .headings import section_type

DATA = Path(__file__).parent / "data" / "abstract_parts.toml"
PARTS = frozenset(
    ("background", "objective", "intro", "methods", "materials|methods", "results", "discussion", "conclusions", "design", "cases",
     "trial-registration", "supplementary-material", "discussion|conclusions", "results|discussion", "limitations", "setting",
     "participants", "interventions", "measurements", "abstract", "highlights")
)  # fmt: skip
"""Section types that parts of an abstract have."""
LONGEST = 60
WORDS = 6
TOGETHER = re.compile(r"\s?/\s?|\s?,\s(?:and\s)?|\s(?:and|und|et|y|e|&)\s")
"""What joins two titles in one: "Design/Setting", "Setting and participants"."""
CLOSING = " \t\n\u00a0.:：;,–—-|"


@cache
def _titles() -> frozenset[str]:
    return frozenset(tomllib.loads(DATA.read_text(encoding="utf-8"))["titles"])


@lru_cache(maxsize=4096)
def is_abstract_part(title: str) -> bool:
    """Whether a text is the title of a part of an abstract.

    >>> is_abstract_part("Design/Setting"), is_abstract_part("Search methods"), is_abstract_part("Sesame")
    (True, True, False)
    """
    title = title.strip(CLOSING + "[]【】")
    if not 0 < len(title) <= LONGEST or title[0].islower():
        return False
    low = " ".join(title.casefold().replace("’", "'").split())
    if section_type(title) in PARTS or low in _titles():
        return True
    pieces = [piece for piece in TOGETHER.split(low) if piece]
    return len(pieces) > 1 and all(section_type(piece) in PARTS or piece in _titles() for piece in pieces)


def leading_part(text: str) -> int:
    """Where the text begins behind a title that no mark closes: "Objectives To assess …", or 0 where there is none.

    A sentence begins behind it, with a capital letter or a number.

    >>> leading_part("Search methods We searched five databases."), leading_part("Results of this kind are rare.")
    (14, 0)
    """
    at = 0
    best = 0
    for _ in range(WORDS):
        end = text.find(" ", at)
        if end < 0 or end > LONGEST:
            break
        at = end + 1
        follows = text[at : at + 1]
        if (
            (follows.isupper() or follows.isdigit() or follows > "\u2e80")
            and text[end - 1] not in ".,;:"
            and is_abstract_part(text[:end])
        ):
            best = end
    return best
