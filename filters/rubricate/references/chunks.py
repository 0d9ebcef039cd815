"""Runs of tokens with one label: the blocks of a reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .tokens import Token

PAIRS = {")": "(", "]": "[", "}": "{"}
MENDED = frozenset(("author", "title", "source", "editor"))
"""Blocks that one mark of another label does not cut."""
ABBREVIATED = frozenset(("source", "series", "publisher", "loc", "author", "editor", "edition", "translator"))
PEOPLE = frozenset(("author", "editor", "translator"))
SHORT = frozenset(("jr", "sr", "al", "inc", "ltd", "co"))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `last` (excluded) that are one field; `confidence` is that of its least sure token."""

    label: str
    first: int
    last: int
    confidence: float

    def text(self, text: str, tokens: Sequence[Token]) -> str:
        return text[tokens[self.first].start : tokens[self.last - 1].end]


def behind(found: Sequence[Chunk], at: int) -> Chunk | None:
    """The block behind block number `at`."""
    return found[at + 1] if at + 1 < len(found) else None


def unclaimed(tokens: Sequence[Token], found: Sequence[Chunk]) -> list[bool]:
    """For each token, whether no block holds it."""
    free = [True] * len(tokens)
    for chunk in found:
        free[chunk.first : chunk.last] = [False] * (chunk.last - chunk.first)
    return free


def with_block(found: Sequence[Chunk], chunk: Chunk) -> list[Chunk]:
    """The blocks and one more, in order."""
    return sorted([*found, chunk], key=lambda one: one.first)


def trimmed_end(tokens: Sequence[Token], first: int, last: int, kept: str = "") -> int:
    """Where `tokens[first:last]` end when the marks at their end, but for those `kept`, are left out; `first` at the least."""
    while last > first and tokens[last - 1].kind == "mark" and tokens[last - 1].text not in kept:
        last -= 1
    return last


def chunks(tokens: Sequence[Token], labels: Sequence[str], marginals: Sequence[float]) -> list[Chunk]:
    """The blocks in order; marks at their edges that belong to no field are cut off.

    >>> from .tokens import tokenise
    >>> found = chunks(tokenise("Lupus. 2004;"), ["source", "source", "date", "O"], [0.9, 0.9, 0.8, 1.0])
    >>> [(chunk.label, chunk.first, chunk.last) for chunk in found]
    [('source', 0, 1), ('date', 2, 3)]
    """
    out: list[Chunk] = []
    at, size = 0, len(tokens)
    while at < size:
        label = labels[at]
        end = at + 1
        while end < size and labels[end] == label:
            end += 1
        if label in MENDED:
            while (
                end + 1 < size
                and labels[end] == "O"
                and tokens[end].kind == "mark"
                and labels[end + 1] == label
                and (tokens[end].text not in ".?!" or label == "author")
            ):
                end += 1
                while end < size and labels[end] == label:
                    end += 1
        if label != "O":
            first, last = _trim(tokens, at, end, label)
            if first < last:
                out.append(Chunk(label, first, last, min(marginals[first:last])))
        at = end
    return out


def _trim(tokens: Sequence[Token], first: int, last: int, label: str) -> tuple[int, int]:
    """Without marks at the edges; brackets stay where their partner is inside, a stop where the block abbreviates."""
    while (
        first < last
        and tokens[first].kind == "mark"
        and not (tokens[first].text in "([" and _closed(tokens, first, last))
    ):
        if label in ("medium", "label"):
            break
        first += 1
    while last > first and tokens[last - 1].kind == "mark" and label not in ("medium", "label"):
        mark = tokens[last - 1].text
        inside = [token.text for token in tokens[first : last - 1]]
        if mark in PAIRS and inside.count(PAIRS[mark]) > inside.count(mark):
            break
        if mark in "?!…%+*′″°" and label in ("title", "source", "series"):
            break
        if mark == "." and label in PEOPLE and tokens[last - 2].kind == "word":
            break
        if (
            mark == "."
            and label in ABBREVIATED
            and ("." in inside or inside[-1].lower() in SHORT or (label == "edition" and len(inside[-1]) < 5))
        ):
            break
        last -= 1
    return first, last


def _closed(tokens: Sequence[Token], first: int, last: int) -> bool:
    closing = {"(": ")", "[": "]"}[tokens[first].text]
    return any(token.text == closing for token in tokens[first:last])
