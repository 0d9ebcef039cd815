"""Hard-wrapped plain text: printed lines of one paragraph become one unit again."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from .furniture_cues import is_furniture_line
from .hyphens import Hyphens
from .units import Unit, looks_wrapped

NEW_ITEM = re.compile(r"^(?:\[?\(?[0-9]{1,3}[.)\]]|\([a-z]\)\s|[-*] |[A-Z][A-Za-z ]{2,30}:)")
"""Lines that begin something of their own: "12. ", "[3]", "(2)", "Keywords:"."""

SIGNS = ("*", "†", "‡", "§", "¶")
LABEL = re.compile(r"^(?:[0-9]{1,3}(?=\s?[^\W\d_])|[a-h](?=\s[^\W\d_a-z]))")
"""A mark before an affiliation or a note: "a Institute of Botany", "2 Bird Observatory", "3Bread Institute"."""
GOES_ON = re.compile(r"^[\[(]?[0-9]{1,3}(?:\.[0-9]{1,3})?(?:[)\]]?\s[a-z]|[)\]][,.;:)]|[.,]\s[a-z]|%)")
"""A number within a sentence: "2.8 to 3.4), on other", "(1), and those", "1). Forty-six", "12 of them"."""
CALLS = re.compile(r"\b(?:[Ff]igs?|[Tt]abs?|[Ee]qs?|[Nn]os?|[Vv]ols?|[Rr]efs?|ca|approx|vs|cf)\.$")
"""Short words that a number follows: the stop behind them ends no sentence."""
ELSEWHERE = 16
"""Columns; lines so far apart stand at different edges of the page."""
CENTRED = 9
"""Columns; lines set in by more than this, each by its own measure, are centred."""

SENTENCE_ENDS = ".?!:;。"
"""Wrapped prose breaks in the middle of sentences; lines that end so are things of their own."""


def join_wrapped(units: list[Unit]) -> list[Unit]:
    """Join lines of a group where the text as a whole is hard-wrapped; other texts come back as they are.

    A line continues the one before it where that one is nearly full and it does not begin an item itself.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(units) if _neighbours(a, b)]
    lengths = [len(a.text) + a.indent for a, _ in pairs]
    broken = sum(a.text.rstrip()[-1:] not in SENTENCE_ENDS for a, _ in pairs)
    if not looks_wrapped(lengths) or broken < 0.5 * len(pairs):
        return units
    width = sorted(lengths)[int(len(lengths) * 0.95)]
    hyphens = Hyphens(unit.text for unit in units)
    hanging = _hanging_groups(units)
    out: list[Unit] = []
    between: list[Unit] = []  # running heads between two lines of one paragraph
    last = 0
    for unit in units:
        if unit.running:
            between.append(unit)
            continue
        size = len(unit.text) + unit.indent
        base = hanging.get(unit.group)
        beside = bool(out) and (_across(out[-1], unit) if between else _neighbours(out[-1], unit))
        set_in = base is not None and unit.indent > base and out and out[-1].group == unit.group
        if (beside and set_in and not unit.marker) or (
            beside
            and last >= width * 0.7
            and not unit.marker
            and base is None
            and not is_furniture_line(unit.text)
            and not _begins_anew(out[-1], unit)
        ):
            out[-1] = replace(out[-1], inlines=hyphens.join(out[-1].inlines, unit.inlines))
        else:
            out += between
            between = []
            out.append(unit)
        last = size
    return [*out, *between]


def _begins_anew(before: Unit, unit: Unit) -> bool:
    """Whether a line is one of its own though the one before it is full: a note with its sign, an item, the next of some
    marked lines, or a line set elsewhere on the page. A number in the middle of a sentence ("(95% CI / 2.8 to 3.4)")
    begins none."""
    text = unit.text
    apart = abs(unit.indent - before.indent)
    if apart > ELSEWHERE or (apart >= 2 and min(unit.indent, before.indent) >= CENTRED):
        return True
    if text[:1] in SIGNS or _next_label(before.text, text):
        return True
    if not NEW_ITEM.match(text):
        return False
    return not (GOES_ON.match(text) and (before.text[-1:] not in SENTENCE_ENDS or CALLS.search(before.text)))


def _next_label(above: str, text: str) -> bool:
    """Affiliations and notes of a title block: "1 Department …" above "2 Institute …", "a …" above "b …"."""
    first, second = LABEL.match(above), LABEL.match(text)
    if first is None or second is None:
        return False
    one, two = first.group(), second.group()
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    return one.isalpha() and two.isalpha() and ord(two) == ord(one) + 1


def _hanging_groups(units: list[Unit]) -> dict[int, int]:
    """Groups whose entries hang (first lines out, the rest set in), with the indent of their first lines."""
    groups: dict[int, list[int]] = {}
    for unit in units:
        if unit.kind == "line" and not unit.running:
            groups.setdefault(unit.group, []).append(unit.indent)
    out: dict[int, int] = {}
    for group, indents in groups.items():
        first = min(indents)
        outer = sum(indent == first for indent in indents)
        runs = sum(a == b == first for a, b in itertools.pairwise(indents))
        if indents[0] == first and outer < len(indents) and runs <= 0.5 * outer:
            out[group] = first
    return out


def _across(a: Unit, b: Unit) -> bool:
    """Whether a paragraph goes on behind a running head, blank lines or not: its sentence is not at its end."""
    return (
        a.kind == b.kind == "line" and a.text[-1:] not in SENTENCE_ENDS and (b.text[:1].islower() or a.text[-1:] == "-")
    )


def _neighbours(a: Unit, b: Unit) -> bool:
    return a.kind == b.kind == "line" and b.blank == 0 and "\t" not in a.text and "\t" not in b.text
