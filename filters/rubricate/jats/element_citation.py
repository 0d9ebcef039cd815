"""`<element-citation>`: the fields of a reference and nothing else; no punctuation of the list is left in it."""

from __future__ import annotations

import re

import panflute as pf
from lxml import etree

from ..inlines import cut, inlines_of
from ..parsing.words import WORD
from ..references.corrections import PREFIX, values_not_printed
from ..references.csl_fields import Value
from ..references.record import Reference, Span
from .citation_elements import make, publication_type, set_iso_date
from .context import Context, element, sub
from .cue_words import CUES
from .names import Group, Person, surname_of, units_of

ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:(?:dx\.)?doi\.org|(?:(?:www|pubmed|pmc)\.)?ncbi\.nlm\.nih\.gov|arxiv\.org|europepmc\.org)/[\w/.?=:-]{0,40}$",
    re.IGNORECASE,
)
"""The address that an identifier is the end of: "http://www.ncbi.nlm.nih.gov/pubmed/" before a PMID."""
IDENTIFIERS = frozenset(("doi", "pmid", "pmcid", "arxiv"))
DASHES = re.compile(r"\s?[-–—‐‑−~]{1,2}\s?")
PUNCTUATION = " \u00a0\t\n,;:"


def leftover_words(reference: Reference) -> tuple[list[str], list[str]]:
    """The words that stand in no field: `(cue words, words that nobody understood)`.

    >>> leftover_words(Reference("In: Kim A. Beans", spans=(Span("surname", 4, 7, 1.0), Span("given-names", 8, 9, 1.0))))
    (['In'], ['Beans'])
    """
    cues: list[str] = []
    rest: list[str] = []
    at = 0
    for span in (*reference.spans, Span("", len(reference.text), len(reference.text), 1.0)):
        gap = reference.text[at : span.start]
        address = ADDRESS.search(gap) if span.name in IDENTIFIERS else None
        if address:
            cues += WORD.findall(address.group())
            gap = gap[: address.start()]
        for word in WORD.findall(gap):
            (cues if word.casefold() in CUES else rest).append(word)
        at = max(at, span.end)
    return cues, rest


def element_citation(
    reference: Reference, inlines: list[pf.Inline], context: Context
) -> tuple[etree._Element, list[dict[str, str]]]:
    """The citation, and what the ledger must know: cue words left out, pages completed, values corrected by hand.

    `inlines` are the text of the reference with its mark-up. Fields come in the printed order, but persons of one role
    share one `<person-group>` (JATS4R, citations).
    """
    made = element("element-citation", publication_type=publication_type(reference.type))
    groups: dict[str, etree._Element] = {}
    dropped, unknown = leftover_words(reference)
    log: list[dict[str, str]] = []
    for unit in units_of(reference.spans):
        if isinstance(unit, Group):
            if unit.role not in groups:
                groups[unit.role] = sub(made, "person-group", person_group_type=unit.role)
            for person in unit.persons:
                dropped += _person(groups[unit.role], person, reference.text, inlines, context)
        else:
            child = _field(unit, reference, inlines, context, log)
            if len(child) or (child.text or "").strip():
                made.append(child)
    given = values_not_printed(reference)
    _given(made, given, reference.type, context)
    set_iso_date(made)
    if dropped:
        log.insert(0, {"rule": "cue-word", "text": " ".join(dropped)})
    if unknown or given:
        added = " ".join(value.text for value in given)
        corrected = any(rule.startswith(PREFIX) for rule, _, _ in reference.rules)
        log.append(
            {"rule": "corrected" if corrected else "linked", "text": " ".join(unknown) or added, "detail": added}
        )
    return made, log


def _given(made: etree._Element, given: list[Value], type_: str, context: Context) -> None:
    """Values of a corrected record that the text does not hold; persons first."""
    for role in dict.fromkeys(value.role for value in given if value.role):
        printed = next((node for node in made.iterfind("person-group") if node.get("person-group-type") == role), None)
        group = element("person-group", person_group_type=role)
        persons: dict[int, list[Value]] = {}
        for value in given:
            if value.role == role:
                persons.setdefault(value.person, []).append(value)
        for parts in persons.values():
            _given_person(group, {part.name: part.text for part in parts})
        if printed is not None:
            printed[:0] = list(group)  # before its "et al."
        else:
            made.insert(len(made.findall("person-group")), group)
    for value in given:
        if not value.role:
            span = Span(value.name, 0, len(value.text), 1.0)
            _insert(made, _trimmed(make(span, inlines_of(value.text), type_, context, printed=False)))


