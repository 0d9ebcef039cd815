"""Body, floats and back matter as facts: headings, paragraphs, figures, tables cell by cell, formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ..from_jats import words

XLINK = "{http://www.w3.org/1999/xlink}href"
FLOATS = ("fig", "table-wrap", "fig-group", "table-wrap-group", "disp-formula", "fn", "ref-list")
TEXTS = ("p", "disp-quote", "verse-group", "preformat", "code", "list-item", "def-item", "speech", "statement")


def body_of(article: etree._Element, targets: Mapping[str, str]) -> dict[str, Any]:
    """`sections`, `paragraphs`, `figures`, `tables` and `formulas` of an article."""
    roots = roots_of(article)
    return {
        "sections": [{"title": heading} for root in roots for heading in _headings(root)],
        "paragraphs": [text for root in roots for text in _paragraphs(root, targets)],
        "figures": [_float(node, targets) for root in roots for node in root.iter("fig")],
        "tables": [_table(node, targets) for root in roots for node in root.iter("table-wrap")],
        "formulas": [
            {"label": _label(node), "text": words(node, without=("label",))}
            for root in roots for node in root.iter("disp-formula")
        ],
    }  # fmt: skip


def notes_of(article: etree._Element, targets: Mapping[str, str]) -> dict[str, Any]:
    """`footnotes`, wherever they stand but in tables and front matter, and `supplements`."""
    roots = roots_of(article)
    return {
        "footnotes": [
            {"text": words(node, without=("label",), raised=True), "links": _links(node, targets)}
            for root in roots for node in root.iter("fn") if next(node.iterancestors("table-wrap"), None) is None
        ],
        "supplements": [
            {"label": _label(node), "text": words(node.find("caption")), "file": node.get(XLINK, "") or next(_files(node), "")}
            for root in roots for node in root.iter("supplementary-material")
        ],
    }  # fmt: skip


def roots_of(article: etree._Element) -> list[etree._Element]:
    """Where text and floats stand: of the article, then of its responses and sub-articles."""
    parts = [article, *article.iter("sub-article", "response")]
    return [node for part in parts for tag in ("body", "back", "floats-group") for node in part.findall(tag)]


def _headings(root: etree._Element) -> Iterator[str]:
    for section in root.iter("sec", "ack", "app", "ref-list", "glossary", "notes"):
        title = " ".join(filter(None, (words(section.find("label")), words(section.find("title"), without=("xref",)))))
        if title:
            yield " > ".join([*reversed([_title(above) for above in section.iterancestors("sec")]), title])


def _title(section: etree._Element) -> str:
    return words(section.find("title"), without=("xref",))


def _paragraphs(root: etree._Element, targets: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every innermost block of text: a paragraph with a list in it is told without the list, whose items follow."""
    for node in root.iter(*TEXTS):
        if next(node.iterancestors(*FLOATS, "caption", "ref"), None) is not None:
            continue
        inner = [name for name in TEXTS if node.find(f".//{name}") is not None]
        lists = {"list", "def-list"} if {"list-item", "def-item"} & set(inner) else set()
        if node.tag != "p" and inner:
            continue  # its paragraphs tell it
        without = {*FLOATS, *inner, *lists} - {node.tag}
        if text := words(node, without=without, raised=True):
            section = next(node.iterancestors("sec", "ack", "app"), None)
            place = _title(section) if section is not None else ""
            yield {"section": place, "text": text, "links": _links(node, targets)}


def _links(node: etree._Element, targets: Mapping[str, str]) -> list[str]:
    """What the cross-references of a text point to, of what has a place among the facts."""
    return [targets[id] for xref in node.iter("xref") for id in xref.get("rid", "").split() if id in targets]


def _label(node: etree._Element) -> str:
    return words(node.find("label")).strip(" .:()")


def _files(node: etree._Element) -> Iterator[str]:
    yield from (graphic.get(XLINK, "") for graphic in node.iter("graphic", "inline-graphic", "media"))


def _float(node: etree._Element, targets: Mapping[str, str]) -> dict[str, Any]:
    paragraphs = node.findall("caption/p")
    return {
        "label": _label(node),
        "title": words(node.find("caption/title"), raised=True),
        "caption": " ".join(words(paragraph, raised=True) for paragraph in paragraphs),
        "files": ", ".join(_files(node)),
        "text behind": " ".join(words(text) for text in node.iterfind("alt-text")),
        "links": _links(node, targets),
    }


def _table(node: etree._Element, targets: Mapping[str, str]) -> dict[str, Any]:
    rows = [[words(cell, raised=True) for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")]
    return {
        **_float(node, targets),
        "cells": rows,
        "notes": " ".join(words(foot, raised=True) for foot in node.findall("table-wrap-foot")),
    }
