"""Repairs of small pieces that their form gives away: "in press", "Chinese.", "p. iii–xii", "Version 2", dates of conferences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..parsing.dates import MONTHS
from .chunks import Chunk, behind, trimmed_end, unclaimed, with_block
from .confidence import FORM
from .dates import YEAR
from .kinds import CONFERENCE
from .numbers import DASHES, ROMAN
from .repairs_people import EDITORS
from .tokens import Token

STATUS = frozenset(
    ("in press", "submitted", "forthcoming", "in preparation", "accepted", "to appear", "unpublished", "in review", "under review",
     "epub ahead of print", "ahead of print", "online ahead of print", "im druck", "im erscheinen", "no prelo", "en prensa", "sous presse", "in stampa")
)  # fmt: skip
"""What a work that is not out yet says of itself."""
LANGUAGES = frozenset(
    ("chinese", "german", "french", "japanese", "russian", "spanish", "portuguese", "korean", "english", "italian", "polish", "turkish", "persian",
     "dutch", "czech", "hungarian", "swedish", "norwegian", "danish", "hebrew", "arabic", "deutsch", "englisch", "französisch", "russisch")
)  # fmt: skip
KNOWN = 0.95
"""Confidence of words that mean one thing only."""
ACCESSED = frozenset(
    ("cited", "accessed", "retrieved", "viewed", "acesso", "acessado", "citado", "consultado", "consulté", "abgerufen", "zugriff", "abruf", "aufgerufen")
)  # fmt: skip
SMALL = frozenset(("on", "em", "am", "le", "el", "in", "vom", "en"))
PAGES = frozenset(("p", "pp", "pages", "s", "seiten", "págs", "pág"))
VERSION = re.compile(r"^(?:version|ver|release|v)$", re.IGNORECASE)
MONTHLIKE = 2


def status_words(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "J Gard. In press 2020.", "[Epub ahead of print]": words of status that no block claims are a note."""
    found = _cut_at_status(tokens, found)
    free = unclaimed(tokens, found)
    for first in range(1, len(tokens)):
        for size in (4, 3, 2, 1) if free[first] else ():
            last = first + size
            if last > len(tokens) or not all(free[first:last]):
                continue
            edges = tokens[first - 1].kind == "mark" or not free[first - 1]
            if edges and " ".join(token.text.lower() for token in tokens[first:last]) in STATUS:
                return with_block(found, Chunk("note", first, last, KNOWN))
    return found


