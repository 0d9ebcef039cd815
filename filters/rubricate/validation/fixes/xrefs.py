"""Separators that were caught inside an `<xref>` are moved out: `<xref>1,</xref>` becomes `<xref>1</xref>,`.

Only at its ends, and only where what stays is the call itself. Brackets are no separators: "1)" may be what the list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .source import Change, Proposal, Source

SPACE = " \t\r\n\u00a0"
SEPARATORS = ",;"
DASHES = "-‐‑–—"
# The whole content in one element of form: `<sup>1,</sup>`; its name and what is in it.
FORMED = re.compile(r"<(sup|sub|italic|bold)>([^<]*)</\1>")


def xrefs(source: Source) -> Iterator[Proposal]:
    """Every cross-reference that begins or ends with a separator."""
    for number, _ in source.named("xref"):
        start, end = source.inner(number)
        formed = FORMED.fullmatch(source.text, start, end)
        name = formed[1] if formed else ""
        start, end = formed.span(2) if formed else (start, end)
        text = source.text[start:end]
        if "<" in text or "&" in text:
            continue
        first, last = ends(text)
        before, after = text[:first], text[last:]
        if not before and not after:
            continue
        outer, behind = source.outer(number)
        changes = []
        if before:
            changes += [Change(outer, outer, _formed(before, name)), Change(start, start + first, "")]
        if after:
            changes += [Change(start + last, end, ""), Change(behind, behind, _formed(after, name))]
        moved = " and ".join(f"“{piece.strip(SPACE)}”" for piece in (before, after) if piece)
        yield Proposal("xref-punct", tuple(changes), f"{moved} moved out of <xref>")


def ends(text: str) -> tuple[int, int]:
    """Where the call itself begins and ends in the text of a cross-reference.

    >>> [text[slice(*ends(text))] for text in ("1,", "; 3", "[1]", "2)", "4–", "Fig. 1.", ",")]
    ['1', '3', '[1]', '2)', '4', 'Fig. 1.', ',']
    """
    first, last = 0, len(text)
    while (step := _leading(text[first:last])) > 0:
        first += step
    while (step := _trailing(text[first:last])) > 0:
        last -= step
    call = text[first:last].strip(SPACE + SEPARATORS + DASHES)
    return (first, last) if call else (0, len(text))


def _leading(text: str) -> int:
    """How many letters at the start are a separator and the spaces around it."""
    rest = text.lstrip(SPACE)
    behind = rest[1:].lstrip(SPACE)
    moves = rest[:1] in SEPARATORS or (rest[:1] in DASHES and behind[:1].isdigit())
    return len(text) - len(behind) if rest and moves else 0


def _trailing(text: str) -> int:
    """The same at the end."""
    rest = text.rstrip(SPACE)
    before = rest[:-1].rstrip(SPACE)
    moves = rest[-1:] in SEPARATORS or (rest[-1:] in DASHES and before[-1:].isdigit())
    return len(text) - len(before) if rest and moves else 0


def _formed(text: str, name: str) -> str:
    return f"<{name}>{text}</{name}>" if name else text
