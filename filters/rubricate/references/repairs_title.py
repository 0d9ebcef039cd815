"""Repairs where title and source, or authors and title, were cut at the wrong place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, behind, trimmed_end, with_block
from .confidence import FORM
from .dates import YEAR
from .lexicon import BODIES, IN, keyword_classes_of, runs, squash
from .numbers import ROMAN
from .tokens import Token

SMALL = frozenset(
    (
        "of",
        "the",
        "and",
        "in",
        "for",
        "on",
        "de",
        "da",
        "do",
        "der",
        "für",
        "und",
        "la",
        "el",
        "et",
        "des",
        "du",
        "to",
        "a",
        "an",
        "e",
        "y",
        "&",
    )
)
NUMBERED = frozenset(("volume", "issue", "pages", "editor", "publisher", "supplement"))
LONGEST_ADJECTIVE = 12
"""Letters of what a source begins with: "Korean", "Canadian", "Scandinavian"."""
ENDS = '?!)”"'
"""Marks that a title keeps at its end."""
LONGEST = 10
"""Words of a source that is taken out of a title."""


def authors_before_year(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Gow NA, | Erwig LP 2010 Contribution of": the last names of a list before its year, taken for the title."""
    if any(chunk.label == "date" for chunk in found):
        return found
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if (
            chunk.label == "title"
            and before is not None
            and before.label == "author"
            and chunk.first - before.last <= 1
        ):
            year = next(
                (
                    at
                    for at in range(chunk.first + 1, min(chunk.first + 9, chunk.last - 1))
                    if YEAR.match(tokens[at].text)
                ),
                None,
            )
            if year is not None and all(
                token.kind == "mark" or token.text[0].isupper() for token in tokens[chunk.first : year]
            ):
                last = year - 1 if tokens[year - 1].text in "(.," else year
                first = year + 1
                while first < chunk.last and tokens[first].kind == "mark":
                    first += 1
                out[-1] = replace(before, last=max(last, before.last))
                out.append(replace(chunk, label="date", first=year, last=year + 1))
                if first < chunk.last:
                    out.append(replace(chunk, first=first))
                continue
        out.append(chunk)
    return out


def start_of_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Wheat evolution. Isr | J Plant Sci": the first word of a source that the title has kept."""
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if (
            chunk.label == "source"
            and before is not None
            and before.label == "title"
            and chunk.first - before.last <= 1
        ):
            start = _kept_start(tokens, before, chunk)
            if start is not None:
                out[-1] = replace(before, last=trimmed_end(tokens, before.first, start, ENDS))
                chunk = replace(chunk, first=start)
        out.append(chunk)
    return out


def _kept_start(tokens: Sequence[Token], title: Chunk, source: Chunk) -> int | None:
    """Where the source begins inside the title: behind its last full stop, or where the gazetteer knows the whole."""
    for start in range(title.last - 1, max(title.first + 2, title.last - 4), -1):
        token = tokens[start]
        if token.kind != "word" or not token.text[0].isupper():
            continue
        behind_stop = tokens[start - 1].text in ".?!" and token.spaced and len(tokens[start - 2].text) > 2
        if ROMAN.match(token.text) and len(token.text) < 3:
            continue
        if behind_stop and title.last - start == 1 and len(token.text) <= LONGEST_ADJECTIVE:
            return start
        words = [squash(t.text) for t in tokens[start : source.last] if t.kind in ("word", "number")]
        if " ".join(words) in runs("journal")[0]:
            return start
    return None


def title_is_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """Styles without titles: what was read as the title is an abbreviated journal, or the only name before the numbers."""
    labels = [chunk.label for chunk in found]
    if (
        labels.count("title") != 1
        or "volume" not in labels
        or set(labels) & {"publisher", "loc", "editor", "thesis", "series"}
    ):
        return found
    at = labels.index("title")
    title = found[at]
    inside = tokens[title.first : title.last]
    words = [token for token in inside if token.kind == "word"]
    if not words or not all(word.text[0].isupper() or word.text.lower() in SMALL for word in words):
        return found
    cut_short = sum(
        tokens[k].text == "." and 1 < len(tokens[k - 1].text) < 6 for k in range(title.first + 1, title.last)
    )
    if "source" in labels:
        after = behind(found, at)
        if cut_short >= 2 and after is not None and after.label == "source" and after.first - title.last <= 1:
            return [
                *found[:at],
                replace(after, first=title.first, confidence=min(title.confidence, after.confidence)),
                *found[at + 2 :],
            ]
        return found
    stops = any(tokens[k].text in ".?!:" and len(tokens[k - 1].text) > 5 for k in range(title.first + 1, title.last))
    if len(words) > LONGEST or stops:
        return found
    return [*found[:at], replace(title, label="source"), *found[at + 1 :]]


def source_in_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """An article with a volume and no source: what stands behind the last full stop or comma of its title is the source."""
    labels = {chunk.label for chunk in found}
    numbered = "volume" in labels or labels >= {"issue", "pages"}
    if "source" in labels or not numbered or labels & {"publisher", "thesis", "number", "series"}:
        return found
    out: list[Chunk] = []
    for chunk in found:
        cut = _source_start(tokens, chunk) if chunk.label == "title" else None
        if cut is None:
            out.append(chunk)
            continue
        end = trimmed_end(tokens, chunk.first, cut, ENDS)
        out += [replace(chunk, last=end), replace(chunk, label="source", first=cut)]
    return out


