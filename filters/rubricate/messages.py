"""Findings as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from .findings import Finding, Severity

COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.QUERY: "36;1", Severity.INFO: "2"}


def neutral(text: str) -> str:
    """Text without control characters: what a document holds must not move a terminal's cursor."""
    return "".join(
        character if character.isprintable() or character == " " else "�" if character != "\n" else " "
        for character in text
    )


def line_of(finding: Finding, *, colour: bool = False) -> str:
    """`file:line: severity id: message` and, below it, what to do."""
    severity = f"\x1b[{COLOURS[finding.severity]}m{finding.severity}\x1b[0m" if colour else str(finding.severity)
    text = f"{neutral(str(finding.place))}: {severity} {finding.id}: {neutral(finding.message)}"
    if finding.place.excerpt:
        text += f" [{neutral(finding.place.excerpt)[:80]}]"
    if finding.suggestion:
        text += f"\n    {neutral(finding.suggestion)}"
    return text


def print_findings(
    findings: Iterable[Finding], stream: TextIO, *, colour: bool = False, least: Severity = Severity.INFO
) -> None:
    """Write findings, one or two lines each, those of no interest (below `least`) left out."""
    for finding in findings:
        if finding.severity.reaches(least):
            stream.write(line_of(finding, colour=colour) + "\n")
