"""The persons of a reference: which spans make one name, and which names make one group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..references.record import Span
from .citation_elements import NAME_PARTS, PERSON


@dataclass(frozen=True, slots=True)
class Person:
    """The parts of one name in the printed order; or one collaboration, or one "et al."."""

    spans: tuple[Span, ...]

    @property
    def kind(self) -> str:
        """name, collab or etal."""
        return "name" if self.spans[0].name in NAME_PARTS else self.spans[0].name

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Group:
    """Persons of one role with nothing but punctuation and cue words between them."""

    role: str
    persons: tuple[Person, ...]

    @property
    def start(self) -> int:
        return self.persons[0].start

    @property
    def end(self) -> int:
        return self.persons[-1].end


def units_of(spans: Sequence[Span]) -> list[Span | Group]:
    """Spans in order, the parts of names gathered into persons and these into groups.

    Parts belong to one name where they are neighbours and share role and number; a name has one surname.
    """
    out: list[Span | Group] = []
    for span in spans:
        if span.name not in PERSON:
            out.append(span)
            continue
        role = span.role or "author"
        last = out[-1] if out else None
        if isinstance(last, Group) and last.role == role:
            person = last.persons[-1]
            joined = person.kind == "name" and _goes_on(person, span)
            kept = last.persons[:-1] if joined else last.persons
            out[-1] = Group(role, (*kept, Person((*person.spans, span) if joined else (span,))))
        else:
            out.append(Group(role, (Person((span,)),)))
    return out


def _goes_on(person: Person, span: Span) -> bool:
    return (
        span.name in NAME_PARTS
        and span.person == person.spans[-1].person
        and all(part.name != span.name for part in person.spans)
    )


def surname_of(person: Person, text: str) -> tuple[str, tuple[Span, ...]]:
    """The surname with its particle, as printed where the two stand side by side: "van der Berg", "d'Alembert"."""
    particle = next((span for span in person.spans if span.name == "particle"), None)
    surname = next((span for span in person.spans if span.name == "surname"), None)
    used = tuple(span for span in (particle, surname) if span is not None)
    if particle is None or surname is None:
        return (text[used[0].start : used[0].end] if used else ""), used
    if particle.end <= surname.start and not text[particle.end : surname.start].strip(" \u00a0'’"):
        return text[particle.start : surname.end], used
    glue = "" if text[particle.end - 1] in "'’" else " "
    return text[particle.start : particle.end] + glue + text[surname.start : surname.end], used
