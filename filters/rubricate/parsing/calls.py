"""Calls to other parts of an article: "Fig. 1A–C", "Tables 2 and 3", "Eqs. (1)–(3)", "Section 2.1", "Appendix A", "S1 Table"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..values import Spot

DATA = Path(__file__).parent / "data" / "calls.toml"
KINDS = ("supplementary-material", "fig", "table", "disp-formula", "sec", "app")
DIGITS = r"[0-9]{1,3}"
NUMBERS = {
    "fig": rf"(?:[A-Z]\.?)?{DIGITS}(?:\.[0-9]{{1,2}})?(?![0-9])|[IVX]{{1,5}}(?![\w-])",
    "table": rf"(?:[A-Z]\.?)?{DIGITS}(?:\.[0-9]{{1,2}})?(?![0-9])|[IVX]{{1,5}}(?![\w-])",
    "disp-formula": rf"(?:[A-Z]\.?)?{DIGITS}(?:\.[0-9]{{1,3}})?[a-z]?(?![0-9A-Za-z])",
    "sec": r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}(?![0-9])|[IVX]{1,5}(?![\w-])|[A-H](?:\.[0-9]{1,2}){0,3}(?![\w-])",
    "app": r"[A-HА-Ж](?:\.?[0-9]{1,2}){0,2}(?![\w-])|[0-9]{1,2}(?:\.[0-9]{1,2})?(?![0-9])|[IVX]{1,4}(?![\w-])",
    "supplementary-material": rf"[A-Z]?{DIGITS}(?![0-9])|[IVX]{{1,4}}(?![\w-])|[A-H](?![\w-])",
}
"""Printed numbers of each kind of target."""
PANELS = re.compile(
    r"(?:[A-Z](?:[ \u00a0]?[-–—,&/][ \u00a0]?[A-Z](?![\w]))*|[a-h](?:[ \u00a0]?[-–—,&/][ \u00a0]?[a-h](?![\w]))*)(?!\w)"
    r"|[ \u00a0]?\([A-Ha-h](?:[ \u00a0]?[-–—,&/][ \u00a0]?[A-Ha-h])*\)"
)
"""Panels behind the number of a figure: "1A", "1A–C", "2a,b", "3(c)"."""
SHORT_NOUNS = frozenset(("data", "file", "text", "note", "methods", "movie", "video", "audio", "dataset", "appendix"))
"""Words that name a supplement only with a number of its own kind ("Data S1")."""
LEAD_NUMBER = re.compile(
    r"\bS(?P<number>[0-9]{1,3})[ \u00a0](?P<word>Fig|Figure|Table|File|Text|Appendix|Data|Dataset|Movie|Video|Audio|Note|Methods)\b"
)
"""The number in front: "S1 Table", "S2 File"."""
LAW = re.compile(r"^[ \u00a0]of[ \u00a0](?:the[ \u00a0])?[A-Z]")
"""A section of something else: "Section 3 of the Act"."""
FIRST, FURTHER = 0.9, 0.5
"""How sure a number is one of the call: behind its word; behind another number ("Fig. 3, 12 of 15 patients")."""
SAYS = frozenset(("in", "see", "to", "of", "cf.", "and", "under", "from", "(see", "(cf.", "with", "by"))
"""Words before a call in small letters: "see section 2"; without one, sections are slices ("sections 3 and 4 were stained")."""


@cache
def _words() -> dict[str, list[str]]:
    return {key: list(value) for key, value in tomllib.loads(DATA.read_text(encoding="utf-8")).items()}


def _wide(word: str) -> bool:
    return ord(word[0]) > 0x2E80 and not "가" <= word[0] <= "힣"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Word, stop, number: "Figs. 1", "Eq. (3)", "图1"."""
    words = sorted(_words()[kind], key=len, reverse=True)
    narrow = "|".join(re.escape(word) for word in words if not _wide(word))
    wide = "|".join(re.escape(word) for word in words if _wide(word))
    lead = rf"(?<![\w-])(?:{narrow})(?![^\W\d_])" + (rf"|(?<![代发發])(?:{wide})" if wide else "")
    supplementary = (
        r"(?P<more>(?:Supplementary|Supplemental|Suppl\.|Supp\.|Extended Data|Additional|Online)[ \u00a0])?"
        if kind in ("fig", "table")
        else "(?P<more>)"
    )
    return re.compile(
        rf"{supplementary}(?P<word>{lead})(?P<dot>\.?)[ \u00a0]{{0,2}}(?P<open>[(（]?)(?P<number>{NUMBERS[kind]})",
        re.IGNORECASE,
    )


