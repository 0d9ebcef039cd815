"""The printed labels of a reference list: "12.", "[3]", "(4)", "5)", "6<tab>", "[Kim14]"; which of them count in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bracket", re.compile(r"\[(?P<n>[0-9]{1,4})[a-z]?\]\.?")),
    ("round", re.compile(r"\((?P<n>[0-9]{1,4})\)\.?")),
    ("dot", re.compile(r"(?:\*{1,3}\s?)?(?P<n>[0-9０-９]{1,4})[.．](?:[-–](?=\s))?(?![0-9])")),
    ("paren", re.compile(r"(?P<n>[0-9]{1,4})[)\]](?![0-9])")),
    ("tab", re.compile(r"(?P<n>[0-9]{1,4})(?=\t|\s{2})")),
    ("raised", re.compile(r"(?P<r>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})(?=\s?[^\W\d_])")),
    ("space", re.compile(r"(?P<n>[0-9]{1,3})(?=\s[^\W\d_a-z])")),
    ("key", re.compile(r"\[(?P<k>[A-ZÀ-Þ][A-Za-zÀ-ÿ.]{0,24}\+?\s?[0-9]{2,4}[a-z]?)\](?=\s)")),
    ("letter", re.compile(r"[\[(]?(?P<l>[a-z])[.)\]](?=\s)")),
    ("prefixed", re.compile(r"[\[(]?[A-Z]{1,2}(?P<n>[0-9]{1,3})[.):\]](?=\s)")),
    ("colon", re.compile(r"(?P<n>[0-9]{1,4}):(?=\s)")),
    ("roman", re.compile(r"[\[(]?(?P<m>[ivxl]{1,7}|[IVXL]{1,7})[.)\]](?=\s)")),
    ("glued", re.compile(r"(?P<n>[0-9]{1,3})(?=[^\W\d_a-z][^\W\d_])")),
)
"""Styles of labels at the head of an entry, the surest first; each with a match of its number, key or letter."""
RARE = frozenset(("letter", "space", "tab", "roman", "glued", "prefixed", "colon"))
"""Styles that count only where most entries have them: their forms may be initials or numbers of another kind."""
COUNTED = frozenset(("roman", "glued"))
"""Of these, the ones that must count from 1 without a gap ("I. Kim", "V. Lee" are initials)."""
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
STEP = 5
"""A missing number or two do not end a list."""
LONGEST_JUMP = 200
MARKS = re.compile(r"(?:^|(?<=\s))(?:\[([0-9]{1,4})\]|\(([0-9]{1,4})\)|([0-9]{1,4})[.)](?=\s?[^\W\d_]|\s[“\"‘']))")
"""A label inside a paragraph that holds many entries: " [2] ", " (2) ", " 2. Kim"."""
PART = re.compile(r"(?:^|(?<=[\s;]))\(?([a-h])\)\s")
"""The mark of a reference within one number: "(a) ", "b) "."""
YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
SHORTEST = 20
"""No reference has fewer characters than this."""
PARTS_SHORTEST = 12
ENDS = '.;])”"’>/0123456789'


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label at the head of a text: its printed form, the offset behind it, its number where it has one."""

    style: str
    text: str
    end: int
    number: int | None


def labels_at_head(text: str) -> list[Label]:
    """Every way to read a label at the head of a text; the offset behind it includes white space.

    >>> [(label.style, label.text, label.number) for label in labels_at_head("[12] Kim A")]
    [('bracket', '[12]', 12)]
    """
    start = len(text) - len(text.lstrip())
    out = []
    for style, pattern in STYLES:
        match = pattern.match(text, start)
        if match:
            groups = match.groupdict()
            digits = groups.get("n") or (groups.get("r") or "").translate(RAISED)
            number = (
                int(digits) if digits else ord(groups["l"]) - 96 if groups.get("l") else roman(groups.get("m") or "")
            )
            end = match.end()
            while end < len(text) and text[end].isspace():
                end += 1
            out.append(Label(style, match.group().strip(), end, number))
    return out


def roman(text: str) -> int | None:
    """The number that Roman digits write in their one right way; None for no number.

    >>> roman("iv"), roman("XII"), roman("iiii"), roman("")
    (4, 12, None, None)
    """
    if not all(character in ROMAN for character in text.lower()):
        return None
    values = [ROMAN[character] for character in text.lower()]
    number = sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values)
    )
    return number if number and text.lower() == _as_roman(number) else None


