"""A tree as bytes that a person can read: one line an element where only elements stand, text never touched."""

from __future__ import annotations

from lxml import etree

ELEMENT_ONLY = frozenset(
    (
        "article", "front", "journal-meta", "journal-title-group", "publisher", "article-meta", "article-categories", "subj-group", "title-group",
        "trans-title-group", "contrib-group", "contrib", "name", "name-alternatives", "aff-alternatives", "author-notes", "fn", "fn-group", "pub-date", "history", "date",
        "permissions", "license", "abstract", "trans-abstract", "kwd-group", "funding-group", "counts", "body", "back", "sec", "list", "list-item",
        "def-list", "def-item", "def", "disp-quote", "verse-group", "fig", "caption", "supplementary-material", "table-wrap", "table", "thead", "tbody", "tfoot", "tr",
        "table-wrap-foot", "ref-list", "ref", "ack", "app-group", "app", "glossary", "bio", "notes", "floats-group", "disp-formula",
        "citation-alternatives", "element-citation",
    )
)  # fmt: skip
"""Elements whose content model has no text: white space between their children means nothing."""
LISTED = frozenset(("person-group",))
"""The same where they stand in one of these; their own children stay on one line each, however many there are."""
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def indent(root: etree._Element) -> None:
    """Put each child of an element-only element on a line of its own."""
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if node.tag not in ELEMENT_ONLY | LISTED or not len(node) or (node.text and node.text.strip()):
            continue
        pad = "\n" + "  " * (depth + 1)
        node.text = pad
        for number, child in enumerate(node):
            child.tail = pad if number < len(node) - 1 else "\n" + "  " * depth
            if node.tag not in LISTED:
                stack.append((child, depth + 1))


def to_bytes(root: etree._Element, doctype: str) -> bytes:
    """XML declaration, DOCTYPE, the tree, one final newline; UTF-8."""
    return (
        DECLARATION
        + doctype.encode("ascii")
        + b"\n"
        + etree.tostring(root, encoding="utf-8", xml_declaration=False)
        + b"\n"
    )
