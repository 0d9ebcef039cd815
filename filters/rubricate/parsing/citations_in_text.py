"""In-text citations: "[1,3–5]", "(12)", superscript numbers, "(Kim et al., 2014a)", "Kim and Lee (2014)"."""

from __future__ import annotations

import re
import unicodedata
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
NUMERIC = ((BRACKETED, "bracket", 0.95, "["), (ROUND, "round", 0.6, "("), (GLUED, "glued", 0.4, ""))
"""Pattern, kind, confidence, and what a text has in it that has such a citation."""
NUMBER = re.compile("[0-9¹²³⁰⁴-⁹]")
"""No citation is without one."""
SUPERSCRIPT = re.compile(rf"^\s{{0,2}}[\[(]?(?P<n>{NUMBERS})[\])]?\s{{0,2}}[,;]?$")
NAME = (
    r"(?:(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|ten|ter|Van|Von|De|Di|La|Le|El|Al|Mc|Mac|O['’])[\s-]?){0,3}"
    r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ][\w'’\u2010\u2011-]{1,30}|[가-힣]{2,4}(?=\s?(?:등|외|과|와|,|\s?\())|[\u4e00-\u9fff]{1,4}(?=等|ら|\s?[,，(（]))"
)
"""A surname with its particles: "van der Berg", "Nadgórska-Socha", "Иванов", "김철수"."""
ETAL = r"(?:,?\s{1,2}(?:et\.?\s?al(?:ii)?\.?|and\s(?:others|colleagues|co-workers)|e\scols?\.|y\scols?\.|u\.\s?a\.|и\sдр\.?)|\s?(?:등|외|等|ら))"
ETAL_END = re.compile(rf"{ETAL}$")
AND = r"(?:,?\s(?:and|&|y|e|und|et|en|og|och|и)\s|\s?(?:와|과)\s?|;\s)"
MORE = rf"(?:(?:[,;]\s{NAME}){{0,5}}{AND}{NAME}{ETAL}?|{ETAL})"
YEARS = r"(?:1[6-9]|20)[0-9]{2}[a-z]?(?![0-9])(?:\s?[,–-]\s?(?:(?:1[6-9]|20)[0-9]{2}[a-z]?(?![0-9])|[a-z]\b)){0,4}"
IN_BRACKETS = re.compile(
    rf"(?P<name>{NAME})(?:,?\s(?:Jr|Sr|II|III)\.?(?![\w]))?(?P<more>{MORE})?[,，]?\s{{0,2}}(?<![\w])(?:in press|(?P<years>{YEARS}))"
)
"""One citation inside brackets: "Kim et al., 2014a, 2015", "Mercer, Dinger & Mattick, 2009"."""
NARRATIVE = re.compile(
    rf"(?P<name>{NAME})(?P<more>{MORE})?(?:['’]s)?\s{{0,2}}[\[(（](?P<years>{YEARS})(?=[\])）]|[,;:]\s?(?:pp?\.|S\.|see|[0-9]))"
)
"""Names in the sentence, the year in brackets: "Kim and Lee (2014)", "Kim (2014, p. 5)"."""
INSTITUTION = re.compile(r"(?:(?:[A-ZÀ-Þ][\w'’-]{0,40}|of|for|on|and|the|de|des|der|für|la|del)\s){1,7}$")
"""Words before the last one of an institution's name: "World Health " before "Organization"."""
YEAR_IN_BRACKETS = re.compile(r"[\[(（](?:1[6-9]|20)[0-9]{2}")
"""Without one there is no narrative citation; this is far quicker to see."""
BRACKET = re.compile(r"[(\[]([^()\[\]]{4,400})[)\]]")
YEAR = re.compile(r"(?P<year>(?:1[6-9]|20)[0-9]{2})(?P<letter>[a-z]?)|(?<=[\s,])(?P<alone>[a-z])\b")
"""A year with its letter, or a further letter of the same year ("2011b, c")."""
RAISED = re.compile(r"(?<=[^\W\d_]|[.,;:!?)”’\"%])[¹²³⁰⁴-⁹]{1,3}(?:[,˒ʼ⁻–-][¹²³⁰⁴-⁹]{1,3}){0,12}(?![\w⁺⁻])")
"""Superscript digits of plain text: "seeds¹²,¹³"."""
DIRECTIONS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")
"""Marks of writing direction that stand between words of copied text."""
UNITS = frozenset(
    (
        "sin",
        "cos",
        "tan",
        "log",
        "ln",
        "exp",
        "chi",
        "eta",
        "rho",
        "mol",
        "pixel",
        "voxel",
    )
)
INTERVALS = (
    "ci",
    "cri",
    "ci:",
    "iqr",
    "iqr:",
    "range",
    "range:",
    "interval",
    "between",
    "median",
    "mean",
    "=",
    "%",
    "from",
    "within",
)
"""Words before two numbers in brackets that are no citation: "95% CI [12, 45]"."""
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
COUNTED = frozenset(("group", "grade", "type", "stage", "version", "day", "week", "phase", "step"))
"""Of these the words that a number in brackets may follow as a citation: "without a control group (3)", but "Group (3)"."""
ADDRESS = re.compile(r"://|www\.|\b10\.[0-9]{4}|\bdoi\b|@", re.IGNORECASE)
"""Inside an address or identifier no number is a citation: "https://doi.org/10.5555/bells.1"."""
SHORT_UNITS = frozenset(
    ("km", "mm", "cm", "dm", "nm", "pm", "kg", "mg", "ng", "ms", "ns", "ml", "dl", "ha", "ft", "in", "yd", "mi", "eV")
)
"""Units of two letters before a raised number: "cm²"; other short words may have a citation: "measured it²"."""
LEADING = frozenset(
    (
        "and",
        "or",
        "are",
        "were",
        "is",
        "was",
        "by",
        "include",
        "includes",
        "included",
        "including",
        "namely",
        "either",
        "both",
        "whether",
        "that",
        "to",
        "of",
        "for",
        "as",
        "with",
        "then",
        "finally",
    )
)
"""Words before the number of a step: "were (1) mixing"; citations follow what they support."""
OPENERS = frozenset(
    (
        "In",
        "As",
        "By",
        "See",
        "From",
        "For",
        "And",
        "But",
        "While",
        "When",
        "Although",
        "According",
        "Both",
        "Since",
        "Following",
        "Like",
    )
)
WIDEST = 60