def _as_roman(number: int) -> str:
    tens = (
        "x" * (number // 10)
        if number < 40
        else "xl" + "x" * (number // 10 - 4)
        if number < 50
        else "l" + "x" * (number // 10 - 5)
    )
    return tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


def second_label(label: str, text: str) -> int:
    """The offset behind a label that stands twice ("1." of the list, "1." of its author), else 0.

    >>> second_label("1.", "1. Kim A. Beans"), second_label("1.", "2. Auflage"), second_label("1.", "(a) Kim A.")
    (3, 0, 0)
    """
    digits = "".join(character for character in label if character.isdigit())
    again = next(iter(labels_at_head(text)), None) if digits else None
    same = again is not None and again.number == int(digits) and again.style not in RARE - {"tab"}
    return again.end if again is not None and same else 0


def in_order(numbers: Sequence[int | None]) -> list[int]:
    """The places whose numbers count up (steps of one are best, a few may be missing): the best chain of them.

    >>> in_order([1, None, 3, 2, 2004, 3])
    [0, 3, 5]
    """
    best: dict[int, tuple[float, int]] = {}
    """Number -> (score of the best chain that ends with it, place)."""
    before: dict[int, int] = {}
    for at, number in enumerate(numbers):
        if number is None:
            continue
        score, last = 1.0 if number == 1 else 0.6, -1
        for step in range(1, STEP + 1):
            found = best.get(number - step)
            if found is not None and found[0] + 1.1 - 0.1 * step > score:
                score, last = found[0] + 1.1 - 0.1 * step, found[1]
        if number not in best or score > best[number][0]:
            best[number] = (score, at)
            before[at] = last
    if not best:
        return []
    at = max(best.values(), key=lambda found: (found[0], -found[1]))[1]
    chain = []
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def list_labels(heads: Sequence[str]) -> dict[int, Label]:
    """Which of these lines begin an entry with a label, in the one style that the list uses; empty: not labelled.

    >>> {at: label.text for at, label in list_labels(["1. Kim A.", "2004; 3. ed", "2. Lee B."]).items()}
    {0: '1.', 2: '2.'}
    """
    found = [labels_at_head(head) for head in heads]
    best: dict[int, Label] = {}
    for style, _ in STYLES:
        of_style = [next((label for label in labels if label.style == style), None) for labels in found]
        keyed = style == "key"
        numbers = [label.number if label else None for label in of_style]
        places = [at for at, label in enumerate(of_style) if label] if keyed else in_order(numbers)
        enough = 3 if style in ("letter", "space", "roman", "glued") else 2
        if style in COUNTED and [numbers[at] for at in places] != list(range(1, len(places) + 1)):
            continue
        if len(places) < enough and not (len(heads) == 1 and places and style in ("bracket", "dot")):
            continue
        if style in RARE and len(places) < 0.5 * len(heads):
            continue
        if places[0] != 0 and len(places) < 0.5 * len(heads):
            continue
        if len(places) > len(best):
            best = {at: label for at in places if (label := of_style[at]) is not None}
    return best


def run_in(text: str) -> list[int]:
    """Where entries begin in one paragraph that holds many of them; [0] for a paragraph with one.

    >>> run_in("1. Kim A. Beans. J Gard. 2001;1:2–3. 2. Lee B. Peas and pods. J Gard. 2002;2:4.")
    [0, 37]

    The labels count up, text stands between them, and most of the pieces hold a year.
    """
    marks: list[tuple[int, int, str]] = []
    for match in MARKS.finditer(text):
        bracket, round_, dot = match.groups()
        marks.append((match.start(), int(bracket or round_ or dot), "[" if bracket else "(" if round_ else "."))
    best: list[int] = []
    for style in "[(.":
        own = [(start, number) for start, number, mark in marks if mark == style]
        if not own or own[0][0] > len(text) - len(text.lstrip()):
            continue
        wanted = own[0][1]
        starts: list[int] = []
        for start, number in own:
            before = text[:start].rstrip()
            if number == wanted and (not starts or (start - starts[-1] >= SHORTEST and before[-1:] in ENDS)):
                starts.append(start)
                wanted += 1
        pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        dated = sum(bool(YEAR.search(piece)) for piece in pieces)
        if len(starts) > max(1, len(best)) and dated >= 0.7 * len(pieces):
            best = starts
    return [0, *best[1:]] if best else [0]


def parts_of(text: str) -> list[tuple[str, int, int]]:
    """The references within one number, `(label, start, end)` of each: "(a) … (b) …"; empty where it is one reference.

    >>> parts_of("(a) Kim A. J Gard. 2001, 1, 2; (b) Lee B. J Gard. 2002, 3, 4.")
    [('(a)', 4, 29), ('(b)', 35, 61)]
    """
    found: list[tuple[str, int, int]] = []
    for match in PART.finditer(text):
        if ord(match.group(1)) - 96 == len(found) + 1:
            found.append((match.group().strip(), match.start(), match.end()))
    if len(found) < 2 or text[: found[0][1]].strip():
        return []
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    parts = []
    for (label, _, start), end in zip(found, ends, strict=True):
        piece = text[start:end].rstrip()
        last = end == len(text)
        piece = piece if last else piece.rstrip(";, ")
        if len(piece) < PARTS_SHORTEST:
            return []
        parts.append((label, start, start + len(piece)))
    dated = sum(bool(YEAR.search(text[start:end])) for _, start, end in parts)
    return parts if dated >= 0.5 * len(parts) else []
