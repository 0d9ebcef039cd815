"""Every seeded fault is found, with the right id at the right place; and the table notices a rule that is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree
from seeded_faults_B import FAULTS, Fault

from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.registry import Check, Hit
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.rules.surroundings import Surroundings
from rubricate.xml import parse_xml

RULES = all_rules()
ARTICLES = Path(__file__).parents[2].parent / "shared" / "data" / "articles"
SLICE = sorted(ARTICLES.glob("*.xml"))[::80]


Said = Counter[tuple[str, int | None, str]]


def said(check: Check, data: bytes, around: Surroundings | None) -> Said:
    """What a rule says: path, line, message."""
    tree = parse_xml(data)
    hits: Iterable[Hit] = check(Document(tree, around))
    return Counter((tree.getelementpath(hit.element), hit.element.sourceline, hit.message) for hit in hits)


def finds(check: Check, data: bytes, fault: Fault, before: Said | None = None) -> bool | None:
    """Whether a rule says something new at the place of the fault; None where the article has nothing to break."""
    tree = parse_xml(data)
    seeded = fault(tree)
    if seeded is None:
        return None
    path = tree.getelementpath(seeded.element)
    broken = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    place = parse_xml(broken).find(path)
    assert place is not None
    new = said(check, broken, seeded.surroundings) - (said(check, data, None) if before is None else before)
    return any(where == path and line == place.sourceline for where, line, _ in new)


def missed(id: str, check: Check, data: bytes) -> list[int]:
    """The numbers of the faults that a check does not find."""
    before = said(check, data, None)
    return [number for number, fault in enumerate(FAULTS[id]) if finds(check, data, fault, before) is False]


def ours() -> list[str]:
    return [id for id, rule in RULES.items() if rule.number >= 35]


def test_every_rule_has_three_faults() -> None:
    assert set(FAULTS) == set(ours())
    assert all(len(faults) >= 3 for faults in FAULTS.values())


@pytest.mark.parametrize("id", ours())
def test_the_clean_article(id: str) -> None:
    check, data = RULES[id].check, clean_article()
    assert [number for number, fault in enumerate(FAULTS[id]) if finds(check, data, fault) is None] == []
    assert missed(id, check, data) == []


@pytest.mark.skipif(not SLICE, reason="the published articles are not there")
@pytest.mark.parametrize("id", ours())
def test_published_articles(id: str) -> None:
    lost = {path.name: numbers for path in SLICE if (numbers := missed(id, RULES[id].check, path.read_bytes()))}
    assert lost == {}


def silent(document: Document) -> list[Hit]:
    return []


def astray(document: Document) -> list[Hit]:
    """Speaks, of the wrong place."""
    body = document.body
    return [] if body is None or not len(body) else [Hit(body[0], "anything", "nothing")]


@pytest.mark.parametrize("id", ours())
@pytest.mark.parametrize("check", [silent, astray])
def test_the_table_notices_a_rule_that_is_switched_off(id: str, check: Check) -> None:
    assert missed(id, check, clean_article()) == list(range(len(FAULTS[id])))
