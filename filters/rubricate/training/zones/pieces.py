"""Pieces: what the renderer makes. One printed line or block with its role, its place and its looks."""

from __future__ import annotations

from dataclasses import dataclass, field

SUP, END, BOLD, ITALIC = "\x01", "\x02", "\x03", "\x04"
"""Marks inside of a piece's text: superscript, bold and italic begin; END ends each of them."""


@dataclass
class Piece:
    """One labelled line or block. `blank`: blank lines before it; `level`: of a heading."""

    text: str
    role: str
    blank: int = 0
    level: int = 0
    marker: str = ""
    indent: int = 0
    heading: bool = False
    """True for what a word processor would set as a heading."""
    rows: list[list[str]] = field(default_factory=list)
    """Cells, for a table that a styled document has as a table."""


def sup(mark: str) -> str:
    return f"{SUP}{mark}{END}" if mark else ""


def bold(text: str) -> str:
    return f"{BOLD}{text}{END}" if text else ""


def without_marks(text: str) -> str:
    for mark in (SUP, END, BOLD, ITALIC):
        text = text.replace(mark, "")
    return text
