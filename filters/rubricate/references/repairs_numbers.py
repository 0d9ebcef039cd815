"""Repairs of numbers by form: bare sequences of data bases, years taken for volumes, years that belong to titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, with_block
from .confidence import FORM
from .dates import YEAR
from .numbers import DASHES
from .repairs_forms import ACCESSED
from .tokens import Token


def pieces(tokens: Sequence[Token], chunk: Chunk) -> list[tuple[int, int]]:
    """The runs of a block that white space separates: "3 G677 G686" is three."""
    out: list[tuple[int, int]] = []
    start = chunk.first
    for at in range(chunk.first + 1, chunk.last):
        if tokens[at].spaced:
            out.append((start, at))
            start = at
    out.append((start, chunk.last))
    return out


def bare_sequences(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "2012 25 04 203 207": issue and pages, or volume and issue, that only spaces separate."""
    labels = {chunk.label for chunk in found}
    if "issue" in labels:
        return found
    out: list[Chunk] = []
    for chunk in found:
        parts = pieces(tokens, chunk)
        plain = all(tokens[at].kind in ("number", "word") for at in range(chunk.first, chunk.last)) and all(
            tokens[last - 1].kind == "number" or len(tokens[last - 1].text) == 1 for _, last in parts
        )
        if chunk.label == "pages" and len(parts) == 3 and plain and "volume" in labels:
            out.append(replace(chunk, label="issue", last=parts[0][1]))
            out.append(replace(chunk, first=parts[1][0]))
        elif (
            chunk.label == "volume"
            and len(parts) == 2
            and plain
            and "pages" in labels
            and chunk.last - chunk.first == 2
            and tokens[chunk.last - 1].kind == "number"
        ):
            out.append(replace(chunk, last=parts[0][1]))
            out.append(replace(chunk, label="issue", first=parts[1][0]))
        else:
            out.append(chunk)
    return out


def year_as_volume(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "Rep, 2007, 26: 1791": a year taken for the volume where no date was read, the number behind it is the volume."""
    if any(chunk.label == "date" for chunk in found):
        return found
    out: list[Chunk] = []
    for number, chunk in enumerate(found):
        if chunk.label == "volume" and chunk.last - chunk.first == 1 and YEAR.match(tokens[chunk.first].text):
            out.append(replace(chunk, label="date"))
            limit = found[number + 1].first if number + 1 < len(found) else len(tokens)
            after = chunk.last + 1
            if after < limit and tokens[after].kind == "number":
                out.append(replace(chunk, label="volume", first=after, last=after + 1))
            elif number + 1 < len(found) and found[number + 1].label in ("pages", "issue") and limit - chunk.last <= 1:
                following = found[number + 1]
                if (
                    following.last - following.first == 1
                    and number + 2 < len(found)
                    and found[number + 2].label == "pages"
                ):
                    found = [*found[: number + 1], replace(following, label="volume"), *found[number + 2 :]]
                    out += found[number + 1 :]
                    return out
        else:
            out.append(chunk)
    return out


SWAPPED = ("date", "issue", "volume")
"""What a page behind a volume is taken for."""


def page_behind_volume(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "134, | 1952", "66 (1991), | 1955", "335 (8690), | 662", "629, | 1 (2004)": where no page was read, the single number
    behind the volume, its brackets and a comma is the page, whatever it was taken for."""
    labels = [chunk.label for chunk in found]
    if "pages" in labels or "volume" not in labels:
        return found
    volume = found[labels.index("volume")]
    at = volume.last
    if any(tokens[k].text.casefold() in ACCESSED for k in range(max(0, volume.first - 3), volume.first)):
        return found  # "Retrieved 7 15, 2015"
    if at < len(tokens) and tokens[at].text == "(":
        at = next((k + 1 for k in range(at, min(len(tokens), at + 7)) if tokens[k].text == ")"), len(tokens))
    if at + 1 >= len(tokens) or tokens[at].text not in ",:" or tokens[at + 1].kind != "number":
        return found
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    if behind is not None and behind.text not in "(.,;[":
        return found
    claimed = next((chunk for chunk in found if chunk.first <= at + 1 < chunk.last), None)
    if claimed is not None:
        spare = labels.count(claimed.label) > 1 or (
            claimed.label == "issue" and tokens[at].text == "," and _bracketed_year(tokens, at + 2)
        )
        if (claimed.first, claimed.last) != (at + 1, at + 2) or claimed.label not in SWAPPED or not spare:
            return found
    kept = [chunk for chunk in found if chunk is not claimed]
    return with_block(kept, Chunk("pages", at + 1, at + 2, FORM))


def _bracketed_year(tokens: Sequence[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at].text == "(" and YEAR.match(tokens[at + 1].text) is not None


NAMED = ("title", "source")


def year_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "United States, 2012. J Pain", "Health Day 2012 [Internet]", "Points of contact, 1250–1914.", "(1750–1850).": years
    at the end of a title or source, where another date, or other pages, follow."""
    dates = sum(chunk.label == "date" for chunk in found)
    paged = sum(chunk.label == "pages" for chunk in found)
    numbered = any(chunk.label in ("volume", "issue") for chunk in found)
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        last = None
        if before is not None and before.label in NAMED:
            dated = YEAR.match(tokens[chunk.first].text) and chunk.last - chunk.first == 1
            if chunk.label == "date" and dates > 1 and dated and before.label == "title":
                last = _behind_title(tokens, before, chunk, numbered)
            elif chunk.label == "pages" and _is_years(tokens, chunk):
                last = _years_end(tokens, before, chunk, others=paged > 1, numbered=numbered)
        if before is not None and last is not None:
            out[-1] = replace(before, last=last)
        else:
            out.append(chunk)
    return out


def _is_years(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a block is two years with a dash, "1250–1914"; the first may be of any century."""
    first, last = tokens[chunk.first].text, tokens[chunk.last - 1].text
    three = chunk.last - chunk.first == 3 and tokens[chunk.first + 1].text in DASHES
    return bool(three and YEAR.match(last) and first.isdigit() and len(first) == 4 and first < last)


def _comma(tokens: Sequence[Token], before: Chunk, chunk: Chunk) -> bool:
    """Whether a comma stands before the years and a full stop behind them."""
    ends = chunk.last < len(tokens) and tokens[chunk.last].text == "."
    return ends and chunk.first - before.last == 1 and tokens[before.last].text == ","


def _behind_title(tokens: Sequence[Token], before: Chunk, chunk: Chunk, numbered: bool) -> int | None:
    runs_on = chunk.first == before.last and tokens[before.last - 1].kind == "word" and not numbered
    return chunk.last if _comma(tokens, before, chunk) or runs_on else None


def _years_end(tokens: Sequence[Token], before: Chunk, chunk: Chunk, *, others: bool, numbered: bool) -> int | None:
    if _comma(tokens, before, chunk) and not numbered and (others or before.label == "title"):
        return chunk.last
    opens = chunk.first - before.last == 1 and tokens[before.last].text == "("
    closes = chunk.last < len(tokens) and tokens[chunk.last].text == ")"
    return chunk.last + 1 if others and opens and closes else None
