"""A reference cut into tokens: identifiers whole, runs of letters, runs of digits, single marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..values import Spot
from .identifiers import find

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
"""One token: letters ("Rheumatology"), digits ("2004"), or one mark ("(")."""
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e3a\u0e47-\u0e4e]"
)
"""Combining marks: they belong to the letter before them."""

DATE = re.compile(
    r"(?<![\d.])[0-3]?\d\. ?[01]?\d\. ?(?:19|20)\d{2}(?!\d)|(?<![\d/])[0-3]?\d/[0-3]?\d/(?:19|20)\d{2}(?![\d/])|(?<![\d-])(?:19|20)\d{2}-[01]\d-[0-3]\d(?![\d-])"
)
"""A date in digits, one token: 25.06.2006, 27. 10. 1995, 03/05/2014, 2014-05-03."""


class Token(NamedTuple):
    """`text[start:end]`; `kind` is "word", "number", "mark", "date" or the kind of an identifier ("doi", "uri" ...)."""

    text: str
    start: int
    end: int
    kind: str
    value: str = ""
    """The bare identifier."""
    spaced: bool = False
    """White space stands before it."""


LONE = re.compile("[\ud800-\udfff]")


def tokenise(text: str) -> list[Token]:
    """Every token of a text, in order.

    >>> [token.text for token in tokenise("Lee K. 2004;33:414–21. doi:10.5555/a.b")]
    ['Lee', 'K', '.', '2004', ';', '33', ':', '414', '–', '21', '.', 'doi', ':', '10.5555/a.b']
    """
    text = LONE.sub("\ufffd", text)  # half of a pair is no character, and no model takes it
    tokens: list[Token] = []
    at = 0
    for spot in _fixed(text):
        _plain(text, at, spot.start, tokens)
        spaced = spot.start > 0 and text[spot.start - 1].isspace()
        tokens.append(Token(text[spot.start : spot.end], spot.start, spot.end, spot.kind, spot.value, spaced))
        at = spot.end
    _plain(text, at, len(text), tokens)
    return tokens


def _fixed(text: str) -> list[Spot]:
    """Identifiers, and dates in digits that stand outside them."""
    found = find(text)
    dates = [Spot(*match.span(), "date", match.group()) for match in DATE.finditer(text)]
    if not dates:
        return found
    apart = [date for date in dates if all(date.end <= spot.start or date.start >= spot.end for spot in found)]
    return sorted([*found, *apart], key=lambda spot: spot.start)


def _plain(text: str, start: int, end: int, tokens: list[Token]) -> None:
    marked = MARKS.search(text, start, end) is not None
    for match in WORD.finditer(text, start, end):
        word = match.group()
        first, last = match.start(), match.end()
        spaced = first > 0 and text[first - 1].isspace()
        kind = "word" if word[0].isalpha() else "number" if word[0].isdigit() else "mark"
        if marked and tokens and not spaced and tokens[-1].end == first and tokens[-1].kind in ("word", "mark"):
            before = tokens[-1]
            joins = MARKS.match(word) is not None or (kind == "word" and MARKS.match(before.text[-1]) is not None)
            if joins and before.text[0].isalpha():
                tokens[-1] = before._replace(text=before.text + word, end=last)
                continue
        tokens.append(Token(word, first, last, kind, "", spaced))
