"""Findings in a format that people or programs read; each format is a file of `reports/`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from ..findings import Finding
from .reports import FORMATS
from .reports.context import ReportContext

__all__ = ["FORMATS", "ReportContext", "render"]


def render(findings: Sequence[Finding], format: str = "full", context: ReportContext | None = None) -> str:
    """The findings in one of FORMATS, with a final newline; for no findings "" where the format is lines of text.

    `context` says what was checked, and how; without one only the findings are known. Raises ValueError for another format.

    >>> from rubricate.values import Place, Severity
    >>> render([Finding("issn", Severity.ERROR, "Unexpected “1”, expected an ISSN", Place("a.xml", 3, 1))], "concise")
    'a.xml:3:1: error issn Unexpected “1”, expected an ISSN\\n'
    """
    if format not in FORMATS:
        raise ValueError(f"Unexpected format {format!r}, expected one of: {', '.join(FORMATS)}")
    module, function = FORMATS[format]
    writer = getattr(import_module(f".reports.{module}", __package__), function)
    text: str = writer(findings, context or ReportContext())
    return text
