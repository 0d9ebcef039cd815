"""Filter: section headings: printed numbers become labels, section types get their JATS names."""

from __future__ import annotations

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..parsing.headings import section_type, strip_number
from .record import log

SEC_TYPES = {
    "introduction": "intro", "intro": "intro", "background": "intro", "methods": "methods", "materials-methods": "materials|methods",
    "materials|methods": "materials|methods", "results": "results", "discussion": "discussion", "conclusion": "conclusions",
    "conclusions": "conclusions", "case-report": "cases", "cases": "cases", "case-presentation": "cases",
    "supplementary-material": "supplementary-material", "results|discussion": "results|discussion",
}  # fmt: skip
"""Values of `@sec-type` that the JATS tag library suggests for body sections."""


def sections(doc: pf.Doc) -> None:
    """Give every heading of the body its `label` and `sec-type`; levels without a gap below the first."""
    _headers(doc, doc.content.list)


def _headers(doc: pf.Doc, blocks: list[pf.Element]) -> None:
    for block in blocks:
        if type(block) is pf.Header:
            _header(doc, block)
        elif type(block) is pf.Div and "page-furniture" not in block.classes:
            _headers(doc, items(block))


def _header(doc: pf.Doc, block: pf.Header) -> None:
    inlines = strip(items(block))
    text = plain(inlines)
    if "label" not in block.attributes:
        label, title = strip_number(text)
        if label and title and text.endswith(title):
            block.attributes["label"] = label
            log(doc, "duplicate", text[: len(text) - len(title)].strip()[: -len(label)], detail=text)
            inlines = strip(cut(inlines, len(text) - len(title), len(text)))
            block.content = inlines
    kind = block.attributes.get("sec-type") or section_type(plain(inlines).strip(" :."))
    if kind in SEC_TYPES:
        block.attributes["sec-type"] = SEC_TYPES[kind]
    else:
        block.attributes.pop("sec-type", None)
