"""Repairs of books and chapters: bodies and people in brackets as editors, publishers of many names, titles that go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, behind, trimmed_end, with_block
from .confidence import FORM
from .kinds import THESIS
from .lexicon import IN, runs
from .repairs_people import EDITORS
from .repairs_whole import squashed
from .tokens import Token

TRANSLATORS = frozenset(("translator", "translators", "trans", "transl", "übers", "trad", "tradutor", "traductor"))
PROCEEDINGS = re.compile(
    r"(?:online |the )?(?:proc\b|proceedings|advances|handbook|workshop|conference|symposium)", re.IGNORECASE
)
"""How names of proceedings begin: "Proc ACM", "online proceedings of"."""
LONGEST = 16
"""Tokens of the names in one pair of brackets."""


def _cue_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether "(Hrsg.)", "(eds" stands at a place."""
    return at + 1 < len(tokens) and tokens[at].text in "([" and tokens[at + 1].text.lower() in EDITORS


def body_is_editor(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "in: | Verband der Gärtner | (Hrsg.): | Garten und Stadt": of two sources, the first, which the text itself calls
    the editor, is a body."""
    labels = [chunk.label for chunk in found]
    if labels.count("source") < 2 or "editor" in labels:
        return found
    at = labels.index("source")
    if "source" in labels[at + 1 :] and _cue_behind(tokens, found[at].last):
        return [*found[:at], replace(found[at], label="editor"), *found[at + 1 :]]
    return found


def editor_in_brackets(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Lectures on rye | (Hunt J, editor). London": names in brackets with their cue are no part of the title."""
    out = list(found)
    for number, chunk in enumerate(found):
        if chunk.label not in ("title", "source"):
            continue
        opening = next((at for at in range(chunk.first + 1, chunk.last) if tokens[at].text == "("), None)
        if opening is None:
            continue
        end = min(len(tokens), opening + LONGEST)
        close = next((at for at in range(opening, end) if tokens[at].text == ")"), None)
        if close is None or close + 1 < chunk.last or close - opening < 4:
            continue
        cue = close - 1 - (tokens[close - 1].text == ".")
        word = tokens[cue].text.lower()
        if word not in EDITORS | TRANSLATORS or tokens[cue - 1].text not in ",;":
            continue
        last = trimmed_end(tokens, chunk.first, opening)
        people = Chunk("editor" if word in EDITORS else "translator", opening + 1, cue - 1, FORM)
        kept = [other for k, other in enumerate(out) if k == number or other.last <= opening or other.first >= close]
        kept[kept.index(chunk)] = replace(chunk, last=last)
        return with_block(kept, people)
    return out


def names_of_publisher(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "London: | Longman, Green, | Roberts & Green; 1865": names between the place's colon and a publisher are part of it,
    and two publishers with a comma between are one."""
    out: list[Chunk] = []
    for at, chunk in enumerate(found):
        before = out[-1] if out else None
        after = behind(found, at)
        if (
            chunk.label in ("editor", "author")
            and before is not None
            and before.label == "loc"
            and after is not None
            and after.label == "publisher"
            and "".join(token.text for token in tokens[before.last : chunk.first]) == ":"
            and all(token.kind == "mark" for token in tokens[chunk.last : after.first])
        ):
            out.append(replace(chunk, label="publisher", confidence=FORM))
            continue
        if (
            chunk.label == "publisher"
            and before is not None
            and before.label == "publisher"
            and [token.text for token in tokens[before.last : chunk.first]] in ([","], ["&"], [], [",", "&"])
        ):
            out[-1] = replace(before, last=chunk.last, confidence=min(before.confidence, chunk.confidence))
            continue
        out.append(chunk)
    return out


def place_in_publisher(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Peking: Social Sciences Press" read as a publisher: a city before a colon is the place."""
    if any(chunk.label == "loc" for chunk in found):
        return found
    out: list[Chunk] = []
    for chunk in found:
        colon = next((at for at in range(chunk.first, chunk.last) if tokens[at].text == ":"), None)
        if chunk.label == "publisher" and colon is not None and chunk.first < colon < chunk.last - 1:
            place = replace(chunk, label="loc", last=colon)
            if squashed(tokens, place) in runs("place")[0]:
                out += [place, replace(chunk, first=colon + 1)]
                continue
        out.append(chunk)
    return out


def source_in_two(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "(Hrsg.): Zwischen den Gärten. | Das Problem des Vergleichs. | Göttingen": behind the book of a chapter, what was
    read as one more title is its subtitle."""
    labels = [chunk.label for chunk in found]
    if labels.count("title") < 2 or labels.count("source") != 1 or "volume" in labels:
        return found
    at = labels.index("source")
    book, after = found[at], behind(found, at)
    beyond = labels[at + 2] if at + 2 < len(labels) else ""
    if (
        after is None
        or after.label != "title"
        or "title" not in labels[:at]
        or beyond not in ("loc", "publisher", "edition", "pages")
        or [token.text for token in tokens[book.last : after.first]] not in (["."], [":"], [])
    ):
        return found
    whole = replace(book, last=after.last, confidence=min(book.confidence, after.confidence))
    return [*found[:at], whole, *found[at + 2 :]]


def thesis_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Bread in the city. | Unveröff. Dissertation, TU Berlin": what tells the kind of work behind the last full stop of a
    title is no part of it."""
    out: list[Chunk] = []
    told = any(chunk.label in ("thesis", "source") for chunk in found)
    for chunk in found:
        if chunk.label == "title" and not told:
            at = _kind_of_work(tokens, chunk)
            if at is not None:
                out += [
                    replace(chunk, last=trimmed_end(tokens, chunk.first, at, "?!")),
                    replace(chunk, label="note", first=at),
                ]
                continue
        out.append(chunk)
    return out


SERIES = frozenset(("schriftenreihe", "arbeitspapier", "arbeitspapiere", "diskussionspapier", "forschungsbericht", "kurzbericht", "arbeitsbericht",
                    "werkstattbericht", "fachserie", "working", "discussion"))  # fmt: skip
PAPERS = frozenset(("paper", "papers"))
BEFORE = 3
"""Words that may stand before the word of a series: "WZB Discussion Paper", "IAB-Kurzbericht"."""


def series_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Welche Bäcker? | IAB-Kurzbericht 18", "Brot im Betrieb, | Schriftenreihe des Instituts 82/94": a series of reports
    behind the last mark of a title is no part of it."""
    labels = [chunk.label for chunk in found]
    if {"source", "series", "volume"} & set(labels) or labels.count("title") != 1:
        return found
    at = labels.index("title")
    title = found[at]
    for first in range(title.last - 2, title.first + 2, -1):
        if tokens[first - 1].text not in ".,?!" or not tokens[first].spaced or not tokens[first].text[0].isupper():
            continue
        words = [token.text.lower() for token in tokens[first : title.last] if token.kind == "word"][: BEFORE + 2]
        for place, word in enumerate(words[: BEFORE + 1]):
            paper = word in ("working", "discussion")
            if word in SERIES and (not paper or PAPERS.intersection(words[place + 1 : place + 2])):
                end = trimmed_end(tokens, title.first, first, "?!")
                return [
                    *found[:at],
                    replace(title, last=end),
                    replace(title, label="series", first=first),
                    *found[at + 1 :],
                ]
    return found


def _kind_of_work(tokens: Sequence[Token], title: Chunk) -> int | None:
    """Where, behind a full stop, the words begin of which one of the first three is that of a thesis."""
    for at in range(title.first + 3, title.last - 1):
        if tokens[at - 1].text not in ".?!" or not tokens[at].spaced or tokens[at].kind != "word":
            continue
        head = " ".join(token.text for token in tokens[at : min(at + 4, title.last)] if token.kind == "word")
        if THESIS.search(head):
            return at
    return None


def quotation_in_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "The “Bread Analyzer”. | A new technique. J Appl Bread, 24, 7": quotation marks that begin inside a title do not end it."""
    labels = [chunk.label for chunk in found]
    if labels.count("title") != 1 or labels.count("source") != 1 or not set(labels) & {"volume", "issue"}:
        return found
    at = labels.index("title")
    title, source = found[at], behind(found, at)
    if source is None or source.label != "source":
        return found
    opened = [k for k in range(title.first, title.last) if tokens[k].text in "“„«"]
    gap = "".join(token.text for token in tokens[title.last : source.first])
    if len(opened) != 1 or opened[0] == title.first or gap not in ("”.", "“.", "».", "."):
        return found
    if title.first and tokens[title.first - 1].text in "“„«":
        return found
    stops = [k for k in range(source.first + 2, source.last - 1) if tokens[k].text == "." and tokens[k + 1].spaced]
    if not stops:
        return found
    rest = replace(source, first=stops[-1] + 1)
    small = sum(token.text.islower() for token in tokens[source.first : stops[-1]])
    if small < 2 and squashed(tokens, rest) not in runs("journal")[0]:
        return found
    return [*found[:at], replace(title, last=stops[-1]), rest, *found[at + 2 :]]


THE_SAME = frozenset(("ders", "dies", "idem", "eadem"))
"""The author again, as the editor of the book."""


def publisher_before_in(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Weller, C. (2007): | Ministerien, | in: Schmidt": what stands before the "in" of a chapter is its title."""
    labels = [chunk.label for chunk in found]
    if "title" in labels or "publisher" not in labels or "source" not in labels:
        return found
    at = labels.index("publisher")
    if (at and labels[at - 1] not in ("date", "author")) or labels.index("source") < at:
        return found
    end = found[at].last
    if end + 1 < len(tokens) and tokens[end].text in ".,;?!" and tokens[end + 1].text.lower() in IN:
        return [*found[:at], replace(found[at], label="title"), *found[at + 1 :]]
    return found


def the_same_editor(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "In: | Dies.: | Brot der Jugend": "the same" before a book stands for its editors and is no part of its name."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label == "source" and tokens[chunk.first].text.lower() in THE_SAME:
            first = chunk.first + 1
            while first < chunk.last and tokens[first].text in ".:,()":
                first += 1
            if first < chunk.last and tokens[first].text.lower() in EDITORS:
                first += 1
                while first < chunk.last and tokens[first].text in ".:,()":
                    first += 1
            if chunk.first + 1 < first < chunk.last:
                chunk = replace(chunk, first=first)
        out.append(chunk)
    return out


def in_before_proceedings(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "| In Proc. Conference on Bread": the "In" before proceedings is no part of their name."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label == "source" and chunk.last - chunk.first > 3 and tokens[chunk.first].text == "In":
            head = " ".join(token.text for token in tokens[chunk.first + 1 : chunk.first + 4] if token.kind == "word")
            if PROCEEDINGS.match(head):
                chunk = replace(chunk, first=chunk.first + 1)
        out.append(chunk)
    return out
