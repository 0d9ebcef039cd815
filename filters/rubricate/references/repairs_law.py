"""Repairs of law and patents: cases with their reporters, acts with their numbers, inventors and assignees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, with_block
from .confidence import FORM
from .tokens import Token

VERSUS = frozenset(("v", "vs"))
INVENTORS = frozenset(("inventor", "inventors", "erfinder", "inventeur", "inventeurs"))
ASSIGNEES = frozenset(("assignee", "assignees", "applicant", "applicants", "anmelder", "depositante"))
ACTS = frozenset(
    (
        "regulation",
        "directive",
        "decision",
        "verordnung",
        "richtlinie",
        "règlement",
        "reglamento",
        "directiva",
        "diretiva",
        "regulamento",
        "décision",
    )
)
"""What acts of the European Union are called."""
BODIES_OF_UNION = frozenset(
    ("eu", "ec", "eg", "ce", "eec", "ewg", "cee", "ue", "no", "n", "nr", "euratom", "council", "commission", "º", "°")
)
LONGEST_PARTY = 24
LONGEST_REPORTER = 8


def case_of_law(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Brown v. Board of Education, | 347 | U.S. | 483 (1954)": parties, then volume, reporter and page (Bluebook, rule 10)."""
    versus = next((at for at in range(1, min(len(tokens) - 4, LONGEST_PARTY)) if _versus(tokens, at)), None)
    if versus is None:
        return found
    for at in range(versus + 2, min(len(tokens) - 2, versus + LONGEST_PARTY)):
        if tokens[at].text not in ",." or tokens[at + 1].kind != "number" or not tokens[at + 1].spaced:
            continue
        page = _page_of_reporter(tokens, at + 2)
        if page is None:
            continue
        first = next((chunk.last for chunk in found if chunk.label == "label" and chunk.last < versus), 0)
        while tokens[first].kind == "mark":
            first += 1
        kept = [chunk for chunk in found if chunk.first > page and chunk.label == "date"]
        return [
            Chunk("title", first, at, FORM),
            Chunk("volume", at + 1, at + 2, FORM),
            Chunk("source", at + 2, page, FORM),
            Chunk("pages", page, page + 1, FORM),
            *kept,
        ]
    return found


def _versus(tokens: Sequence[Token], at: int) -> bool:
    after = at + 1 + (tokens[at + 1].text == ".")
    return (
        tokens[at].text in VERSUS
        and tokens[at].spaced
        and tokens[at - 1].kind != "number"
        and tokens[after].text[0].isupper()
    )


def _page_of_reporter(tokens: Sequence[Token], first: int) -> int | None:
    """The place of the page behind the short name of a reporter: "U.S. | 483", "F. Supp. 2d | 17"."""
    if tokens[first].kind != "word" or not tokens[first].text[0].isupper():
        return None
    for at in range(first + 1, min(len(tokens), first + LONGEST_REPORTER)):
        token = tokens[at]
        ordinal = at + 1 < len(tokens) and tokens[at + 1].kind == "word" and not tokens[at + 1].spaced
        if token.kind == "number" and token.spaced and not ordinal:
            return at
        if not (
            token.text == "." or (token.kind == "word" and len(token.text) < 6) or (token.kind == "number" and ordinal)
        ):
            return None
    return None


