"""Every seeded fault is found by its rule, at its place; and the tables notice a rule that is silent or astray."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pytest
import seeded_faults_metadata
import seeded_faults_text
from lxml import etree
from seeded_faults_text import Fault, Seeded

from rubricate.validation.profile import Profile
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.registry import Check, Hit
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.rules.surroundings import Surroundings
from rubricate.validation.validate import validate_bytes
from rubricate.xml import parse_xml

DATA = Path(__file__).parents[3] / "shared" / "data"
RULES = all_rules()


def _of_metadata(change: seeded_faults_metadata.Change) -> Fault:
    """A change of the one table as a fault of the other."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        place = change(tree.getroot())
        return Seeded(place) if place is not None else None

    return seed


METADATA = {id: [_of_metadata(change) for change in changes] for id, changes in seeded_faults_metadata.FAULTS.items()}
FAULTS = METADATA | seeded_faults_text.FAULTS


@lru_cache(maxsize=2)
def published(metadata: bool) -> dict[str, bytes]:
    """Some articles of several publishers, of the training split for the metadata; none where the data are not there."""
    if not DATA.is_dir():
        return {}
    names = sorted(path.name for path in (DATA / "articles").glob("*.xml"))[::80]
    if metadata:
        with (DATA / "articles.tsv").open(encoding="utf-8", newline="") as stream:
            names = sorted(row["file"] for row in csv.DictReader(stream, delimiter="\t") if row["split"] == "train")[
                ::60
            ]
    return {name: (DATA / "articles" / name).read_bytes() for name in names}


Said = Counter[tuple[str, int | None, str]]


def said(check: Check, data: bytes, around: Surroundings | None) -> Said:
    """What a rule says: path, line, message."""
    tree = parse_xml(data)
    hits: Iterable[Hit] = check(Document(tree, around))
    return Counter((tree.getelementpath(hit.element), hit.element.sourceline, hit.message) for hit in hits)


def seeded(data: bytes, fault: Fault) -> tuple[bytes, str, int | None, Surroundings | None] | None:
    """The article with the fault in it, path and line where it must be found, and what lies beside; None where it can't be made."""
    tree = parse_xml(data)
    made = fault(tree)
    if made is None:
        return None
    path = tree.getelementpath(made.element)
    broken = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    place = parse_xml(broken).find(path)
    assert place is not None
    return broken, path, place.sourceline, made.surroundings


def missed(id: str, check: Check, data: bytes) -> tuple[list[int], int]:
    """The numbers of the faults at whose place a check says nothing new, and how many faults were made."""
    before = said(check, data, None)
    out, made = [], 0
    for number, fault in enumerate(FAULTS[id]):
        broken = seeded(data, fault)
        if broken is None:
            continue
        made += 1
        changed, path, line, around = broken
        new = said(check, changed, around) - before
        if not any((where, at) == (path, line) for where, at, _ in new):
            out.append(number)
    return out, made


def test_every_rule_has_three_faults() -> None:
    assert set(METADATA) == {rule.id for rule in RULES.values() if rule.number <= 34}
    assert set(seeded_faults_text.FAULTS) == {rule.id for rule in RULES.values() if rule.number >= 35}
    assert {id: len(faults) for id, faults in FAULTS.items() if len(faults) < 3} == {}


@pytest.mark.parametrize("id", FAULTS)
def test_in_the_clean_article(id: str) -> None:
    assert missed(id, RULES[id].check, clean_article()) == ([], len(FAULTS[id]))


@pytest.mark.parametrize("id", FAULTS)
def test_line_and_id_in_the_report(id: str) -> None:
    for fault in FAULTS[id]:
        broken = seeded(clean_article(), fault)
        assert broken is not None
        data, _, line, around = broken
        profile = Profile("one", "One rule", rules={id: RULES[id].severity})
        findings = validate_bytes(data, "a.xml", "", profile, around)
        assert (id, line) in [(finding.id, finding.place.line) for finding in findings]


@pytest.mark.skipif(not DATA.is_dir(), reason="the articles are not here")
@pytest.mark.parametrize("id", FAULTS)
def test_in_published_articles(id: str) -> None:
    results = {name: missed(id, RULES[id].check, data) for name, data in published(id in METADATA).items()}
    assert {name: numbers for name, (numbers, _) in results.items() if numbers} == {}
    assert sum(made for _, made in results.values()) >= 3


def silent(document: Document) -> list[Hit]:
    return []


def elsewhere(document: Document) -> list[Hit]:
    """Speaks, of the wrong place."""
    body = document.body
    return [] if body is None or not len(body) else [Hit(body[0], "anything", "nothing")]


@pytest.mark.parametrize("id", FAULTS)
@pytest.mark.parametrize("check", [silent, elsewhere])
def test_the_tables_notice_a_rule_that_is_switched_off(id: str, check: Check) -> None:
    assert missed(id, check, clean_article()) == (list(range(len(FAULTS[id]))), len(FAULTS[id]))


@pytest.mark.parametrize("id", METADATA)
def test_the_tables_notice_a_wrong_place(id: str) -> None:
    def astray(document: Document) -> list[Hit]:
        return [hit._replace(element=next(document.all("body"))) for hit in RULES[id].check(document)]

    assert missed(id, astray, clean_article())[0] == list(range(len(FAULTS[id])))
