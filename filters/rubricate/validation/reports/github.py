"""GitHub Actions: workflow commands, which GitHub shows beside the lines of a pull request.

GitHub shows ten annotations of each level for a step and drops the rest in silence. So the first ten of a level become
annotations, the rest are lines of the log, and a notice says how many those are.
Rule: "Workflow commands for GitHub Actions" in GitHub's manual; data and properties are escaped as its toolkit does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...findings import Finding, Severity
from .context import ReportContext, counted
from .escape import harmless
from .text import concise_line

SHOWN = 10
"""Annotations of one level that GitHub shows for a step."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUERY: "notice", Severity.INFO: "notice"}


def github(findings: Sequence[Finding], context: ReportContext) -> str:
    """A workflow command for each finding that can be shown, then the rest as a group of the log; "" for none."""
    return "".join(f"{line}\n" for line in _lines(findings, context))


def escape_data(text: str) -> str:
    """Text behind the `::` of a workflow command.

    >>> escape_data("50 %\\n")
    '50 %25%0A'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """The value of a property of a workflow command.

    >>> escape_property("a:b,c")
    'a%3Ab%2Cc'
    """
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _lines(findings: Sequence[Finding], context: ReportContext) -> Iterator[str]:
    totals = Counter(LEVELS[finding.severity] for finding in findings)
    rest: list[Finding] = []
    room = dict.fromkeys(totals, SHOWN)
    if any(total > SHOWN for total in totals.values()):
        room["notice"] = SHOWN - 1  # the last one says what is not shown
    for finding in findings:
        level = LEVELS[finding.severity]
        if room[level]:
            room[level] -= 1
            yield _command(level, finding, context)
        else:
            rest.append(finding)
    if rest:
        shown = f"GitHub shows {SHOWN} annotations of a level; {counted(len(rest), 'more finding')} in the log of this step."
        yield f"::notice title=rubricate::{escape_data(shown)}"
        yield f"::group::{counted(len(rest), 'more finding')}"
        for finding in rest:
            yield _log_line(finding)
        yield "::endgroup::"


def _command(level: str, finding: Finding, context: ReportContext) -> str:
    place = finding.place
    properties = {"file": harmless(context.path(place.file))} if place.file else {}
    if place.line is not None:
        properties["line"] = str(place.line)
        if place.column is not None:
            properties["col"] = str(place.column)
    properties["title"] = f"rubricate {finding.id}"
    listed = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    text = harmless(finding.message)
    if finding.suggestion:
        text += f"\n{harmless(finding.suggestion)}"
    if finding.link:
        text += f"\nSee {harmless(finding.link)}"
    return f"::{level} {listed}::{escape_data(text)}"


def _log_line(finding: Finding) -> str:
    """A line of the log that can't be taken for a command, whatever file or document hold ("::", "##[")."""
    return f"- {concise_line(finding)}".replace("##[", "# #[")