def _source_start(tokens: Sequence[Token], title: Chunk) -> int | None:
    for marks in (".?!", ",", "”\"’'"):
        for at in range(title.last - 2, title.first + 1, -1):
            if tokens[at].text not in marks or not tokens[at + 1].text[0].isupper():
                continue
            if tokens[at].text == "." and len(tokens[at - 1].text) < 3:
                continue
            tail = [token for token in tokens[at + 1 : title.last] if token.kind == "word"]
            if 1 <= len(tail) <= LONGEST and all(token.text[0].isupper() or token.text in SMALL for token in tail):
                return at + 1
            break
    return _capitals_at_end(tokens, title)


def _capitals_at_end(tokens: Sequence[Token], title: Chunk) -> int | None:
    """ "anoikis of carcinoma cells through the pathway | Pancreas": where the capitalised words begin that end a title in
    small letters."""
    at = title.last
    while at > title.first and tokens[at - 1].kind == "word" and tokens[at - 1].text[0].isupper():
        at -= 1
    small = sum(token.text.islower() and len(token.text) > 1 for token in tokens[title.first : at])
    if not 1 <= title.last - at <= 4 or small < 5 or not tokens[at - 1].text.islower() or tokens[at - 1].text in SMALL:
        return None
    if tokens[title.last - 1].text.isupper() or len(tokens[at].text) < 3:
        return None
    return at


def subtitle(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """A book without numbers, editors or "In": what was read as a source directly behind its title is its subtitle."""
    labels = [chunk.label for chunk in found]
    if set(labels) & {"volume", "issue", "pages", "supplement", "id", "confdate"} or not set(labels) & {
        "publisher",
        "loc",
    }:
        return found
    if labels.count("title") != 1 or labels.count("source") != 1:
        return found
    at = labels.index("title")
    if "editor" in labels[at:]:
        return found
    if at + 1 >= len(found) or found[at + 1].label != "source":
        return found
    title, source = found[at], found[at + 1]
    gap = tokens[title.last : source.first]
    if any(token.kind != "mark" for token in gap) or not 1 <= len(gap) <= 2 or gap[0].text not in ".:,–—-?!":
        return found
    return [*found[:at], replace(title, last=source.last), *found[at + 2 :]]


def source_in_publisher(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """An article whose title names a body: "results from the | Hospital of Leeds. Lupus. 2011; 20:102"."""
    labels = [chunk.label for chunk in found]
    if (
        "source" in labels
        or not {"volume", "pages", "title"} <= set(labels)
        or set(labels) & {"loc", "editor", "edition"}
    ):
        return found
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        stop = None
        if chunk.label == "publisher" and before is not None and before.label == "title" and chunk.first == before.last:
            stop = next((at for at in range(chunk.last - 2, chunk.first, -1) if tokens[at].text == "."), None)
        if before is not None and stop is not None and len(tokens[stop - 1].text) > 2:
            out[-1] = replace(before, last=stop)
            out.append(replace(chunk, label="source", first=stop + 1))
        else:
            out.append(chunk)
    return out


def publisher_is_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """An article with volume and pages, no source and no place: what was taken for its publisher is the source."""
    labels = {chunk.label for chunk in found}
    if (
        "source" in labels
        or not {"volume", "pages", "title"} <= labels
        or labels & {"loc", "editor", "edition", "thesis"}
    ):
        return found
    return [replace(chunk, label="source") if chunk.label == "publisher" else chunk for chunk in found]


def publisher_behind_place(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Philadelphia: John Pennington; 1844": what stands between the place's colon and the next mark is the publisher."""
    if any(chunk.label == "publisher" for chunk in found):
        return found
    place = next(
        (
            chunk
            for chunk in found
            if chunk.label == "loc" and chunk.last < len(tokens) and tokens[chunk.last].text == ":"
        ),
        None,
    )
    if place is None:
        return found
    first = last = place.last + 1
    while (
        last < len(tokens)
        and tokens[last].text not in ";,()"
        and tokens[last].kind in ("word", "mark")
        and last - first < LONGEST
    ):
        if tokens[last].text == "." and (
            last + 1 == len(tokens) or tokens[last - 1].kind != "word" or len(tokens[last - 1].text) > 2
        ):
            break
        last += 1
    words = [token.text for token in tokens[first:last] if token.kind == "word"]
    if not words or not all(word[0].isupper() or word.lower() in SMALL for word in words):
        return found
    inside = [chunk for chunk in found if chunk.first < last and first < chunk.last]
    if any(chunk.label not in ("author", "editor", "loc", "source") or chunk.last > last for chunk in inside):
        return found
    kept = [chunk for chunk in found if chunk not in inside]
    return with_block(kept, Chunk("publisher", first, last, FORM))


def source_before_place(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "A language for statistics. R Foundation, Vienna": of a whole work, what stands before its place is the publisher."""
    labels = [chunk.label for chunk in found]
    if labels.count("source") != 1 or "title" not in labels or set(labels) & NUMBERED:
        return found
    at = labels.index("source")
    source, after = found[at], behind(found, at)
    if after is None or after.label != "loc" or after.first - source.last != 1 or tokens[source.last].text != ",":
        return found
    text = [token.text.lower() for token in tokens[source.first : source.last]]
    before = [token.text.lower() for token in tokens[max(0, source.first - 2) : source.first]]
    if set(before) & IN or set(text) & keyword_classes_of("conference") or not set(text) & BODIES:
        return found
    return [*found[:at], replace(source, label="publisher"), *found[at + 1 :]]
