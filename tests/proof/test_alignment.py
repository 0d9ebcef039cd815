"""Which word became which: one to one, the same word, and nothing left over that could be matched."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rubricate.proof.alignment import align

WORDS = st.lists(
    st.sampled_from(["the", "of", "and", "bean", "bread", "oven", "light", "garden", "1", "2", "10", "2014"]),
    max_size=40,
)


@given(WORDS, WORDS)
def test_every_word_that_both_have_is_matched_once(source: list[str], output: list[str]) -> None:
    found = align(source, output)
    matched = [place for place in found if place is not None]
    assert len(found) == len(source)
    assert len(matched) == len(set(matched))
    assert all(output[place] == word for word, place in zip(source, found, strict=True) if place is not None)
    assert len(matched) == (Counter(source) & Counter(output)).total()


@given(st.lists(st.text("abcdef", min_size=3, max_size=6), unique=True, max_size=60))
def test_parts_that_moved_stay_whole(words: list[str]) -> None:
    """Words that stand once are matched with themselves, wherever their part went."""
    parts = [words[at : at + 5] for at in range(0, len(words), 5)]
    moved = [word for part in reversed(parts) for word in part]
    found = align(words, moved)
    assert [moved[place] for place in found if place is not None] == words


def test_a_word_of_many_places_goes_with_its_neighbours() -> None:
    source = ["the", "bean", "of", "the", "garden", ".", "the", "bean", "of", "the", "month"]
    output = ["the", "bean", "of", "the", "month", ".", "the", "bean", "of", "the", "garden"]
    assert align(source, output) == [6, 7, 8, 9, 10, 5, 0, 1, 2, 3, 4]
