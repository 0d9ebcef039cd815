"""Hyphens at line ends: "univer-" and "sity" are one word where that word exists, "long-" and "term" a compound."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import panflute as pf

from ..inlines import cut, plain

WORDS = Path(__file__).parent / "data" / "words.z"
"""Words that articles use, one a line: see filters/rubricate/training/words.py."""
BROKEN = re.compile(r"([^\W\d_]{2,30})[-\u2010\u00ad]$")
"""A line that ends within a word: "a univer-"."""
NEXT = re.compile(r"([^\W\d_]{2,30})")


OWN = re.compile(r"[^\W\d_]+(?![-\u2010\u00ad]$)")
"""Whole words of a line, not the first half of a broken one."""


@cache
def common_words() -> frozenset[str]:
    """Words of many articles, in lower case."""
    return frozenset(zlib.decompress(WORDS.read_bytes()).decode("utf-8").split())


class Hyphens:
    """Joins printed lines; the vocabulary is that of the document and, behind it, that of many articles."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(texts)
        self._own: frozenset[str] | None = None

    def join(self, first: list[pf.Inline], second: list[pf.Inline]) -> list[pf.Inline]:
        """Two lines as one: with a break between them, or without where a hyphen parts one word."""
        text = plain(first)
        broken = BROKEN.search(text)
        following = NEXT.match(plain(second)) if broken else None
        if broken is None or following is None or not _one_case(broken.group(1), following.group(1)):
            return [*first, pf.SoftBreak(), *second]
        word = (broken.group(1) + following.group(1)).casefold()
        return [*(cut(first, 0, len(text) - 1) if self._exists(word) else first), *second]

    def _exists(self, word: str) -> bool:
        if self._own is None:
            self._own = frozenset(word.casefold() for text in self.texts for word in OWN.findall(text))
        return word in self._own or word in common_words()


def _one_case(first: str, second: str) -> bool:
    """Small letters go on in small ones, capitals in capitals ("EARTHEN-", "WARE")."""
    return second[0].islower() or (first.isupper() and second.isupper())
