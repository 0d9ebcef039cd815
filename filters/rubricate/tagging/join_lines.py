"""Hard-wrapped plain text: printed lines of one paragraph become one unit again."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import panflute as pf

from .furniture_cues import is_furniture_line
from .units import Unit, looks_wrapped

NEW_ITEM = re.compile(r"^(?:\[?\(?[0-9]{1,3}[.)\]]|[-*] |[A-Z][A-Za-z ]{2,30}:)")
"""Lines that begin something of their own: "12. ", "[3]", "(2)", "Keywords:"."""

SENTENCE_ENDS = ".?!:;。"
"""Wrapped prose breaks in the middle of sentences; lines that end so are things of their own."""


def join_wrapped(units: list[Unit]) -> list[Unit]:
    """Join lines of a group where the text as a whole is hard-wrapped; other texts come back as they are.

    A line continues the one before it where that one is nearly full and it does not begin an item itself; behind hanging
    lines, one that stands further out begins an item.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(units) if _neighbours(a, b)]
    lengths = [len(a.text) + a.indent for a, _ in pairs]
    broken = sum(a.text.rstrip()[-1:] not in SENTENCE_ENDS for a, _ in pairs)
    if not looks_wrapped(lengths) or broken < 0.5 * len(pairs):
        return units
    width = sorted(lengths)[int(len(lengths) * 0.95)]
    out: list[Unit] = []
    last = indent = 0
    for unit in units:
        size = len(unit.text) + unit.indent
        if (
            out
            and _neighbours(out[-1], unit)
            and last >= width * 0.7
            and not unit.marker
            and not is_furniture_line(unit.text)
            and not NEW_ITEM.match(unit.text)
            and not indent > out[-1].indent >= unit.indent
        ):
            out[-1] = replace(out[-1], inlines=[*out[-1].inlines, pf.SoftBreak(), *unit.inlines])
        else:
            out.append(unit)
        last, indent = size, unit.indent
    return out


def _neighbours(a: Unit, b: Unit) -> bool:
    return a.kind == b.kind == "line" and b.blank == 0 and "\t" not in a.text and "\t" not in b.text
