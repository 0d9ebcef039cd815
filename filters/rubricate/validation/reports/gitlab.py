"""GitLab Code Quality: a JSON array, a subset of the Code Climate form.

GitLab wants description, check_name, fingerprint, severity, location.path and location.lines.begin for each, keeps one of
those with the same fingerprint, and stops at the first that is not right ("Code Quality report format" in GitLab's manual).
"""

from __future__ import annotations

from collections.abc import Sequence

from ...findings import Finding, Severity
from .as_json import dumped
from .context import ReportContext
from .escape import harmless
from .fingerprint import fingerprints

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.QUERY: "info", Severity.INFO: "info"}


def gitlab(findings: Sequence[Finding], context: ReportContext) -> str:
    """The report as one JSON array; `[]` for none. A finding about a whole file stands at its first line."""
    names = fingerprints(findings, context)
    entries = (dumped(_entry(finding, name, context)).rstrip() for finding, name in zip(findings, names, strict=True))
    return "[" + ",".join(f"\n {entry}" for entry in entries) + ("\n]\n" if findings else "]\n")


def _entry(finding: Finding, name: str, context: ReportContext) -> dict[str, object]:
    place = finding.place
    text = harmless(finding.message)
    if finding.suggestion:
        text += f" — {harmless(finding.suggestion)}"
    return {
        "type": "issue",
        "check_name": finding.id,
        "description": text,
        "categories": ["Compatibility"],
        "severity": SEVERITIES[finding.severity],
        "fingerprint": name,
        "location": {"path": harmless(context.path(place.file)), "lines": {"begin": max(place.line or 1, 1)}},
    }
