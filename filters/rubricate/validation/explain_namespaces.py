"""Explain declarations of namespaces that the grammar does not allow.

A tree does not tell which element repeats a declaration, but libxml2's messages do: they are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..findings import Finding, Severity
from .faults import excerpt
from .grammar import LogEntry
from .namespaces import element_name
from .places import Places

NAMESPACES = "xmlns:ali, xmlns:mml, xmlns:xlink or xmlns:xsi"
# "No declaration for attribute xmlns:xlink of element p"
UNDECLARED = re.compile(r"^No declaration for attribute (xmlns(?::(\S+))?) of element (\S+)")
# 'Value for attribute xmlns:xlink of article must be "http://www.w3.org/1999/xlink"'
FIXED = re.compile(r'^Value for attribute (xmlns:(\S+)) of (\S+) must be "([^"]*)"')


def namespace_findings(log: Iterable[LogEntry], places: Places) -> list[Finding]:
    """A finding for each entry of libxml2's log that is about a namespace."""
    found: dict[tuple[str, str], Finding] = {}
    for entry in log:
        if match := UNDECLARED.match(entry.message):
            node = places.node(entry.path)
            attribute, prefix, element = match.groups()
            message, suggestion = _undeclared(attribute, prefix, element_name(node) if node is not None else element)
        elif match := FIXED.match(entry.message):
            attribute, prefix, _, expected = match.groups()
            node = places.node(entry.path)
            uri = excerpt(node.nsmap.get(prefix, ""), 80) if node is not None else ""
            message = f'Unexpected namespace "{uri}" of the prefix {prefix}:, expected "{expected}"'
            suggestion = f'Write {attribute}="{expected}".'
        else:
            continue
        place = places.of_path(entry.path, entry.line, f"@{match[1]}")
        found.setdefault(
            (entry.path, message), Finding("namespace-declaration", Severity.ERROR, message, place, suggestion)
        )
    return list(found.values())


def _undeclared(attribute: str, prefix: str | None, element: str) -> tuple[str, str]:
    found = f"Unexpected {attribute} on <{element}>"
    if prefix in ("ali", "mml", "xlink", "xsi"):
        where = "<article>, or on the element of MathML itself" if prefix == "mml" else "<article>"
        return f"{found}, expected the declaration on {where}", f"Declare {attribute} once, on <article>."
    if prefix is None:
        return f"{found}, expected the elements of JATS in no namespace", f"Remove {attribute}."
    return f"{found}, expected a namespace of this document type: {NAMESPACES}", f"Remove {attribute}."
