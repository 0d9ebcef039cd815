"""What we say beside what others say of the same faults: fixtures/side_by_side.md is true, and ours stands at the fault."""

from __future__ import annotations

import pytest
from lxml import etree
from side_by_side import COLUMNS, FILE, Case, cases, first_line, libxml2, rubricate, summary

CASES = cases()
RECORDED_WITH = (2, 14)
"""The libxml2 whose words the document holds."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_rubricate_says_so(case: Case) -> None:
    assert rubricate(case.document) == case.said["rubricate"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_libxml2_says_so(case: Case) -> None:
    if etree.LIBXML_VERSION[:2] != RECORDED_WITH:
        pytest.skip(f"recorded with libxml2 {RECORDED_WITH}, here is {etree.LIBXML_VERSION}")
    assert libxml2(case.document) == case.said["libxml2"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_our_first_finding_stands_at_the_fault(case: Case) -> None:
    assert first_line(case.said["rubricate"]) == case.line


def test_the_document_is_whole() -> None:
    assert len(CASES) >= 20
    assert all(set(case.said) == set(COLUMNS) for case in CASES)
    assert summary(CASES) in FILE.read_text(encoding="utf-8")
