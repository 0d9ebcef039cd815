"""Personal names, split into given names and surname; what can't be split with confidence stays whole."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..values import PersonName

DATA = Path(__file__).parent / "data" / "names.toml"
PREFIXES = frozenset(
    ("dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "priv.-doz.", "pd",
     "dra.", "dra", "profa.", "profª", "univ.-prof.", "priv.-doz.", "doz.")
)  # fmt: skip
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd", "filho", "neto", "júnior", "junior"))
PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al", "ten", "ter", "te", "bin", "ben", "ibn",
     "zu", "zur", "af", "av", "st.", "st", "d'", "y", "dello", "delle", "degli", "vander", "vom", "'t", "’t", "op", "abu", "bint")
)  # fmt: skip
SMALL_ONLY = frozenset(("al", "ben", "st", "la", "le", "y", "do", "te", "op", "av", "af"))
"""Particles that are names of their own where they have a capital: "Xuan Le", "Iona Y Millwood"."""
GERMAN = frozenset(("von", "zu", "und"))
INITIALS = re.compile(r"^(?:[^\W\d_a-zß-ÿа-я]\.?-?){1,4}$")
"""Initials, in any alphabet that has capitals: "AB", "A.B.", "J.-P.", "И.И."."""
SYLLABLE = re.compile(r"^(?:[b-df-hj-np-tv-z]{0,2}[hwy]?(?:[aeiou]{1,3}|y)(?:n|ng|m|k|l|p|t|b|h|r|s)?)$", re.IGNORECASE)
"""One syllable of a romanised Korean or Chinese given name: "Ra", "Seung", "Hyun"."""


@dataclass(frozen=True, slots=True)
class _Surnames:
    chinese: frozenset[str]
    chinese_two: tuple[str, ...]
    korean: frozenset[str]
    korean_two: tuple[str, ...]
    body_endings: tuple[str, ...]
    romanised: frozenset[str]
    vietnamese: frozenset[str]
    vietnamese_middle: frozenset[str]
    patronymics: tuple[str, ...]


@cache
def _surnames() -> _Surnames:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return _Surnames(
        frozenset(data["chinese"]), tuple(data["chinese_two"]), frozenset(data["korean"]), tuple(data["korean_two"]),
        tuple(data["body_endings"]), frozenset(data["romanised"]),
        frozenset(data["vietnamese"]), frozenset(data["vietnamese_middle"]), tuple(data["patronymics"]),
    )  # fmt: skip


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
    if "\u3040" <= text[0] <= "\u9fff":
        return _han(words, text)
    prefix, suffix = "", ""
    while len(words) > 2 and words[0].casefold() in PREFIXES:
        prefix = f"{prefix} {words.pop(0)}".strip()
    while len(words) > 2 and words[-1].casefold().strip(",") in SUFFIXES:
        suffix = f"{words.pop().strip(',')} {suffix}".strip()
    if len(words) == 1:
        return PersonName(string=words[0], prefix=prefix, suffix=suffix)
    first = _family_first(words)
    if first:
        return PersonName(
            surname=" ".join(words[:first]), given_names=" ".join(words[first:]), prefix=prefix, suffix=suffix
        )
    at = len(words) - 1
    while at > 1 and _joins(words, at):
        at -= 1
    return PersonName(surname=" ".join(words[at:]), given_names=" ".join(words[:at]), prefix=prefix, suffix=suffix)


def _joins(words: list[str], at: int) -> bool:
    """Whether the word before `at` belongs to the surname: a particle, "Pérez y Pérez", "von und zu Stein"."""
    before = words[at - 1]
    low = before.casefold()
    if at < len(words) - 1 and words[at].casefold() == "y":
        return True
    if low == "und":
        return before.islower() and words[at].casefold() in GERMAN and words[at - 2].casefold() in GERMAN
    if low not in PARTICLES:
        return False
    return before[:1].islower() or low not in SMALL_ONLY or (low in ("la", "le") and words[at - 2].casefold() == "de")


def _family_first(words: list[str]) -> int:
    """How many of the first words are the family name where it is printed first; 0 where it is not.

    "Smith AB", "van der Berg K.", "KIM Sora", "Иванов И.И.", "Иванов Иван Иванович", "Nguyen Thi Minh Khai".
    """
    known = _surnames()
    last = words[-1]
    if _is_initials(last) and not INITIALS.match(words[0]) and (len(words) == 2 or not words[0].endswith(".")):
        syllables = words[0].split("-")
        given = len(syllables) > 1 and all(map(SYLLABLE.match, syllables)) and last.casefold() in known.romanised
        return 0 if given and len(words) == 2 else len(words) - 1
    if (
        words[0].isupper()
        and (len(words[0]) > 2 or (len(words[0]) == 2 and words[0].casefold() in known.romanised))
        and not any(word.isupper() and len(word) > 2 for word in words[1:])
        and "." not in words[0]
    ):
        return 1
    if len(words) == 3 and "\u0400" <= last[0] <= "\u04ff" and last.casefold().endswith(known.patronymics):
        return 1
    if len(words) >= 3 and words[0].casefold() in known.vietnamese and words[1].casefold() in known.vietnamese_middle:
        return 1
    return 0


def _is_initials(word: str) -> bool:
    """ "AB", "A.B.", "J-P"; "DENG" and "LEE" are surnames in capitals."""
    bare = word.replace(".", "").replace("-", "")
    if not INITIALS.match(word) or not word.isupper() or len(bare) > 4:
        return False
    surname = len(bare) >= 3 and bare.casefold() in _surnames().romanised
    spoken = len(bare) == 4 and bare[0] not in "AEIOU" and any(character in "AEIOU" for character in bare[1:3])
    return "." in word or "-" in word or not (surname or spoken)


def begins_with_family_name(text: str) -> bool:
    """Whether a romanised name has the form "Kim So-Ra": a Korean or Chinese family name, then syllables with a hyphen.

    >>> begins_with_family_name("Kim So-Ra"), begins_with_family_name("So-Ra Kim"), begins_with_family_name("Lee Smith-Jones")
    (True, False, False)
    """
    words = text.split()
    return (
        len(words) == 2
        and words[0].casefold() in _surnames().romanised
        and "-" in words[1]
        and all(SYLLABLE.match(part) for part in words[1].split("-"))
    )


def _han(words: list[str], text: str) -> PersonName:
    """Chinese characters: split at the space that is printed, or behind a common Chinese family name; else whole."""
    known = _surnames()
    if len(words) == 2 and len(words[0]) <= 4 and len(words[1]) <= 4:
        return PersonName(surname=words[0], given_names=words[1])
    joined = "".join(words)
    if not all("\u4e00" <= character <= "\u9fff" for character in joined) or len(words) > 1:
        return PersonName(string=text)
    if joined.startswith(known.chinese_two) and 3 <= len(joined) <= 4:
        return PersonName(surname=joined[:2], given_names=joined[2:])
    if 2 <= len(joined) <= 3 and joined[0] in known.chinese:
        return PersonName(surname=joined[0], given_names=joined[1:])
    return PersonName(string=text)


def _hangul(words: list[str], text: str) -> PersonName:
    joined = "".join(words)
    two = _surnames().korean_two
    if len(words) > 2 or not 2 <= len(joined) <= 4 or (len(words) == 2 and len(words[0]) > 2):
        return PersonName(string=text)
    size = len(words[0]) if len(words) == 2 else 2 if joined.startswith(two) and len(joined) > 2 else 1
    return PersonName(surname=joined[:size], given_names=joined[size:])


def family_size(text: str) -> int:
    """How many characters of a name printed without a space, in Korean or Chinese characters, are the family name: all of
    them where that can't be told; 0 for a body, and for what no name is as long as.

    >>> family_size("김소라"), family_size("남궁민수"), family_size("통계청"), family_size("한국은행"), family_size("山田太郎")
    (1, 2, 0, 0, 4)
    """
    known = _surnames()
    if len(text) < 2 or text.endswith(known.body_endings):
        return 0
    if all("\uac00" <= character <= "\ud7a3" for character in text):
        if text.startswith(known.korean_two) and 3 <= len(text) <= 4:
            return 2
        return 1 if len(text) <= 3 and text[0] in known.korean else 0
    if not all("\u3040" <= character <= "\u9fff" for character in text):
        return 0
    if text.startswith(known.chinese_two) and 3 <= len(text) <= 4:
        return 2
    return 1 if len(text) <= 3 and text[0] in known.chinese else len(text) if len(text) <= 5 else 0
