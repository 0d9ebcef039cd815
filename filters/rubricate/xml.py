"""The one place that builds an XML parser, and what every XML text passes on its way in or out.

`parse_xml` reads untrusted bytes: no entity of a document is ever expanded, no file or address is ever opened.
Character entities (&alpha;) are replaced by the bundled ones before the parser sees them, so it needs no DTD.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .findings import Place, RubricateError
from .xml_decode import decode_xml, encode_like, read_xml
from .xml_entities import entity_declaration, read_doctype, resolve_characters

__all__ = ["clean_text", "decode_xml", "encode_like", "parse_xml", "read_xml"]

# The characters that XML 1.0 (2.2) forbids.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
    `entity-declaration`, `internal-subset`, `unknown-entity`, `not-well-formed`. Never anything else, whatever the bytes are.

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
        from .xml_syntax import syntax_findings  # only here: most documents are XML

        raise RubricateError(*syntax_findings(parser.error_log, str(error), name)) from None
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
