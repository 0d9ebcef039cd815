"""Volume, issue, supplement and pages told apart by their forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .chunks import Chunk
from .record import Span
from .tokens import Token

DASHES = "-–—−‐‑‒~―"
SUPPLEMENT = re.compile(r"^(?:suppl|sup$|supplement|supl|suplemento|beih|sonderh)", re.IGNORECASE)
LEADS = {
    "volume": frozenset(
        ("vol", "vols", "volume", "v", "bd", "bde", "band", "jg", "jahrgang", "t", "tome", "tomo", "volumes")
    ),
    "issue": frozenset(
        (
            "no",
            "nr",
            "n",
            "num",
            "issue",
            "iss",
            "number",
            "heft",
            "h",
            "núm",
            "nº",
            "n°",
            "número",
            "numéro",
            "º",
            "°",
            "issues",
        )
    ),
    "pages": frozenset(
        (
            "p",
            "pp",
            "pg",
            "page",
            "pages",
            "pgs",
            "s",
            "seite",
            "seiten",
            "págs",
            "pág",
            "páginas",
            "str",
            "article",
            "art",
        )
    ),
    "size": frozenset(),
}
ARTICLE_NUMBER = re.compile(
    r"^(?:e[0-9]{2,}|[0-9]{6,}|[A-Za-z]{2,6}[0-9]{3,}|[0-9]{5,}|[A-Z][0-9]{4,})$", re.IGNORECASE
)
"""e102, 046001, Mr000030: a number of an article rather than a page."""
ROMAN = re.compile(r"^[ivxlcdm]{1,7}$", re.IGNORECASE)


def without_lead(tokens: Sequence[Token], chunk: Chunk) -> tuple[int, int]:
    """The chunk without its cue word: "vol. 12" is 12, "pp. 3–9" is 3–9."""
    first, last = chunk.first, chunk.last
    leads = LEADS.get(chunk.label, frozenset())
    while first + 1 < last and (
        (
            tokens[first].text.lower() in leads
            and (
                tokens[first].text.islower()
                or len(tokens[first].text) > 1
                or tokens[first + 1].text == "."
                or tokens[first + 1].spaced
            )
        )
        or tokens[first].text in ".:º°#"
    ):
        if not any(token.kind in ("number", "word") for token in tokens[first + 1 : last]):
            break
        first += 1
    return first, last


def volume_spans(tokens: Sequence[Token], chunk: Chunk) -> list[Span]:
    """Volume or issue; what calls itself a supplement apart: "44(Suppl 2)", "2 Suppl 1"."""
    first, last = without_lead(tokens, chunk)
    cut = next(
        (at for at in range(first, last) if tokens[at].kind == "word" and SUPPLEMENT.match(tokens[at].text)), None
    )
    if (
        cut is None
        and chunk.label == "issue"
        and tokens[first].text in ("S", "s")
        and last - first == 2
        and tokens[first + 1].kind == "number"
    ):
        cut = first
    spans: list[Span] = []
    head = last if cut is None else cut
    while head > first and tokens[head - 1].kind == "mark" and tokens[head - 1].text not in ")]":
        head -= 1
    if cut is not None and head > first and tokens[head - 1].text in ")]":
        head -= 0
    if head > first:
        spans.append(Span(chunk.label, tokens[first].start, tokens[head - 1].end, chunk.confidence))
    if cut is not None:
        end = last
        while end > cut + 1 and tokens[end - 1].kind == "mark":
            end -= 1
        spans.append(Span("supplement", tokens[cut].start, tokens[end - 1].end, chunk.confidence))
    return spans


def page_spans(tokens: Sequence[Token], chunk: Chunk, *, after_size_cue: bool = False) -> list[Span]:
    """First and last page, or an article number, or (`448 p.`) a size."""
    first, last = without_lead(tokens, chunk)
    if last - first == 2 and tokens[first].kind == "number" and tokens[first + 1].text.lower() in ("p", "pp"):
        return [Span("size", tokens[first].start, tokens[first].end, chunk.confidence)]
    if last - first > 1 and tokens[last - 1].text in ("f", "ff") and tokens[last - 2].kind == "number":
        last -= 1
    while (
        last - 1 > first
        and tokens[last - 1].kind != "number"
        and not (
            tokens[last - 1].kind == "word"
            and (len(tokens[last - 1].text) == 1 or ROMAN.match(tokens[last - 1].text))
            and not tokens[last - 1].spaced
        )
    ):
        last -= 1
    dash = next(
        (at for at in range(first + 1, last - 1) if tokens[at].kind == "mark" and tokens[at].text in DASHES), None
    )
    start = tokens[first].start
    sure = chunk.confidence
    if dash is None:
        end = tokens[last - 1].end
        whole = "".join(token.text for token in tokens[first:last])
        cut = next(
            (at for at in range(first + 1, last) if tokens[at].spaced and tokens[last - 1].kind == "number"), None
        )
        if cut is not None and all(token.kind != "mark" for token in tokens[first:last]):
            return [Span("fpage", start, tokens[cut - 1].end, sure), Span("lpage", tokens[cut].start, end, sure)]
        comma = next((at for at in range(first + 1, last) if tokens[at].text in ",;("), None)
        if comma is not None:
            return [Span("fpage", start, tokens[comma - 1].end, sure)]
        return [
            Span(
                "elocation-id" if ARTICLE_NUMBER.match(whole) else "size" if after_size_cue else "fpage",
                start,
                end,
                sure,
            )
        ]
    tail = dash + 1
    while tail < last and tokens[tail].kind == "mark" and tokens[tail].text not in "([":
        tail += 1
    end = tail
    while end < last and tokens[end].kind in ("number", "word") and (end == tail or not tokens[end].spaced):
        end += 1
    head = dash
    while head > first + 1 and tokens[head - 1].kind == "mark":
        head -= 1
    spans = [Span("fpage", start, tokens[head - 1].end, sure)]
    if end > tail:
        spans.append(Span("lpage", tokens[tail].start, tokens[end - 1].end, sure))
    return spans
