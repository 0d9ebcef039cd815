"""The fields that a CSL-JSON item holds, under the names that spans have: the way back from a record to a citation.

Source of the variables: the CSL 1.0.2 specification, appendices III and IV, and its JSON schema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .record import Reference

TYPES = {
    "article-journal": "journal", "article-magazine": "journal", "article-newspaper": "newspaper", "article": "preprint",
    "book": "book", "chapter": "chapter", "entry-encyclopedia": "chapter", "entry-dictionary": "chapter", "entry": "chapter",
    "paper-conference": "confproc", "speech": "confproc", "thesis": "thesis", "report": "report", "webpage": "web", "post": "web",
    "post-weblog": "web", "dataset": "data", "software": "software", "patent": "patent", "standard": "standard",
    "legislation": "legal", "legal_case": "legal", "bill": "legal", "regulation": "legal", "treaty": "legal",
}  # fmt: skip
"""CSL type to JATS publication-type."""
WHOLE_WORKS = frozenset(("book", "thesis", "report", "standard", "software"))
"""Types whose own title is `<source>` where no container has one."""
SIMPLE = {
    "title-translated": "trans-title", "container-title": "source", "collection-title": "series", "event-title": "conf-name",
    "event": "conf-name", "event-place": "conf-loc", "event-date": "conf-date", "edition": "edition", "volume": "volume",
    "issue": "issue", "supplement": "supplement", "part-number": "part", "publisher-place": "publisher-loc",
    "number-of-pages": "size", "DOI": "doi", "PMID": "pmid", "PMCID": "pmcid", "archive_location": "arxiv", "ISBN": "isbn",
    "ISSN": "issn", "URL": "uri", "version": "version", "genre": "thesis-type", "medium": "medium", "note": "comment",
    "language-note": "language",
}  # fmt: skip
NUMBERS = {"report": "report-number", "patent": "patent", "standard": "std"}
ROLES = ("author", "editor", "translator")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Value:
    """One field of an item: the variable it comes from, the span name it has, its text."""

    variable: str
    name: str
    text: str
    role: str = ""
    person: int = 0


def type_of(item: Mapping[str, Any]) -> str:
    """JATS publication-type of a CSL item; "other" for a type that JATS has no word for."""
    return TYPES.get(str(item.get("type", "")), "other")


def values_of(item: Mapping[str, Any], like: Reference | None = None) -> list[Value]:
    """Every field of an item, persons first, in the order of a printed reference.

    `like` is the reference as it was recognised: where a variable can be two things there (a book's title, an institution
    as publisher), it stays what it was.

    >>> [(value.name, value.text) for value in values_of({"type": "book", "title": "Beans", "page": "3-4"})]
    [('source', 'Beans'), ('fpage', '3'), ('lpage', '4')]
    """
    out: list[Value] = []
    for role in ROLES:
        for number, person in enumerate(item.get(role) or (), start=1):
            if isinstance(person, Mapping):
                out += _person(person, role, number)
    title = _text(item.get("title"))
    if title:
        out.append(Value("title", _title_name(item, like), title))
    for variable, name in SIMPLE.items():
        text = _text(item.get(variable))
        if variable == "issue" and item.get("supplement"):
            text = text.removesuffix(_text(item["supplement"])).strip()
        if text:
            out.append(Value(variable, name, text))
    publisher = _text(item.get("publisher"))
    if publisher:
        name = _name_in(like, publisher_of(like), ("institution",)) or "publisher-name"
        out.append(Value("publisher", name, publisher))
    out += _dates(item)
    out += _pages(item)
    return out


def publisher_of(like: Reference | None) -> str:
    return _text(like.item.get("publisher")) if like is not None else ""


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, Mapping | list) else str(value).strip()


def _person(person: Mapping[str, Any], role: str, number: int) -> list[Value]:
    literal = _text(person.get("literal"))
    if literal:
        return [Value(role, "collab", literal, role, number)]
    particles = [_text(person.get(key)) for key in ("dropping-particle", "non-dropping-particle")]
    parts = [
        *(("particle", particle) for particle in particles),
        ("surname", _text(person.get("family"))),
        ("given-names", _text(person.get("given"))),
        ("suffix", _text(person.get("suffix"))),
    ]
    return [Value(role, name, text, role, number) for name, text in parts if text]


def _name_in(like: Reference | None, text: str, names: Sequence[str]) -> str:
    """The name of the span that holds this text, where it is one of these."""
    if like is None or not text:
        return ""
    return next(
        (span.name for span in like.spans if span.name in names and like.text[span.start : span.end] == text), ""
    )


def _title_name(item: Mapping[str, Any], like: Reference | None) -> str:
    type_ = type_of(item)
    same_type = like is not None and type_of(like.item) == type_
    old = _text(like.item.get("title")) if like is not None else ""
    found = _name_in(like, old, ("article-title", "chapter-title", "source")) if same_type else ""
    if found:
        return found
    if type_ == "chapter":
        return "chapter-title"
    return "source" if type_ in WHOLE_WORKS and not item.get("container-title") else "article-title"


def date_parts(value: Any) -> list[str]:
    """Year, month, day as strings, as far as the date is known."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts") or []
        if parts and isinstance(parts[0], list):
            return [str(part) for part in parts[0] if str(part).strip()]
        return [_text(value.get("literal") or value.get("raw"))] if value.get("literal") or value.get("raw") else []
    return _text(value).split("-") if _text(value) else []


def _dates(item: Mapping[str, Any]) -> list[Value]:
    issued = item.get("issued")
    suffix = _text(issued.get("suffix")) if isinstance(issued, Mapping) else ""
    out = [
        Value("issued", name, text) for name, text in zip(("year", "month", "day"), date_parts(issued), strict=False)
    ]
    if suffix and out:
        out[0] = Value("issued", "year", out[0].text + suffix)
    if isinstance(issued, Mapping) and _text(issued.get("season")):
        out.append(Value("issued", "season", _text(issued.get("season"))))
    accessed = "-".join(part.zfill(2) for part in date_parts(item.get("accessed")))
    if accessed:
        out.append(Value("accessed", "date-in-citation", accessed))
    return out


def _pages(item: Mapping[str, Any]) -> list[Value]:
    out: list[Value] = []
    page = _text(item.get("page"))
    if page:
        for dash in "–—‐‑−":
            page = page.replace(dash, "-")
        first, _, last = page.partition("-")
        out.append(Value("page", "fpage", first.strip()))
        if last.strip():
            out.append(Value("page", "lpage", last.strip()))
    number = _text(item.get("number"))
    if number:
        out.append(Value("number", NUMBERS.get(type_of(item), "elocation-id"), number))
    return out