def _cut_at_status(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "J Exa Med. | In press 2020. Chinese": what stands behind the full stop before such words is no source."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label == "source":
            for at in range(chunk.first + 1, chunk.last - 1):
                words = [token.text.lower() for token in tokens[at + 1 : min(at + 3, chunk.last)]]
                if tokens[at].text == "." and STATUS & {words[0], " ".join(words)}:
                    chunk = replace(chunk, last=at)
                    break
        out.append(chunk)
    return out


def language_words(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "2011;33:201–5. Chinese.", "(in German)": the language at the end of a reference."""
    free = unclaimed(tokens, found)
    for at in range(len(tokens) - 1, max(len(tokens) - 12, 1), -1):
        if free[at] and tokens[at].text.lower() in LANGUAGES:
            first = at - 1 if tokens[at - 1].text.lower() == "in" and free[at - 1] else at
            alone = tokens[first - 1].text in ".([;," and (at + 1 == len(tokens) or tokens[at + 1].kind == "mark")
            if alone:
                return with_block(found, Chunk("note", first, at + 1, KNOWN))
    return found


def pages_with_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "p. iii–xii", "pp. 12–9": pages behind their cue that no block claims, where none were read."""
    if any(chunk.label in ("pages", "size") for chunk in found):
        return found
    free = unclaimed(tokens, found)
    for at in range(1, len(tokens) - 1):
        if not free[at] or tokens[at].text.lower() not in PAGES or tokens[at].text == "P":
            continue
        first = at + 1 + (tokens[at + 1].text == ".")
        last = _page_end(tokens, free, first)
        if last > first:
            return with_block(found, Chunk("pages", first, last, FORM))
    return found


def _page_end(tokens: Sequence[Token], free: Sequence[bool], first: int) -> int:
    def page(at: int) -> bool:
        text = tokens[at].text if at < len(tokens) and free[at] else ""
        return bool(text) and (text.isdigit() or (ROMAN.match(text) is not None and text.islower()))

    if not page(first):
        return first
    ranged = first + 2 < len(tokens) and tokens[first + 1].text in DASHES and page(first + 2)
    return first + 3 if ranged else first + 1 if tokens[first].text.isdigit() else first


def size_with_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Dekker; 1992; 274 p.": a number before "p" at the end of a book is its number of pages, not a volume."""
    labels = {chunk.label for chunk in found}
    if not labels & {"publisher", "loc"} or labels & {"size", "source"}:
        return found
    last = found[-1]
    cue = last.last < len(tokens) and tokens[last.last].text.lower() in ("p", "pp", "pages", "seiten")
    single = last.last - last.first == 1 and tokens[last.first].kind == "number"
    return [*found[:-1], replace(last, label="size")] if cue and single and last.label in ("volume", "issue") else found


def access_date(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "[cited 2015 Jun 2]", "Acesso em: 12 ago. 2021": the date behind a word of access that no block claims."""
    if any(chunk.label == "access" for chunk in found):
        return found
    free = unclaimed(tokens, found)
    for at, token in enumerate(tokens):
        if not free[at] or token.text.lower() not in ACCESSED:
            continue
        first = at + 1
        while (
            first < len(tokens) and free[first] and (tokens[first].text in ":(" or tokens[first].text.lower() in SMALL)
        ):
            first += 1
        last = first
        while last < len(tokens) and free[last] and _of_date(tokens[last]):
            last += 1
        last = trimmed_end(tokens, first, last)
        if any(YEAR.match(one.text) or one.kind == "date" for one in tokens[first:last]):
            return with_block(found, Chunk("access", first, last, FORM))
    return found


def _of_date(token: Token) -> bool:
    word = token.text.lower()
    return (
        token.kind in ("number", "date") or word in MONTHS or word == "de" or (token.kind == "mark" and word in ".,/-")
    )


def prefix_of_pages(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "2004;ii13–7": letters glued to the first page are its prefix, not the volume."""
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        glued = before is not None and before.last == chunk.first and not tokens[chunk.first].spaced
        if (
            before is not None
            and glued
            and chunk.label == "pages"
            and before.label in ("volume", "issue")
            and before.last - before.first == 1
            and tokens[before.first].kind == "word"
        ):
            out[-1] = replace(chunk, first=before.first, confidence=FORM)
        else:
            out.append(chunk)
    return out


def version_in_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Rye fields of the north. | Version 2": a version behind the last full stop of a title is a field of its own."""
    if any(chunk.label == "version" for chunk in found):
        return found
    out: list[Chunk] = []
    for chunk in found:
        stop = _last_stop(tokens, chunk) if chunk.label == "title" else None
        tail = tokens[stop + 1 : chunk.last] if stop is not None else ()
        if stop is not None and len(tail) >= 2 and VERSION.match(tail[0].text) and tail[1].kind == "number":
            out += [replace(chunk, last=stop), Chunk("version", stop + 1, chunk.last, FORM)]
        else:
            out.append(chunk)
    return out


def _last_stop(tokens: Sequence[Token], chunk: Chunk) -> int | None:
    """The last full stop inside a block that is none of a number ("2.1")."""
    for at in range(chunk.last - 2, chunk.first, -1):
        if tokens[at].text == "." and (tokens[at - 1].kind != "number" or tokens[at].spaced):
            return at
    return None


def conference_date(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "International Conference on Rye; 2010 Jun 3–5; Vienna … 2010": the first, longer date is that of the conference."""
    dates = [chunk for chunk in found if chunk.label == "date"]
    if len(dates) != 2 or any(chunk.label == "confdate" for chunk in found):
        return found
    first, second = dates
    sources = [chunk for chunk in found if chunk.label == "source"]
    sourced = any(chunk.last <= first.first for chunk in sources)
    texts = " ".join(token.text for chunk in sources for token in tokens[chunk.first : chunk.last])
    year_alone = second.last - second.first == 1 and YEAR.match(tokens[second.first].text)
    if not sourced or not year_alone or first.last - first.first < MONTHLIKE or not CONFERENCE.search(texts):
        return found
    last = first.last
    free = unclaimed(tokens, found)
    while last + 1 < len(tokens) and free[last] and tokens[last].text in DASHES and tokens[last + 1].text.isdigit():
        last += 2
    return [replace(chunk, label="confdate", last=last) if chunk is first else chunk for chunk in found]


def source_behind_editors(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "In: Lee B, ed. Rye. Oxford: OUP": words between the editors and the place that no block claims are the source."""
    labels = [chunk.label for chunk in found]
    if "source" in labels or "title" not in labels or "editor" not in labels:
        return found
    at = labels.index("editor")
    after = behind(found, at)
    if after is None or after.label not in ("loc", "publisher", "edition"):
        return found
    first = found[at].last
    while first < after.first and (tokens[first].kind == "mark" or tokens[first].text.lower() in EDITORS):
        first += 1
    last = trimmed_end(tokens, first, after.first)
    if last <= first or not tokens[first].text[0].isupper():
        return found
    return with_block(found, Chunk("source", first, last, FORM))
