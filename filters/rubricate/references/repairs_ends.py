"""Repairs of where authors and titles end: words behind "et al.", names that the title has kept, "//", an "in" of the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, behind, trimmed_end
from .confidence import FORM
from .lexicon import IN, gazetteer, squash
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
