"""Which language a text is written in, told from its script and its commonest small words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "languages.toml"
RANGES = (
    ("ko", 0xAC00, 0xD7A3),
    ("ja", 0x3040, 0x30FF),
    ("zh", 0x4E00, 0x9FFF),
    ("ru", 0x0400, 0x04FF),
    ("ar", 0x0600, 0x06FF),
    ("el", 0x0370, 0x03FF),
    ("he", 0x0590, 0x05FF),
    ("th", 0x0E00, 0x0E7F),
    ("hi", 0x0900, 0x097F),
)


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in data.items()}


def surely_another(text: str, other: str) -> bool:
    """Whether two texts are in different languages, as far as two words of each tell.

    >>> surely_another("The bread of the rural bakeries", "El pan de las panaderías rurales"), surely_another("Bread", "Pan")
    (True, False)
    """
    first, second = guess_language(text), guess_language(other)
    return (
        bool(first)
        and bool(second)
        and first != second
        and _evidence(text, first) >= 2
        and _evidence(other, second) >= 2
    )


def _evidence(text: str, language: str) -> int:
    known = _words().get(language)
    if known is None:
        return 2 if sum(ord(character) >= 0x0370 for character in text) > 2 else 0
    return sum(word.strip(".,;:()[]?!\"'“”‘’").casefold() in known for word in text.split())


def guess_language(text: str) -> str:
    """BCP 47 code of the language, or "" where nothing tells.

    >>> guess_language("배경: 병원의 정원은"), guess_language("The light of the evening"), guess_language("La luz de la tarde en los jardines")
    ('ko', 'en', 'es')
    """
    sample = text[:4000]
    counts = {language: 0 for language, _, _ in RANGES}
    latin = 0
    for character in sample:
        code = ord(character)
        if code < 0x0250:
            latin += character.isalpha()
            continue
        for language, low, high in RANGES:
            if low <= code <= high:
                counts[language] += 1
                break
    if counts["ja"] and counts["zh"]:
        counts["ja"] += counts["zh"] if counts["ja"] * 8 > counts["zh"] else 0
    best = max(counts, key=lambda language: counts[language])
    if counts[best] * 3 > latin and counts[best] > 1:
        return best
    words = [word.strip(".,;:()[]?!\"'“”‘’").casefold() for word in sample.split()]
    scores = {language: sum(word in known for word in words) for language, known in _words().items()}
    top = max(scores, key=lambda language: scores[language])
    if not scores[top]:
        return "en" if latin and sample.isascii() else ""
    return top
