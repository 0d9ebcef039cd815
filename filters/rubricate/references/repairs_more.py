"""Repairs of what stands where: titles no block claims, editors without a cue, places of conferences, codes of standards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, with_block
from .confidence import FORM
from .kinds import THESIS
from .numbers import DASHES
from .repairs_forms import ACCESSED
from .repairs_people import EDITORS
from .tokens import Token

STANDARDS = frozenset(
    (
        "ISO",
        "DIN",
        "EN",
        "IEC",
        "NBR",
        "ANSI",
        "ASTM",
        "BS",
        "ONORM",
        "ÖNORM",
        "NF",
        "UNE",
        "GOST",
        "ГОСТ",
        "JIS",
        "KS",
        "GB",
        "T",
        "E",
        "D",
        "F",
    )
)
BODIES_OF_STANDARDS = STANDARDS - {"T", "E", "D", "F"}
SECTIONS = frozenset(("Sect", "Sec", "Secc"))
CHAPTERS = frozenset(("chap", "chapter", "ch", "kap", "kapitel", "cap", "sec", "sect", "section"))
SCHOOLS = frozenset(
    ("univ", "universität", "university", "université", "universidade", "universidad", "hochschule", "tu", "fu", "eth")
)
ISSUE = frozenset(("nr", "no", "№", "nº", "heft", "n"))


def unclaimed_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Broeck W. | Prefixed pages. | Gut 1999;45": a sentence between authors and a journal that no block claims is the title."""
    labels = [chunk.label for chunk in found]
    if "title" in labels or labels[:2] != ["author", "source"] or "volume" not in labels:
        return found
    authors, source = found[0], found[1]
    first = authors.last
    while first < source.first and tokens[first].kind == "mark" and tokens[first].text not in "([":
        first += 1
    last = trimmed_end(tokens, first, source.first, "?!)")
    words = [token for token in tokens[first:last] if token.kind == "word"]
    before = tokens[authors.last - 1].text == "." or tokens[authors.last].text in ".:"
    ended = last < source.first and tokens[last].text in ".,"
    if len(words) < 2 or not before or not ended or not words[0].text[0].isupper() or words[0].text.isupper():
        return found
    return with_block(found, Chunk("title", first, last, FORM))


def editor_without_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """People at the very beginning whom the text does not call editors are the authors."""
    at = next((number for number, chunk in enumerate(found) if chunk.label != "label"), None)
    if at is None or found[at].label != "editor" or any(chunk.label == "author" for chunk in found):
        return found
    near = tokens[found[at].first : found[at].last + 4]
    if any(token.text.lower() in EDITORS for token in near):
        return found
    return [*found[:at], replace(found[at], label="author"), *found[at + 1 :]]


