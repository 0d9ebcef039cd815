"""Which script a text is written in, told from its letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

GROUPS = {
    "HANGUL": "Hang",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
}


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    name = unicodedata.name(character, "LATIN")
    return GROUPS.get(name.split(" ", 1)[0], "Latn")


def script_of(text: str) -> str:
    """ISO 15924 code of the commonest script among the letters; "Latn" for none.

    >>> script_of("루푸스 환자의 Rituximab 치료")
    'Hang'
    """
    counts: dict[str, int] = {}
    for character in text[:600]:
        if character.isalpha():
            script = "Latn" if character < "\u0250" else _script(character)
            counts[script] = counts.get(script, 0) + (1 if script in ("Latn", "Cyrl", "Grek") else 3)
    return max(counts, key=lambda script: counts[script]) if counts else "Latn"
