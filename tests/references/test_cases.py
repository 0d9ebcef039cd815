"""References and what is read from them: cases.md reads as documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_as_tests import cases

from rubricate.references import Reference, parse

CASES = cases(Path(__file__).parent / "cases.md")


def told(reference: Reference) -> list[str]:
    """A record as lines: its type, then each field as printed, people with the number of the person, then rules."""
    lines = [f"type: {reference.type}"]
    for span in reference.spans:
        role = f"{span.role} {span.person} " if span.role else ""
        lines.append(f"{role}{span.name}: {reference.text[span.start : span.end]}")
    for name, value in reference.item.items():
        lines.append(f"{name} = {value}")
    lines += [f"{rule}: {printed} -> {written}" for rule, printed, written in reference.rules]
    return lines


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, source: str, expected: str) -> None:
    reference = parse(source)
    lines = told(reference)
    at = 0
    for line in expected.split("\n"):
        if line.startswith("not: "):
            assert not any(found.startswith(line.removeprefix("not: ")) for found in lines), lines
            continue
        assert line in lines[at:], "\n".join([f"{line!r} is not behind line {at} of", *lines])
        at = lines.index(line, at) + 1


def test_there_are_cases() -> None:
    assert len(CASES) >= 20
