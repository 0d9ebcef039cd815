"""Repairs of where authors and titles end: words behind "et al.", names that the title has kept, "//", an "in" of the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..parsing.names import PARTICLES
from .chunks import Chunk, behind, trimmed_end
from .confidence import FORM
from .lexicon import IN, gazetteer, squash
from .repairs_people import AND, linked_to_given, natural, people_of
from .tokens import Token


def behind_et_al(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "et al. | Bakery Letters | (2006) 5:1188", "et al | Diet, | environments, and": what the authors hold behind their "et
    al." begins the title that follows, or is the source where there is neither."""
    if not found or found[0].label != "author":
        return found
    authors = found[0]
    at = next((k for k in range(authors.first + 2, authors.last - 1) if _is_et_al(tokens, k)), None)
    if at is None:
        return found
    first = at + 1
    while first < authors.last and tokens[first].kind == "mark":
        first += 1
    if first >= authors.last or not tokens[first].text[0].isupper() or _initials(tokens[authors.last - 1]):
        return found
    kept = replace(authors, last=at + 1 + (tokens[at + 1].text == "."))
    after = found[1] if len(found) > 1 else None
    if after is not None and after.label == "title" and _marks(tokens, authors.last, after.first) in ("", ","):
        return [kept, replace(after, first=first), *found[2:]]
    if not {"title", "source"} & {chunk.label for chunk in found}:
        return [kept, Chunk("source", first, authors.last, FORM), *found[1:]]
    return found


def author_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Kim A, Lee B, | Garcia-Sastre C Mouse bread restricts": a surname and its initials between the list's last comma, or
    a known surname behind undotted initials, and the title."""
    out = list(found)
    for number in range(len(found) - 1):
        authors, title = found[number], found[number + 1]
        if (authors.label, title.label) != ("author", "title") or title.first == 0:
            continue
        gap = _marks(tokens, authors.last, title.first)
        last = tokens[authors.last - 1]
        if gap not in ("", ",") or not _initials(last) or len(last.text) > 3:
            continue
        end = title.first + 1
        while end + 1 < title.last and tokens[end].text in "-‐‑’'" and not tokens[end].spaced:
            end += 2
        if end + 3 > title.last or not _initials(tokens[end]) or not _named(tokens[title.first]):
            continue
        known = squash(tokens[title.first].text) in gazetteer()["surname"]
        if (gap or known) and (gap or len(tokens[end].text) < 3) and tokens[end + 1].text not in "-‐‑–":
            out[number] = replace(authors, last=end + 1)
            first = end + 1
            while first < title.last and tokens[first].text in ".,:;":
                first += 1
            out[number + 1] = replace(title, first=first)
        break
    return out


PREPOSITIONS = frozenset(
    ("of", "in", "for", "to", "on", "with", "by", "from", "as", "and", "und", "für", "e", "y", "et")
)
"""What follows the first word of a title, and no surname: "Principles of"."""


def surname_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Ann Baker and W. | Bruce Croft. Rye", "I. Kim, K. | Lee Slow bread", "Ann R. | Meyer and Bo Wand. Rye": where names stand
    in their natural order, initials at the end of the list want a surname, which the title has kept."""
    for number in range(len(found) - 1):
        authors, title = found[number], found[number + 1]
        if (authors.label, title.label) != ("author", "title") or _marks(tokens, authors.last, title.first) not in (
            "",
            ".",
        ):
            continue
        end = _end_of_names(tokens, authors, title)
        if end is None:
            return found
        first = end
        while first < title.last and tokens[first].text in ".,:;":
            first += 1
        if title.last - first < 2:
            return found
        return [*found[:number], replace(authors, last=end), replace(title, first=first), *found[number + 2 :]]
    return found


def _end_of_names(tokens: Sequence[Token], authors: Chunk, title: Chunk) -> int | None:
    """Where the names that a title begins with end; `None` where it begins with none."""
    people = people_of(tokens, authors.first, authors.last)
    last, others = people[-1], people[:-1]
    if not last or not _initials(last[-1]) or len(last[-1].text) > 2 or not tokens[title.first].text[0].isupper():
        return None
    bare = all(map(_initials, last))
    sentence = next((k for k in range(title.first, title.last) if tokens[k].text in ".:?!," and _ends(tokens, k)), None)
    if bare and (not others or all(_initials(person[0]) and not _initials(person[-1]) for person in others)):
        if not _named(tokens[title.first]):
            return None
        end = title.first + 1
        while end < title.last and (tokens[end].text in PARTICLES or tokens[end - 1].text.lower() in PARTICLES):
            end += 1
        while end + 1 < title.last and tokens[end].text in "-‐‑’'" and not tokens[end].spaced:
            end += 2
        followed = tokens[end].text if end < title.last else ""
        return None if followed in PREPOSITIONS else end
    if sentence is None or sentence - title.first > 8:
        return None
    words = [token for token in tokens[title.first : sentence] if token.kind == "word"]
    names = all(token.text[0].isupper() or token.text in AND for token in words)
    if not names or not all(map(natural, others)):
        return None
    if bare:
        return sentence if others else None
    given = gazetteer()["given"]
    if len(last) == 2 and squash(last[0].text) in given and (linked_to_given(words) or (others and len(words) == 1)):
        return sentence
    return None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends more than an initial."""
    return tokens[at].text != "." or len(tokens[at - 1].text) > 1


def double_slash(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Return to rye // Geobotany. 2003": two slashes part a title from what it is in (GOST 7.1); a single one behind
    them begins the people."""
    out: list[Chunk] = []
    for chunk in found:
        cut = next((at for at in range(chunk.first + 1, chunk.last - 2) if _slashes(tokens, at)), None)
        if chunk.label not in ("title", "source") or cut is None:
            out.append(chunk)
            continue
        end = next(
            (at for at in range(cut + 2, chunk.last) if tokens[at].text == "/" and tokens[at].spaced), chunk.last
        )
        out.append(replace(chunk, label="title", last=trimmed_end(tokens, chunk.first, cut, "?!)")))
        out.append(replace(chunk, label="source", first=cut + 2, last=trimmed_end(tokens, cut + 2, end, ")")))
    return out


def in_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Gardens | in | Northern Cities. London": the "in" of a book without editors, numbers or pages is a word of its title."""
    labels = [chunk.label for chunk in found]
    if (
        set(labels) & {"editor", "volume", "issue", "pages"}
        or labels.count("title") != 1
        or labels.count("source") != 1
    ):
        return found
    at = labels.index("title")
    title, source = found[at], behind(found, at)
    if source is None or source.label != "source" or source.first != title.last + 1:
        return found
    if tokens[title.last].text not in IN or tokens[title.last - 1].kind == "mark":
        return found
    return [*found[:at], replace(title, last=source.last), *found[at + 2 :]]


def _slashes(tokens: Sequence[Token], at: int) -> bool:
    """Whether "//" stands at a place, with a space on both sides."""
    return (
        tokens[at].text == tokens[at + 1].text == "/"
        and tokens[at].spaced
        and not tokens[at + 1].spaced
        and tokens[at + 2].spaced
    )


def _is_et_al(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text.lower() == "al" and tokens[at - 1].text.lower() == "et"


def _initials(token: Token) -> bool:
    return token.kind == "word" and token.text.isupper() and len(token.text) <= 3


def _named(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 2 and token.text[0].isupper() and token.text[1:].islower()


def _marks(tokens: Sequence[Token], first: int, last: int) -> str:
    """What stands between two blocks; "w" for a word."""
    return "".join(token.text if token.kind == "mark" else "w" for token in tokens[first:last])
