"""Every fault of the table is found by its rule, at its place; and the table notices a rule that says nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from seeded_faults_A import FAULTS, Change

from rubricate.validation.profile import Profile
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.registry import Hit, Rule
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.validate import validate_bytes
from rubricate.xml import parse_xml

DATA = Path(__file__).parents[3] / "shared" / "data"
RULES = all_rules()


def _slice() -> list[Path]:
    """Some articles of the training split, of several publishers; none where the data are not there."""
    if not DATA.is_dir():
        return []
    with (DATA / "articles.tsv").open(encoding="utf-8", newline="") as stream:
        names = sorted(row["file"] for row in csv.DictReader(stream, delimiter="\t") if row["split"] == "train")
    return [DATA / "articles" / name for name in names[::60]]


def seeded(data: bytes, change: Change) -> tuple[bytes, int] | None:
    """The article with the fault in it, and the number of the element where it must be found; None where it can't be made."""
    tree = parse_xml(data)
    place = change(tree.getroot())
    if place is None:
        return None
    number = list(tree.getroot().iter("*")).index(place)
    return etree.tostring(tree, encoding="utf-8"), number


def hits(rule: Rule, data: bytes) -> Iterator[tuple[int, Hit]]:
    """The hits of one rule, each with the number of its element."""
    tree = parse_xml(data)
    numbers = {element: number for number, element in enumerate(tree.getroot().iter("*"))}
    for hit in rule.check(Document(tree)):
        yield numbers[hit.element], hit


def missed(rule: Rule, changes: Iterable[Change], articles: Iterable[bytes]) -> tuple[list[str], int]:
    """What was not found, and how many faults were made; a fault that the article had before is not counted."""
    out, made = [], 0
    for number, data in enumerate(articles):
        before = {hit.message for _, hit in hits(rule, data)}
        for index, change in enumerate(changes):
            fault = seeded(data, change)
            if fault is None:
                continue
            changed, place = fault
            found = [(at, hit.message) for at, hit in hits(rule, changed)]
            if any(at == place and message in before for at, message in found):
                continue
            made += 1
            if place not in [at for at, _ in found]:
                out.append(f"{rule.id}: fault {index} of article {number} at element {place}, found {found[:3]}")
    return out, made


def test_each_rule_has_three_faults() -> None:
    numbers = {rule.id for rule in RULES.values() if rule.number <= 34}
    assert set(FAULTS) == numbers
    assert {id: len(changes) for id, changes in FAULTS.items() if len(changes) < 3} == {}


@pytest.mark.parametrize("id", FAULTS)
def test_in_the_clean_article(id: str) -> None:
    out, made = missed(RULES[id], FAULTS[id], [clean_article()])
    assert out == []
    assert made == len(FAULTS[id])


@pytest.mark.parametrize("id", FAULTS)
def test_line_and_id_in_the_report(id: str) -> None:
    for change in FAULTS[id]:
        fault = seeded(clean_article(), change)
        assert fault is not None
        data, number = fault
        line = list(parse_xml(data).getroot().iter("*"))[number].sourceline
        profile = Profile("one", "One rule", rules={id: RULES[id].severity})
        lines = [(finding.id, finding.place.line) for finding in validate_bytes(data, "a.xml", "", profile)]
        assert (id, line) in lines


@pytest.mark.skipif(not DATA.is_dir(), reason="the articles are not here")
@pytest.mark.parametrize("id", FAULTS)
def test_in_published_articles(id: str) -> None:
    out, made = missed(RULES[id], FAULTS[id], [path.read_bytes() for path in _slice()])
    assert out == []
    assert made >= 3


@pytest.mark.parametrize("id", FAULTS)
def test_the_table_notices_a_silent_rule(id: str) -> None:
    silent = RULES[id]._replace(check=lambda document: ())
    out, made = missed(silent, FAULTS[id], [clean_article()])
    assert len(out) == made == len(FAULTS[id])


@pytest.mark.parametrize("id", FAULTS)
def test_the_table_notices_a_wrong_place(id: str) -> None:
    def astray(document: Document) -> Iterator[Hit]:
        for hit in RULES[id].check(document):
            yield hit._replace(element=next(document.all("body")))

    out, _ = missed(RULES[id]._replace(check=astray), FAULTS[id], [clean_article()])
    assert len(out) == len(FAULTS[id])
