"""References as a table for a person: the fields in colour, doubt marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .record import Reference, Span

COLOURS = {
    "surname": "36;1", "given-names": "36", "suffix": "36", "particle": "36", "collab": "36;1", "etal": "2", "article-title": "32",
    "chapter-title": "32", "source": "33;1", "series": "33", "conf-name": "33", "publisher-name": "33", "publisher-loc": "33",
    "institution": "33", "year": "35;1", "month": "35", "day": "35", "season": "35", "date-in-citation": "35", "volume": "34;1",
    "issue": "34", "supplement": "34", "fpage": "34;1", "lpage": "34;1", "elocation-id": "34;1", "doi": "34;4", "uri": "34;4",
    "pmid": "34;4", "pmcid": "34;4", "arxiv": "34;4",
}  # fmt: skip
DOUBT = 0.8
"""Fields less sure than this are shown in reverse, or with a question mark."""
NAMES = frozenset(("surname", "given-names", "suffix", "particle", "collab", "etal"))
WIDTH = 18


def table(references: Iterable[Reference], sure: float, *, colour: bool = False) -> str:
    """Each reference: its label, type and confidence, then one field a line; "?" marks what is doubtful.

    >>> reference = Reference("Beans. 2001", "1.", "book", (Span("source", 0, 5, 0.99), Span("year", 7, 11, 0.5)), confidence=0.5)
    >>> print(table([reference], 0.9), end="")
    1. book, 50 % (not sure)
      source             Beans
      year             ? 2001
    """
    return "\n".join(_reference(reference, sure, colour) for reference in references)


def _reference(reference: Reference, sure: float, colour: bool) -> str:
    doubt = "" if reference.confidence >= sure else " (not sure)"
    head = f"{reference.label} {reference.type or 'not read'}, {reference.confidence:.0%}{doubt}".strip().replace(
        "%", " %"
    )
    lines = [_painted(head, "1" if not doubt else "31;1", colour)]
    completed = {
        printed.split("-")[-1].split("–")[-1]: written
        for rule, printed, written in reference.rules
        if rule == "page-completed"
    }
    for name, spans in _rows(reference.spans):
        doubtful = min(span.confidence for span in spans) < DOUBT
        start, end = spans[0].start, spans[-1].end
        shown = _shown(reference.text, spans, colour)
        if name == "lpage" and completed:
            shown += f" ({next(iter(completed.values()))})"
        mark = _painted("?", "31;1", colour) if doubtful else " "
        lines.append(f"  {name:<{WIDTH - 1}}{mark} {shown if end > start else ''}".rstrip())
    if not reference.spans:
        lines.append("  " + _clean(reference.text[:200]))
    return "\n".join(lines) + "\n"


def _rows(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    """Names of one role are one row, every other field a row of its own."""
    rows: list[tuple[str, list[Span]]] = []
    for span in spans:
        name = (span.role or "author") if span.name in NAMES else span.name
        if span.name in NAMES and rows and rows[-1][0] == name:
            rows[-1][1].append(span)
        else:
            rows.append((name, [span]))
    return rows


def _shown(text: str, spans: Sequence[Span], colour: bool) -> str:
    out, at = [], spans[0].start
    for span in spans:
        out.append(_clean(text[at : span.start]))
        code = COLOURS.get(span.name, "0") + (";7" if span.confidence < DOUBT else "")
        out.append(_painted(_clean(text[span.start : span.end]), code, colour))
        at = span.end
    return "".join(out)


def _clean(text: str) -> str:
    """No control character of a document reaches a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
