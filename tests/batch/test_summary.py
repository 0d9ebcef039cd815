"""The sums of a run: what is unlike the others is named, and no row is kept for it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from rubricate.batch.journal import Row
from rubricate.batch.summary import FAILED_SHOWN, MOST, Summary, summary


def rows(number: int, *others: Row) -> Iterator[Row]:
    """Documents that are alike, each with findings of its own, and some others behind them."""
    for at in range(number):
        row = Row(f"{at:06}.md", source=f"set/{at:06}.md", status="written", words_in=1000, words_out=1000)
        row.milliseconds = 200.0 + at % 7
        row.findings = [{"id": "doubtful-value", "severity": "query", "message": f"Unexpected doubt {at} " * 5}]
        yield row
    yield from others


def test_a_document_that_took_long_or_lost_words_is_named() -> None:
    slow = Row("slow.md", status="written", words_in=1000, words_out=1000, milliseconds=9000.0)
    lossy = Row("lossy.md", status="with-errors", words_in=1000, words_out=600, words_lost=400, milliseconds=203.0)
    broken = Row("broken.docx", status="refused", milliseconds=90_000.0)
    whole = summary(lambda: rows(50, slow, lossy, broken))
    assert [(row.document, text) for row, text in whole.outliers] == [
        ("lossy.md", "40 % of the words gone (median 0)"),
        ("slow.md", "9,000 ms for each 1,000 words (median 203)"),
    ]
    assert (whole.documents, whole.failed_number) == (53, 1)
    assert whole.findings == {"doubtful-value": (50, 50, "query")}


def test_of_few_documents_none_is_unlike_the_others() -> None:
    slow = Row("slow.md", status="written", words_in=1000, milliseconds=9000.0)
    assert summary(lambda: rows(8, slow)).outliers == []


def test_what_is_listed_is_bounded_and_counted() -> None:
    every = [Row(f"{at:05}.md", status="refused", words_in=at) for at in range(FAILED_SHOWN + 50)]
    odd = [Row(f"odd-{at}.md", status="written", words_in=10**6 + at, milliseconds=200.0) for at in range(MOST + 9)]
    whole = summary(lambda: rows(500, *every, *odd))
    assert (len(whole.failed), whole.failed_number) == (FAILED_SHOWN, FAILED_SHOWN + 50)
    assert len(whole.outliers) == MOST


def test_no_row_is_kept() -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        try:
            found: Summary = summary(lambda: rows(number))
            assert found.documents == number
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(12_000) - peak(2_000) < 10_000 * 150  # a row is more than 1,000 bytes
