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
    _indent(root)
    head = f"{doctype}\n".encode() if doctype else b""
    return DECLARATION + head + etree.tostring(root, encoding="utf-8") + b"\n"


MIXED = frozenset(("p", "title", "subtitle", "bold", "italic", "sup", "sub", "sc"))
"""Elements of running text, in any namespace: white space between their children is a word's border."""


def _indent(root: etree._Element) -> None:
    """Each child on a line of its own, where an element holds elements alone."""
    stack = [(root, 1)]
    while stack:
        node, depth = stack.pop()
        texts = [node.text, *(child.tail for child in node)]
        mixed = str(node.tag).rpartition("}")[2] in MIXED or any(text and text.strip() for text in texts)
        if mixed or not len(node):
            continue
        node.text = "\n" + "  " * depth
        for child in node:
            child.tail = node.text
            stack.append((child, depth + 1))
        node[-1].tail = "\n" + "  " * (depth - 1)


def placed(findings: list[Finding], file: str) -> list[Finding]:
    """The findings with the file of the package that they are about."""
    return [
        Finding(one.id, one.severity, one.message, Place(file=file, xpath=one.place.xpath), one.suggestion)
        for one in findings
    ]
