"""The page of a run: what came of all documents, which findings and doubts are the commonest, which documents to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import __version__
from ..validation.reports.context import counted
from ..validation.reports.html_page import page_head, page_text
from .summary import FAILED_SHOWN, MOST, Summary

if TYPE_CHECKING:
    from .comparison import Comparison

NAME = "rubricate-run.html"
MEANINGS = {
    "written": "written, no error",
    "with-errors": "written; findings say what to look at",
    "refused": "not written; findings say why",
    "fault": "not written: a fault of rubricate, please report it",
    "lost": "not written: it grew beyond the limit document-mb",
    "timeout": "not written: it took longer than the limit document-seconds",
    "unread": "not written: a worker could not read it; the next run tries again",
    "unwritten": "not written: a worker could not write it; the next run tries again",
    "poison": "not written: it killed its worker twice, and is left alone until --retry-failed",
}


def run_page(summary: Summary) -> str:
    """The page as one HTML document that fetches nothing and needs no script."""
    return "".join(f"{line}\n" for line in _lines(summary))


def _lines(summary: Summary) -> Iterator[str]:
    yield from page_head(f"Run: {counted(summary.documents, 'document')}")
    yield "<body><header><h1>Run over many articles</h1>"
    yield f"<p>{counted(summary.documents, 'document')}; {summary.words_in:,} words in, {summary.words_out:,} out; {counted(summary.unexplained, 'change')} of words unexplained.</p>"
    mean = summary.milliseconds / summary.documents if summary.documents else 0.0
    yield f"<p>{summary.milliseconds / 1000:,.0f} s of work, {mean:,.0f} ms a document; {summary.output_bytes:,} bytes written.</p></header><main>"
    statuses = sorted(summary.statuses.items(), key=lambda pair: (-pair[1], pair[0]))
    yield from _table(
        "How the documents ended",
        ("Status", "Meaning", "Documents"),
        [(status, MEANINGS.get(status, ""), f"{number:,}") for status, number in statuses],
    )
    failed = [
        (row.source, row.status, "; ".join(f"{finding['id']}: {finding['message']}" for finding in row.findings[:2]))
        for row in summary.failed
    ]
    yield from _table("Documents without output", ("Document", "Status", "Why"), failed, numbers=0)
    if summary.failed_number > FAILED_SHOWN:
        yield f"<p>Only {FAILED_SHOWN:,} of {summary.failed_number:,} are shown; the journal holds all.</p>"
    findings = [
        (id, severity, f"{documents:,}", f"{times:,}")
        for id, (times, documents, severity) in list(summary.findings.items())[:MOST]
    ]
    yield from _table("Commonest findings", ("Finding", "Severity", "Documents", "Times"), findings, numbers=2)
    doubts = [
        (key, f"{documents:,}", f"{times:,}") for key, (times, documents) in list(summary.doubtful.items())[:MOST]
    ]
    yield from _table("Doubtful fields and parts", ("Field or part", "Documents", "Times"), doubts, numbers=2)
    outliers = [(row.source, text, f"{row.milliseconds:,.0f}") for row, text in summary.outliers]
    yield from _table("Documents unlike the others", ("Document", "What is unusual", "ms"), outliers)
    yield f"</main><footer><p>Made by rubricate {page_text(__version__)}.</p></footer></body></html>"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 1) -> Iterator[str]:
    """A table whose last columns are numbers; nothing without rows."""
    rows = list(rows)
    if not rows:
        return
    kinds = [""] * (len(heads) - numbers) + [' class="n"'] * numbers
    columns = "".join(f'<th scope="col"{kind}>{page_text(head)}</th>' for kind, head in zip(kinds, heads, strict=True))
    yield f"<section><table><caption>{page_text(caption)}</caption><thead><tr>{columns}</tr></thead><tbody>"
    for row in rows:
        cells = "".join(f"<td{kind}>{page_text(cell)}</td>" for kind, cell in zip(kinds[1:], row[1:], strict=True))
        yield f'<tr><th scope="row">{page_text(row[0])}</th>{cells}</tr>'
    yield "</tbody></table></section>"


def comparison_page(comparison: Comparison) -> str:
    """Two runs beside each other, as one HTML document."""
    return "".join(f"{line}\n" for line in _comparison_lines(comparison))


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    yield from page_head(f"Two runs: {counted(len(comparison.changed), 'changed document')}")
    yield "<body><header><h1>Two runs over the same articles</h1>"
    yield f"<p>{counted(comparison.documents, 'document')}, {comparison.same:,} the same; {comparison.with_gold:,} judged by gold.</p></header><main>"
    verdicts = [(verdict, f"{number:,}") for verdict, number in comparison.verdicts.items()]
    yield from _table("Changed documents", ("Verdict", "Documents"), verdicts)
    parts = [
        (part, f"{documents:,}", f"{times:,}", f"{nearer:+,}")
        for part, (documents, times, nearer) in comparison.parts.items()
    ]
    yield from _table("Changed parts", ("Part", "Documents", "Differences", "Nearer to the gold"), parts, numbers=3)
    facts = [
        (
            one.document,
            one.verdict,
            ", ".join(filter(None, (fact.part, fact.where, fact.field))),
            fact.before,
            fact.after,
        )
        for one in comparison.changed
        for fact in one.differences
    ]
    bare = [(one.document, one.verdict, "status", *one.status) for one in comparison.changed if not one.differences]
    yield from _table(
        "Facts", ("Document", "Verdict", "Fact", "Before", "After"), [*bare, *facts][:FAILED_SHOWN], numbers=0
    )
    if len(facts) + len(bare) > FAILED_SHOWN:
        yield f"<p>Only {FAILED_SHOWN:,} of {len(facts) + len(bare):,} are shown; --format json holds all.</p>"
    yield f"</main><footer><p>Made by rubricate {page_text(__version__)}.</p></footer></body></html>"
