"""The sums of a run, out of its journal: a table for a terminal, and the figures that the page shows."""

from __future__ import annotations

import heapq
import statistics
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .journal import Row
from .outcome import Status

MOST = 20
"""Rows of the lists on the page."""
FAR = 3.5
"""Modified z-score from which on a value is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993)."""
NORMAL = 0.6745
LEAST = 10
"""Documents that there must be before one can be unlike the others."""
FAILED_SHOWN = 1_000
MEASURES: tuple[tuple[str, Callable[[Row], float]], ...] = (
    ("ms for each 1,000 words", lambda row: 1000 * row.milliseconds / max(row.words_in, 200)),
    ("% of the words gone", lambda row: 100 * row.words_lost / max(row.words_in, 1)),
    ("% of the words added", lambda row: 100 * row.words_added / max(row.words_out, 1)),
    ("words", lambda row: float(row.words_in)),
    ("changes unexplained", lambda row: float(row.unexplained)),
)
"""What may be unusual about a document."""


@dataclass(slots=True)
class Summary:
    """Counts over all documents, and lists of those that a person should look at, worst first."""

    documents: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    words_in: int = 0
    words_out: int = 0
    unexplained: int = 0
    milliseconds: float = 0.0
    output_bytes: int = 0
    findings: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    """id → times, documents, severity."""
    doubtful: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Key or part → times, documents."""
    failed: list[Row] = field(default_factory=list)
    """The first `FAILED_SHOWN` of them."""
    failed_number: int = 0
    outliers: list[tuple[Row, str]] = field(default_factory=list)
    """Documents that took far longer for their words, or lost or gained far more of them, than the others."""

    def table(self) -> str:
        """Lines for a terminal."""
        lines = [
            f"{number:8,}  {status}"
            for status, number in sorted(self.statuses.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        lines.append(
            f"{self.documents:8,}  documents, {self.words_in:,} words in, {self.words_out:,} out, {self.unexplained:,} changes unexplained"
        )
        lines += [
            f"{times:8,}  {severity:7} {id} ({documents:,} documents)"
            for id, (times, documents, severity) in list(self.findings.items())[:5]
        ]
        return "\n".join(lines)


def summary(rows: Callable[[], Iterable[Row]]) -> Summary:
    """Of the rows, gone through twice: for the sums, then for what lies far from them.

    Of each document its measures are kept, 40 bytes, and no row but those that are shown.
    """
    out = Summary()
    times: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    severities: dict[str, str] = {}
    doubted: Counter[str] = Counter()
    doubted_in: Counter[str] = Counter()
    measured = [array("d") for _ in MEASURES]
    for row in rows():
        out.documents += 1
        out.statuses[row.status] += 1
        out.words_in += row.words_in
        out.words_out += row.words_out
        out.unexplained += row.unexplained
        out.milliseconds += row.milliseconds
        out.output_bytes += row.output_bytes
        ids = [finding["id"] for finding in row.findings]
        times.update(ids)
        documents.update(set(ids))
        severities |= {finding["id"]: finding["severity"] for finding in row.findings}
        doubted.update(row.doubtful)
        doubted_in.update(row.doubtful.keys())
        if Status(row.status).failed:
            out.failed_number += 1
            if out.failed_number <= FAILED_SHOWN:
                out.failed.append(row)
            continue
        for values, (_, measure) in zip(measured, MEASURES, strict=True):
            values.append(measure(row))
    out.findings = {
        id: (number, documents[id], severities[id])
        for id, number in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    out.doubtful = {
        key: (number, doubted_in[key]) for key, number in sorted(doubted.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    far = heapq.nsmallest(MOST, _far(rows(), [_middle(values) for values in measured]), key=lambda one: one[:3])
    out.outliers = [(row, text) for _, _, text, row in far]
    return out


def _middle(values: array[float]) -> tuple[float, float] | None:
    """`(median, median distance from it)`; None for too few."""
    if len(values) < LEAST:
        return None
    middle = statistics.median(values)
    return middle, statistics.median(abs(value - middle) for value in values)


def _far(rows: Iterable[Row], middles: list[tuple[float, float] | None]) -> Iterator[tuple[float, str, str, Row]]:
    """`(how far, as a negative number, document, what is unusual, row)` of each measure that is unlike the others'."""
    for row in rows:
        if Status(row.status).failed:
            continue
        for known, (what, measure) in zip(middles, MEASURES, strict=True):
            if known is None:
                continue
            (middle, spread), value = known, measure(row)
            far = NORMAL * abs(value - middle) / spread if spread else 0.0 if value == middle else float("inf")
            if far > FAR:
                yield -far, row.document, f"{value:,.0f} {what} (median {middle:,.0f})", row
