"""`rubricate compare`: two runs over the same articles, what changed and whether for better."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .batch.comparison import Changed, Comparison

SHOWN = 40
"""Documents that the text lists; JSON and HTML hold all."""
SHOWN_FACTS = 4
LONGEST = 60


@click.command("compare", epilog="Exit codes: 0 the same; 1 documents changed; 2 wrong use or internal fault.")
@click.argument("run_a", metavar="RUN_A", type=click.Path(path_type=Path))
@click.argument("run_b", metavar="RUN_B", type=click.Path(path_type=Path))
@click.option(
    "--gold",
    default=None,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="JATS with the right facts, by the documents' names: says what is better and what is worse.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("-o", "--output", default="", metavar="FILE", help="Write it there.")
@click.pass_context
def compare(context: click.Context, run_a: Path, run_b: Path, gold: Path | None, format_: str, output: str) -> None:
    """Compare two output folders of `rubricate convert`: which documents changed, in which facts."""
    from .batch.comparison import compare_runs
    from .files import check_folder, write_file

    if gold is not None:
        check_folder(gold)
    comparison = compare_runs(run_a, run_b, gold)
    if format_ == "json":
        text = json.dumps(comparison.as_dict(), ensure_ascii=False, indent=2) + "\n"
    elif format_ == "html":
        from .batch.page import comparison_page

        text = comparison_page(comparison)
    else:
        text = as_text(comparison)
    data = text.encode("utf-8", "replace")
    if output and output != "-":
        write_file(Path(output), data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    context.exit(1 if comparison.changed else 0)


def as_text(comparison: Comparison) -> str:
    """Sums first, then the documents, the worst first."""
    told = ", ".join(f"{number} {verdict}" for verdict, number in comparison.verdicts.items())
    lines = [f"{comparison.documents:,} documents, {comparison.same:,} the same{': ' if told else ''}{told}"]
    if comparison.with_gold:
        lines[0] += f" ({comparison.with_gold:,} judged by gold)"
    for part, (documents, times, nearer) in comparison.parts.items():
        gold = f", {nearer:+d} facts right" if comparison.with_gold else ""
        lines.append(f"  {part}: {times:,} differences in {documents:,} documents{gold}")
    for one in comparison.changed[:SHOWN]:
        lines += _document(one)
    if len(comparison.changed) > SHOWN:
        lines.append(f"… and {len(comparison.changed) - SHOWN:,} more: --format json or html")
    return "\n".join(lines) + "\n"


def _document(one: Changed) -> list[str]:
    from .messages import neutral

    status = (
        "" if one.status[0] == one.status[1] else f" ({one.status[0] or 'not there'} → {one.status[1] or 'not there'})"
    )
    lines = [f"{one.verdict}  {neutral(one.document)}{status}"]
    for difference in one.differences[:SHOWN_FACTS]:
        what = ", ".join(filter(None, (difference.part, difference.where, difference.field)))
        lines.append(f"    {neutral(what)}: {_short(difference.before)} → {_short(difference.after)}")
    if len(one.differences) > SHOWN_FACTS:
        lines.append(f"    … and {len(one.differences) - SHOWN_FACTS} more")
    return lines


def _short(text: str) -> str:
    from .messages import neutral

    return neutral(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…") or "nothing"
