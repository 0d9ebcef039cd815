"""Repairs of who is who: groups behind et al., editors in front, title words among the authors."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ..parsing.names import PARTICLES
from .chunks import Chunk, behind
from .confidence import FORM
from .lexicon import SERIALS, gazetteer, keyword_classes_of, squash
from .tokens import Token

AND = frozenset(("and", "und", "et", "e", "y"))
"""Words between the last two people of a list."""

SMALL = frozenset(("of", "the", "and", "in", "for", "on", "de", "la", "et", "des", "du", "und", "für", "e", "y", "d"))
TEAMS = frozenset(
    ("group", "investigators", "consortium", "collaborators", "network", "trialists", "committee", "team", "club", "collaboration",
     "groupe", "grupo", "arbeitsgruppe", "société", "investigator", "force", "party", "registry")
)  # fmt: skip
"""Words that name a group of researchers."""
LONGEST = 14
"""Tokens of a group's name."""
EDITORS = frozenset(
    (
        "editor",
        "editors",
        "eds",
        "ed",
        "hrsg",
        "hg",
        "hgg",
        "editores",
        "organizadores",
        "orgs",
        "coords",
        "herausgeber",
        "herausgeberinnen",
        "hginnen",
        "hrsgg",
        "organizador",
        "organizadora",
        "org",
        "coord",
        "éds",
        "dir",
    )
)
OPENING = "“„«‘"
ET_AL = frozenset(("et", "al", "and", "und", "others"))
OFFICIAL = frozenset(
    ("organization", "organisation", "ministry", "ministério", "ministerio", "council", "commission", "association", "society", "agency",
     "department", "institute", "instituto", "bundesamt", "bundesministerium", "foundation", "secretaria", "departamento", "unicef", "unesco", "oecd")
)  # fmt: skip
"""Words of bodies that publish: no title of a work begins with such a name and a full stop."""
GROUPS = keyword_classes_of("collab")


def group_behind_authors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "... et al. Bakers of the North (BN). Tolerance of": a group between et al. and the title is one of the authors."""
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if (
            chunk.label == "title"
            and before is not None
            and before.label == "author"
            and chunk.first - before.last <= 2
        ):
            tail = [token.text.lower() for token in tokens[before.last - 3 : before.last]]
            end = _group_end(tokens, chunk) if "al" in tail else None
            if end is not None:
                out[-1] = replace(before, last=end)
                first = end + 1
                while first < chunk.last and tokens[first].kind == "mark" and tokens[first].text not in '([“"‘«„':
                    first += 1
                chunk = replace(chunk, first=first)
        out.append(chunk)
    return out


def _group_end(tokens: Sequence[Token], title: Chunk) -> int | None:
    """The place of the full stop behind a group's name that a title begins with."""
    stop = next(
        (at for at in range(title.first + 1, min(title.first + LONGEST, title.last - 3)) if tokens[at].text == "."),
        None,
    )
    if stop is None:
        return None
    words = [token.text for token in tokens[title.first : stop] if token.kind == "word"]
    closing = tokens[stop - 1].text == ")" and tokens[stop - 2].kind == "word" and tokens[stop - 2].text.isupper()
    named = closing or any(word.lower() in TEAMS for word in words)
    return stop if named and all(word[0].isupper() or word.lower() in SMALL for word in words) else None


