"""Repairs of what a mark gives away: "[J]" and "[M]" of Chinese lists, "//" and "№" of Russian ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, with_block
from .confidence import FORM
from .numbers import DASHES
from .persons_forms import is_wide
from .tokens import Token

MARKERS = frozenset(("J", "M", "C", "D", "R", "P", "S", "N", "G", "Z", "A", "DB", "CP", "EB"))
"""Types of works in square brackets behind a title (GB/T 7714): journal, monograph, collection, dissertation, report, patent …"""
CARRIERS = frozenset(("OL", "CD", "DK", "MT"))
RUSSIAN = {"т": "volume", "том": "volume", "вып": "issue", "с": "pages", "стр": "pages", "№": "issue"}
"""Cues of Russian lists, in small letters (GOST 7.0.5)."""


def type_marker(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "王伟. | 教育的现状 | [J]. | 教育研究, 2010": a marker of the type stands between the title and what it is in."""
    at = next((k for k in range(1, len(tokens) - 2) if _marker_end(tokens, k)), None)
    if at is None:
        return found
    end = _marker_end(tokens, at)
    out: list[Chunk] = []
    for chunk in found:
        stop = _stop_of_wide(tokens, chunk, at)
        if stop:
            out += [replace(chunk, last=stop), Chunk("title", stop + 1, at, FORM)]
            continue
        if not chunk.first < at < chunk.last:
            out.append(chunk)
            continue
        head = replace(chunk, last=trimmed_end(tokens, chunk.first, at, "?!)"))
        out.append(replace(head, label="title") if chunk.label == "source" else head)
        first = end
        while first < chunk.last and tokens[first].kind == "mark":
            first += 1
        if first < chunk.last:
            out.append(replace(chunk, first=first, label="source"))
    return out


def _stop_of_wide(tokens: Sequence[Token], chunk: Chunk, marker: int) -> int:
    """Where the names in Chinese characters end of an author block that holds the title up to a marker; else 0."""
    if chunk.label != "author" or chunk.last != marker or not is_wide(tokens[chunk.first : chunk.last]):
        return 0
    return next((at for at in range(chunk.first + 1, chunk.last - 1) if tokens[at].text in ".。"), 0)


def _marker_end(tokens: Sequence[Token], at: int) -> int:
    """Where "[J]", "[EB/OL]" ends, which a stop, a comma, two slashes or the end follow; else 0."""
    if tokens[at].text != "[" or tokens[at + 1].text not in MARKERS:
        return 0
    end = at + 2
    if end + 1 < len(tokens) and tokens[end].text == "/" and tokens[end + 1].text in CARRIERS:
        end += 2
    if end >= len(tokens) or tokens[end].text != "]":
        return 0
    return end + 1 if end + 1 == len(tokens) or tokens[end + 1].text in ".,/。，" else 0


def slashes_among_authors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Иванов И.И., Петров А.В. | Почвы Сибири | // | Почвоведение": authors, title and source in one block that two slashes
    part; a single one behind the title begins its people once more (GOST 7.1)."""
    out: list[Chunk] = []
    alone = not any(chunk.label in ("title", "source") for chunk in found)
    for chunk in found:
        cut = next((at for at in range(chunk.first + 1, chunk.last - 2) if _slashes(tokens, at)), None)
        end = people_end(tokens, chunk.first, chunk.last) if chunk.label == "author" and alone else 0
        if not end or end >= chunk.last - 1 or (cut is not None and cut <= end):
            out.append(chunk)
            continue
        if cut is None and not _cyrillic(tokens[end]):
            out.append(chunk)
            continue
        out.append(replace(chunk, last=end))
        stop = chunk.last if cut is None else cut
        last = next((at for at in range(end + 1, stop) if tokens[at].text == "/" and tokens[at].spaced), stop)
        if cut is None:
            dot = next((at for at in range(end + 1, chunk.last - 1) if tokens[at].text == "."), chunk.last)
            out.append(Chunk("title", end, trimmed_end(tokens, end, dot, "?!)]"), FORM))
            continue
        out.append(Chunk("title", end, trimmed_end(tokens, end, last, "?!)]"), FORM))
        out.append(Chunk("source", cut + 2, trimmed_end(tokens, cut + 2, chunk.last, ")"), FORM))
    return out


def people_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where names in the form "Иванов И.И., Петров, А. В." end; 0 where the text does not begin with one."""
    at, end = first, 0
    while at < last - 2 and tokens[at].kind == "word" and len(tokens[at].text) > 1 and tokens[at].text[0].isupper():
        k = at + 1
        while k + 1 < last and tokens[k].text in "-‐" and tokens[k + 1].kind == "word" and not tokens[k].spaced:
            k += 2
        k += tokens[k].text == ","
        initials = k
        while k + 1 < last and len(tokens[k].text) == 1 and tokens[k].text.isupper() and tokens[k + 1].text == ".":
            k += 2
        if k == initials:
            break
        at = end = k
        if at < last and tokens[at].text in ",;":
            at += 1
    return end


def _cyrillic(token: Token) -> bool:
    return "\u0400" <= token.text[0] <= "\u04ff"


def _slashes(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text == tokens[at + 1].text == "/" and not tokens[at + 1].spaced and tokens[at + 2].kind == "word"


def russian_cues(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Т. 12, | № 3. – С. 45–51", "№ 5": numbers behind their cues that no block claims."""
    out = found
    for at in range(1, len(tokens) - 1):
        label = RUSSIAN.get(tokens[at].text.lower(), "")
        if (
            not label
            or any(chunk.label == label for chunk in out)
            or any(chunk.first <= at < chunk.last for chunk in out)
        ):
            continue
        number = at + 1 + (tokens[at + 1].text == ".")
        if (
            number >= len(tokens)
            or tokens[number].kind != "number"
            or (tokens[at].text.islower() and tokens[at - 1].kind == "number")
        ):
            continue
        last = number + 1
        if last + 1 < len(tokens) and tokens[last].text in DASHES and tokens[last + 1].kind == "number":
            last += 2
        if all(chunk.last <= number or chunk.first >= last for chunk in out):
            out = with_block(out, Chunk(label, number, last, FORM))
    return out


def place_and_publisher(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Почвы Сибири. | М.: | Наука, | 1999": a short place, a colon, a publisher, the year (GOST 7.0.5)."""
    if any(chunk.label in ("publisher", "source", "pages") for chunk in found):
        return found
    date = next((chunk for chunk in found if chunk.label == "date"), None)
    if date is None or date.first < 4 or tokens[date.first - 1].text != ",":
        return found
    colon = next((at for at in range(date.first - 2, max(date.first - 8, 1), -1) if tokens[at].text == ":"), None)
    if (
        colon is None
        or not _cyrillic(tokens[colon + 1])
        or tokens[colon - 1].text != "."
        or tokens[colon - 2].kind != "word"
    ):
        return found
    kept = [
        replace(
            chunk,
            last=min(chunk.last, trimmed_end(tokens, chunk.first, colon - 2, "."))
            if chunk.first < colon - 2
            else chunk.last,
        )
        for chunk in found
        if not colon - 2 <= chunk.first < date.first
    ]
    return sorted(
        [*kept, Chunk("loc", colon - 2, colon, FORM), Chunk("publisher", colon + 1, date.first - 1, FORM)],
        key=lambda chunk: chunk.first,
    )
