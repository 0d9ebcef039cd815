"""Findings as people read them: each case of fixtures/explainer.md, a document and what is said about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rubricate.validation import render, validate_bytes

FILE = Path(__file__).parent / "fixtures" / "explainer.md"


def cases() -> list[tuple[str, str, str, str]]:
    """`(title, grammar, document, findings)` of each case."""
    pattern = re.compile(r"^([^\n]+) \[([a-z]+-1\.[0-9])\]\n\.\n(.*?)\n\.\n(.*?)^\.$", re.MULTILINE | re.DOTALL)
    return [match.groups() for match in pattern.finditer(FILE.read_text(encoding="utf-8"))]  # type: ignore[misc]


@pytest.mark.parametrize(("title", "grammar", "document", "expected"), cases(), ids=lambda value: str(value)[:40])
def test_case(title: str, grammar: str, document: str, expected: str) -> None:
    assert render(validate_bytes(document.encode("utf-8"), "a.xml", grammar)) == expected


def test_the_file_is_up_to_date(accept: bool) -> None:
    """With --accept, every expectation is written anew; read the diff before you commit it."""
    text = FILE.read_text(encoding="utf-8")
    for title, grammar, document, expected in cases():
        said = render(validate_bytes(document.encode("utf-8"), "a.xml", grammar))
        old = f"{title} [{grammar}]\n.\n{document}\n.\n{expected}.\n"
        assert text.count(old) == 1, title
        text = text.replace(old, f"{title} [{grammar}]\n.\n{document}\n.\n{said}.\n")
    if accept:
        FILE.write_text(text, encoding="utf-8")
    assert text == FILE.read_text(encoding="utf-8")


def test_there_are_cases() -> None:
    assert len(cases()) >= 10
