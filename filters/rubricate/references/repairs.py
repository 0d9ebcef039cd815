"""Repairs by form after decoding: what no model needs to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from .chunks import Chunk
from .dates import YEAR
from .numbers import DASHES, SUPPLEMENT
from .tokens import Token

Repair = Callable[[Sequence[Token], list[Chunk]], list[Chunk]]
FORM = 0.9
"""Confidence of what form alone tells."""


def repaired(text: str, tokens: Sequence[Token], found: Sequence[Chunk]) -> list[Chunk]:
    """The blocks after all repairs, in order."""
    out = list(found)
    for repair in REPAIRS:
        out = repair(tokens, out)
    return out


def source_with_place(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """NLM adds a place to a journal's name to tell it from others: "Rheumatology (Oxford). 2005"."""
    labels = {chunk.label for chunk in found}
    if "publisher" in labels or not labels & {"volume", "pages"}:
        return found
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if (
            before is not None and before.label == "source" and chunk.label in ("loc", "source") and chunk.first == before.last + 1 and chunk.last < len(tokens)
            and tokens[before.last].text == "(" and tokens[chunk.last].text == ")" and chunk.last - chunk.first <= 4
        ):  # fmt: skip
            out[-1] = replace(before, last=chunk.last + 1, confidence=min(before.confidence, chunk.confidence))
        else:
            out.append(chunk)
    return out


def et_al(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "et al." directly behind the authors belongs to them, whatever it was taken for."""
    out: list[Chunk] = []
    for at, chunk in enumerate(found):
        if chunk.label == "author":
            end = chunk.last
            while end < len(tokens) and tokens[end].text in ",;" and end - chunk.last < 2:
                end += 1
            limit = found[at + 1].first if at + 1 < len(found) else len(tokens)
            if end + 1 < limit and tokens[end].text.lower() == "et" and tokens[end + 1].text.lower() == "al":
                last = end + 2
                if last < limit and tokens[last].text == ".":
                    last += 1
                chunk = replace(chunk, last=last)
        out.append(chunk)
    return out


def numbers_behind_volume(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """An issue or supplement in brackets behind the volume, and pages behind a colon, that nothing else claims."""
    out: list[Chunk] = []
    labels = {chunk.label for chunk in found}
    for at, chunk in enumerate(found):
        out.append(chunk)
        if chunk.label != "volume":
            continue
        limit = found[at + 1].first if at + 1 < len(found) else len(tokens)
        end = chunk.last
        if end + 2 < limit + 1 and end + 2 < len(tokens) and tokens[end].text == "(" and "issue" not in labels and "supplement" not in labels:
            close = next((k for k in range(end + 1, min(limit, end + 7)) if tokens[k].text == ")"), None)
            inside = tokens[end + 1 : close] if close else ()
            if inside and any(t.kind == "number" for t in inside) and not any(YEAR.match(t.text) for t in inside) and close is not None:
                label = "supplement" if SUPPLEMENT.match(inside[0].text) else "issue"
                out.append(Chunk(label, end + 1, close, FORM))
                end = close + 1
        if "pages" not in labels and end + 1 < limit and tokens[end].text in ":," and tokens[end + 1].kind == "number":
            last = end + 2
            if last + 1 < limit and tokens[last].text in DASHES and tokens[last + 1].kind == "number":
                last += 2
            if tokens[last - 1].kind == "number" and not YEAR.match(tokens[last - 1].text):
                out.append(Chunk("pages", end + 1, last, FORM))
                labels.add("pages")
    return out


def a_year(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """Where no date was read: the one bracketed, or else the last, year that no other block claims."""
    if any(chunk.label == "date" for chunk in found):
        return found
    taken = {at for chunk in found if chunk.label not in ("note",) for at in range(chunk.first, chunk.last)}
    free = [at for at, token in enumerate(tokens) if at not in taken and YEAR.match(token.text)]
    if not free:
        return found
    bracketed = [at for at in free if 0 < at < len(tokens) - 1 and tokens[at - 1].text in "([" and tokens[at + 1].text in ")]"]
    at = (bracketed or free[::-1])[0]
    kept = [chunk for chunk in found if not chunk.first <= at < chunk.last]
    return sorted([*kept, Chunk("date", at, at + 1, FORM)], key=lambda chunk: chunk.first)


def supplement_with_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """The word "Suppl" belongs to the number behind it: "Suppl 2"."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label in ("supplement", "issue") and chunk.first:
            at = chunk.first - 1
            if tokens[at].text in ".:" and at:
                at -= 1
            limit = out[-1].last if out else 0
            if at >= limit and tokens[at].kind == "word" and SUPPLEMENT.match(tokens[at].text):
                chunk = replace(chunk, label="supplement", first=at)
        out.append(chunk)
    return out


REPAIRS: tuple[Repair, ...] = (source_with_place, supplement_with_cue, et_al, numbers_behind_volume, a_year)
