"""Repairs of borders that a mark shows: quotation marks around a title, stops inside a source, a year that begins a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, with_block
from .confidence import FORM
from .lexicon import gazetteer, runs, squash
from .tokens import Token

QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


def quoted_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """'Kim A, "Rye," J Exa 5:1': words in quotation marks are the title where there is no other one, also where they were read
    as one of two sources."""
    if any(chunk.label == "title" for chunk in found):
        return found
    opening = next((at for at, token in enumerate(tokens) if token.text in QUOTES), None)
    if opening is None:
        return found
    closing = next((at for at in range(opening + 1, len(tokens)) if tokens[at].text == QUOTES[tokens[opening].text]), 0)
    first, last = opening + 1, trimmed_end(tokens, opening + 1, closing, "?!)")
    if last - first < 2 or tokens[first].kind != "word":
        return found
    inside = [chunk for chunk in found if chunk.first < closing and chunk.last > opening]
    if not inside:
        return with_block(found, Chunk("title", first, last, FORM))
    sources = sum(chunk.label == "source" for chunk in found)
    if sources < 2 or [(chunk.label, chunk.first, chunk.last) for chunk in inside] != [("source", first, last)]:
        return found
    return [replace(chunk, label="title") if chunk is inside[0] else chunk for chunk in found]


def code_of_standard(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """'3GPP TS 22.011: | "Service Accessibility".': what stands in front of a quoted title and nothing else is the number of a
    standard, not any identifier."""
    if [chunk.label for chunk in found[:2]] != ["id", "title"] or found[0].first or found[1].first > found[0].last + 2:
        return found
    code = found[0]
    quoted = tokens[found[1].first - 1].text in QUOTES
    return [replace(code, label="number"), *found[1:]] if quoted and _is_code(tokens[: code.last + 1]) else found


def _is_code(tokens: Sequence[Token]) -> bool:
    """Whether this is the code of a standard and a colon: "3GPP TR 21.905:", "ETSI EN 300 468:"."""
    words = [token for token in tokens if token.kind == "word"]
    numbers = any(token.kind == "number" for token in tokens)
    return 3 < len(tokens) < 12 and tokens[-1].text == ":" and numbers and all(word.text.isupper() for word in words)


def stop_in_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "photosynthesis in | Rice. Science. 1999": no mark parts title and source, but one stands behind the first word of the
    source, and what follows is a known journal: the border is there."""
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if chunk.label == "source" and before is not None and before.label == "title":
            stop = chunk.first + 1
            near = chunk.first - before.last
            joined = near == 0 or (
                near == 1 and tokens[before.last].text == "." and len(tokens[before.last - 1].text) < 4
            )
            rest = " ".join(squash(token.text) for token in tokens[stop + 1 : chunk.last] if token.kind != "mark")
            if (
                joined and chunk.last - stop > 1 and tokens[stop].text == "." and tokens[stop + 1].spaced
                and len(tokens[chunk.first].text) > 3 and squash(tokens[chunk.first].text) not in gazetteer()["source-word"]
                and rest in runs("journal")[0]
            ):  # fmt: skip
                out[-1] = replace(before, last=stop)
                chunk = replace(chunk, first=stop + 1)
        out.append(chunk)
    return out


def year_begins_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "et al | 2013 ACCF guideline for bread. Circulation. 2013": a year that no mark parts from the title behind it is a
    word of it where the year of the work stands behind the source; so is "Planck | 2015 | results"."""
    dates = [chunk for chunk in found if chunk.label == "date"]
    if len(dates) < 2 or not tokens[dates[-1].first].spaced:
        return found
    out: list[Chunk] = []
    for number, chunk in enumerate(found):
        before = out[-1] if out else None
        if (
            chunk.label == "title" and before is not None and before is dates[0] and before.last == chunk.first
            and before.last - before.first == 1 and tokens[before.first].spaced
            and "source" in [one.label for one in found[number:]]
        ):  # fmt: skip
            chunk = replace(chunk, first=out.pop().first)
        out.append(chunk)
    return out
