"""The people of a list of names: surname, given names, suffix; groups; et al."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..parsing.names import PARTICLES, family_size
from .chunks import Chunk
from .lexicon import BODIES, gazetteer, squash
from .models import model
from .names_features import name_features
from .persons_forms import group_with_and, hyphened, is_wide, particles_in_front, wide_people, without_lead
from .record import Span
from .tokens import Token

PARTS = {
    "PS": "surname",
    "S": "surname",
    "PG": "given-names",
    "G": "given-names",
    "PC": "collab",
    "C": "collab",
    "X": "suffix",
    "E": "etal",
}


@dataclass(slots=True)
class Person:
    """One person or group by token places: part to (first, last)."""

    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    confidence: float = 1.0


def read_people(text: str, tokens: Sequence[Token], chunk: Chunk, offset: int) -> tuple[list[Span], float]:
    """The spans of one list of names, persons counted from `offset` + 1, and how sure the whole list is."""
    mine = tokens[chunk.first : chunk.last]
    wide = wide_spans(tokens, chunk, offset) if not mine[0].text.isascii() and is_wide(mine) else []
    if wide:
        return wide, chunk.confidence
    tagged = model("names").tag(name_features(mine, chunk.label))
    people: list[Person] = []
    previous = ""
    for at, (label, sure) in enumerate(zip(names_by_form(mine, tagged.labels), tagged.marginals, strict=True)):
        if label == "O":
            if mine[at].kind != "mark" or mine[at].text in ",;/&":
                previous = ""
            continue
        part = PARTS[label]
        place = chunk.first + at
        person = people[-1] if people else None
        known = person.parts.get(part) if person else None
        joined = (
            known is not None
            and person is not None
            and known[1] == max(last for _, last in person.parts.values())
            and (previous == part or (part in ("given-names", "collab") and known[1] >= place - 2))
        )
        if (
            person is None
            or label[0] == "P"
            or (part == "etal" and not joined)
            or (known is not None and not joined)
            or ("collab" in person.parts and part != "collab")
            or ("etal" in person.parts and part != "etal")
        ):
            person = Person()
            people.append(person)
            known = None
        person.parts[part] = (known[0] if known else place, place + 1)
        person.confidence = min(person.confidence, sure)
        previous = part
    for person in people:
        by_form(person, tokens, people)
    people = [part for person in people for part in bodies_apart(person, tokens)]
    without_sentence_stop(people, tokens)
    spans: list[Span] = []
    number = offset
    for person in people:
        number += "etal" not in person.parts
        for part, (first, last) in sorted(person.parts.items(), key=lambda item: item[1]):
            first, last = _without_marks(tokens, first, last, part)
            if part == "collab" and first < last:
                first = without_lead(tokens, first, last)
            if part == "etal" and last < len(tokens) and tokens[last].text == "." and not tokens[last].spaced:
                last += 1
            if first < last:
                sure = min(person.confidence, chunk.confidence)
                alone = part == "surname" and len(person.parts) == 1 and last - first == 1
                size = family_size(tokens[first].text) if alone and not tokens[first].text.isascii() else 0
                if 0 < size < len(tokens[first].text):
                    cut = tokens[first].start + size
                    spans.append(Span("surname", tokens[first].start, cut, sure, chunk.label, number))
                    spans.append(Span("given-names", cut, tokens[first].end, sure, chunk.label, number))
                    continue
                spans.extend(
                    _split_particle(
                        Span(part, tokens[first].start, tokens[last - 1].end, sure, chunk.label, number),
                        tokens,
                        first,
                        last,
                    )
                )
    return spans, tagged.probability


def names_by_form(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels of a list of names after all that forms give away."""
    out = joined_by_form(tokens, with_unread(tokens, labels))
    return particles_in_front(tokens, hyphened(tokens, group_with_and(tokens, out)))


def wide_spans(tokens: Sequence[Token], chunk: Chunk, offset: int) -> list[Span]:
    """The spans of a list of names in Korean or Chinese characters; none where its forms do not tell them."""
    spans: list[Span] = []
    number = offset
    for what, first, last, size in wide_people(tokens, chunk.first, chunk.last) or ():
        number += what != "etal"
        start, end = tokens[first].start, tokens[last - 1].end
        cut = start + size if what == "name" else end
        spans.append(
            Span("surname" if what == "name" else what, start, cut, chunk.confidence, chunk.label, max(number, 1))
        )
        if cut < end:
            spans.append(Span("given-names", cut, end, chunk.confidence, chunk.label, number))
    return spans