LONGEST_RANGE = 20
"""Characters of one range, so that no number is too long to be one."""


def expand(numbers: str) -> list[int]:
    """The numbers of a printed list, ranges expanded: "3–5,8" is 3, 4, 5, 8; [] where it can't be a list."""
    out: list[int] = []
    for piece in numbers.replace(";", ",").replace(" ", "").split(","):
        for dash in "–—‐‑":
            piece = piece.replace(dash, "-")
        first, dash, last = piece.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or len(piece) > LONGEST_RANGE:
            return []
        low, high = int(first), int(last) if dash else int(first)
        if not 0 < low <= high or high - low > WIDEST:
            return []
        out.extend(range(low, high + 1))
    return out


def find_citations(text: str, marked: Sequence[tuple[int, int]] = ()) -> list[Spot]:
    """Citations of a paragraph, in order. `marked` are the `(start, end)` of its superscripts.

    Kinds: bracket, superscript, round, glued, glued-word (behind a word without a mark), all with `value` "1,3,4,5" (ranges
    expanded); author-year (`value` "Kim|2014a", "Kim+|2014" for et al., "Kim&Lee|2014").
    Which of them have an entry in the reference list is for the caller to know.

    >>> [(s.kind, s.value) for s in find_citations("as shown [3–5] (Kim et al., 2014)")]
    [('bracket', '3,4,5'), ('author-year', 'Kim+|2014')]
    """
    if not NUMBER.search(text):
        return []
    text = text.translate(DIRECTIONS)
    spots: list[Spot] = []
    for raised in RAISED.finditer(text):
        digits = (
            unicodedata.normalize("NFKC", raised.group()).replace("\u2212", "-").replace("˒", ",").replace("ʼ", ",")
        )
        if expand(digits) and _may_be_superscript(text, raised.start(), raised.end()):
            spots.append(_numeric(raised.start(), raised.end(), digits, "superscript", 0.7))
    for start, end in marked:
        match = SUPERSCRIPT.match(text[start:end])
        if match and expand(match["n"]) and _may_be_superscript(text, start, end):
            spots.append(_numeric(start + match.start("n"), start + match.end("n"), match["n"], "superscript", 0.8))
    for pattern, kind, confidence, opening in NUMERIC:
        for match in pattern.finditer(text) if opening in text else ():
            numbers = match["n"] or (match.groupdict().get("m") or "")
            at = match.start("n") if match["n"] else match.start("m")
            if not expand(numbers) or not _may_be_numeric(text, match.start(), pattern):
                continue
            whole = (match.start(), match.end()) if pattern is not GLUED else (at, at + len(numbers))
            spots.append(_numeric(*whole, numbers, kind if match["n"] else "glued-word", confidence))
    steps = _steps(text, spots)
    spots = [spot for spot in spots if spot.start not in steps]
    spots += _author_year(text)
    return _first_of_overlapping(spots)