def public_law(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Bread Act, | Pub. L. No. 111–148, | 124 | Stat. | 119 (2010)": an act, its number, and where it is printed."""
    at = next(
        (
            k
            for k in range(len(tokens) - 5)
            if tokens[k].text == "Pub" and tokens[k + 2].text == "L" and tokens[k + 1].text == tokens[k + 3].text == "."
        ),
        None,
    )
    if at is None:
        return found
    end = at + 4
    while end < len(tokens) and (tokens[end].kind == "number" or tokens[end].text.lower() in ("no", ".", "-", "–")):
        end += 1
    end = trimmed_end(tokens, at, end)
    out = [chunk for chunk in found if chunk.last <= at and chunk.label not in ("author", "source")]
    head = [chunk for chunk in found if chunk.last <= at and chunk.label in ("author", "source")]
    if head and not out:
        out = [Chunk("title", head[0].first, head[-1].last, FORM)]
    out.append(Chunk("number", at, end, FORM))
    stat = next(
        (k for k in range(end, len(tokens) - 2) if tokens[k].text == "Stat" and tokens[k - 1].kind == "number"), None
    )
    page = None if stat is None else _page_of_reporter(tokens, stat)
    if stat is not None and page is not None:
        out += [
            Chunk("volume", stat - 1, stat, FORM),
            Chunk("source", stat, page, FORM),
            Chunk("pages", page, page + 1, FORM),
        ]
        end = page + 1
    return out + [chunk for chunk in found if chunk.first >= end and chunk.label in ("date", "id", "access")]


def act_of_union(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Regulation (EU) 2016/679 of the Parliament and of the Council": the number of an act is no date, and all of it is one title."""
    at = next(
        (k for k, token in enumerate(tokens[:LONGEST_PARTY]) if token.text.lower() in ACTS and token.text[0].isupper()),
        None,
    )
    if at is None or (at and tokens[at - 1].kind == "word"):
        return found
    k = at + 1
    while k < len(tokens) and (tokens[k].text in "().," or tokens[k].text.lower() in BODIES_OF_UNION):
        k += 1
    if (
        k + 2 >= len(tokens)
        or tokens[k].kind != "number"
        or tokens[k + 1].text != "/"
        or tokens[k + 2].kind != "number"
    ):
        return found
    number = k + 3
    title = next((chunk for chunk in found if chunk.label == "title" and chunk.first >= at), None)
    other = next((chunk for chunk in found if chunk.first <= at < chunk.last), None)
    if title is None or (other is title and title.last > number):
        return found
    inside = [chunk for chunk in found if chunk.first < title.last and chunk.last > at]
    if any(chunk.label in ("source", "volume", "pages") for chunk in inside):
        return found
    whole = Chunk("title", at, max(title.last, number), FORM)
    kept = [chunk for chunk in found if chunk not in inside]
    before = [replace(chunk, last=trimmed_end(tokens, chunk.first, at)) for chunk in inside if chunk.first < at]
    return sorted(
        [*kept, *(chunk for chunk in before if chunk.first < chunk.last), whole], key=lambda chunk: chunk.first
    )


def people_of_patent(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Edison TA, | inventor; | Lamp Company, | assignee. | Electric lamp": the words that say who is who are no title, and who
    owns the patent is a body of its own (Citing Medicine, chapter 7)."""
    cue = next((at for at, token in enumerate(tokens) if token.text.lower() in INVENTORS | ASSIGNEES), None)
    at = next((number for number, chunk in enumerate(found) if chunk.label == "title"), None)
    if cue is None or at is None:
        return found
    title = found[at]
    first = title.first
    if tokens[first].text.lower() in INVENTORS:
        first = _behind_marks(tokens, first + 1, title.last)
    owner = next(
        (
            k
            for k in range(first + 1, title.last)
            if tokens[k].text.lower() in ASSIGNEES and tokens[k - 1].text in ",;("
        ),
        None,
    )
    body: list[Chunk] = []
    if owner is not None:
        body = [Chunk("publisher", first, owner - 1, FORM)]
        first = _behind_marks(tokens, owner + 1, title.last)
    if first == title.first or first >= title.last:
        return found
    out = [*found[:at], replace(title, first=first), *found[at + 1 :]]
    return with_block(out, body[0]) if body else out


def _behind_marks(tokens: Sequence[Token], at: int, last: int) -> int:
    while at < last and tokens[at].kind == "mark" and tokens[at].text not in '([“"':
        at += 1
    return at
