"""Recognition and writing, case by case: the *cases.md files read as documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from documents_as_tests import cases

import rubricate

HERE = Path(__file__).parent
CASES = [case for path in sorted(HERE.glob("*cases.md")) for case in cases(path)]


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, source: str, expected: str) -> None:
    """Each line must come in the XML, in order; "not: " must not; "text: " must in the text without its tags."""
    kind = "markdown" if "# " in source or source.startswith("---") else "text"
    result = rubricate.convert(source.encode("utf-8"), from_=kind, citations="mixed")
    assert result.xml is not None, result.findings
    assert result.ledger is not None and result.ledger.unexplained == []
    xml = result.xml.decode("utf-8")
    at = 0
    for line in expected.split("\n"):
        if line.startswith("not: "):
            assert line.removeprefix("not: ") not in xml
        elif line.startswith("text: "):
            assert line.removeprefix("text: ") in re.sub(r"<[^>]*>", "", xml)
        else:
            found = xml.find(line, at)
            assert found >= 0, f"{line}\nis not in\n{xml[at:]}"
            at = found + len(line)


def test_there_are_cases() -> None:
    assert len(CASES) >= 10
