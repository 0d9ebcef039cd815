"""What a parser says about bytes that are not XML, in our words where the fault is a usual one."""

from __future__ import annotations

import re

from lxml import etree

from .findings import Finding, Place, Severity

MAX_FAULTS = 20
# libxml2: "Opening and ending tag mismatch: p line 5 and sec"
MISMATCH = re.compile(r"tag mismatch: (\S{1,200}) line (\d{1,10}) and (\S{1,200})")
# libxml2: "Namespace prefix xlink for href on graphic is not defined"
PREFIX = re.compile(r"Namespace prefix (\S{1,200}) ")


def syntax_findings(log: etree._ListErrorLog, error: str, name: str) -> list[Finding]:
    """What the parser says, in our words where the fault is a usual one."""
    findings = []
    for entry in list(log)[:MAX_FAULTS]:
        message, suggestion = _syntax_message(entry.message.strip())
        place = Place(file=name, line=entry.line or None, column=entry.column or None)
        findings.append(Finding("not-well-formed", Severity.ERROR, message, place, suggestion))
    if not findings:
        message, suggestion = _syntax_message(error)
        findings.append(Finding("not-well-formed", Severity.ERROR, message, Place(file=name), suggestion))
    return findings


def _syntax_message(raw: str) -> tuple[str, str]:
    """Message and suggestion for a message of libxml2."""
    if match := MISMATCH.search(raw):
        opened, line, closed = match.groups()
        return f"Unexpected </{closed}>, expected </{opened}> (opened on line {line})", f"Close <{opened}> first."
    if match := PREFIX.search(raw):
        suggestion = f'Declare it on the root element: xmlns:{match[1]}="…".'
        return f"Unexpected prefix {match[1]}:, expected a declared one", suggestion
    if raw.startswith("Excessive depth"):
        return "Unexpected depth of nested elements, expected at most 256", ""
    return f"Unexpected XML syntax, expected a well-formed document: {raw}", ""