@cache
def _stems(kind: str, narrow: bool) -> tuple[str, ...]:
    """How the words of a kind begin: a text without any of them has no call, and that is quicker to see.

    What holds another of them ("figs", "fig") is left out; `narrow`: those that an ASCII text can have.
    """
    stems = {word[:4] for word in _words()[kind] if not narrow or word.isascii()}
    return tuple(sorted(stem for stem in stems if not any(other in stem for other in stems - {stem})))


@cache
def _further(kind: str) -> re.Pattern[str]:
    """A further number of the same call: " and 3", "–3", ", 4", ")–(3"."""
    words = _words()
    joins = "|".join(re.escape(word) for word in sorted(words["and"], key=len, reverse=True))
    spans = "|".join(re.escape(word) for word in sorted(words["to"], key=len, reverse=True))
    behind = "|".join(map(re.escape, words["sec-behind"]))
    return re.compile(
        rf"^[)）]?(?:[ \u00a0]?(?P<to>[-–—‐‑~～]|(?<=[ \u00a0])(?:{spans})(?=[ \u00a0]))[ \u00a0]?"
        rf"|[ \u00a0]?[,;、，][ \u00a0]?(?:(?:{joins})[ \u00a0])?|[ \u00a0]?(?:{joins})[ \u00a0]?)"
        rf"(?P<open>[(（]?)(?P<number>{NUMBERS[kind]})(?![.,]?[0-9]|[ \u00a0]?%|{behind})"
    )


@cache
def _behind() -> re.Pattern[str]:
    """A number before its word: "2.1절", "第3节"."""
    words = "|".join(map(re.escape, _words()["sec-behind"]))
    number = r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}"
    return re.compile(
        rf"[제第][ \u00a0]?(?P<first>{number})[ \u00a0]?(?:{words})|(?<![0-9.])(?P<bare>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})[ \u00a0]?(?:{words})"
    )


def normal(number: str) -> str:
    """A printed number as it is compared: "s1" is "S1", "A.1" is "A1", "2.1." is "2.1".

    >>> normal("s1"), normal("A.1"), normal("2.1.")
    ('S1', 'A1', '2.1')
    """
    number = number.strip(" .:()（）").upper()
    if len(number) > 2 and number[0].isalpha() and number[1] == ".":
        number = number[0] + number[2:]
    return number


def supplement_key(word: str, number: str) -> str:
    """One name for all printed forms of a supplement: "Supplementary Table 1", "Table S1" and "S1 Table" are "table 1".

    >>> supplement_key("Supplementary Tables", "S1"), supplement_key("Additional file", "2")
    ('table 1', 'file 2')
    """
    noun = word.casefold().split()[-1].rstrip(".") if word.split() else ""
    noun = {
        "figs": "fig",
        "figures": "fig",
        "figure": "fig",
        "tables": "table",
        "files": "file",
        "materials": "material",
        "resources": "resource",
    }.get(noun, noun)
    bare = normal(number)
    return f"{noun} {bare[1:] if bare[:1] == 'S' and bare[1:].isdigit() else bare}"


