"""Repairs of whole works and chapters: titles cut in two, chapters whose "In" stands in the title, places taken for publishers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, behind, trimmed_end
from .confidence import FORM
from .lexicon import IN, SERIALS, gazetteer, runs, squash
from .numbers import LEADS
from .tokens import Token

JOURNALLIKE = frozenset(("volume", "issue", "pages", "supplement", "conf", "confdate"))
CUES = LEADS["volume"] | LEADS["issue"]


def squashed(tokens: Sequence[Token], chunk: Chunk) -> str:
    """The words of a block as the gazetteers know them."""
    words = [squash(token.text) for token in tokens[chunk.first : chunk.last] if token.kind in ("word", "number")]
    return " ".join(words)


def cue_behind_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Die Bundeswehr. Heft | 11", "BOE núm. | 164": the cue word of a number is no part of the source before it."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label == "source":
            end = chunk.last
            while end < len(tokens) and tokens[end].text in ".°º":
                end += 1
            last = trimmed_end(tokens, chunk.first, chunk.last)
            cue = tokens[last - 1].text.lower() if last > chunk.first + 1 else ""
            dotted = last < len(tokens) and tokens[last].text in ".°º"
            if end < len(tokens) and tokens[end].kind == "number" and cue in CUES and (len(cue) > 1 or dotted):
                last -= 1
                while last > chunk.first + 1 and tokens[last - 1].kind == "mark" and tokens[last - 1].text in ".,;:-–(":
                    last -= 1
                chunk = replace(chunk, last=last)
        out.append(chunk)
    return out


def title_in_two(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Bismarck. | Der weiße Revolutionär": two titles with no more than marks between them are one, unless bracketed."""
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if before is not None and before.label == chunk.label == "title":
            gap = list(tokens[before.last : chunk.first])
            opens = tokens[chunk.first].text in "([" or any(token.text in "([=/" for token in gap)
            if not opens and len(gap) <= 3 and all(token.kind == "mark" for token in gap):
                out[-1] = replace(before, last=chunk.last, confidence=min(before.confidence, chunk.confidence))
                continue
        out.append(chunk)
    return out


