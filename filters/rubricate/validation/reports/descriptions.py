"""What an id means, for formats that tell of rules beside the findings: from the registry, else from `finding_kinds.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...findings import Finding, Severity
from ..rules.manual import finding_kinds
from .context import ReportContext


@dataclass(frozen=True, slots=True)
class Description:
    """One id: `name` is a line, `about` the rest; `severity` its usual one; `source` who asks for it."""

    id: str
    name: str
    about: str
    severity: Severity
    link: str = ""
    source: str = ""
    suggestion: str = ""


def descriptions(findings: Iterable[Finding], context: ReportContext) -> dict[str, Description]:
    """Every rule that was asked, in the catalogue's order, then every other id that was found, sorted."""
    found = {
        rule.id: Description(rule.id, rule.name, rule.about, rule.severity, rule.link, rule.source, rule.suggestion)
        for rule in context.rules
    }
    first: dict[str, Finding] = {}
    for finding in findings:
        known = first.get(finding.id)
        if finding.id not in found and (known is None or finding.severity.rank < known.severity.rank):
            first[finding.id] = finding
    kinds = finding_kinds() if first else {}
    for id, finding in sorted(first.items()):
        kind = kinds.get(id, {})
        # A rule of the house's own, or an id that is new here: its name in words.
        name = kind.get("name") or id.replace("-", " ").capitalize()
        found[id] = Description(id, name, kind.get("about", ""), finding.severity, suggestion=kind.get("todo", ""))
    return found