def without_sentence_stop(people: Sequence[Person], tokens: Sequence[Token]) -> None:
    """ "Aalto P. Sesame in": behind initials that are not set off by a comma and that no other person has dotted, the full
    stop ends the list of names, and is no part of the last of them."""
    given = [person.parts["given-names"] for person in people if "given-names" in person.parts]
    last = next((person for person in reversed(people) if "etal" not in person.parts), None)
    if last is None or set(last.parts) != {"surname", "given-names"} or last is not people[-1]:
        return
    first, end = last.parts["given-names"]
    bare = end - first == 2 and tokens[end - 1].text == "." and tokens[first].text.isupper()
    if (
        bare
        and last.parts["surname"][1] == first
        and not any(tokens[b - 1].text == "." for a, b in given if a != first)
    ):
        last.parts["given-names"] = (first, end - 1)


GERMAN_BODIES = frozenset(("verband", "bund", "verein", "bundesverband", "bundesvereinigung", "stiftung", "institut", "ministerium", "bundesministerium",
                           "bundesamt", "landesamt", "gesellschaft", "vereinigung", "forschungsgruppe", "projektgruppe", "arbeitsgruppe",
                           "zentrum", "akademie", "senat", "senatsverwaltung", "statistisches", "deutsche", "deutscher", "deutsches", "europaische"))  # fmt: skip
"""How German names of bodies begin, squashed: no given name does."""
BELOW = frozenset(("secretaria", "departamento", "coordenacao", "diretoria", "ministerio", "instituto", "fundacao", "direccion", "direcao", "subsecretaria",
                   "department", "division", "ministere", "direction", "abteilung", "superintendencia", "gerencia", "conselho", "agencia", "programa"))  # fmt: skip
"""What bodies below others are called, squashed."""


def bodies_apart(person: Person, tokens: Sequence[Token]) -> list[Person]:
    """ "Ministério da Saúde (BR). Secretaria de Saúde": a full stop behind a word in full parts a body from one below it."""
    if set(person.parts) != {"collab"}:
        return [person]
    first, last = person.parts["collab"]
    cuts = [
        at + 1
        for at in range(first + 1, last - 2)
        if tokens[at].text == "."
        and tokens[at + 1].spaced
        and _ends_body(tokens, at - 1)
        and _begins_body(tokens[at + 1])
    ]
    bounds = [first, *cuts, last]
    return [Person({"collab": (start, end)}, person.confidence) for start, end in itertools.pairwise(bounds)]


def _ends_body(tokens: Sequence[Token], at: int) -> bool:
    """A word in full, or a bracket: no abbreviation."""
    text = tokens[at].text
    return text == ")" or (tokens[at].kind == "word" and len(text) > 4)


def _begins_body(token: Token) -> bool:
    return token.kind == "word" and token.text[0].isupper() and squash(token.text) in BELOW


def by_form(person: Person, tokens: Sequence[Token], people: Sequence[Person]) -> None:
    """Parts that their forms give away: initials at the end of a surname ("Khan HAA"), a person read as a group."""
    parts = person.parts
    if set(parts) == {"surname", "suffix"}:
        first, last = parts["surname"]
        if last - first > 1 and tokens[last - 1].kind == "word" and _is_initials(tokens, last - 1, last - 2):
            parts["surname"], parts["given-names"] = (first, last - 1), (last - 1, last)
    elif set(parts) == {"surname"}:
        first, last = parts["surname"]
        head = first
        while head + 2 < last and _is_initial(tokens[head]) and tokens[head + 1].text == ".":
            head += 2
        if head > first:
            parts["given-names"], parts["surname"] = (first, head), (head, last)
            return
        words = tokens[first:last]
        if (
            len(words) == 2
            and all(_is_name(token) or token.text[:2] in ("Mc", "De") for token in words)
            and squash(words[0].text) in gazetteer()["given"]
            and any("given-names" in other.parts for other in people)
        ):
            parts["given-names"], parts["surname"] = (first, first + 1), (first + 1, last)
            return
        tail = last
        while tail - 1 > first and tokens[tail - 1].kind == "word" and _is_initials(tokens, tail - 1, first):
            tail -= 1
        alone = len(people) == 1 or any("given-names" in other.parts for other in people)
        if tail < last and alone:
            parts["surname"], parts["given-names"] = (first, tail), (tail, last)
    elif set(parts) == {"surname", "given-names"}:
        first, last = min(parts.values())[0], max(end for _, end in parts.values())
        if squash(tokens[first].text) in GERMAN_BODIES and all(token.kind == "word" for token in tokens[first:last]):
            parts.clear()
            parts["collab"] = (first, last)
    elif set(parts) == {"collab"}:
        first, last = parts["collab"]
        words = tokens[first:last]
        if not 2 <= len(words) <= 3 or not all(_is_name(token) for token in words):
            return
        low = {squash(token.text) for token in words}
        if squash(words[0].text) in gazetteer()["given"] and not low & BODIES and len(people) == 1:
            del parts["collab"]
            parts["given-names"], parts["surname"] = (first, last - 1), (last - 1, last)


