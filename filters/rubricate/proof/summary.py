"""The proof in short, for a terminal: a table where `rich` is installed, plain lines where it is not."""

from __future__ import annotations

from typing import TextIO

from ..messages import neutral
from ..values import Finding, Severity
from .model import Proof

WIDTH = 100
SHOWN = 30


def summary(proof: Proof, stream: TextIO) -> None:
    """Verdict, queries, findings, words: most doubtful first."""
    rows = _rows(proof)
    counts = proof.counts
    head = f"{proof.name}: {proof.verdict}"
    numbers = ", ".join(
        f"{counts[severity]} {name}"
        for severity, name in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.QUERY, "queries"))
    )
    ledger = proof.result.ledger if proof.result is not None else None
    foot = [ledger.summary()] if ledger is not None else []
    foot += [f"and {len(rows) - SHOWN} more: -o FILE.html shows them"] if len(rows) > SHOWN else []
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        stream.write(f"{neutral(head)}\n{numbers}\n")
        for severity, place, text in rows[:SHOWN]:
            stream.write(f"  {severity:8} {place:>12}  {text}\n")
        stream.writelines(f"{neutral(line)}\n" for line in foot)
        return
    console = Console(file=stream, highlight=False, soft_wrap=False)
    console.print(Text(neutral(head), style="bold"))
    console.print(Text(numbers))
    if rows:
        table = Table(show_edge=False, pad_edge=False)
        for name in ("", "where", "what"):
            table.add_column(name, no_wrap=name != "what")
        styles = {"error": "bold red", "warning": "yellow", "query": "cyan"}
        for severity, place, text in rows[:SHOWN]:
            table.add_row(Text(severity, style=styles.get(severity, "")), Text(place), Text(text))
        console.print(table)
    for line in foot:
        console.print(Text(neutral(line)))


def _rows(proof: Proof) -> list[tuple[str, str, str]]:
    every = [*proof.findings, *proof.checked]
    order = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.WARNING: 2}
    shown = sorted(
        (finding for finding in every if finding.severity in order), key=lambda finding: order[finding.severity]
    )
    return [(str(finding.severity), _place(finding), neutral(f"{finding.message} ({finding.id})")) for finding in shown]


def _place(finding: Finding) -> str:
    place = finding.place
    if place.line is not None:
        return f"line {place.line}"
    return f"block {place.block}" if place.block is not None else neutral(place.xpath.rsplit("/", 1)[-1])
