"""What a package is made of, and what can be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ..findings import Finding, Place, Severity

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(slots=True)
class Package:
    """`files`: name in the package to bytes; `article` is the name of the article's own XML ("" where none is in it)."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    article: str = ""
    findings: list[Finding] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """Old name to new one, of the files that the article names."""


def missing(what: str, why: str, key: str) -> Finding:
    """An error for a fact that only the user knows."""
    message = f"Unexpected package without {what}, expected it: {why}."
    return Finding(
        "package-fact", Severity.ERROR, message, suggestion=f"Give it in journal.yaml, or with --set {key}=…."
    )


def xml_bytes(root: etree._Element, doctype: str = "") -> bytes:
    """A tree of ours as a file, indented."""
    etree.indent(root)
    head = f"{doctype}\n".encode() if doctype else b""
    return DECLARATION + head + etree.tostring(root, encoding="utf-8") + b"\n"


def placed(findings: list[Finding], file: str) -> list[Finding]:
    """The findings with the file of the package that they are about."""
    return [
        Finding(one.id, one.severity, one.message, Place(file=file, xpath=one.place.xpath), one.suggestion)
        for one in findings
    ]
