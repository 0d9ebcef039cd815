"""Repairs of small fields that a word beside them gives away: "[Data set]", "17. ed.", "Report No.:", Roman pages, theses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, unclaimed, with_block
from .confidence import FORM
from .kinds import SAID, THESIS
from .numbers import DASHES, ROMAN
from .tokens import Token

EDITION = frozenset(("ed", "edn", "edition", "edição", "edición", "édition", "éd", "aufl", "auflage", "изд", "издание"))
ORDINAL = frozenset(("st", "nd", "rd", "th", "a", "ª", "º", "e", "ème", "è", "е"))
REPORT = frozenset(("report", "rep", "relatório", "bericht", "rapport"))
NUMBER = frozenset(("no", "nr", "number", "n", "№"))
NOTICES = frozenset(("erratum", "errata", "corrected", "correction", "corrigendum", "retraction", "retracted"))
THESIS_WORD = re.compile(
    r"^(?:dissertação|tese|tesis|thèse|dissertation|thesis|dissertazione|disertación|дис)$", re.IGNORECASE
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
    free = unclaimed(tokens, found)
    for at in range(1, len(tokens) - 1):
        if tokens[at].kind != "number" or not free[at] or len(tokens[at].text) > 2 or not tokens[at].spaced:
            continue
        end = at + 1
        while end < len(tokens) and free[end] and (tokens[end].text == "." or tokens[end].text.lower() in ORDINAL):
            end += 1
        if end < len(tokens) and free[end] and tokens[end].text.lower() in EDITION and end - at < 4:
            stop = end + 1 < len(tokens) and tokens[end + 1].text == "." and free[end + 1]
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
    free = unclaimed(tokens, found)
    for at in range(2, len(tokens) - 3):
        pair = tokens[at + 1], tokens[at + 3]
        if (
            tokens[at].text == ":"
            and free[at]
            and tokens[at + 2].text in DASHES
            and all(ROMAN.match(token.text) and token.text.islower() for token in pair)
            and all(free[at : at + 4])
        ):
            return with_block(found, Chunk("pages", at + 1, at + 4, FORM))
    return found


def words_of_thesis(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "210 f. | Dissertação (Mestrado em Geografia) | – Instituto": the kind of a thesis, which no block claims."""
    if any(chunk.label == "thesis" for chunk in found) or any(chunk.label in ("volume", "issue") for chunk in found):
        return found
    free = unclaimed(tokens, found)
    for at in range(1, len(tokens)):
        if not free[at] or not THESIS_WORD.match(tokens[at].text) or tokens[at - 1].kind != "mark":
            continue
        end = at + 1
        if end < len(tokens) and tokens[end].text == "(" and free[end]:
            close = next((k for k in range(end, min(end + 9, len(tokens))) if tokens[k].text == ")" and free[k]), None)
            end = close + 1 if close else end
        if THESIS.search(" ".join(token.text for token in tokens[at:end])):
            return with_block(found, Chunk("thesis", at, end, FORM))
    return found


def bracketed_note(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "[Erratum appears in J Exa Med. 1999;353:1023]": what a bracket tells of another notice is a note, no source and no pages."""
    at = next((k for k in range(1, len(tokens) - 4) if tokens[k].text in "[(" and _notice(tokens, k)), None)
    if at is None:
        return found
    other = {"[": "]", "(": ")"}[tokens[at].text]
    close = next((k for k in range(at, len(tokens)) if tokens[k].text == other), None)
    if close is None or close - at < 4:
        return found
    out = [Chunk("note", at + 1, close, FORM)]
    for chunk in found:
        last = chunk.last if chunk.last <= at else trimmed_end(tokens, chunk.first, at, "?!)")
        head, tail = replace(chunk, last=last), replace(chunk, first=max(chunk.first, close + 1))
        out += [part for part in (head, tail) if part.first < part.last]
    return sorted(out, key=lambda chunk: chunk.first)


def _notice(tokens: Sequence[Token], at: int) -> bool:
    words = [token.text.lower() for token in tokens[at + 1 : at + 3]]
    return words[0] in NOTICES or (words[0] in ("published", "comment") and words[1] in (*NOTICES, "in"))