def place_of_conference(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "4–9 December 2017; | Long Beach, CA, USA.": the place behind the date of a conference is the conference's."""
    if any(chunk.label == "confloc" for chunk in found):
        return found
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        near = before is not None and before.label == "confdate" and chunk.first - before.last <= 2
        out.append(replace(chunk, label="confloc") if near and chunk.label == "loc" else chunk)
    return out


def accessed_behind_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "2019 [cited | 2020 Feb 3]": a second date right behind a word of access is the date of access."""
    dates = [chunk for chunk in found if chunk.label == "date"]
    if len(dates) < 2 or any(chunk.label == "access" for chunk in found):
        return found
    last = dates[-1]
    cued = any(token.text.lower() in ACCESSED for token in tokens[max(last.first - 2, 0) : last.first])
    return [replace(chunk, label="access") if cued and chunk is last else chunk for chunk in found]


def standard_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "ABNT. | NBR 6023: | informação e documentação": the code of a standard at the head of a title is its number; a number
    goes on through what is glued to it ("ISO 14971:2013|-04")."""
    out: list[Chunk] = []
    known = any(chunk.label == "number" for chunk in found)
    for chunk in found:
        before = out[-1] if out else None
        first = chunk.first
        if (
            chunk.label == "title"
            and before is not None
            and before.label == "number"
            and tokens[before.first].text in STANDARDS
        ):
            glued = first - before.last == 1 and tokens[before.last].text in DASHES and not tokens[first].spaced
            if glued and tokens[first].kind == "number":
                out[-1] = replace(before, last=first + 1)
                first += 1
        elif chunk.label == "title" and not known and tokens[first].text in BODIES_OF_STANDARDS:
            end = _code_end(tokens, first, chunk.last)
            if end:
                out.append(Chunk("number", first, end, FORM))
                first = end
        while first < chunk.last and first > chunk.first and tokens[first].kind == "mark":
            first += 1
        if first < chunk.last:
            out.append(replace(chunk, first=first))
    return out


def _code_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where "DIN EN ISO 14971:2013-04" ends, a colon, stop or comma behind it; 0 for no code."""
    at = first
    while at < last and (tokens[at].text in STANDARDS or tokens[at].text == "/"):
        at += 1
    if at >= last or tokens[at].kind != "number":
        return 0
    at += 1
    while (
        at + 1 < last
        and tokens[at].text in DASHES + ":/."
        and tokens[at + 1].kind == "number"
        and not tokens[at + 1].spaced
    ):
        at += 2
    return at if at < last - 1 and tokens[at].text in ":,." else 0


def issue_behind_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Die Woche, Nr. | 23, | 3. Juni 2004": behind "Nr." stands an issue, where the date has a day."""
    if any(chunk.label in ("issue", "supplement") for chunk in found):
        return found
    dated = any(chunk.label == "date" and chunk.last - chunk.first > 2 for chunk in found)
    out: list[Chunk] = []
    for chunk in found:
        cue = chunk.first - 1 - (tokens[chunk.first - 1].text == ".") if chunk.first > 1 else -1
        cued = dated and chunk.label == "volume" and cue >= 0 and tokens[cue].text.lower() in ISSUE
        out.append(replace(chunk, label="issue") if cued else chunk)
    return out


def section_of_newspaper(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "The law. | The Garden Post. | 2010 Mar 24; | Sect. A:1 (col. 3)": section and page of a newspaper, whose name ends the
    title where no other source was read (Citing Medicine, chapter 8)."""
    at = next((k for k in range(1, len(tokens) - 4) if tokens[k].text in SECTIONS and tokens[k + 1].text == "."), None)
    if at is None or tokens[at - 1].text != ";" or tokens[at + 3].text != ":" or tokens[at + 4].kind != "number":
        return found
    kept = [chunk for chunk in found if chunk.last <= at]
    if any(chunk.label in ("volume", "pages") for chunk in kept):
        return found
    out = [*kept, Chunk("part", at, at + 3, FORM), Chunk("pages", at + 4, at + 5, FORM)]
    title = next((chunk for chunk in out if chunk.label == "title"), None)
    if title is not None and not any(chunk.label == "source" for chunk in out):
        stop = next((k for k in range(title.last - 2, title.first, -1) if tokens[k].text in ".?!"), None)
        if stop is not None:
            keep = stop + (tokens[stop].text in "?!")
            out[out.index(title)] = replace(title, last=keep)
            out.append(Chunk("source", stop + 1, title.last, FORM))
    return sorted(out, key=lambda chunk: chunk.first)


def preprint_archive(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "arXiv preprint | arXiv:1512.03385": the name before the number is no part of the source's name."""
    out: list[Chunk] = []
    for chunk in found:
        last = chunk.last
        cue = chunk.label == "source" and last - chunk.first > 1 and tokens[last - 1].text.lower() == "arxiv"
        numbered = (
            cue and last + 1 < len(tokens) and tokens[last].text == ":" and tokens[last + 1].kind in ("arxiv", "number")
        )
        out.append(replace(chunk, last=last - 1) if numbered else chunk)
    return out


def title_behind_dotted(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Bauer, A.; von der Heide, C. | Slow bread. | Z. Brot 2004": words behind the initials of the last of names that semicolons
    part are the title."""
    labels = [chunk.label for chunk in found]
    if "title" in labels or "source" not in labels or not labels or labels[0] != "author":
        return found
    authors = found[0]
    semicolon = next((at for at in range(authors.last - 1, authors.first, -1) if tokens[at].text == ";"), None)
    if semicolon is None:
        return found
    for at in range(semicolon + 3, authors.last - 1):
        initial = len(tokens[at - 1].text) == 1 and tokens[at - 1].text.isupper()
        if (
            tokens[at].text == "."
            and initial
            and tokens[at + 1].spaced
            and len(tokens[at + 1].text) > 2
            and tokens[at + 1].text[0].isupper()
        ):
            last = trimmed_end(tokens, at + 1, authors.last)
            return [replace(authors, last=at + 1), Chunk("title", at + 1, last, FORM), *found[1:]]
    return found


def journal_among_initials(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Lee B. | J. Org. Gard. | 2002, 2, 14": without a title, a "J." before abbreviated words and a year begins the journal."""
    if not found or found[0].label not in ("author", "editor"):
        return found
    people = found[0]
    first = next(
        (at for at in range(people.first + 2, people.last) if tokens[at].text == "J" and tokens[at].spaced), None
    )
    if first is None or tokens[first - 1].text != ".":
        return found
    end = first
    while (
        end + 1 < len(tokens)
        and tokens[end].kind == "word"
        and tokens[end].text[0].isupper()
        and tokens[end + 1].text == "."
    ):
        end += 2
    date = next((chunk for chunk in found if chunk.label == "date"), None)
    if end - first < 4 or end < people.last or date is None or date.first - end > 1:
        return found
    kept = [chunk for chunk in found[1:] if chunk.first >= end]
    if any(chunk.label in ("title", "source") for chunk in kept) or any(chunk.label == "title" for chunk in found):
        return found
    return [replace(people, label="author", last=first), Chunk("source", first, end, FORM), *kept]


def source_behind_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Wang X. [Bread in China]. | Zhonghua Bread Za Zhi. | 2005;85:812": names between the title and the date of a work with a
    volume are its source, where there is no other."""
    labels = [chunk.label for chunk in found]
    if "source" in labels or "volume" not in labels or labels[:3] != ["author", "title", "author"]:
        return found
    after = labels[3] if len(labels) > 3 else ""
    if after not in ("date", "volume") or "," in [token.text for token in tokens[found[2].first : found[2].last]]:
        return found
    last = trimmed_end(tokens, found[2].first, found[2].last)
    return [*found[:2], Chunk("source", found[2].first, last, FORM), *found[3:]]


def chapter_number(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "The bread book (Oven Press, Paris, 1984), | Chap. 3, | p. 12": a chapter's number, neither source nor volume."""
    for number, chunk in enumerate(found):
        if chunk.label not in ("volume", "issue") or chunk.first < 2:
            continue
        cue = chunk.first - 1 - (tokens[chunk.first - 1].text == ".")
        if tokens[cue].text.lower() not in CHAPTERS or not tokens[cue].text[0].isupper():
            continue
        before = found[number - 1] if number else None
        held = before is not None and before.last > cue
        if held and before is not None and (before.label != "source" or before.first != cue):
            continue
        return [*found[: number - held], Chunk("part", cue, chunk.last, FORM), *found[number + 1 :]]
    return found


def school_of_thesis(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Diss., | Univ. Göttingen": behind the word of a thesis a university is no source, and its town belongs to its name."""
    labels = [chunk.label for chunk in found]
    if "source" not in labels or set(labels) & {"volume", "issue", "editor", "publisher"}:
        return found
    at = labels.index("source")
    school = found[at]
    before = found[at - 1] if at else None
    if before is None or before.label not in ("note", "thesis") or school.first - before.last > 2:
        return found
    end = before.last + (tokens[before.last].text == ".")
    said = "".join(token.text for token in tokens[before.first : end])
    if not THESIS.search(said) or tokens[school.first].text.lower() not in SCHOOLS:
        return found
    rest = found[at + 1 :]
    last = school.last
    if rest and rest[0].label == "loc" and rest[0].first - last <= 1 and tokens[last].text != ",":
        last, rest = rest[0].last, rest[1:]
    kind = replace(before, label="thesis", last=end)
    return [*found[: at - 1], kind, Chunk("publisher", school.first, last, FORM), *rest]
