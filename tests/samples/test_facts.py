"""Each sample against its hand-written facts, field by field; the ledger must explain every change."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jats_facts import ROOT, differences, facts_of, name_of, reference_facts, sample_sources

import rubricate


def facts_file(source: Path) -> Path:
    folder = source.parent.name
    return ROOT / "samples" / ("seed" if folder == "seeds" else folder) / "facts.yaml"


@pytest.fixture(scope="module", params=sample_sources(), ids=name_of)
def converted(request: pytest.FixtureRequest) -> tuple[Path, rubricate.Result]:
    return request.param, rubricate.convert(request.param)


def test_facts(converted: tuple[Path, rubricate.Result]) -> None:
    source, result = converted
    assert result.xml is not None, result.findings
    expected = yaml.safe_load(facts_file(source).read_text(encoding="utf-8"))
    furniture = expected.pop("furniture")
    expected.pop("reference-fields", None)
    facts = facts_of(result.xml)
    printed = facts_of(rubricate.convert(source, citations="mixed").xml or b"")
    facts["references"] = printed["references"]
    assert differences(expected, facts) == []
    assert [entry["text"] for entry in result.report["log"] if entry["rule"] == "furniture"] == furniture


def test_reference_fields(converted: tuple[Path, rubricate.Result]) -> None:
    source, result = converted
    expected = yaml.safe_load(facts_file(source).read_text(encoding="utf-8")).get("reference-fields", {})
    found = reference_facts(result.report)
    assert [line for label, fields in expected.items() for line in differences(fields, found[label], f".{label}")] == []


def test_nothing_lost_nothing_added(converted: tuple[Path, rubricate.Result]) -> None:
    _, result = converted
    assert result.ledger is not None
    assert result.ledger.unexplained == []


def test_no_errors(converted: tuple[Path, rubricate.Result]) -> None:
    _, result = converted
    assert list(result.errors) == []
    assert "publishing-needs" in [finding.id for finding in result.findings]


def test_a_wrong_fact_is_seen(converted: tuple[Path, rubricate.Result]) -> None:
    _, result = converted
    assert result.xml is not None
    facts = facts_of(result.xml)
    assert differences({"title": facts["title"]}, facts) == []
    assert differences({"title": "Another title"}, facts) != []
    assert differences({"citations": [["B99"]]}, facts) != []
