"""`rubricate diff`: what changed between two JATS files, in facts. Exit codes as diff's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli import say
from .findings import RubricateError

if TYPE_CHECKING:
    from .compare import Difference, Facts

SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
RED, GREEN, BOLD, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
AROUND = 6
"""Words that are shown on either side of a change."""


@click.command("diff", epilog="Exit codes: 0 the same facts; 1 they differ; 2 wrong use or internal fault.")
@click.argument("before", metavar="A.xml")
@click.argument("after", metavar="B.xml")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing, the exit code is the answer.")
@click.pass_context
def diff(context: click.Context, before: str, after: str, format_: str, quiet: bool) -> None:
    """Show what changed between two JATS files: title, people, dates, sections, words, figures, cells, references.

    Facts are compared, not bytes: indentation, order of attributes, names of ids and the form of citations are no difference.
    """
    from .compare import differences

    sides = []
    for name in (before, after):
        try:
            sides.append(_facts(name))
        except RubricateError as error:
            say([finding.at(name) for finding in error.findings])
    if len(sides) < 2:
        context.exit(2)
    found = differences(*sides)
    if not quiet:
        text = as_json(found, before, after) if format_ == "json" else as_text(found, colour=sys.stdout.isatty())
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    context.exit(1 if found else 0)


def _facts(name: str) -> Facts:
    from .compare import facts_of
    from .xml import parse_xml, read_xml

    data = sys.stdin.buffer.read() if name == "-" else read_xml(Path(name))
    return facts_of(parse_xml(data, name))


def as_json(found: Sequence[Difference], before: str, after: str) -> str:
    """One object: the two names, how many differences, each of them."""
    data = {"before": before, "after": after, "same": not found, "differences": [one.as_dict() for one in found]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_text(found: Sequence[Difference], *, colour: bool = False) -> str:
    """For a person: a heading for each part, a line for each difference, the words around a change."""
    from .messages import neutral

    lines: list[str] = []
    part = ""
    for one in found:
        if one.part != part:
            part = one.part
            lines.append(f"{BOLD}{part}{PLAIN}" if colour else part)
        what = ", ".join(filter(None, (neutral(one.where), one.field)))
        change = _change(one, colour=colour)
        lines.append(f"  {SIGNS[one.kind]} {what}: {change}" if what else f"  {SIGNS[one.kind]} {change}")
    return "".join(line + "\n" for line in lines)


def _change(one: Difference, *, colour: bool) -> str:
    from .compare import word_changes
    from .messages import neutral

    def removed(text: str) -> str:
        return f"{RED}{text}{PLAIN}" if colour else f"[-{text}-]"

    def added(text: str) -> str:
        return f"{GREEN}{text}{PLAIN}" if colour else f"{{+{text}+}}"

    before, after = neutral(one.before), neutral(one.after)
    if one.kind == "moved":
        return f"from place {before} to {after}"
    if not before or not after:
        return " ".join(mark(text) for mark, text in ((removed, before), (added, after)) if text)
    changes = word_changes(before, after)
    out = []
    for at, (op, text) in enumerate(changes):
        if op == "=":
            out.append(_cut(text, first=at == 0, last=at == len(changes) - 1))
        else:
            out.append(removed(text) if op == "-" else added(text))
    return " ".join(out)


def _cut(text: str, *, first: bool, last: bool) -> str:
    """The words that are the same, those far from a change left out."""
    words = text.split()
    if len(words) <= (AROUND if first or last else 2 * AROUND):
        return text
    head = [] if first else words[:AROUND]
    tail = [] if last else words[-AROUND:]
    return " ".join([*head, "…", *tail])
