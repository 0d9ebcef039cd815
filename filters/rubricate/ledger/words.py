"""What a word is: a run of letters or a run of digits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from ..parsing.words import WORD

JOINING = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]")
"""Soft hyphens, zero-width marks and combining accents stand inside words and part none."""


def words_of(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words_of("1Division of Botany, 2014–15")
    ['1', 'Division', 'of', 'Botany', '2014', '15']
    """
    if text.isascii():
        return WORD.findall(text)
    return WORD.findall(JOINING.sub("", unicodedata.normalize("NFC", text)))


def count(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(words_of(text))
