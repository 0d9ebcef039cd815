"""Repairs of what a mark gives away: "[J]" and "[M]" of Chinese lists, "//" and "№" of Russian ones, "[Data set]", editions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, with_block
from .confidence import FORM
from .kinds import SAID, THESIS
from .persons_forms import is_wide
from .tokens import Token

MARKERS = frozenset(("J", "M", "C", "D", "R", "P", "S", "N", "G", "Z", "A", "DB", "CP", "EB"))
"""Types of works in square brackets behind a title (GB/T 7714): journal, monograph, collection, dissertation, report, patent …"""
CARRIERS = frozenset(("OL", "CD", "DK", "MT"))
EDITION = frozenset(("ed", "edn", "edition", "edição", "edición", "édition", "éd", "aufl", "auflage", "изд", "издание"))
ORDINAL = frozenset(("st", "nd", "rd", "th", "a", "ª", "º", "e", "ème", "è", "е"))
REPORT = frozenset(("report", "rep", "relatório", "bericht", "rapport"))
NUMBER = frozenset(("no", "nr", "number", "n", "№"))
RUSSIAN = {"т": "volume", "том": "volume", "вып": "issue", "с": "pages", "стр": "pages", "№": "issue"}
"""Cues of Russian lists, in small letters (GOST 7.0.5)."""
ROMAN = re.compile(r"^[ivxlc]{1,6}$")
DASHES = "-–—−"
THESIS_WORD = re.compile(
    r"^(?:dissertação|tese|tesis|thèse|dissertation|thesis|dissertazione|disertación|дис)$", re.IGNORECASE
)


def free(tokens: Sequence[Token], found: Sequence[Chunk]) -> list[bool]:
    """Whether no block claims a token, for each token."""
    out = [True] * len(tokens)
    for chunk in found:
        out[chunk.first : chunk.last] = [False] * (chunk.last - chunk.first)
    return out


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
    if any(chunk.label in ("publisher", "source", "volume") for chunk in found):
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


def medium_in_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Rye fields (Version 1.2) | [Data set]": what a bracket at the end of a title says of the kind of work or of its version."""
    out: list[Chunk] = []
    labels = {chunk.label for chunk in found}
    for chunk in found:
        more: list[Chunk] = []
        if chunk.label in ("title", "source"):
            for label in ("medium", "version"):
                opening = _bracket(tokens, chunk)
                inside = [token.text for token in tokens[opening + 1 : chunk.last - 1]] if opening else []
                said = SAID.fullmatch(f"[{' '.join(inside)}]") if label == "medium" else None
                versioned = (
                    label == "version"
                    and len(inside) > 1
                    and inside[0].lower() in ("version", "ver", "release")
                    and inside[1][0].isdigit()
                )
                if label in labels or not opening or not (said or versioned):
                    continue
                edge = 0 if label == "medium" else 1
                more.append(Chunk(label, opening + edge, chunk.last - edge, FORM))
                chunk = replace(chunk, last=opening)
        out += [chunk, *reversed(more)]
    return out


def _bracket(tokens: Sequence[Token], chunk: Chunk) -> int:
    """Where the bracket that ends a block opens; 0 for none, and for a block that is nothing else."""
    if tokens[chunk.last - 1].text not in ")]":
        return 0
    opening = next((at for at in range(chunk.last - 2, chunk.first, -1) if tokens[at].text in "(["), 0)
    return opening if chunk.last - opening <= 8 else 0


def edition_with_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Pedagogia. | 17. ed. | Rio de Janeiro": a number before "ed." that no block claims is the edition."""
    labels = {chunk.label for chunk in found}
    if labels & {"edition", "volume", "issue"} or not labels & {"loc", "publisher"}:
        return found
    unclaimed = free(tokens, found)
    for at in range(1, len(tokens) - 1):
        if tokens[at].kind != "number" or not unclaimed[at] or len(tokens[at].text) > 2 or not tokens[at].spaced:
            continue
        end = at + 1
        while end < len(tokens) and unclaimed[end] and (tokens[end].text == "." or tokens[end].text.lower() in ORDINAL):
            end += 1
        if end < len(tokens) and unclaimed[end] and tokens[end].text.lower() in EDITION and end - at < 4:
            stop = end + 1 < len(tokens) and tokens[end + 1].text == "." and unclaimed[end + 1]
            return with_block(found, Chunk("edition", at, end + 1 + stop, FORM))
    return found


def report_number(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Report No.: | 53077": what stands behind these words is the number of a report, neither page nor volume."""
    if any(chunk.label == "number" for chunk in found):
        return found
    out: list[Chunk] = []
    for chunk in found:
        before = tokens[max(chunk.first - 4, 0) : chunk.first]
        words = [token.text.lower() for token in before if token.kind == "word"]
        cued = len(words) >= 2 and words[-1] in NUMBER and words[-2] in REPORT
        cued = cued and (chunk.label == "pages" or before[-1].text == ":")
        out.append(replace(chunk, label="number") if cued and chunk.label in ("pages", "volume", "issue") else chunk)
    return out


def roman_pages(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "1990;300(6725):vii–xii": Roman pages behind the colon of a volume or an issue."""
    if any(chunk.label == "pages" for chunk in found) or not any(chunk.label == "volume" for chunk in found):
        return found
    unclaimed = free(tokens, found)
    for at in range(2, len(tokens) - 3):
        pair = tokens[at + 1], tokens[at + 3]
        if (
            tokens[at].text == ":"
            and unclaimed[at]
            and tokens[at + 2].text in DASHES
            and all(ROMAN.match(token.text) for token in pair)
            and all(unclaimed[at : at + 4])
        ):
            return with_block(found, Chunk("pages", at + 1, at + 4, FORM))
    return found


def words_of_thesis(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "210 f. | Dissertação (Mestrado em Geografia) | – Instituto": the kind of a thesis, which no block claims."""
    if any(chunk.label == "thesis" for chunk in found) or any(chunk.label in ("volume", "issue") for chunk in found):
        return found
    unclaimed = free(tokens, found)
    for at in range(1, len(tokens)):
        if not unclaimed[at] or not THESIS_WORD.match(tokens[at].text) or tokens[at - 1].kind != "mark":
            continue
        end = at + 1
        if end < len(tokens) and tokens[end].text == "(" and unclaimed[end]:
            close = next(
                (k for k in range(end, min(end + 9, len(tokens))) if tokens[k].text == ")" and unclaimed[k]), None
            )
            end = close + 1 if close else end
        if THESIS.search(" ".join(token.text for token in tokens[at:end])):
            return with_block(found, Chunk("thesis", at, end, FORM))
    return found
