"""Identifiers of references: found by form, judged by their check digits."""

from __future__ import annotations

import pytest

from rubricate.references import parse
from rubricate.references.identifiers import find

RIGHT = "978-3-16-148410-0"
WRONG = "978-3-16-148410-1"


def test_an_isbn_with_a_wrong_check_digit_is_kept_and_asked_about() -> None:
    reference = parse(f"Baker A. Rye. London: Hall; 1988. ISBN {WRONG}.")
    assert reference.item["ISBN"] == WRONG
    assert [finding.id for finding in reference.findings] == ["reference-check-digit"]
    assert not parse(f"Baker A. Rye. London: Hall; 1988. ISBN {RIGHT}.").findings


def test_an_issn_with_a_wrong_check_digit_is_asked_about() -> None:
    text = "Kim A. Bread again. J Exa Med. ISSN {}. 2004;3:1-9."
    assert [finding.id for finding in parse(text.format("2049-3631")).findings] == ["reference-check-digit"]
    assert not parse(text.format("2049-3630")).findings


@pytest.mark.parametrize(
    ("text", "found"), [(RIGHT, ["isbn"]), (WRONG, []), ("9783161484100", ["isbn"]), ("pp. 978-985", [])]
)
def test_without_its_cue_an_isbn_counts_where_the_check_digit_is_right(text: str, found: list[str]) -> None:
    assert [spot.kind for spot in find(f"Baker A. Rye. London: Hall; 1988. {text}")] == found
