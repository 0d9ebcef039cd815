"""`rubricate references`: a list of references in, records out. Findings go to standard error with their line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .cli import exit_code, say
from .references import parse_all, split_list
from .references import sure as least
from .references.record import Reference
from .values import Finding, Place, Severity

FORMATS = ("jsonl", "csljson", "jats", "bibtex", "ris", "table")
LINE_ENDS = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
LINES = ("jsonl",)
"""Formats that answer line by line: what stands in line n of the input stands in line n of the output."""


def run(source: str, format_: str, *, sure: bool) -> int:
    """Parse what is in a file ("-": standard input) and print it; returns the exit code."""
    format_ = format_ or ("table" if sys.stdout.isatty() else "jsonl")
    name = "-" if source == "-" else source
    references, findings = parsed(source, by_line=format_ in LINES)
    if sure:
        doubtful = sum(reference.confidence < least() for reference in references)
        references = [reference if reference.confidence >= least() else unread(reference) for reference in references]
        if doubtful:
            message = f"{doubtful} of {len(references)} references are not sure: of these the printed text alone."
            findings.append(
                Finding("not-sure", Severity.INFO, message, suggestion="Leave out --sure to see their fields.")
            )
    sys.stdout.buffer.write(rendered(references, format_).encode("utf-8"))
    sys.stdout.buffer.flush()
    say([finding.at(name) for finding in findings])
    return exit_code(findings)


def unread(reference: Reference) -> Reference:
    """The reference as a text without fields."""
    return Reference(reference.text, reference.label, findings=reference.findings)


def parsed(source: str, *, by_line: bool) -> tuple[list[Reference], list[Finding]]:
    """The references of a source, and what there is to say about it.

    `by_line`: each line is one entry, empty ones too. Else a list in any form is cut into entries; a document that is no
    plain text (docx, Markdown …) is read as an article, and the entries of its reference lists are taken.
    """
    from .reading.decode import decode_text
    from .reading.formats import TEXT, format_of

    data = sys.stdin.buffer.read() if source == "-" else _bytes(source)
    if format_of(source, "", data) != TEXT:
        return _of_article(source)
    text, findings = decode_text(data, source)
    text = text.removesuffix("\n")
    lines = text.split("\n") if text else []
    entries = _labelled(lines) if by_line else split_list(text)
    references = parse_all([entry for _, entry in entries], labels=[label for label, _ in entries])
    if not any(entry.strip() for _, entry in entries):
        findings.append(
            Finding("no-references", Severity.ERROR, "Unexpected empty input, expected references, one a line or a printed list.")
        )  # fmt: skip
    elif not any(reference.spans for reference in references):
        message = "Unexpected text without any reference, expected references, one a line or a printed list."
        findings.append(Finding("no-references", Severity.ERROR, message))
    for number, reference in enumerate(references, start=1):
        place = Place(line=number if by_line else None, excerpt=reference.text[:80])
        findings += [_placed(finding, place) for finding in reference.findings]
    return references, findings


def _bytes(source: str) -> bytes:
    from .files import read_file

    return read_file(Path(source))


def _of_article(source: str) -> tuple[list[Reference], list[Finding]]:
    from .article_metadata import references_of
    from .pipeline import Settings, read_and_tag

    doc, findings, _, _ = read_and_tag(Path(source), source, Settings())
    references = list(references_of(doc).values())
    out = list(findings)
    if not references:
        message = "Unexpected article without a list of references, expected one."
        out.append(Finding("no-references", Severity.ERROR, message, suggestion="Give the list itself as plain text."))
    return references, out


def _labelled(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Each line with its label apart, where the lines are numbered."""
    from .references.labels import list_labels
    from .references.lists import without_clutter

    labels = list_labels([line if line.strip() else "" for line in lines]) if len(lines) > 1 else {}
    texts = [line[labels[at].end :] if at in labels else line for at, line in enumerate(lines)]
    return [(labels[at].text if at in labels else "", without_clutter(text)) for at, text in enumerate(texts)]


def _placed(finding: Finding, place: Place) -> Finding:
    from dataclasses import replace

    return replace(finding, place=place)


def rendered(references: Sequence[Reference], format_: str) -> str:
    """The references in one of `FORMATS`."""
    if format_ == "jsonl":
        return "".join(_one_line(_item(reference)) + "\n" for reference in references)
    if format_ == "csljson":
        items = [_item(reference, f"B{number}") for number, reference in enumerate(references, start=1)]
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    if format_ == "jats":
        return _jats(references)
    if format_ == "bibtex":
        from .references.bibtex import bibtex

        return bibtex([reference.item for reference in references if reference.spans])
    if format_ == "ris":
        from .references.ris import ris

        return ris([reference.item for reference in references if reference.spans])
    from .references.table import table

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return table(references, least(), colour=colour)


def _one_line(item: dict[str, Any]) -> str:
    """JSON without any character that some reader takes for the end of a line."""
    text = json.dumps(item, ensure_ascii=False)
    return "".join(f"\\u{ord(character):04x}" if character in LINE_ENDS else character for character in text)


def _item(reference: Reference, name: str = "") -> dict[str, Any]:
    """The CSL-JSON item; label, text and confidence stand in `custom`, CSL's place for what it has no variable for."""
    custom = {"label": reference.label, "text": reference.text, "confidence": round(reference.confidence, 3)}
    return {**({"id": name} if name else {}), **reference.item, "custom": {k: v for k, v in custom.items() if v != ""}}


def _jats(references: Sequence[Reference]) -> str:
    from .jats.fragment import reference_list_text

    return reference_list_text(references)