ORDER = (
    "person-group", "article-title", "data-title", "chapter-title", "trans-title", "source", "series", "conf-name", "conf-date",
    "conf-loc", "edition", "version", "publisher-loc", "publisher-name", "institution", "year", "month", "day", "season", "volume",
    "issue", "supplement", "fpage", "lpage", "elocation-id", "size",
)  # fmt: skip
"""The usual order of fields, for those that the text does not hold."""


def _insert(made: etree._Element, child: etree._Element) -> None:
    """Put a field next to its nearest relative of the usual order; at the end where it has none."""
    ranks = {tag: rank for rank, tag in enumerate(ORDER)}
    own = ranks.get(str(child.tag))
    near = [
        (abs(rank - own), at, rank)
        for at, node in enumerate(made)
        if own is not None and (rank := ranks.get(str(node.tag))) is not None
    ]
    if own is None or not near:
        made.append(child)
        return
    _, at, rank = min(near)
    made.insert(at + (rank <= own), child)


def _given_person(group: etree._Element, parts: dict[str, str]) -> None:
    if "collab" in parts:
        sub(group, "collab", parts["collab"])
        return
    surname = " ".join(parts[key] for key in ("particle", "surname") if key in parts)
    if not surname and "given-names" not in parts:
        return
    name = sub(group, "name", name_style=_style("".join(parts.values())))
    for tag, text in (
        ("surname", surname),
        ("given-names", parts.get("given-names", "")),
        ("suffix", parts.get("suffix", "")),
    ):
        if text:
            sub(name, tag, text)


def _person(group: etree._Element, person: Person, text: str, inlines: list[pf.Inline], context: Context) -> list[str]:
    """Append one person; returns the words that the element stands for ("et al")."""
    first = person.spans[0]
    if person.kind == "etal":
        sub(group, "etal")
        return WORD.findall(text[first.start : first.end])
    if person.kind == "collab":
        group.append(_trimmed(make(first, cut(inlines, first.start, first.end), "", context, printed=False)))
        return []
    surname, _ = surname_of(person, text)
    given = [_bare(text[span.start : span.end]) for span in person.spans if span.name == "given-names"]
    suffix = [_bare(text[span.start : span.end]) for span in person.spans if span.name == "suffix"]
    if not surname and not given:
        sub(sub(group, "string-name"), "suffix", suffix[0])
        return []
    name = sub(group, "name", name_style=_style(text[person.start : person.end]))
    if surname:
        sub(name, "surname", _bare(surname))
    for tag, values in (("given-names", given), ("suffix", suffix)):
        if values and values[0]:
            sub(name, tag, values[0])
    return []


def _style(printed: str) -> str:
    """`name-style`: Korean, Chinese and Japanese names in their own script are eastern."""
    return "eastern" if any(0x2E80 <= ord(character) <= 0xD7FF for character in printed) else "western"


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(PUNCTUATION)


BARE = frozenset(
    (
        "edition",
        "year",
        "month",
        "day",
        "volume",
        "issue",
        "issue-part",
        "supplement",
        "fpage",
        "lpage",
        "elocation-id",
        "size",
        "version",
    )
)
"""Elements in which no full stop and no bracket at either end means anything."""


def _field(
    span: Span, reference: Reference, inlines: list[pf.Inline], context: Context, log: list[dict[str, str]]
) -> etree._Element:
    made = _trimmed(make(span, cut(inlines, span.start, span.end), reference.type, context, printed=False))
    if span.name == "lpage":
        whole = completed_last(reference, reference.text[span.start : span.end])
        if whole:
            log.append({"rule": "page-completed", "text": made.text or "", "detail": whole})
            made.text = whole
    return made


def completed_last(reference: Reference, printed: str) -> str:
    """The whole last page where the rules of the reference say that it was completed, else ""."""
    for rule, _, written in reference.rules:
        if rule == "page-completed":
            last = DASHES.split(written)[-1]
            if last.endswith((printed.lstrip("0"), printed)):
                return last
    return ""


def _trimmed(made: etree._Element) -> etree._Element:
    """Without punctuation and white space at either end: PMC refuses a structured citation that holds the list's."""
    marks = PUNCTUATION + (".()[]" if made.tag in BARE or (made.tag == "comment" and made.get("content-type")) else "")
    if made.text:
        made.text = made.text.lstrip(marks) or None
    if len(made):
        last = made[-1]
        last.tail = (last.tail or "").rstrip(marks) or None
    elif made.text:
        made.text = made.text.rstrip(marks)
    return made
