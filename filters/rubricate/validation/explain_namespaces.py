"""Explain declarations of namespaces that the grammar does not allow.

A tree does not tell which element repeats a declaration: the start tags of the source do, or, where a tree has no source,
the messages of libxml2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ..findings import Finding, Severity
from .declarations import Declarations
from .faults import MAX_FAULTS, excerpt
from .grammar import LogEntry
from .namespaces import element_name
from .places import Places

NAMESPACES = "xmlns:ali, xmlns:mml, xmlns:xlink or xmlns:xsi"
# ' xmlns:xlink="http://www.w3.org/1999/xlink"' in a start tag
DECLARATION = re.compile(r"""\s(xmlns(?::([^\s=]+))?)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# "No declaration for attribute xmlns:xlink of element p"
UNDECLARED = re.compile(r"^No declaration for attribute (xmlns(?::(\S+))?) of element (\S+)")
# 'Value for attribute xmlns:xlink of article must be "http://www.w3.org/1999/xlink"'
FIXED = re.compile(r'^Value for attribute (xmlns:(\S+)) of (\S+) must be "([^"]*)"')


def by_source(places: Places, declarations: Declarations) -> list[Finding]:
    """A finding for each declaration of a namespace in a start tag that the grammar does not allow there."""
    return list(islice(_by_source(places, declarations), MAX_FAULTS))


def _by_source(places: Places, declarations: Declarations) -> Iterator[Finding]:
    for number, tag in places.start_tags("xmlns"):
        name = places.name(number)
        declared = declarations.attributes(name) if name in declarations else None
        for attribute, prefix, one, other in DECLARATION.findall(tag):
            if declared is None:
                continue  # the element is unknown, which is said
            if attribute not in declared:
                words = _undeclared(attribute, prefix, name)
            elif declared[attribute].fixed not in (None, one or other):
                words = _other_uri(attribute, prefix, one or other, declared[attribute].fixed or "")
            else:
                continue
            yield Finding(
                "namespace-declaration", Severity.ERROR, words[0], places.of(number, f"@{attribute}"), words[1]
            )


def by_log(log: Iterable[LogEntry], places: Places) -> list[Finding]:
    """The same from libxml2's messages."""
    found: dict[tuple[str, str], Finding] = {}
    for entry in log:
        node = places.node(entry.path) if " xmlns" in entry.message else None
        if match := UNDECLARED.match(entry.message):
            attribute, prefix, element = match.groups()
            words = _undeclared(attribute, prefix or "", element_name(node) if node is not None else element)
        elif match := FIXED.match(entry.message):
            attribute, prefix, _, expected = match.groups()
            words = _other_uri(attribute, prefix, node.nsmap.get(prefix, "") if node is not None else "", expected)
        else:
            continue
        place = places.of_path(entry.path, entry.line, f"@{attribute}")
        finding = Finding("namespace-declaration", Severity.ERROR, words[0], place, words[1])
        found.setdefault((entry.path, words[0]), finding)
    return list(found.values())


def _other_uri(attribute: str, prefix: str, uri: str, expected: str) -> tuple[str, str]:
    message = f'Unexpected namespace "{excerpt(uri, 80)}" of the prefix {prefix}:, expected "{expected}"'
    return message, f'Write {attribute}="{expected}".'


def _undeclared(attribute: str, prefix: str, element: str) -> tuple[str, str]:
    found = f"Unexpected {attribute} on <{element}>"
    if prefix in ("ali", "mml", "xlink", "xsi"):
        where = "<article>, or on the element of MathML itself" if prefix == "mml" else "<article>"
        return f"{found}, expected the declaration on {where}", f"Declare {attribute} once, on <article>."
    if not prefix:
        return f"{found}, expected the elements of JATS in no namespace", f"Remove {attribute}."
    return f"{found}, expected a namespace of this document type: {NAMESPACES}", f"Remove {attribute}."
