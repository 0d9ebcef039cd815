"""Findings for people: "full" with the line of the source, "concise" with one line each."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ...findings import Finding
from ..positions import CUT
from .context import ReportContext
from .escape import harmless


def full(findings: Sequence[Finding], context: ReportContext) -> str:
    """A block for each finding: place, severity and id; message; source line and caret; what to do; where to read more."""
    return "\n".join(_full_one(finding) for finding in findings)


def concise(findings: Sequence[Finding], context: ReportContext) -> str:
    """`file:line:column: severity id message`, a line for each finding."""
    return "".join(concise_line(finding) + "\n" for finding in findings)


def concise_line(finding: Finding) -> str:
    return f"{harmless(str(finding.place))}: {finding.severity} {finding.id} {harmless(finding.message)}"


def _full_one(finding: Finding) -> str:
    place = finding.place
    where = f"{harmless(str(place))}"
    if place.line is None and place.xpath:
        where += f" {harmless(place.xpath)}"
    lines = [f"{where}: {finding.severity} {finding.id}", f"  {harmless(finding.message)}"]
    if place.excerpt:
        lines += _excerpt(place.excerpt, place.line, place.column)
    if finding.suggestion:
        lines.append(f"  Suggestion: {harmless(finding.suggestion)}")
    if finding.link:
        lines.append(f"  See {harmless(finding.link)}")
    return "\n".join(lines) + "\n"


def spot(excerpt: str, column: int) -> int:
    """The index of the column in an excerpt: a line that was cut begins with "…" and then the spot itself."""
    return min(len(CUT) if excerpt.startswith(CUT) else column - 1, len(excerpt))


def _excerpt(excerpt: str, line: int | None, column: int | None) -> list[str]:
    """The source line behind its number, and a caret under the column."""
    excerpt = excerpt.replace("\t", " ").split("\n")[0]
    number = str(line or "")
    lines = [f"  {number} | {harmless(excerpt)}"]
    if column is not None:
        before = excerpt[: spot(excerpt, column)]
        lines.append(f"  {' ' * len(number)} | {' ' * _width(harmless(before))}^")
    return lines


def _width(text: str) -> int:
    """Columns that `text` takes on a terminal: wide (Korean) letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
