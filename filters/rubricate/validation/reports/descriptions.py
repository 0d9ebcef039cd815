"""What an id means, for formats that tell of rules beside the findings: from the registry, else from `descriptions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ...values import Finding, Severity
from .context import RANK, ReportContext


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


@lru_cache(maxsize=1)
def other_descriptions() -> dict[str, dict[str, str]]:
    """Id to `name` and `about`, for findings that no rule makes."""
    text = (Path(__file__).parent / "descriptions.toml").read_text(encoding="utf-8")
    return {id: dict(parts) for id, parts in tomllib.loads(text).items()}


def descriptions(findings: Iterable[Finding], context: ReportContext) -> dict[str, Description]:
    """Every rule that was asked, in the catalogue's order, then every other id that was found, sorted."""
    found = {
        rule.id: Description(rule.id, rule.name, rule.about, rule.severity, rule.link, rule.source, rule.suggestion)
        for rule in context.rules
    }
    first: dict[str, Finding] = {}
    for finding in findings:
        known = first.get(finding.id)
        if finding.id not in found and (known is None or RANK[finding.severity] < RANK[known.severity]):
            first[finding.id] = finding
    for id, finding in sorted(first.items()):
        text = other_descriptions().get(id, {})
        # A rule of the house's own, or an id that is new here: its name in words.
        name = text.get("name") or id.replace("-", " ").capitalize()
        found[id] = Description(id, name, text.get("about", ""), finding.severity)
    return found
