"""One reference string, or the strings of one list, to records."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..parsing.identifiers import isbn_is_valid, issn_is_valid
from ..values import Finding, Place, Severity
from .chunks import chunks
from .confidence import calibrated, features, whole_confidence
from .features import IDENTIFIERS, block_features, with_style
from .item import build_item
from .kinds import kind_of
from .models import model
from .record import Reference, Span
from .repairs import repaired
from .spans import field_spans
from .style import common, facts
from .tokens import Token, tokenise

LONGEST = 4000
"""Characters; a longer text is no single reference."""


SCRIPTS = frozenset(
    ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "DEVANAGARI", "BENGALI", "TAMIL", "THAI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ETHIOPIC")
)  # fmt: skip
"""First words of the names of letters (Unicode character names)."""
MANY_SCRIPTS = 5
"""No reference is printed in so many; a Japanese one with an English title has three."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One pass of the block model over a reference."""

    tokens: list[Token]
    labels: list[str]
    marginals: list[float]
    probability: float
    features: list[list[bytes]]
    """What the model was told, without the style of a list."""


def read_blocks(tokens: list[Token], style: Sequence[str] = (), known: list[list[bytes]] | None = None) -> Reading:
    """The labels of tokens; identifiers keep theirs whatever the model says. `known`: their features, from an earlier reading."""
    plain = block_features(tokens) if known is None else known
    tagged = model("blocks").tag(with_style(plain, tokens, style) if style else plain)
    labels = ["id" if token.kind in IDENTIFIERS else label for token, label in zip(tokens, tagged.labels, strict=True)]
    return Reading(tokens, labels, tagged.marginals, tagged.probability, plain)


def scripts(text: str) -> set[str]:
    """The scripts of the words of a text; single Greek letters, as titles in English have them, do not count.

    >>> sorted(scripts("Kim A. 빵과 TNF-α"))
    ['HANGUL', 'LATIN']
    """
    if text.isascii():
        return {"LATIN"}
    found: dict[str, int] = {}
    for character in {c for c in text if c.isalpha()}:
        name = unicodedata.name(character, "").partition(" ")[0]
        found[name] = found.get(name, 0) + 1
    same = {"HIRAGANA": "KANA", "KATAKANA": "KANA"}
    return {
        same.get(name, name) for name, number in found.items() if name in SCRIPTS and (number > 2 or name != "GREEK")
    }


def unread(text: str, label: str, message: str) -> Reference:
    """A reference left as it is, with a finding that says why."""
    finding = Finding(
        "reference-not-read", Severity.WARNING, message, Place(excerpt=text[:80]), "Give one reference as one text."
    )
    return Reference(text, label, "other", findings=(finding,))


def parse(text: str, *, label: str = "") -> Reference:
    """The record of one reference, given without its label. Never raises: what is no reference is left as it is.

    >>> parse("Kim A. A title of bread. J Exa Med. 2004;33:414–21.").item["page"]
    '414-421'
    """
    reading = _first_reading(text)
    return unread(text, label, reading) if isinstance(reading, str) else record(text, label, reading)


def record(text: str, label: str, reading: Reading) -> Reference:
    """The record that a reading makes."""
    found = repaired(text, reading.tokens, chunks(reading.tokens, reading.labels, reading.marginals))
    fields: dict[str, str] = {}
    labels = set()
    for chunk in found:
        fields.setdefault(chunk.label, chunk.text(text, reading.tokens))
        labels.add(chunk.label)
    labels |= {token.kind for token in reading.tokens if token.kind in IDENTIFIERS}
    kind = kind_of(text, fields, labels)
    spans, names_sure = field_spans(text, reading.tokens, found, kind)
    item, sure, rules = build_item(text, spans, kind)
    told = features(reading.tokens, reading.labels, reading.marginals, reading.probability, names_sure, found, spans)
    confidence = whole_confidence(told)
    doubts = tuple(wrong_check_digits(text, spans)) if labels & {"isbn", "issn"} else ()
    reference = Reference(text, label, kind, tuple(spans), item, calibrated(sure), confidence, tuple(rules), doubts)
    if not spans:
        finding = Finding(
            "reference-without-fields",
            Severity.WARNING,
            "Unexpected text without any field, expected a reference",
            Place(excerpt=text[:80]),
        )
        return replace(reference, findings=(finding,))
    return reference


def wrong_check_digits(text: str, spans: Sequence[Span]) -> list[Finding]:
    """A query for each ISBN and ISSN whose check digit is wrong; the number stays as it is printed."""
    out = []
    for span in spans:
        printed = text[span.start : span.end]
        check = {"isbn": isbn_is_valid, "issn": issn_is_valid}.get(span.name)
        if check is not None and not check(printed):
            name = span.name.upper()
            message = f"Unexpected {name} {printed}, expected one whose check digit is right."
            place = Place(excerpt=text[:80])
            out.append(
                Finding(
                    "reference-check-digit", Severity.QUERY, message, place, f"Compare the {name} with the work itself."
                )
            )
    return out


DOUBT = 0.8
"""A reference less likely than this to be read right is read again with the style of its list."""


def parse_all(texts: Sequence[str], labels: Sequence[str] = ()) -> list[Reference]:
    """The records of the entries of one list. What most of them share helps to read those that are in doubt."""
    marks = list(labels) if labels else [""] * len(texts)
    first = [_first_reading(text) for text in texts]
    shared = common([facts(reading.tokens, reading.labels) for reading in first if isinstance(reading, Reading)])
    out = []
    for text, mark, reading in zip(texts, marks, first, strict=True):
        if isinstance(reading, str):
            out.append(unread(text, mark, reading))
            continue
        if shared and reading.probability < DOUBT:
            second = read_blocks(reading.tokens, shared, reading.features)
            reading = second if second.probability > reading.probability else reading
        out.append(record(text, mark, reading))
    return out


def _first_reading(text: str) -> Reading | str:
    """The first reading of a text; where it is no reference at all, what is wrong with it."""
    if not text.strip():
        return "Unexpected empty text, expected a reference"
    if len(text) > LONGEST:
        return f"Unexpected text of {len(text)} characters, expected one reference"
    number = len(scripts(text))
    if number >= MANY_SCRIPTS:
        return f"Unexpected text in {number} scripts, expected one reference"
    tokens = tokenise(text)
    if all(token.kind == "mark" for token in tokens):
        return "Unexpected text without words, expected a reference"
    return read_blocks(tokens)


__all__ = ["parse", "parse_all"]
