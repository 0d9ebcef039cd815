"""Personal names, split into given names and surname; what can't be split with confidence stays whole."""

from __future__ import annotations

import re

from ..values import PersonName

PREFIXES = frozenset(
    ("dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "priv.-doz.", "pd")
)
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd", "filho", "neto", "júnior", "junior"))
PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al", "ten", "ter", "te", "bin", "ben", "ibn",
     "zu", "zur", "af", "av", "st.", "st", "d'", "y", "dello", "delle", "degli", "vander", "vom", "'t", "’t", "op", "abu", "bint")
)  # fmt: skip
KOREAN_DOUBLE = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "어금")
INITIALS = re.compile(r"^(?:[A-Z]\.?-?){1,4}$")


def split_name(text: str) -> PersonName:
    """Split one name as printed.

    >>> split_name("Koen J. F. van der Verhoeven"), split_name("김소라").surname
    (PersonName(surname='van der Verhoeven', given_names='Koen J. F.', prefix='', suffix='', string='', lang=''), '김')
    """
    words = text.split()
    if not words:
        return PersonName()
    if "\uac00" <= text[0] <= "\ud7a3":
        return _hangul(words, text)
    if "\u4e00" <= text[0] <= "\u9fff":
        joined = "".join(words)
        return (
            PersonName(surname=joined[0], given_names=joined[1:])
            if 2 <= len(joined) <= 3 and len(words) <= 2
            else PersonName(string=text)
        )
    prefix, suffix = "", ""
    while len(words) > 2 and words[0].casefold() in PREFIXES:
        prefix = f"{prefix} {words.pop(0)}".strip()
    while len(words) > 2 and words[-1].casefold().strip(",") in SUFFIXES:
        suffix = f"{words.pop().strip(',')} {suffix}".strip()
    if len(words) == 1:
        return PersonName(string=words[0], prefix=prefix, suffix=suffix)
    if (
        INITIALS.match(words[-1])
        and len(words[-1].strip(".")) <= 4
        and words[-1].isupper()
        and not INITIALS.match(words[0])
    ) and (len(words) == 2 or not words[0].endswith(".")):
        return PersonName(surname=" ".join(words[:-1]), given_names=words[-1], prefix=prefix, suffix=suffix)
    if (
        words[0].isupper()
        and len(words[0]) > 2
        and not any(word.isupper() and len(word) > 2 for word in words[1:])
        and "." not in words[0]
    ):
        return PersonName(surname=words[0], given_names=" ".join(words[1:]), prefix=prefix, suffix=suffix)
    at = len(words) - 1
    while (
        at > 1
        and words[at - 1].casefold() in PARTICLES
        and (words[at - 1][:1].islower() or words[at - 1].casefold() not in ("al", "ben", "st", "la", "le"))
    ):
        at -= 1
    return PersonName(surname=" ".join(words[at:]), given_names=" ".join(words[:at]), prefix=prefix, suffix=suffix)


def _hangul(words: list[str], text: str) -> PersonName:
    joined = "".join(words)
    if len(words) > 2 or not 2 <= len(joined) <= 4 or (len(words) == 2 and len(words[0]) > 2):
        return PersonName(string=text)
    size = len(words[0]) if len(words) == 2 else 2 if joined.startswith(KOREAN_DOUBLE) and len(joined) > 2 else 1
    return PersonName(surname=joined[:size], given_names=joined[size:])
