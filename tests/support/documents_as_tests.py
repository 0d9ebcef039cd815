"""Fixtures that read as documents: a title, a dot, the input, a dot, what must come out, a dot."""

from __future__ import annotations

from pathlib import Path


def cases(path: Path) -> list[tuple[str, str, str]]:
    """`(title, input, expected)` of every case in a file; text before the first title is an explanation."""
    lines = path.read_text(encoding="utf-8").split("\n")
    out: list[tuple[str, str, str]] = []
    at = 0
    while at < len(lines):
        if lines[at] == "." and at and lines[at - 1].strip():
            title = lines[at - 1]
            middle = lines.index(".", at + 1)
            end = lines.index(".", middle + 1)
            out.append((title, "\n".join(lines[at + 1 : middle]), "\n".join(lines[middle + 1 : end])))
            at = end
        at += 1
    return out