def _is_initial(token: Token) -> bool:
    return token.kind == "word" and len(token.text) == 1 and token.text.isupper()


def with_unread(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels with names that the model passed over: "Macinko J", "J. Macinko" between two separators."""
    out = list(labels)
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].text not in ",;/&":
            continue
        if all(label == "O" for label in out[start:at]):
            words = [k for k in range(start, at) if tokens[k].kind == "word"]
            short = [k for k in words if _short(tokens[k])]
            long = [k for k in words if _is_name(tokens[k])]
            if len(words) == 2 and len(short) == len(long) == 1:
                surname_first = long[0] < short[0]
                out[long[0]] = "PS" if surname_first else "S"
                out[short[0]] = "G" if surname_first else "PG"
        start = at + 1
    return out


def _short(token: Token) -> bool:
    return len(token.text) <= 3 and token.text.isupper()


def _is_initials(tokens: Sequence[Token], at: int, first: int) -> bool:
    """One to three capitals behind a surname that is not itself in capitals: "Silva AB", "Erickson R"."""
    text = tokens[at].text
    return text.isupper() and len(text) <= 3 and tokens[at].spaced and not tokens[first].text.isupper()


def _is_name(token: Token) -> bool:
    """Whether a token looks like a name in full: "Kreyenfeld"."""
    return token.kind == "word" and len(token.text) > 2 and token.text[0].isupper() and token.text[1:].islower()


def joined_by_form(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels with surnames whole that an apostrophe or a hyphen joins: "O'Hara", "Abdel-Aal"."""
    out = list(labels)
    for at in range(1, len(tokens) - 1):
        mark, before, after = tokens[at], tokens[at - 1], tokens[at + 1]
        if mark.spaced or after.spaced or before.kind != "word" or after.kind != "word" or len(after.text) < 3:
            continue
        if (
            mark.text in "'’`´"
            and before.text in ("O", "D", "L", "d", "Dell", "Dall", "Mc")
            and not after.text.isupper()
        ):
            out[at : at + 2] = ["S", "S"]
            if out[at - 1] not in ("PS", "S"):
                out[at - 1] = "PS"
        elif (
            mark.text in "-‐‑"
            and out[at - 1] in ("PS", "S")
            and out[at + 1] in ("G", "PG", "PS", "O")
            and not after.text.isupper()
        ):
            out[at : at + 2] = ["S", "S"]
    return out


def _without_marks(tokens: Sequence[Token], first: int, last: int, part: str) -> tuple[int, int]:
    while first < last and tokens[first].kind == "mark" and tokens[first].text not in "'’‘([":
        first += 1
    while (
        first < last
        and tokens[last - 1].kind == "mark"
        and not (tokens[last - 1].text == "." and part != "surname" and part != "collab")
        and tokens[last - 1].text not in ")]'’"
    ):
        last -= 1
    return first, last


def _split_particle(span: Span, tokens: Sequence[Token], first: int, last: int) -> list[Span]:
    """ "V. van" behind a surname: the given name and its particle apart."""
    if span.name != "given-names" or last - first < 2:
        return [span]
    at = last
    while (
        at - 1 > first
        and tokens[at - 1].kind == "word"
        and tokens[at - 1].text.islower()
        and tokens[at - 1].text in PARTICLES
        and len(tokens[at - 1].text) > 1
    ):
        at -= 1
    if at == last:
        return [span]
    given = Span("given-names", span.start, tokens[at - 1].end, span.confidence, span.role, span.person)
    return [given, Span("particle", tokens[at].start, span.end, span.confidence, span.role, span.person)]
