"""The proof page of a long article: its weight, and its time beside that of the conversion.

The best of three, in one warm process, since other work on the machine only ever makes it slower.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest
from documents import long_article

import rubricate
from rubricate.proof import proof_of_result, proof_page

WORDS = 20_000
HEAVIEST = 3_000_000
"""Bytes, without pictures (a document given as bytes has none)."""
SHARE = 0.5
"""Of the conversion's time: so a proof takes at most 1.5 times as long as the conversion alone."""
Made = TypeVar("Made")


def timed(make: Callable[[], Made]) -> tuple[float, Made]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


@pytest.mark.timeout(120)
def test_a_long_article() -> None:
    source = long_article(WORDS).encode("utf-8")
    converted, result = min(
        (timed(lambda: rubricate.convert(source, name="long.md")) for _ in range(3)), key=lambda one: one[0]
    )
    assert result.ledger is not None and result.ledger.words_in > 0.9 * WORDS
    shown, page = min((timed(lambda: proof_page(proof_of_result(result))) for _ in range(3)), key=lambda one: one[0])
    assert len(page.encode("utf-8")) < HEAVIEST
    assert shown <= SHARE * converted, (shown, converted)
