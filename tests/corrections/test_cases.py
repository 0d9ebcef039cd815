"""Corrections, case by case: cases.md reads as documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_as_tests import cases

import rubricate
from rubricate.corrections import read_corrections

CASES = cases(Path(__file__).parent / "cases.md")


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, source: str, expected: str) -> None:
    text, _, yaml = source.partition("\n=====\n")
    result = rubricate.convert(
        text.encode("utf-8"),
        from_="markdown" if text.startswith("# ") else "text",
        citations="element",
        corrections=read_corrections(yaml),
    )
    assert result.xml is not None, result.findings
    assert result.ledger is not None and result.ledger.unexplained == []
    said = [finding.message for finding in result.findings if finding.id == "correction-unused"]
    xml = result.xml.decode("utf-8")
    at = 0
    for line in expected.split("\n"):
        if line.startswith("not: "):
            assert line.removeprefix("not: ") not in xml
        elif line.startswith("said: "):
            assert any(line.removeprefix("said: ") in message for message in said), said
        else:
            found = xml.find(line, at)
            assert found >= 0, f"{line}\nis not in\n{xml[at:]}"
            at = found + len(line)
    assert len(said) == sum(line.startswith("said: ") for line in expected.split("\n")), said
    assert len(result.report["corrections"]) == len(read_corrections(yaml).entries)


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
