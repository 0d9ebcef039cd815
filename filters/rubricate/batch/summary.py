"""The sums of a run, out of its journal: a table for a terminal, and the figures that the page shows."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .journal import Row
from .outcome import Status

MOST = 20
"""Rows of the lists on the page."""
FAR = 3.5
"""Modified z-score from which on a value is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993)."""
NORMAL = 0.6745


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


def summary(rows: Iterable[Row]) -> Summary:
    """Of the rows in one pass; of each only a few numbers are kept, and of those that failed the row."""
    out = Summary()
    times: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    severities: dict[str, str] = {}
    doubted: Counter[str] = Counter()
    doubted_in: Counter[str] = Counter()
    written: list[Row] = []
    for row in rows:
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
            out.failed.append(row)
        else:
            row.findings = []
            written.append(row)
    out.findings = {
        id: (number, documents[id], severities[id])
        for id, number in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    out.doubtful = {
        key: (number, doubted_in[key]) for key, number in sorted(doubted.items(), key=lambda pair: (-pair[1], pair[0]))
    }
    out.outliers = _outliers(written)
    return out


def _outliers(rows: list[Row]) -> list[tuple[Row, str]]:
    measures = (
        ("ms for each 1,000 words", [1000 * row.milliseconds / max(row.words_in, 200) for row in rows]),
        ("% of the words gone", [100 * row.words_lost / max(row.words_in, 1) for row in rows]),
        ("% of the words added", [100 * row.words_added / max(row.words_out, 1) for row in rows]),
        ("words", [float(row.words_in) for row in rows]),
        ("changes unexplained", [float(row.unexplained) for row in rows]),
    )
    found: list[tuple[float, str, Row, str]] = []
    for what, values in measures:
        if len(values) < 10:
            continue
        middle = statistics.median(values)
        spread = statistics.median(abs(value - middle) for value in values)
        for row, value in zip(rows, values, strict=True):
            far = NORMAL * abs(value - middle) / spread if spread else 0.0 if value == middle else float("inf")
            if far > FAR:
                found.append((far, row.document, row, f"{value:,.0f} {what} (median {middle:,.0f})"))
    found.sort(key=lambda entry: (-entry[0], entry[1], entry[3]))
    return [(row, text) for _, _, row, text in found[:MOST]]
