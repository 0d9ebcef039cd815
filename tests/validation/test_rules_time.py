"""A large tree costs a large article's time, not its square."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from rubricate.validation.apply_rules import MAX_EACH, apply_rules
from rubricate.validation.profile import Profile
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.samples import clean_article
from rubricate.xml import parse_xml

RULES = all_rules()
EVERYTHING = Profile("everything", "All rules", rules={id: rule.severity for id, rule in RULES.items()})
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
    for _ in apply_rules(tree, EVERYTHING):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: str) -> None:
    path, xml = SHAPES[shape]
    # linear is 8 times, quadratic 64 times; another process may disturb one measurement, not three
    tries = ((seconds(path, xml, MANY), seconds(path, xml, MANY // 8)) for _ in range(3))
    assert any(large < 24 * max(small, 0.02) for large, small in tries)


def many(pieces: Callable[[int], str], count: int) -> bytes:
    inner = "".join(pieces(number) for number in range(count))
    return (
        f'<article xml:lang="ko" article-type="research-article"><front><article-meta>{inner}</article-meta></front></article>'
    ).encode()


LARGE: dict[str, Callable[[int], str]] = {
    "authors": lambda n: (
        f'<contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">{n}</contrib-id>'
        f'<name><surname>김</surname></name><xref ref-type="aff" rid="a{n}">{n}</xref></contrib><aff id="a{n}">{n}</aff></contrib-group>'
    ),
    "collab": lambda n: (
        f'<contrib-group><contrib equal-contrib="yes"><collab><contrib-group/><contrib-group/>{n}</collab></contrib></contrib-group>'
    ),
    "ids": lambda n: (
        f'<article-id pub-id-type="doi">https://doi.org/10.5555/{n}</article-id><article-id pub-id-type="pmid">0{n}</article-id>'
    ),
    "dates": lambda n: (
        f'<pub-date pub-type="epub" iso-8601-date="x"><day>{n}</day><year>{n}</year></pub-date><history><date/></history>'
    ),
    "headings": lambda n: f'<subj-group subj-group-type="heading"><subject><italic>{n}</italic></subject></subj-group>',
    "titles": lambda n: (
        f'<title-group><article-title><fn id="f{n}"/><xref rid="f{n}"/></article-title><trans-title-group/></title-group>'
    ),
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_hundred_thousand_elements(kind: str) -> None:
    """Less than a second each, with room for a slow machine; a rule of square cost would take minutes. Hits are all drawn, not cut off."""
    pieces = LARGE[kind]
    data = many(pieces, 100_000 // pieces(0).count("<") * 2)
    document = Document(parse_xml(data))
    spent: dict[str, float] = {}
    for rule in RULES.values():
        start = time.process_time()
        for _ in rule.check(document):
            pass
        spent[rule.id] = time.process_time() - start
    assert {id: seconds for id, seconds in spent.items() if seconds > 3} == {}


def test_hits_are_cut() -> None:
    rule = RULES["orcid-form"]
    tree = parse_xml(many(LARGE["authors"], 1000))
    hits = list(apply_rules(tree, Profile("one", "", rules={rule.id: rule.severity})))
    assert len(hits) == MAX_EACH
