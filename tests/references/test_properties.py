"""What holds for any text: nothing is raised, nothing changed, spans stand in order and cut no word."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubricate.references import Reference, parse, parse_all

PIECES = st.sampled_from(
    ["Kim S", "van der Berg, A.", "et al.", "(2004)", "2014a", "33", "(2)", ":", "414–21", "ii13–7", "J. Exa. Med.", "In:", "(Hrsg.)", "eds.",
     "doi:10.5555/a.b", "https://example.org/x_(y)", "PMC1234567", "arXiv:1203.4567", "ISBN 978-3-16-148410-0", "金 素羅", "김소라", "Кириллов И.",
     "الخبز", "“Bread”", "\u200b", "\x00", "a\u0301", "–", "Suppl 2", "p.", "[PubMed]", ".", ",", "1.", "é", "🍞"]
)  # fmt: skip
LIKE = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)
ANY = st.text(max_size=300) | LIKE


def check(text: str, reference: Reference) -> None:
    assert reference.text == text
    at = 0
    for span in reference.spans:
        assert at <= span.start < span.end <= len(text), reference.spans
        assert 0 <= span.confidence <= 1
        assert not text[span.start : span.end].isspace()
        for edge in (span.start, span.end):
            if 0 < edge < len(text):
                before, after = text[edge - 1], text[edge]
                name = span.name in ("surname", "given-names") and "\u3040" <= before <= "\ud7a3"
                assert name or not (before.isalpha() and after.isalpha()), (span, text)
                assert not (before.isdigit() and after.isdigit()), (span, text)
        at = span.end
    assert 0 <= reference.confidence <= 1
    assert all(0 <= value <= 1 for value in reference.confidences.values())
    json.dumps(reference.item)


@settings(deadline=None, max_examples=300)
@given(ANY)
def test_any_text(text: str) -> None:
    reference = parse(text, label="1.")
    check(text, reference)
    assert reference.label == "1."
    assert parse(text, label="1.") == reference
    if not any(character.isalnum() for character in text):
        assert reference.findings


@settings(deadline=None, max_examples=40)
@given(st.lists(ANY, max_size=8))
def test_any_list(texts: list[str]) -> None:
    found = parse_all(texts)
    assert len(found) == len(texts)
    for text, reference in zip(texts, found, strict=True):
        check(text, reference)


@pytest.mark.parametrize(
    "unit", ["a", " ", ".", "1", "(", "Kim S, ", "2004;", "–", "김", "\x00", "http://", "10.1/", "A. "]
)
def test_long_texts_are_left_as_they_are(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    reference = parse(text)
    assert reference.text == text
    assert reference.findings
    assert reference.spans == ()