def editors_in_front(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """People in front of a whole book whom the text itself calls editors: "Kim A, Lee B, editors."."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label == "author":
            at = chunk.last
            while at < len(tokens) and tokens[at].kind == "mark" and at - chunk.last < 3:
                at += 1
            if (
                at < len(tokens)
                and tokens[at].text.lower() in EDITORS
                and not any(other.first <= at < other.last for other in found)
            ):
                chunk = replace(chunk, label="editor")
        out.append(chunk)
    return out


def title_word_among_authors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Stone G. Bread, Culture": what stands behind the full stop after undotted initials and has none itself is title."""
    out: list[Chunk] = []
    moved = -1
    labels = {chunk.label for chunk in found}
    for chunk in found:
        if chunk.label == "author":
            stop = _last_stop(tokens, chunk, untitled="title" not in labels and bool(labels & {"source", "editor"}))
            if stop is not None and "title" not in labels:
                out += [replace(chunk, last=stop), Chunk("title", stop + 1, _bare_end(tokens, chunk), FORM)]
                continue
            if stop is not None:
                out.append(replace(chunk, last=stop))
                moved = stop + 1
                last = chunk.last
                continue
        if moved >= 0:
            if chunk.label == "title" and chunk.first - last <= 2:
                chunk = replace(chunk, first=moved)
            else:
                out[-1] = replace(out[-1], last=last)
            moved = -1
        out.append(chunk)
    if moved >= 0:
        out[-1] = replace(out[-1], last=last)
    return out


def people_of(tokens: Sequence[Token], first: int, last: int) -> list[list[Token]]:
    """The words of each person of a list in which commas, semicolons or "and" stand between people."""
    out: list[list[Token]] = [[]]
    for token in tokens[first:last]:
        if token.text in ",;&" or token.text in AND:
            if out[-1]:
                out.append([])
        elif token.kind == "word":
            out[-1].append(token)
    return out


def natural(person: Sequence[Token]) -> bool:
    """Whether a name stands in its natural order: more than one word, and no initials at its end."""
    return len(person) > 1 and not _initials(person[-1])


def linked_to_given(words: Sequence[Token]) -> bool:
    """Whether an "and" with a known given name behind it is among some words: "Meyer and Mitchell Wand"."""
    given = gazetteer()["given"]
    return any(a.text in AND and squash(b.text) in given for a, b in itertools.pairwise(words))


def _bare_end(tokens: Sequence[Token], chunk: Chunk) -> int:
    return chunk.last - (tokens[chunk.last - 1].text in ".,;:")


def _last_stop(tokens: Sequence[Token], chunk: Chunk, *, untitled: bool) -> int | None:
    """The only full stop of an author block, where it follows initials and words without initials follow it.

    In front of a source without a title even one word is the title: "Kim A. Beans. J Gard".
    """
    stops = [at for at in range(chunk.first, chunk.last - 1) if tokens[at].text == "."]
    if len(stops) != 1:
        return None
    stop = stops[0]
    before, tail = tokens[stop - 1], [token for token in tokens[stop + 1 : chunk.last] if token.kind == "word"]
    if stop < chunk.first + 2 or tokens[stop - 2].kind != "word" or _initials(tokens[stop - 2]):
        return None
    if not _initials(before) or not tokens[stop + 1].spaced or not 1 <= len(tail) <= 8:
        return None
    ended = tokens[chunk.last - 1].text == "." or (chunk.last < len(tokens) and tokens[chunk.last].text in ".?!")
    if (
        not (untitled and ended)
        and squash(tokens[stop - 2].text) in gazetteer()["given"]
        and (len(tail) < 2 or stop - 2 != chunk.first or tail[0].text.lower() in PARTICLES)
    ):
        return None
    if any(_initials(token) or token.text.lower() in GROUPS for token in tail):
        return None
    others = people_of(tokens, chunk.first, stop)[:-1]
    if not untitled and ((others and all(map(natural, others))) or (not others and linked_to_given(tail))):
        return None  # "Ann Baker and W. Bruce Croft": the initial is a middle one
    if any(token.text.islower() and token.text not in SMALL for token in tail):
        return None
    return stop


def quote_behind_authors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Hamilton C. | ‘Am I | Not a Baker?’": an opening quotation mark in a list of names begins the title."""
    for number, chunk in enumerate(found):
        after = behind(found, number)
        if chunk.label != "author" or after is None or after.label != "title" or after.first - chunk.last > 1:
            continue
        inside = range(chunk.first + 1, chunk.last - 1)
        quote = next((at for at in inside if tokens[at].text in OPENING and tokens[at].spaced), None)
        if quote is not None and len(tokens[quote + 1].text) > 1:
            return [
                *found[:number],
                replace(chunk, last=quote),
                replace(after, first=quote + 1),
                *found[number + 2 :],
            ]
    return found


def title_among_authors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Kim A, Lee BC. Falls after dark. Hosp Saf Q. 2011": a short title, and a source, read as more authors."""
    if any(chunk.label in ("title", "source") for chunk in found):
        return found
    out: list[Chunk] = []
    for chunk in found:
        stop = _end_of_inverted(tokens, chunk) if chunk.label == "author" else None
        if stop is None:
            out.append(chunk)
            continue
        out.append(replace(chunk, last=stop))
        ends = [at for at in range(stop + 2, chunk.last) if tokens[at].text in ".?!"]
        end = ends[0] if ends else chunk.last
        out.append(Chunk("title", stop + 1, end + (end < chunk.last and tokens[end].text in "?!"), FORM))
        if end + 1 < chunk.last:
            last = chunk.last - (tokens[chunk.last - 1].text == ".")
            out.append(Chunk("source", end + 1, last, FORM))
    return out


def _end_of_inverted(tokens: Sequence[Token], chunk: Chunk) -> int | None:
    """The stop that ends a list in the style of "Kim A, Lee BC." where words in small letters follow it."""
    stop = next((at for at in range(chunk.first, chunk.last - 1) if tokens[at].text == "."), None)
    if stop is None or stop - chunk.first < 2 or not tokens[stop + 1].spaced or not tokens[stop + 1].text[0].isupper():
        return None
    start = chunk.first
    for at in range(chunk.first, stop + 1):
        if tokens[at].text in ",.":
            if at - start < 2 or not _initials(tokens[at - 1]) or _initials(tokens[start]):
                return None
            start = at + 1
    end = next((at for at in range(stop + 2, chunk.last - 1) if tokens[at].text == "."), None)
    if end is not None and tokens[end + 1].text.lower() in SERIALS and not any(map(_initials, tokens[stop + 1 : end])):
        return stop
    small = [
        token
        for token in tokens[stop + 1 : chunk.last]
        if token.kind == "word" and token.text.islower() and token.text not in PARTICLES | ET_AL
    ]
    return stop if small else None


def _initials(token: Token) -> bool:
    return token.kind == "word" and token.text.isupper() and len(token.text) <= 3


def body_in_front(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """A body at the very beginning of a reference without authors is its author, not its publisher."""
    if any(chunk.label in ("author", "editor") for chunk in found):
        return found
    at = next((number for number, chunk in enumerate(found) if chunk.label != "label"), None)
    if at is None or found[at].label != "publisher" or not any(chunk.label == "title" for chunk in found[at:]):
        return found
    return [*found[:at], replace(found[at], label="author"), *found[at + 1 :]]


def body_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "World Bread Organization. Bread for all. Geneva": a body up to the first full stop of a title is the author."""
    labels = [chunk.label for chunk in found if chunk.label != "label"]
    if not labels or labels[0] != "title" or set(labels) & {"author", "editor"}:
        return found
    at = next(number for number, chunk in enumerate(found) if chunk.label == "title")
    title = found[at]
    stop = next(
        (k for k in range(title.first + 1, min(title.first + LONGEST, title.last - 2)) if tokens[k].text == "."), None
    )
    words = [token.text for token in tokens[title.first : stop] if token.kind == "word"]
    if stop is None or len(words) < 2 or not {word.lower() for word in words} & OFFICIAL:
        return found
    if not all(word[0].isupper() or word.lower() in SMALL for word in words):
        return found
    body = Chunk("author", title.first, stop, FORM)
    return [*found[:at], body, replace(title, first=stop + 1), *found[at + 1 :]]


def stray_authors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """Capitalised words in a title that were taken for names: "in Vespasiano, | Minas Gerais, | Brazil. Pan Am J"."""
    first = next((chunk for chunk in found if chunk.label == "author"), None)
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if before is not None and before.label == "title" and chunk.first - before.last <= 1:
            gap = tokens[before.last].text if chunk.first > before.last else ""
            stray = chunk.label == "author" and chunk is not first and gap in ("", ",", ":")
            rest = chunk.label == "title" and gap in ("", ",") and before.confidence == FORM
            if stray or rest:
                out[-1] = replace(before, last=chunk.last, confidence=FORM)
                continue
        out.append(chunk)
    return out
