"""Explain the attributes of one element: unknown, missing, of the wrong form or value; ids and what points to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..schemas import Doctype
from .attribute_list import AttributeDeclaration
from .faults import Fault, attributes, excerpt, nearest, values
from .other_editions import title, with_attribute

# XML 1.0, 2.3: Name and Nmtoken, colons included (ids written by publishers hold them).
NAME_START = ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
NAME_START += "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
NAME_REST = NAME_START + "\\-.0-9\xb7\u0300-\u036f\u203f-\u2040"
NAME = re.compile(f"[{NAME_START}][{NAME_REST}]*")
NMTOKEN = re.compile(f"[{NAME_REST}]+")
FORMS = {
    "ID": (NAME, "a name: a letter or _ first, then letters, digits, - _ . :"),
    "IDREF": (NAME, "one id"),
    "IDREFS": (NAME, "ids with spaces between them"),
    "NMTOKEN": (NMTOKEN, "one word of letters, digits, - _ . :"),
    "NMTOKENS": (NMTOKEN, "words of letters, digits, - _ . :"),
}


class Identifiers:
    """Collects the ids of a document and the places that point to them."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.pointers: list[tuple[int, str, str, str]] = []
        """Element number, element name, attribute name, id pointed to."""

    def dangling(self) -> Iterator[Fault]:
        for element, name, attribute, target in self.pointers:
            if target not in self.first:
                meant = nearest(target, list(self.first)) if len(self.first) < 5000 else ""
                message = f'Unexpected {attribute}="{excerpt(target)}" on <{name}>, expected the id of an element'
                suggestion = f'Did you mean "{meant}"?' if meant else "No element of the document has this id."
                yield Fault(element, f"@{attribute}", "dangling-idref", message, suggestion, name)


def explain_attributes(
    element: int,
    name: str,
    found: Mapping[str, str],
    declared: Mapping[str, AttributeDeclaration],
    identifiers: Identifiers,
    doctype: Doctype,
) -> Iterator[Fault]:
    """The faults in the attributes `found` (names with the usual prefixes) of the element `name`."""
    for attribute, value in found.items():
        declaration = declared.get(attribute)
        if declaration is None:
            known = [key for key in declared if not key.startswith("xmlns") and key not in found]
            editions = with_attribute(doctype, name, attribute)
            meant = "" if editions else nearest(attribute, known)
            expected = f"@{meant}" if meant else (attributes(known) or "no attribute")
            message = f"Unexpected attribute @{attribute} on <{name}>, expected {expected}"
            suggestion = f"Did you mean @{meant}?" if meant else f"Remove @{attribute}."
            if editions:
                message = f"Unexpected attribute @{attribute} of {editions} on <{name}>"
                message += f", expected what {title(doctype)} has: {attributes(known) or 'no attribute'}"
                suggestion = f"Declare a version that has @{attribute} in the DOCTYPE, or remove it."
            yield Fault(element, f"@{attribute}", "unknown-attribute", message, suggestion, name)
        else:
            yield from _value(element, name, attribute, value, declaration, identifiers)
    for attribute, declaration in declared.items():
        if declaration.required and attribute not in found:
            message = f"Unexpected <{name}> without @{attribute}, expected {attribute}={_sample(declaration)}"
            yield Fault(element, "start", "missing-attribute", message, f"Add @{attribute}.", name)


def _value(
    element: int, name: str, attribute: str, value: str, declaration: AttributeDeclaration, identifiers: Identifiers
) -> Iterator[Fault]:
    shown = f'value "{excerpt(value)}" of @{attribute} on <{name}>'
    part = f"@{attribute}"
    if declaration.fixed is not None and value != declaration.fixed:
        yield Fault(element, part, "attribute-value", f'Unexpected {shown}, expected "{declaration.fixed}"', "", name)
    if declaration.values:
        if value not in declaration.values:
            meant = nearest(value, list(declaration.values))
            message = f"Unexpected {shown}, expected {values(declaration.values)}"
            suggestion = f'Did you mean "{meant}"?' if meant else ""
            yield Fault(element, part, "attribute-value", message, suggestion, name)
        return
    if declaration.type not in FORMS:
        return
    pattern, wanted = FORMS[declaration.type]
    words = value.split(" ") if declaration.type.endswith("S") else [value]
    if not all(pattern.fullmatch(word) for word in words):
        yield Fault(element, part, "attribute-value", f"Unexpected {shown}, expected {wanted}", "", name)
    elif declaration.type == "ID":
        if value in identifiers.first:
            message = f'Unexpected second id "{excerpt(value)}", here on <{name}>, expected an id of its own'
            yield Fault(element, part, "duplicate-id", message, "Give one of the two another id.", name)
        identifiers.first.setdefault(value, element)
    elif declaration.type.startswith("IDREF"):
        identifiers.pointers += [(element, name, attribute, word) for word in words]


def _sample(declaration: AttributeDeclaration) -> str:
    return values(declaration.values) if declaration.values else '"…"'
