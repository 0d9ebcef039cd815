"""Finding a text again: the same words whatever the spaces, quotation marks and dashes; else the most alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
ALIKE = 0.6
"""Share of common words from which two texts are two states of one text."""
SHORT = 5
"""Fewer words than these tell nothing about likeness: they must be the same."""
MARKS = {ord(mark): '"' for mark in "“”„«»"} | {ord(mark): "'" for mark in "‘’‚"} | {ord(mark): "-" for mark in "–—‐‑−"}


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """One kind of space, quotation mark and dash.

    >>> squeezed("a  b\\n“c”")
    'a b "c"'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(MARKS).split())


def same(a: str, b: str) -> bool:
    """Whether two texts differ in nothing that a person would call a difference."""
    return squeezed(a) == squeezed(b)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(squeezed(text)))


def likeness(a: str, b: str) -> float:
    """0 to 1: the share of the words of the shorter text that the longer has too, both cut to one length.

    >>> likeness("the growth of sesame in light", "The growth of sesame in the dark light")
    1.0
    """
    one, two = _words(a), _words(b)
    if not one or not two:
        return 1.0 if same(a, b) else 0.0
    if len(one) > len(two):
        one, two = two, one
    if len(one) < SHORT:
        return 1.0 if one == two[: len(one)] else 0.9 if " ".join(one) in " ".join(two) else 0.0
    held = set(two[: len(one) * 2 + 8]) if len(two) > len(one) * 2 + 8 else set(two)
    return sum(word in held for word in one) / len(one)


def nearest(near: str, texts: Sequence[str], preferred: int | None = None) -> int | None:
    """The number of the text that `near` means; of equals the `preferred` one. `None` where none is alike enough.

    Without `near` it is the preferred one.
    """
    if not near:
        return preferred if preferred is not None and 0 <= preferred < len(texts) else None
    scored = [
        (2.0 if squeezed(text).startswith(squeezed(near)) else likeness(near, text), number == preferred, -number)
        for number, text in enumerate(texts)
    ]
    best = max(scored, default=(0.0, False, 0))
    return -best[2] if best[0] >= ALIKE else None


def spot_of(phrase: str, text: str) -> tuple[int, int] | None:
    """Where a phrase stands in a text, whatever the spaces, quotation marks and dashes between.

    >>> spot_of("of  the", "the end of\\nthe day")
    (8, 14)
    >>> spot_of("bean", "the beans and the bean")
    (18, 22)

    Words are whole, but in scripts that put no spaces between them.
    """
    pieces = phrase.split()
    if not pieces:
        return None
    pattern = r"\s+".join("".join(_letter(letter) for letter in piece) for piece in pieces)
    before = r"(?<!\w)" if phrase.split()[0][0].isalnum() and phrase.isascii() else ""
    behind = r"(?!\w)" if phrase.split()[-1][-1].isalnum() and phrase.isascii() else ""
    match = re.search(before + pattern + behind, text)
    return match.span() if match else None


def _letter(letter: str) -> str:
    plain = letter.translate(MARKS)
    alike = [chr(code) for code, mark in MARKS.items() if mark == plain]
    return "[" + "".join(re.escape(one) for one in (letter, plain, *alike)) + "]" if alike else re.escape(letter)