def _steps(text: str, spots: list[Spot]) -> set[int]:
    """Starts of "(1)", "(2)" … that count the steps of a sentence: "The steps are (1) mixing and (2) baking"."""
    found: list[int] = []
    for spot in spots:
        if spot.kind == "round" and spot.value == str(len(found) + 1) and text[spot.end : spot.end + 1] == " ":
            before = text[max(0, spot.start - 20) : spot.start].split()
            word = before[-1].casefold() if before else ""
            if not word or word[-1] in ":;,–—" or word in LEADING:
                found.append(spot.start)
    return set(found) if len(found) >= 2 else set()


def _numeric(start: int, end: int, numbers: str, kind: str, confidence: float) -> Spot:
    return Spot(start, end, kind, ",".join(map(str, expand(numbers))), confidence)


def _may_be_superscript(text: str, start: int, end: int) -> bool:
    """Not an exponent, a unit or an isotope ("10⁵", "m²", "¹⁴C"): letters of a word or closing marks stand before a citation."""
    before = text[:start].rstrip()
    if not before or (before != text[:start] and text[end : end + 1].isalpha()):
        return False
    if before[-1].isdigit() or before[-1] in "=×*·^([-–−/":
        return False
    word = before.split()[-1].strip("(")
    return (
        not (len(word) == 1 and word.isalpha())
        and not (len(word) == 2 and word.isalpha() and (not word.islower() or word in SHORT_UNITS))
        and word.casefold() not in UNITS
        and text[end : end + 1] not in "+⁺"[: 2 if text[end : end + 1] else 0]
    )


def _may_be_numeric(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    words = text[max(0, start - 20) : start].split()
    word = words[-1].casefold() if words else ""
    if pattern is GLUED:
        token = text[: start + 1].rsplit(maxsplit=1)[-1]
        return word.rstrip("0123456789,–-") not in NOT_BEFORE and not ADDRESS.search(token)
    if word in NOT_BEFORE and not (word in COUNTED and words[-1].islower()):
        return False
    if pattern is BRACKETED and (word in INTERVALS or word.endswith(("=", "%"))) and "," in text[start : start + 12]:
        return False
    return not (pattern is ROUND and ((start and text[start - 1].isalnum()) or word.endswith("=")))


def _author_year(text: str) -> list[Spot]:
    spots: list[Spot] = []
    for match in NARRATIVE.finditer(text) if YEAR_IN_BRACKETS.search(text) else ():
        start = match.start() - len(_institution(text[: match.start()], match))
        spots += _works(text, start, match, 0.8)
    for bracket in BRACKET.finditer(text):
        for match in IN_BRACKETS.finditer(text, bracket.start(1), bracket.end(1)):
            if match["years"]:
                start = match.start() - len(_institution(text[bracket.start(1) : match.start()], match))
                spots += _works(text, start, match, 0.9)
    return spots


def _institution(before: str, match: re.Match[str]) -> str:
    """The words of an institution's name before the one that looks like a surname; none before several names."""
    if match["more"]:
        return ""
    piece = before[before.rfind(";") + 1 :].lstrip()
    found = INSTITUTION.search(piece)
    whole = found.group() if found else ""
    return whole if whole[:1].isupper() and whole == piece and whole.split()[0] not in OPENERS else ""


def _works(text: str, start: int, match: re.Match[str], confidence: float) -> list[Spot]:
    """One spot for each year of a citation; the first holds the names."""
    printed = match["more"] or ""
    more = ETAL_END.sub("", printed)
    names = [text[start : match.end("name")], *re.findall(NAME, more)]
    value = "&".join(names) + ("+" if more != printed else "")
    spots: list[Spot] = []
    year = ""
    for found in YEAR.finditer(text, match.start("years"), match.end("years")):
        year = found["year"] or year
        first = not spots
        spots.append(
            Spot(
                start if first else found.start(),
                found.end(),
                "author-year",
                f"{value}|{year}{found['letter'] or found['alone'] or ''}",
                confidence if first else 0.7,
            )
        )
    return spots


def _first_of_overlapping(spots: list[Spot]) -> list[Spot]:
    out: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (-s.confidence, s.start)):
        if all(spot.end <= other.start or spot.start >= other.end for other in out):
            out.append(spot)
    return sorted(out, key=lambda s: s.start)
