"""The parts that the page tells apart, each with a colour, a mark and a name for its legend."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

CATEGORIES: Mapping[str, str] = {
    "title": "Title",
    "people": "Authors and affiliations",
    "facts": "Journal, dates, numbers, rights",
    "abstract": "Abstract",
    "keywords": "Keywords",
    "heading": "Headings",
    "body": "Text",
    "float": "Figures and captions",
    "table": "Tables",
    "reference": "References",
    "back": "Notes and back matter",
}
OF: Mapping[str, str] = {
    "article-title": "title", "subtitle": "title", "trans-title-group": "title", "alt-title": "title",
    "contrib-group": "people", "aff": "people", "aff-alternatives": "people", "author-notes": "people",
    "abstract": "abstract", "trans-abstract": "abstract", "kwd-group": "keywords",
    "journal-meta": "facts", "article-meta": "facts", "body": "body", "back": "back", "floats-group": "float",
    "fig": "float", "fig-group": "float", "table-wrap": "table", "ref-list": "reference", "boxed-text": "body", "supplementary-material": "float",
}  # fmt: skip
"""The category of what stands in an element; the innermost one counts. `<title>` of a section is a heading."""


def category_of(node: etree._Element) -> str:
    """The category of the text in an element."""
    if node.tag == "title" or (node.tag == "label" and _tag(node.getparent()) == "sec"):
        holder = _tag(node.getparent())
        if holder in ("sec", "ack", "app", "notes", "ref-list", "fn-group", "glossary", "app-group"):
            above: etree._Element | None = node
            while above is not None and above.tag not in ("abstract", "trans-abstract"):
                above = above.getparent()
            return "abstract" if above is not None else "heading"
    here: etree._Element | None = node
    while here is not None:
        if here.tag in OF and not (here.tag == "article-title" and _tag(here.getparent()) != "title-group"):
            return OF[str(here.tag)]
        here = here.getparent()
    return "body"


def _tag(node: etree._Element | None) -> str:
    return str(node.tag) if node is not None else ""