def title_cut_in_words(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Fragen in unserer | Parteigeschichte seit, Beijing": a book's title that goes on as source with no mark between."""
    labels = [chunk.label for chunk in found]
    if set(labels) & JOURNALLIKE or labels.count("title") != 1 or not set(labels) & {"publisher", "loc"}:
        return found
    at = labels.index("title")
    after = behind(found, at)
    if after is None or after.label != "source" or after.first != found[at].last or labels.count("source") != 1:
        return found
    if tokens[after.first].text.lower() in IN or squashed(tokens, after) in runs("journal")[0]:
        return found
    if tokens[after.first - 1].kind == "mark":
        return found
    return [*found[:at], replace(found[at], last=after.last), *found[at + 2 :]]


def chapter_in_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Types of bread In Handbook of baking, Kim A (ed.)": a chapter without a source whose title holds its "In"."""
    labels = [chunk.label for chunk in found]
    if "source" in labels or labels.count("title") != 1 or not set(labels) & {"editor", "publisher", "loc", "pages"}:
        return found
    at = labels.index("title")
    title = found[at]
    for cue in range(title.last - 2, title.first + 1, -1):
        if tokens[cue].text != "In" or not tokens[cue].spaced:
            continue
        colon = tokens[cue + 1].text == ":"
        if not colon and not ("editor" in labels and tokens[cue + 1].text[0].isupper()):
            continue
        first = cue + 2 if colon else cue + 1
        last = cue
        while last > title.first and tokens[last - 1].kind == "mark" and tokens[last - 1].text in ".,;:":
            last -= 1
        if first < title.last and last > title.first:
            return [
                *found[:at],
                replace(title, last=last),
                replace(title, label="source", first=first),
                *found[at + 1 :],
            ]
    return found


def publisher_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """A piece of a book's title taken for a publisher, where the place and the true one follow: "Krieg im Frieden.
    | Quellen und Dokumente. | Frankfurt: Fischer"; or in front of it: "(1991): | Szenario-Technik. | Instrumente für"."""
    labels = [chunk.label for chunk in found]
    if "publisher" not in labels or set(labels) & JOURNALLIKE:
        return found
    at = labels.index("publisher")
    house, cities = found[at], runs("place")[0]
    if squashed(tokens, house) in runs("publisher")[0] or squashed(tokens, house) in cities:
        return found
    before = found[at - 1] if at else None
    after = behind(found, at)
    following = labels[at + 1 :]
    if before is not None and before.label in ("title", "source") and _joined(tokens, before, house):
        if "loc" in following and "publisher" in following[following.index("loc") :]:
            return [*found[: at - 1], replace(before, last=house.last), *found[at + 1 :]]
        return found
    starts = (
        before is not None and before.label in ("date", "author", "editor") and set(following) & {"loc", "publisher"}
    )
    if starts and after is not None and after.label in ("title", "source") and _joined(tokens, house, after):
        return [*found[:at], replace(after, first=house.first), *found[at + 2 :]]
    return found


def publisher_is_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "1999: Mythos Netzwerke, Berlin": without any title, the publishers read behind the authors or the date are it."""
    labels = [chunk.label for chunk in found]
    if set(labels) & {"title", "source", "thesis", "number"} or "publisher" not in labels:
        return found
    at = labels.index("publisher")
    if not at or labels[at - 1] not in ("author", "editor", "date", "label"):
        return found
    end = at + 1
    while end < len(found) and labels[end] == "publisher" and _joined(tokens, found[end - 1], found[end]):
        end += 1
    if end - at == 1 and squashed(tokens, found[at]) in runs("publisher")[0] | runs("place")[0]:
        return found
    return [*found[:at], replace(found[at], label="title", last=found[end - 1].last), *found[end:]]


def _joined(tokens: Sequence[Token], one: Chunk, other: Chunk) -> bool:
    """Whether only the marks of a title and its subtitle stand between two blocks."""
    gap = tokens[one.last : other.first]
    return 1 <= len(gap) <= 2 and all(token.text in ".:?!–-" for token in gap)


def names_are_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Falls after dark. | Hosp Saf Q. | 2011;7": behind the title, before the date or volume, names are the source."""
    labels = [chunk.label for chunk in found]
    if "source" in labels or "title" not in labels or not set(labels) & {"volume", "pages"}:
        return found
    at = labels.index("title")
    after = behind(found, at)
    if after is None or after.label != "author" or labels[at + 2 : at + 3] not in (["date"], ["volume"]):
        return found
    if tokens[found[at].last].text not in ".?!" or "author" not in labels[:at]:
        return found
    last = after.last - (tokens[after.last - 1].text == ".")
    return [*found[: at + 1], replace(after, label="source", last=last), *found[at + 2 :]]


def title_in_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Beans. J Gard. 2001;1:2": a source whose first words, up to a full stop, are of no journal holds the title."""
    labels = [chunk.label for chunk in found]
    if "title" in labels or labels.count("source") != 1 or not set(labels) & {"volume", "pages"}:
        return found
    at = labels.index("source")
    source = found[at]
    stop = next((k for k in range(source.first + 1, source.last - 1) if tokens[k].text in ".?!"), None)
    cued = any(token.text.lower() in IN for token in tokens[max(0, source.first - 2) : source.first])
    if cued or stop is None or not tokens[stop + 1].spaced or squashed(tokens, source) in runs("journal")[0]:
        return found
    words = [token for token in tokens[source.first : stop] if token.kind == "word"]
    known = gazetteer()["source-word"]
    if len(words) != stop - source.first or any(
        len(word.text) < 4 or known.get(squash(word.text), 0) > 1 or word.text.lower() in SERIALS for word in words
    ):
        return found
    rest = replace(source, first=stop + 1)
    if tokens[rest.first].text.lower() not in SERIALS and squashed(tokens, rest) not in runs("journal")[0]:
        return found
    end = stop + (tokens[stop].text in "?!")
    return [*found[:at], Chunk("title", source.first, end, FORM), rest, *found[at + 1 :]]


JOINING = frozenset(("of", "the", "and", "in", "for", "et", "de", "der", "für", "und", "e", "y", "la"))
SENTENCE = 6
"""Words of a source that is so long that it holds a title."""


def journal_at_end(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Cell growth inhibits bread and butter in mice Pancreas 2011 40", "Format of the bread. Bioinformatics": a long source
    without a title whose last words are a known journal."""
    labels = [chunk.label for chunk in found]
    if "title" in labels or labels.count("source") != 1 or "volume" not in labels:
        return found
    at = labels.index("source")
    source = found[at]
    words = [k for k in range(source.first, source.last) if tokens[k].kind == "word"]
    if squashed(tokens, source) in runs("journal")[0]:
        return found
    for first in words:
        before = [k for k in words if k < first]
        small = sum(tokens[k].text.islower() and len(tokens[k].text) > 3 for k in before)
        if len(before) < SENTENCE or not tokens[first].text[0].isupper() or not tokens[first].spaced:
            continue
        stopped = tokens[first - 1].text in ".?!"
        if tokens[first - 1].kind == "mark" and not stopped:
            continue
        known = squashed(tokens, replace(source, first=first)) in runs("journal")[0]
        named = stopped and len(tokens[first - 2].text) > 3 and _is_named(tokens[first : source.last])
        if (known and small >= (1 if stopped else 3)) or (named and small >= 3):
            last = trimmed_end(tokens, source.first, first, "?!)")
            return [
                *found[:at],
                Chunk("title", source.first, last, FORM),
                replace(source, first=first),
                *found[at + 1 :],
            ]
    return found


def _is_named(words: Sequence[Token]) -> bool:
    """Up to six words that all begin with a capital, but for small ones: "Inflamm Bowel Dis", "Soins et Management"."""
    names = [token.text for token in words if token.kind == "word"]
    return len(names) <= 6 and all(name[0].isupper() or name in JOINING for name in names)


def place_alone(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Eine Studie. Bratislava.": a city without a publisher is the place, not the publisher."""
    if any(chunk.label == "loc" for chunk in found):
        return found
    houses = [chunk for chunk in found if chunk.label == "publisher"]
    if len(houses) != 1:
        return found
    name = squashed(tokens, houses[0])
    pieces = _pieces(tokens, houses[0])
    cities = runs("place")[0]
    if name in runs("publisher")[0] or not all(piece in cities for piece in pieces):
        return found
    return [replace(chunk, label="loc", confidence=FORM) if chunk is houses[0] else chunk for chunk in found]


def _pieces(tokens: Sequence[Token], chunk: Chunk) -> list[str]:
    """The names that slashes, commas and semicolons part: "Wien/Graz" is two."""
    out: list[list[str]] = [[]]
    for token in tokens[chunk.first : chunk.last]:
        if token.kind == "mark" and token.text in "/,;&":
            out.append([])
        elif token.kind != "mark":
            out[-1].append(squash(token.text))
    return [" ".join(words) for words in out if words] or [""]
