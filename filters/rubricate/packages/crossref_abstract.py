"""Abstracts for Crossref: JATS in a namespace of its own, reduced to what its readers show."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .crossref_rules import JATS

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KEPT = frozenset(("title", "sec", "p", "italic", "bold", "sup", "sub", "sc", "list", "list-item"))
LEFT_OUT = frozenset(("fig", "table-wrap", "fn", "graphic", "label", "object-id"))


def abstracts_of(article: etree._Element) -> Iterator[etree._Element]:
    """Each `<abstract>` and `<trans-abstract>` as `<jats:abstract>`; other elements give their text."""
    for node in article.iterfind("front/article-meta/*"):
        if node.tag in ("abstract", "trans-abstract"):
            out = etree.Element(f"{{{JATS}}}abstract", nsmap={"jats": JATS})
            if language := node.get(LANG) or (article.get(LANG) if node.tag == "abstract" else ""):
                out.set(LANG, language)
            if kind := node.get("abstract-type"):
                out.set("abstract-type", kind)
            _copy(node, out)
            if len(out):
                yield out


def _copy(node: etree._Element, out: etree._Element) -> None:
    """Text and kept children of `node` into `out`; white space between blocks is dropped."""
    _text(out, node.text)
    for child in node:
        if isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            if child.tag == "sec" and child.find("title") is None:
                _copy(child, out)  # a section must have a title there
            elif child.tag in KEPT:
                _copy(child, etree.SubElement(out, f"{{{JATS}}}{child.tag}"))
            else:
                _text(out, "".join(str(part) for part in child.itertext("*")))
        _text(out, child.tail)


def _text(out: etree._Element, text: str | None) -> None:
    if not text or (not text.strip() and out.tag in (f"{{{JATS}}}abstract", f"{{{JATS}}}sec", f"{{{JATS}}}list")):
        return
    if len(out):
        out[-1].tail = (out[-1].tail or "") + text
    else:
        out.text = (out.text or "") + text
