"""JUnit XML: a suite for each file, a test for each id that was found in it; a clean file is a test that passed.

Valid against the schema of the Jenkins xUnit plugin (`junit-10.xsd`), which is stricter than what GitLab, Azure, CircleCI
and others read. JUnit knows no warnings: what does not make the run fail (see `--fail-on`) passes, with its text as output.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ...findings import Finding
from .context import NOT_OF_THE_ARTICLE, ReportContext, counted
from .escape import harmless
from .text import concise_line

MAX_TOLD = 100
"""Findings of one id whose text is in a test; the rest are counted."""
LONGEST_TIME = 999.999
"""Seconds. The schema asks for "1,000.000" from here on, which no reader understands: then the time is left out."""
CLEAN = "valid"


def junit(findings: Sequence[Finding], context: ReportContext) -> str:
    """The report as one XML document."""
    groups: dict[str, dict[str, list[Finding]]] = {file: {} for file in context.all_files(findings)}
    for finding in findings:
        groups[context.path(finding.place.file)].setdefault(finding.id, []).append(finding)
    root = etree.Element("testsuites", name="rubricate")
    times = context.times()
    for file, by_id in groups.items():
        root.append(_suite(file, by_id, times.get(file), context))
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in root)))
    _set_time(root, sum(times.values()) if times else None)
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _suite(path: str, by_id: dict[str, list[Finding]], time: float | None, context: ReportContext) -> etree._Element:
    name = harmless(path)
    suite = etree.Element("testsuite", name=name, file=name)
    for id, findings in (by_id or {CLEAN: []}).items():
        test = etree.SubElement(suite, "testcase", name=harmless(id), classname=name)
        if findings:
            _verdict(test, findings, context)
    tests, failures, errors = (len(suite.findall(path)) for path in ("testcase", "testcase/failure", "testcase/error"))
    suite.set("tests", str(tests))
    suite.set("failures", str(failures))
    suite.set("errors", str(errors))
    _set_time(suite, time)
    return suite


def _verdict(test: etree._Element, findings: list[Finding], context: ReportContext) -> None:
    failing = [finding for finding in findings if context.fails(finding)]
    told = [*failing, *(finding for finding in findings if not context.fails(finding))]
    lines = [_lines(finding) for finding in told[:MAX_TOLD]]
    if len(told) > MAX_TOLD:
        lines.append(f"and {counted(len(told) - MAX_TOLD, 'more finding')} of this kind")
    text = "\n".join(lines)
    if not failing:
        etree.SubElement(test, "system-out").text = text
        return
    message = harmless(failing[0].message)
    if len(failing) > 1:
        message += f" (and {len(failing) - 1:,} more)"
    kind = "error" if failing[0].id in NOT_OF_THE_ARTICLE else "failure"
    etree.SubElement(test, kind, message=message, type=str(failing[0].severity)).text = text


def _lines(finding: Finding) -> str:
    return concise_line(finding) + (f"\n  Suggestion: {harmless(finding.suggestion)}" if finding.suggestion else "")


def _set_time(element: etree._Element, milliseconds: float | None) -> None:
    if milliseconds is not None and 0 <= milliseconds / 1000 <= LONGEST_TIME:
        element.set("time", f"{milliseconds / 1000:.3f}")
