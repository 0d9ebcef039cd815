"""Segments: what stands between two full stops, or between any two marks, described as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from .lexicon import gazetteer, keyword_classes
from .tokens import Token

STOPS = frozenset(".?!;")
COMMAS = frozenset('.?!;,:()[]“”"«»„/')


def _is_stop(tokens: Sequence[Token], at: int) -> bool:
    """A full stop that ends something: not the one of an initial or of an abbreviation in mid-phrase."""
    token = tokens[at]
    if token.text not in STOPS:
        return False
    if token.text != "." or at == 0:
        return True
    before = tokens[at - 1]
    if before.kind == "word" and len(before.text) == 1:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].spaced


def _is_mark(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in COMMAS and not (
        tokens[at].text == "." and at > 0 and tokens[at - 1].kind == "word" and len(tokens[at - 1].text) == 1
    )


def describe(tokens: Sequence[Token], first: int, last: int) -> str:
    """A segment in a few letters: its length, the share of small words, digits, initials, words of journal names.

    >>> from .tokens import tokenise
    >>> describe(tokenise("Kim A, Lee BC"), 0, 5)
    '40i0'
    """
    words = small = initials = numbers = journal = 0
    for token in tokens[first:last]:
        if token.kind == "word":
            initial, is_small, of_journal = _traits(token.text)
            words += 1
            initials += initial
            small += is_small
            journal += of_journal
        elif token.kind == "number":
            numbers += 1
    if not words:
        return f"0n{min(numbers, 3)}"
    length = words if words < 5 else 5 if words < 8 else 6 if words < 14 else 7
    share = 0 if not small else 1 if small * 4 < words else 2 if small * 2 < words else 3
    many = "i" if initials * 3 >= words else "." if not initials else ":"
    named = 0 if not journal else 1 if journal * 2 < words else 2
    return f"{length}{share}{many}{named}{'d' if numbers else ''}"


@lru_cache(maxsize=20_000)
def _traits(word: str) -> tuple[bool, bool, bool]:
    """Whether a word may be initials, is a small word of a sentence, is a word of the names of journals."""
    initial = len(word) == 1 or (len(word) < 4 and word.isupper())
    small = word.islower() and (len(word) > 3 or "article" in keyword_classes().get(word, ()))
    of_journal = word[0].isupper() and gazetteer()["source-word"].get(word.lower(), 0) > 1
    return initial, small and not initial, of_journal


def segment_features(tokens: Sequence[Token]) -> list[list[bytes]]:
    """For each token, its own segments and their neighbours."""
    out: list[list[bytes]] = [[] for _ in tokens]
    for name, ends in (("s", _is_stop), ("c", _is_mark)):
        _add(tokens, name, ends, out)
    return out


def _add(
    tokens: Sequence[Token], name: str, ends: Callable[[Sequence[Token], int], bool], out: list[list[bytes]]
) -> None:
    bounds: list[tuple[int, int]] = []
    start = 0
    size = len(tokens)
    for at in range(size):
        if ends(tokens, at):
            bounds.append((start, at + 1))
            start = at + 1
    if start < size:
        bounds.append((start, size))
    told = [describe(tokens, first, last) for first, last in bounds]
    for number, (first, last) in enumerate(bounds):
        own = told[number]
        after = told[number + 1] if number + 1 < len(told) else "$"
        before = told[number - 1] if number else "^"
        common = [f"{name}={own}".encode(), f"{name}>={own}|{after}".encode(), f"{name}<={before}|{own}".encode()]
        if name == "s":
            common.append(f"s#={min(number, 4)}|{own}".encode())
        for at in range(first, last):
            out[at] += common
            if at < first + 2:
                out[at].append(f"{name}0={at - first}|{own}|{before}".encode())
            if at >= last - 2:
                out[at].append(f"{name}1={last - at}|{own}|{after}".encode())
