"""The one place that builds an XML parser, and what every XML text passes on its way in or out.

`parse_xml` reads untrusted bytes: no entity of a document is ever expanded, no file or address is ever opened.
Character entities (&alpha;) are replaced by the bundled ones before the parser sees them, so it needs no DTD.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .findings import Finding, Place, RubricateError, Severity
from .xml_decode import decode_xml
from .xml_entities import entity_declaration, read_doctype, resolve_characters

__all__ = ["clean_text", "decode_xml", "parse_xml"]

MAX_FAULTS = 20
# The characters that XML 1.0 (2.2) forbids.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# libxml2: "Opening and ending tag mismatch: p line 5 and sec"
MISMATCH = re.compile(r"tag mismatch: (\S{1,200}) line (\d{1,10}) and (\S{1,200})")
# libxml2: "Namespace prefix xlink for href on graphic is not defined"
PREFIX = re.compile(r"Namespace prefix (\S{1,200}) ")


def clean_text(text: str) -> tuple[str, int]:
    """`text` without the characters that XML forbids, and how many they were.

    >>> clean_text("a\\x00b\\ud800")
    ('ab', 2)

    Rule: XML 1.0, 2.2 Characters.
    """
    return ILLEGAL.subn("", text)


def parse_xml(data: bytes, name: str = "") -> etree._ElementTree:
    """The tree of an XML document; `name` (the file) is what the findings say.

    Raises RubricateError with one or more findings: `empty-file`, `file-too-large`, `compressed-file`, `bad-encoding`,
    `entity-declaration`, `unknown-entity`, `not-well-formed`. Never anything else, whatever the bytes are.

    >>> parse_xml(b"<p>a</p>").getroot().tag
    'p'
    """
    text = decode_xml(data, name)
    content, external = read_doctype(text, name)
    text = resolve_characters(text, content, external, name)
    parser = _parser()
    try:
        tree = etree.ElementTree(etree.fromstring(text.encode("utf-8"), parser))
    except etree.LxmlError as error:
        raise RubricateError(*_syntax_findings(parser, error, name)) from None
    internal = tree.docinfo.internalDTD
    if internal is not None and internal.entities():  # what read_doctype refuses, checked again on the result
        raise RubricateError(entity_declaration(Place(file=name)))
    return tree


class _NoFiles(etree.Resolver):
    """Answers every request for a file or an address with nothing."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        return self.resolve_empty(context)


def _parser() -> etree.XMLParser:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    parser.resolvers.add(_NoFiles())
    return parser


def _syntax_findings(parser: etree.XMLParser, error: etree.LxmlError, name: str) -> list[Finding]:
    """What the parser says, in our words where the fault is a usual one."""
    findings = []
    for entry in list(parser.error_log)[:MAX_FAULTS]:
        message, suggestion = _syntax_message(entry.message.strip())
        place = Place(file=name, line=entry.line or None, column=entry.column or None)
        findings.append(Finding("not-well-formed", Severity.ERROR, message, place, suggestion))
    if not findings:
        message, suggestion = _syntax_message(str(error))
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
