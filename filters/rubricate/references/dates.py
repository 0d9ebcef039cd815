"""The parts of a date block: year with its suffix, month, day, season."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..parsing.dates import MONTHS, SEASONS
from .chunks import Chunk
from .record import Span
from .tokens import Token

YEAR = re.compile(r"^(?:1[3-9]|20)[0-9]{2}$")
"""2014."""
NUMBER = re.compile(r"\d+")
DAY = re.compile(r"^(?:0?[1-9]|[12][0-9]|3[01])$")


def date_spans(tokens: Sequence[Token], chunk: Chunk) -> list[Span]:
    """Year, month, day and season of a date block; a block without any is a comment ("in press")."""
    spans: list[Span] = []
    year = month = False
    at = chunk.first
    while at < chunk.last:
        token = tokens[at]
        low = token.text.lower()
        end = at + 1
        name = ""
        if token.kind == "date":
            spans.extend(_digits(token, chunk.confidence))
            year = True
            at = end
            continue
        if token.kind == "number" and YEAR.match(token.text) and not year:
            name, year = "year", True
            if (
                end < chunk.last
                and tokens[end].kind == "word"
                and not tokens[end].spaced
                and len(tokens[end].text) == 1
            ):
                end += 1
            elif (
                end + 1 < chunk.last
                and tokens[end].text in "/-–"
                and YEAR.match(_expanded(token.text, tokens[end + 1].text))
                and not tokens[end + 1].spaced
            ):
                end += 2
        elif token.kind == "word" and low in MONTHS:
            name, month = "month" if not month else "", True
        elif token.kind == "word" and low in SEASONS:
            name = "season"
        elif (
            token.kind == "number"
            and DAY.match(token.text)
            and (month or _month_near(tokens, at, chunk))
            and not any(span.name == "day" for span in spans)
        ):
            name = "day"
        if name:
            spans.append(Span(name, token.start, tokens[end - 1].end, chunk.confidence))
        at = end
    if not spans:
        return [Span("comment", tokens[chunk.first].start, tokens[chunk.last - 1].end, chunk.confidence)]
    return spans


def _digits(token: Token, confidence: float) -> list[Span]:
    """Day, month and year of a date in digits; with slashes the day and the month are told apart only where no doubt is."""
    spots = [(match.start(), match.end()) for match in NUMBER.finditer(token.text)]
    names = ("year", "month", "day") if len(token.text[: spots[0][1]]) == 4 else ("day", "month", "year")
    if "/" in token.text:
        first, second = (int(token.text[a:b]) for a, b in spots[:2])
        names = (
            ("day", "month", "year") if first > 12 else ("month", "day", "year") if second > 12 else ("", "", "year")
        )
    return [
        Span(name, token.start + a, token.start + b, confidence)
        for name, (a, b) in zip(names, spots, strict=True)
        if name
    ]


def _expanded(first: str, last: str) -> str:
    return first[: 4 - len(last)] + last if last.isdigit() and len(last) in (2, 4) else ""


def _month_near(tokens: Sequence[Token], at: int, chunk: Chunk) -> bool:
    return any(tokens[k].text.lower() in MONTHS for k in range(at + 1, min(at + 4, chunk.last)))