def find_calls(text: str) -> list[Spot]:
    """Calls of a paragraph, in order, none overlapping. `kind` is the `ref-type`, `value` its normal numbers ("1", "1,2,3").

    The first spot of a call holds its word, further ones a number each; a range is one spot with every number. Of a
    supplement the value is its `supplement_key`.

    >>> [(text[s.start : s.end], s.kind, s.value) for text in ["Figs. 1A and 2–4"] for s in find_calls(text)]
    [('Figs. 1A', 'fig', '1'), ('2–4', 'fig', '2,3,4')]
    """
    low = text.lower()
    narrow = text.isascii()
    if narrow and not low.islower():
        return []  # no letter in it, as in most cells of tables
    spots: list[Spot] = []
    for match in LEAD_NUMBER.finditer(text):
        spots.append(
            Spot(
                match.start(),
                match.end(),
                "supplementary-material",
                supplement_key(match["word"], match["number"]),
                FIRST,
            )
        )
    behind = not narrow and any(word in text for word in _words()["sec-behind"])  # quicker to see
    for match in _behind().finditer(text) if behind else ():
        spots.append(Spot(match.start(), match.end(), "sec", normal(match["first"] or match["bare"]), FIRST))
    for kind in KINDS:
        if not any(stem in low for stem in _stems(kind, narrow)):
            continue
        for match in _pattern(kind).finditer(text):
            if _stands(text, match, kind):
                spots += _spots(text, match, kind)
    out: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if not out or spot.start >= out[-1].end:
            out.append(spot)
    return out


def _stands(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether a match is a call: in capitals where small letters mean something else, and no part of another work."""
    word, number = match["word"], match["number"]
    if number.isalpha() and not number.isupper():
        return False
    if kind == "supplementary-material" and word.casefold() in SHORT_NOUNS:
        return number[:1] == "S" and word[:1].isupper()
    if kind in ("sec", "app") and LAW.match(text[match.end() :]):
        return False
    if kind == "sec" and word[0].islower() and word.isascii():
        before = text[max(0, match.start() - 12) : match.start()].split()
        return "." in number or (bool(before) and before[-1].casefold() in SAYS)
    return kind != "app" or number.isdigit() or number[0].isupper()


def _spots(text: str, match: re.Match[str], kind: str) -> Iterator[Spot]:
    supplement = kind == "supplementary-material" or bool(match["more"])
    word = match["word"]
    confidence = FIRST
    start, end, number = match.start(), match.end(), match["number"]
    opened = bool(match["open"])
    while True:
        end = _closed(text, end, opened, kind)
        values = [number]
        more = _further(kind).match(text[end : end + 24])
        if more and more["to"]:
            members = _range(number, more["number"])
            if members:
                values = members
                end = _closed(text, end + more.end(), bool(more["open"]), kind)
                more = _further(kind).match(text[end : end + 24])
        if supplement:
            yield Spot(
                start,
                end,
                "supplementary-material",
                ",".join(supplement_key(word, value) for value in values),
                confidence,
            )
        else:
            yield Spot(start, end, kind, ",".join(map(normal, values)), confidence)
        if not more or more["to"]:
            return
        opened, confidence = bool(more["open"]), FURTHER
        start, end, number = end + more.start("open"), end + more.end(), more["number"]


def _closed(text: str, end: int, opened: bool, kind: str) -> int:
    """Where a number ends with its panels and its bracket."""
    if opened:
        return end + 1 if text[end : end + 1] in (")", "）") else end
    if kind in ("fig", "table", "supplementary-material"):
        panels = PANELS.match(text, end)
        if panels:
            return panels.end()
    return end


def _range(first: str, last: str) -> list[str]:
    """Every number of a range, [] where it is none: "S1", "S3" are S1, S2, S3."""
    a, b = normal(first), normal(last)
    head = a.rstrip("0123456789")
    if not b.startswith(head) and b.isdigit():
        b = head + b
    low, high = a[len(head) :], b[len(head) :]
    if not b.startswith(head) or not low.isdigit() or not high.isdigit() or not 0 < int(high) - int(low) <= 30:
        return []
    return [f"{head}{number}" for number in range(int(low), int(high) + 1)]
