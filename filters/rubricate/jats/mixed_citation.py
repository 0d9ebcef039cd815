"""`<mixed-citation>`: every character of the source, with the fields tagged where they stand."""

from __future__ import annotations

from dataclasses import replace

import panflute as pf
from lxml import etree

from ..inlines import pieces
from ..references.record import Reference
from .citation_elements import make, publication_type, set_iso_date
from .context import Context, add_text, element, sub
from .inline import write_inlines
from .names import Group, Person, units_of

FIELD_SURE = 0.5
"""Fields at least this sure are tagged in a reference that is not sure as a whole. Chosen on 1,600 references that nothing was
learned from (German and English social science, computer science, AnyStyle's): of the fields of unsure references 92 % are
right at this confidence or above, 60 % below it. A higher threshold costs far more right fields than it saves wrong ones."""


def sure_fields(reference: Reference, threshold: float) -> Reference:
    """The reference with only the fields to be tagged: all of them where it is sure as a whole, else those that are sure
    themselves; of a name all parts or none. "other" says nothing then."""
    if reference.confidence >= threshold:
        return reference
    doubtful = {(span.role, span.person) for span in reference.spans if span.person and span.confidence < FIELD_SURE}
    spans = tuple(
        span
        for span in reference.spans
        if span.confidence >= FIELD_SURE and not (span.person and (span.role, span.person) in doubtful)
    )
    return replace(reference, spans=spans, type="" if reference.type == "other" else reference.type)


def mixed_citation(reference: Reference, inlines: list[pf.Inline], context: Context) -> etree._Element:
    """The whole text; names are `<string-name>`s in `<person-group>`s, since JATS has no text between parts of a `<name>`."""
    made = element("mixed-citation", publication_type=publication_type(reference.type))
    units = list(units_of(reference.spans))
    edges = [edge for unit in units for edge in (unit.start, unit.end)]
    parts = pieces(inlines, [0, *edges, len(reference.text) + 1])
    for unit, before, inside in zip(units, parts[::2], parts[1::2], strict=False):
        write_inlines(made, before, context, home="mixed-citation")
        if isinstance(unit, Group):
            _group(made, unit, reference.text)
        else:
            made.append(make(unit, inside, reference.type, context, printed=True))
    write_inlines(made, parts[-1], context, home="mixed-citation")
    set_iso_date(made)
    return made


def _group(made: etree._Element, unit: Group, text: str) -> None:
    group = sub(made, "person-group", person_group_type=unit.role)
    at = unit.start
    for person in unit.persons:
        add_text(group, _spaced(text[at : person.start]))
        _person(group, person, text)
        at = person.end


def _spaced(text: str) -> str:
    return text.replace("\n", " ")


def _person(group: etree._Element, person: Person, text: str) -> None:
    if person.kind != "name":
        sub(group, person.kind, _spaced(text[person.start : person.end]))
        return
    name = sub(group, "string-name")
    spans = list(person.spans)
    at = person.start
    for number, span in enumerate(spans):
        if span.name == "particle":
            after = spans[number + 1] if number + 1 < len(spans) else None
            if after is not None and after.name == "surname" and not text[span.end : after.start].strip(" \u00a0'’"):
                continue  # the surname begins with it
            add_text(name, _spaced(text[at : span.end]))
            at = span.end
            continue
        before = spans[number - 1] if number else None
        joined = before is not None and before.name == "particle" and span.name == "surname" and at <= before.start
        start = before.start if joined and before is not None else span.start
        add_text(name, _spaced(text[at:start]))
        sub(name, span.name, _spaced(text[start : span.end]))
        at = span.end
