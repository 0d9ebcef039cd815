"""In-text citations: "[1,3–5]", "(12)", superscript numbers, "(Kim et al., 2014a)", "Kim and Lee (2014)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import Spot

NUMBERS = r"[0-9]{1,3}(?:\s?[-–—‐‑]\s?[0-9]{1,3})?(?:\s?[,;]\s?[0-9]{1,3}(?:\s?[-–—‐‑]\s?[0-9]{1,3})?){0,40}"
BRACKETED = re.compile(rf"\[\s?(?P<n>{NUMBERS})\s?\]")
"""Numbers in square brackets: "[3]", "[1,2]", "[3–5, 8]", "[ 5]"."""
ROUND = re.compile(rf"\((?P<n>{NUMBERS})\)")
"""Numbers in round brackets: "(1)", "(2, 3)"; only where nothing else explains them."""
LIST = r"[0-9]{1,3}(?:[,–-][0-9]{1,3}){0,12}"
GLUED = re.compile(
    rf"(?<=[a-z가-힣)”’\"%][.,;:?!])(?P<n>{LIST})(?=\s|$|[)\]])|(?<=[a-z가-힣]{{4}})(?P<m>{LIST})(?=[.,;:]?(?:\s|$))"
)
"""Numbers that were superscripts before the text was copied: "seeds,6,7 and", "do.20"."""
SUPERSCRIPT = re.compile(rf"^\s{{0,2}}[\[(]?(?P<n>{NUMBERS})[\])]?\s{{0,2}}[,;]?$")
NAME = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|ten|ter|Van|Von|De|Di|La|Le|El|Al|Mc|Mac|O['’])[\s-]?){0,3}[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’\u2010\u2011-]{1,30}"
MORE = (
    rf"(?:\s(?:et\.?\s?al\.?|and\s(?:others|colleagues|co-workers)))|(?:,\s{NAME}){{0,4}},?\s(?:and|&|y|und|et)\s{NAME}"
)
YEARS = r"(?:1[6-9]|20)[0-9]{2}[a-z]?(?:\s?[,–-]\s?(?:(?:1[6-9]|20)[0-9]{2}[a-z]?|[a-z]\b)){0,4}"
IN_BRACKETS = re.compile(rf"(?P<name>{NAME})(?P<more>{MORE})?,?\s(?:in press|(?P<years>{YEARS}))")
"""One citation inside brackets: "Kim et al., 2014a, 2015"."""
NARRATIVE = re.compile(
    rf"(?P<name>{NAME})(?P<more>{MORE})?(?:['’]s)?\s[\[(](?P<years>{YEARS})(?:,\s?pp?\.\s?[0-9–-]{{1,9}})?[\])]"
)
"""A name in the sentence, the year in brackets: "Kim and Lee (2014)"."""
YEAR_IN_BRACKETS = re.compile(r"\s[\[(](?:1[6-9]|20)[0-9]{2}")
"""Without one there is no narrative citation; this is far quicker to see."""
BRACKET = re.compile(r"[(\[]([^()\[\]]{4,400})[)\]]")
YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}[a-z]?")
NOT_BEFORE = (
    "figure",
    "fig",
    "fig.",
    "figs.",
    "table",
    "tables",
    "equation",
    "eq.",
    "eqs.",
    "section",
    "step",
    "panel",
    "equations",
    "scheme",
    "box",
    "n",
    "grade",
    "type",
    "stage",
    "version",
    "group",
    "day",
    "week",
    "phase",
    "table.",
)
WIDEST = 60


def expand(numbers: str) -> list[int]:
    """The numbers of a printed list, ranges expanded: "3–5,8" is 3, 4, 5, 8; [] where it can't be a list."""
    out: list[int] = []
    for piece in numbers.replace(";", ",").replace(" ", "").split(","):
        for dash in "–—‐‑":
            piece = piece.replace(dash, "-")
        first, dash, last = piece.partition("-")
        if not first.isdigit() or (dash and not last.isdigit()):
            return []
        low, high = int(first), int(last) if dash else int(first)
        if not 0 < low <= high or high - low > WIDEST:
            return []
        out.extend(range(low, high + 1))
    return out


