"""From blocks to the fields of the vocabulary, where each stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .chunks import Chunk
from .dates import date_spans
from .features import IDENTIFIERS
from .kinds import THESIS
from .numbers import page_spans, volume_spans
from .persons import read_people
from .record import Span
from .tokens import Token

WHOLE_WORKS = frozenset(("book", "thesis", "report", "web", "software", "standard", "patent", "legal", "data", "other"))
PLAIN = {"series": "series", "edition": "edition", "loc": "publisher-loc", "publisher": "publisher-name", "access": "date-in-citation", "conf": "conf-name",
         "confdate": "conf-date", "confloc": "conf-loc", "version": "version", "note": "comment", "medium": "medium", "size": "size", "part": "part", "trans": "trans-title"}  # fmt: skip
LANGUAGE = re.compile(
    r"^\[?\(?(?:in|article in|em|en|auf)?\s?(?:chinese|german|french|japanese|russian|spanish|portuguese|korean|english|italian|polish|turkish|persian|dutch|deutsch|englisch)\b[\w\s]{0,30}\)?\]?$",
    re.IGNORECASE,
)
"""(in Chinese with English abstract)."""
THESIS_LIKE = frozenset(("thesis",))


def title_name(kind: str, has_source: bool) -> str:
    """What a first title is called in a work of a kind."""
    if kind == "chapter":
        return "chapter-title" if has_source else "source"
    return "source" if kind in WHOLE_WORKS and not has_source else "article-title"


def field_spans(text: str, tokens: Sequence[Token], found: Sequence[Chunk], kind: str) -> tuple[list[Span], float]:
    """Every span of a reference in order, and how sure the lists of names are altogether."""
    spans: list[Span] = []
    people = {"author": 0, "editor": 0, "translator": 0}
    sure = 1.0
    labels = {chunk.label for chunk in found}
    first_title = True
    for chunk in found:
        label = chunk.label
        if label in people:
            named, probability = read_people(text, tokens, chunk, people[label])
            sure *= probability
            people[label] = max((span.person for span in named), default=people[label])
            spans.extend(named)
        elif label == "date":
            spans.extend(date_spans(tokens, chunk))
        elif label in ("volume", "issue", "supplement"):
            spans.extend(volume_spans(tokens, chunk))
        elif label == "pages":
            cue = chunk.last < len(tokens) and tokens[chunk.last].text.lower() in ("p", "pp", "s", "pages", "seiten")
            before = chunk.first > 0 and tokens[chunk.first - 1].text.lower() in ("p", "pp", "s", ".")
            spans.extend(page_spans(tokens, chunk, after_size_cue=cue and not before))
        elif label == "id":
            spans.extend(_identifier_spans(tokens, chunk))
        elif label in ("title", "source"):
            has_source = "source" in labels and "title" in labels
            name = (
                title_name(kind, has_source)
                if label == "title" or (not has_source and kind in WHOLE_WORKS)
                else "source"
            )
            if label == "title" and not first_title:
                name = "trans-title" if chunk.last - chunk.first > 1 else "comment"
            first_title &= label != "title"
            spans.append(_span(name, tokens, chunk))
        elif label == "thesis":
            spans.append(
                _span(
                    "thesis-type" if kind == "thesis" else "comment" if kind not in ("report",) else "series",
                    tokens,
                    chunk,
                )
            )
        elif label == "number":
            spans.append(
                _span(
                    {"patent": "patent", "standard": "std", "legal": "other-id"}.get(kind, "report-number"),
                    tokens,
                    chunk,
                )
            )
        elif label in PLAIN:
            name = PLAIN[label]
            if name == "publisher-loc" and kind == "confproc" and "publisher" not in labels:
                name = "conf-loc"
            if name == "publisher-name" and kind in ("thesis", "report") and _is_school(chunk.text(text, tokens)):
                name = "institution"
            if name == "publisher-name" and kind == "patent":
                name = "institution"
            if name == "comment" and kind == "thesis" and THESIS.search(chunk.text(text, tokens)):
                name = "thesis-type"
            if name == "comment" and LANGUAGE.match(chunk.text(text, tokens)):
                name = "language"
            spans.append(_span(name, tokens, chunk))
    return sorted(spans, key=lambda span: span.start), sure


def _span(name: str, tokens: Sequence[Token], chunk: Chunk) -> Span:
    return Span(name, tokens[chunk.first].start, tokens[chunk.last - 1].end, chunk.confidence)


def _is_school(text: str) -> bool:
    low = text.lower()
    return any(
        word in low for word in ("univ", "institut", "hochschule", "school", "college", "école", "escola", "eth ")
    )


def _identifier_spans(tokens: Sequence[Token], chunk: Chunk) -> list[Span]:
    """Identifiers known by form one by one; what the model alone calls one, as an other id."""
    spans: list[Span] = []
    start = None
    for at in range(chunk.first, chunk.last + 1):
        token = tokens[at] if at < chunk.last else None
        plain = token is not None and token.kind not in IDENTIFIERS
        if plain and start is None:
            start = at
        if not plain and start is not None:
            words = [k for k in range(start, at) if tokens[k].kind != "mark"]
            if words and any(any(c.isdigit() for c in tokens[k].text) for k in words):
                spans.append(Span("other-id", tokens[words[0]].start, tokens[words[-1]].end, chunk.confidence))
            start = None
        if token is not None and not plain:
            spans.append(Span(token.kind, token.start, token.end, 0.999))
    return spans
