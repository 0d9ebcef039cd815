"""SARIF 2.1.0 (OASIS), as code scanning and editors read it.

GitHub refuses a run with more than 25,000 results and keeps the 5,000 most severe: the first limit is kept here, and both
are told in the run's notifications ("SARIF support for code scanning", "SARIF results exceed limits" in GitHub's manual).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ...findings import Finding, Severity
from .as_json import dumped
from .context import NOT_OF_THE_ARTICLE, ReportContext, counted, most_severe
from .descriptions import Description, descriptions
from .escape import harmless
from .fingerprint import fingerprints

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
"""GitHub refuses a run with more."""
SHOWN_RESULTS = 5_000
"""GitHub keeps no more."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUERY: "note", Severity.INFO: "note"}
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
FINGERPRINT = "rubricate/v1"


def sarif(findings: Sequence[Finding], context: ReportContext) -> str:
    """The report as one SARIF log with one run."""
    told = most_severe(findings, MAX_RESULTS)
    rules = descriptions(told, context)
    indexes = {id: number for number, id in enumerate(rules)}
    files = context.all_files(findings)
    artifacts = {file: number for number, file in enumerate(files)}
    results = [
        _result(finding, indexes[finding.id], artifacts[context.path(finding.place.file)], name, context)
        for finding, name in zip(told, fingerprints(told, context), strict=True)
    ]
    driver = {
        "name": "rubricate",
        "version": context.version,
        "semanticVersion": context.version,
        "rules": [_rule(description, context) for description in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(findings, len(told), context)],
        "automationDetails": {"id": f"rubricate/{quote(context.profile, safe='')}/"},
        "artifacts": [{"location": {"uri": uri(file)}} for file in files],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(path: str) -> str:
    """A path as a URI reference: relative ones stay so.

    >>> uri("issue 1/a&b:c.xml"), uri("/srv/a.xml")
    ('issue%201/a%26b%3Ac.xml', 'file:///srv/a.xml')
    """
    try:
        quoted = quote(os.fsencode(path))
    except UnicodeEncodeError:
        quoted = quote(path.encode("utf-8", "replace"))
    return f"file://{quoted}" if PurePosixPath(path).is_absolute() else quoted


def _rule(description: Description, context: ReportContext) -> dict[str, Any]:
    level = LEVELS[description.severity]
    about = " ".join(filter(None, (description.about, description.suggestion))) or description.name
    more = [f"Source: {description.source}."] if description.source else []
    if description.link.startswith("https://"):
        more.append(f"See {description.link}")
    rule: dict[str, Any] = {
        "id": description.id,
        "shortDescription": {"text": harmless(description.name)},
        "fullDescription": {"text": harmless(about)},
        "help": {"text": harmless(" ".join([about, *more]))},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": list(dict.fromkeys(["jats", context.profile])), "problem.severity": PROBLEMS[level]},
    }
    if description.link.startswith("https://"):
        rule["helpUri"] = quote(description.link, safe=":/?#[]@!$&'()*+,;=%~")
    return rule


def _result(finding: Finding, rule: int, artifact: int, name: str, context: ReportContext) -> dict[str, Any]:
    place = finding.place
    text = harmless(finding.message)
    if finding.suggestion:
        text += f"\n{harmless(finding.suggestion)}"
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(context.path(place.file)), "index": artifact}}
    if place.line is not None:
        region: dict[str, Any] = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        if place.excerpt:
            region["snippet"] = {"text": harmless(place.excerpt.replace("\t", " "))}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.xpath:
        location["logicalLocations"] = [{"fullyQualifiedName": harmless(place.xpath), "kind": "element"}]
    return {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: name},
    }


def _invocation(findings: Sequence[Finding], told: int, context: ReportContext) -> dict[str, Any]:
    notes = []
    if len(findings) > told:
        left = f"{counted(len(findings), 'finding')}; only the {told:,} most severe are in this file, since GitHub refuses more."
        notes.append({"level": "warning", "message": {"text": f"{left} GitHub shows {SHOWN_RESULTS:,} of them."}})
    elif told > SHOWN_RESULTS:
        text = f"{counted(told, 'finding')}; GitHub keeps the {SHOWN_RESULTS:,} most severe of them."
        notes.append({"level": "note", "message": {"text": text}})
    invocation: dict[str, Any] = {
        "executionSuccessful": not any(finding.id in NOT_OF_THE_ARTICLE for finding in findings),
        "toolExecutionNotifications": notes,
    }
    if context.arguments:
        invocation["arguments"] = [harmless(argument) for argument in context.arguments]
    return invocation