def find_citations(text: str, marked: Sequence[tuple[int, int]] = ()) -> list[Spot]:
    """Citations of a paragraph, in order. `marked` are the `(start, end)` of its superscripts.

    Kinds: bracket, superscript, round, glued, glued-word (behind a word without a mark), all with `value` "1,3,4,5" (ranges
    expanded); author-year (`value` "Kim|2014a").
    Which of them have an entry in the reference list is for the caller to know.

    >>> [(s.kind, s.value) for s in find_citations("as shown [3–5] (Kim et al., 2014)")]
    [('bracket', '3,4,5'), ('author-year', 'Kim|2014')]
    """
    spots: list[Spot] = []
    for start, end in marked:
        match = SUPERSCRIPT.match(text[start:end])
        if match and expand(match["n"]) and _may_be_superscript(text, start):
            spots.append(_numeric(start + match.start("n"), start + match.end("n"), match["n"], "superscript", 0.8))
    for pattern, kind, confidence in ((BRACKETED, "bracket", 0.95), (ROUND, "round", 0.6), (GLUED, "glued", 0.4)):
        for match in pattern.finditer(text):
            numbers = match["n"] or (match.groupdict().get("m") or "")
            at = match.start("n") if match["n"] else match.start("m")
            if not expand(numbers) or not _may_be_numeric(text, match.start(), pattern):
                continue
            whole = (match.start(), match.end()) if pattern is not GLUED else (at, at + len(numbers))
            spots.append(_numeric(*whole, numbers, kind if match["n"] else "glued-word", confidence))
    spots += _author_year(text)
    return _first_of_overlapping(spots)


def _numeric(start: int, end: int, numbers: str, kind: str, confidence: float) -> Spot:
    return Spot(start, end, kind, ",".join(map(str, expand(numbers))), confidence)


def _may_be_superscript(text: str, start: int) -> bool:
    """Not an exponent or a unit ("10⁵", "m²", "CD4⁺"): letters of a word or closing marks stand before a citation."""
    before = text[:start].rstrip()
    if not before:
        return False
    if before[-1].isdigit() or before[-1] in "=×*·^":
        return False
    word = before.split()[-1]
    return not (len(word.strip("(")) <= 2 and word[-1:].isalpha())


def _may_be_numeric(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    words = text[max(0, start - 20) : start].split()
    word = words[-1].casefold() if words else ""
    if pattern is not GLUED and word in NOT_BEFORE:
        return False
    return not (pattern is ROUND and ((start and text[start - 1].isalnum()) or word.endswith("=")))


def _author_year(text: str) -> list[Spot]:
    spots: list[Spot] = []
    for match in NARRATIVE.finditer(text) if YEAR_IN_BRACKETS.search(text) else ():
        name = match["name"]
        years = list(YEAR.finditer(text, match.start("years"), match.end("years")))
        spots.append(Spot(match.start(), years[0].end(), "author-year", f"{name}|{years[0].group()}", 0.8))
        spots += [Spot(y.start(), y.end(), "author-year", f"{name}|{y.group()}", 0.7) for y in years[1:]]
    for bracket in BRACKET.finditer(text):
        for match in IN_BRACKETS.finditer(text, bracket.start(1), bracket.end(1)):
            if not match["years"]:
                continue
            name = match["name"]
            years = list(YEAR.finditer(text, match.start("years"), match.end("years")))
            spots.append(Spot(match.start(), years[0].end(), "author-year", f"{name}|{years[0].group()}", 0.9))
            spots += [Spot(y.start(), y.end(), "author-year", f"{name}|{y.group()}", 0.7) for y in years[1:]]
    return spots


def _first_of_overlapping(spots: list[Spot]) -> list[Spot]:
    out: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (-s.confidence, s.start)):
        if all(spot.end <= other.start or spot.start >= other.end for other in out):
            out.append(spot)
    return sorted(out, key=lambda s: s.start)
