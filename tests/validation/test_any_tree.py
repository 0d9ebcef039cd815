"""No rule raises, whatever the tree; and none takes more than linear time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rubricate.validation.apply_rules import MAX_EACH
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.registry import Hit
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.rules.surroundings import Surroundings
from rubricate.xml import parse_xml

RULES = all_rules()
NAMES = sorted({str(element.tag) for element in parse_xml(clean_article()).getroot().iter("*")} | {
    "alternatives", "tex-math", "inline-formula", "inline-graphic", "media", "fn-group", "license-p", "related-article",
    "related-object", "sub-article", "response", "front-stub", "floats-group", "mixed-citation", "trans-abstract", "list",
    "list-item", "collab", "aff-alternatives", "name-alternatives", "notes", "self-uri", "disp-formula-group", "uri", "email",
    "{http://www.w3.org/1998/Math/MathML}mn", "{http://www.w3.org/1998/Math/MathML}msup", "string-date", "season", "role",
})  # fmt: skip
ATTRIBUTES = [
    "id", "rid", "ref-type", "fn-type", "sec-type", "colspan", "rowspan", "disp-level", "pub-id-type", "article-type",
    "dtd-version", "{http://www.w3.org/1999/xlink}href", "{http://www.w3.org/XML/1998/namespace}lang", "date-type",
    "iso-8601-date", "contrib-type", "publication-type", "ext-link-type", "related-article-type", "document-id-type",
    "institution-id-type", "source-type", "source-id-type", "kwd-group-type", "abstract-type", "content-type",
]  # fmt: skip
VALUES = st.sampled_from([
    "", " ", "0", "-1", "99999999999999999999", "²", "fig1", "B1 B2", "#", "a b", "http://", "10.", "10.1/", "level9", "doi",
    "https://creativecommons.org/licenses/", "clinical-trials-registry", "bibr", "coi-statement", "2024-02-30", "\u2028",
]) | st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8)  # fmt: skip
CHANGE = st.tuples(
    st.sampled_from(["remove", "rename", "set", "drop", "text", "move", "comment", "instruction", "copy", "bare"]),
    st.integers(0, 400), st.integers(0, 400), st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), VALUES,
)  # fmt: skip


def changed(changes: list[tuple[str, int, int, str, str, str]]) -> etree._ElementTree:
    tree = parse_xml(clean_article())
    for how, one, other, name, attribute, value in changes:
        elements = list(tree.getroot().iter("*"))[1:]
        if len(elements) < 2:
            break
        element, target = elements[one % len(elements)], elements[other % len(elements)]
        parent = element.getparent()
        assert parent is not None
        if how == "remove":
            parent.remove(element)
        elif how == "rename":
            element.tag = name
        elif how == "set":
            element.set(attribute, value)
        elif how == "drop":
            element.attrib.clear()
        elif how == "text":
            element.text = value
        elif how == "move" and element not in target.iterancestors() and target is not element:
            target.append(element)
        elif how == "comment":
            element.insert(0, etree.Comment(" note "))
        elif how == "instruction":
            element.insert(0, etree.ProcessingInstruction("note", "it"))
        elif how == "copy":
            parent.append(parse_xml(etree.tostring(element, with_tail=False)).getroot())
        elif how == "bare":
            for child in list(element):
                element.remove(child)
    return tree


def everything(tree: etree._ElementTree, around: Surroundings | None = None) -> Iterator[tuple[str, Hit]]:
    document = Document(tree, around)
    for id, rule in RULES.items():
        for hit in islice(rule.check(document), MAX_EACH):
            yield id, hit


@given(st.lists(CHANGE, min_size=1, max_size=12), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_rule_raises(changes: list[tuple[str, int, int, str, str, str]], package: bool) -> None:
    tree = changed(changes)
    around = Surroundings(
        "article.xml", {"article.xml": 1, "ARTICLE.PDF": 0, "a b.tif": 3}, lambda name: b"II*\0", package
    )
    elements = set(tree.getroot().iter("*"))
    for _, hit in everything(tree, around):
        assert hit.element in elements
        assert hit.found and hit.expected and "\n" not in hit.message


@pytest.mark.parametrize("root", ["<article/>", "<article><front/><body/><back/></article>", "<book><p/></book>"])
def test_almost_nothing(root: str) -> None:
    list(everything(parse_xml(root.encode())))


SHAPES = {
    "references that nothing cites": ("back/ref-list", '<ref id="X{n}"><label>{n}</label><mixed-citation>x 10.5555/{n}</mixed-citation></ref>'),
    "calls of nothing": ("body/sec", '<p><xref ref-type="bibr" rid="X{n}">{n}</xref>–<xref ref-type="bibr" rid="X{n}">1-{n}</xref></p>'),
    "figures": ("body/sec", '<fig id="X{n}"><label>Fig. {n}</label><graphic/></fig>'),
    "rows with long cells": ("body/sec/table-wrap/table/tbody", '<tr><td rowspan="99999">{n}</td><td/></tr>'),
    "notes": ("body/sec/p", '<fn id="X{n}"><p><bold>x</bold></p></fn>'),
    "formulas": ("body/sec", '<disp-formula><label>{n}</label><alternatives><tex-math/><tex-math/></alternatives></disp-formula>'),
    "sections": ("body", "<sec><sec><p/></sec></sec>"),
    "keywords": ("front/article-meta/kwd-group", "<kwd>a; b</kwd><kwd/>"),
    "contributors": ("front/article-meta/contrib-group", '<contrib contrib-type="author"><name><surname>A</surname></name><xref ref-type="aff" rid="aff1"/></contrib>'),
    "licences": ("front/article-meta/permissions", "<license><license-p>creative commons</license-p></license>"),
}  # fmt: skip
MANY = 20_000


def seconds(path: str, xml: str, many: int) -> float:
    tree = parse_xml(clean_article())
    parent = tree.find(path)
    assert parent is not None
    pieces = "".join(xml.format(n=n) for n in range(many))
    parent.extend(list(parse_xml(f"<x>{pieces}</x>".encode()).getroot()))
    start = time.process_time()
    for _ in everything(tree):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: str) -> None:
    path, xml = SHAPES[shape]
    small, large = seconds(path, xml, MANY // 8), seconds(path, xml, MANY)
    assert large < 24 * max(small, 0.02)  # linear is 8 times, quadratic 64 times
