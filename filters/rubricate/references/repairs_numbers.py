"""Repairs of numbers by form: bare sequences of data bases, years taken for volumes, years that belong to titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk
from .dates import YEAR
from .numbers import DASHES
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


def year_of_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "United States, 2012. J Pain": a year between the title's comma and its full stop, where another date follows."""
    dates = [chunk for chunk in found if chunk.label == "date"]
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        ends = chunk.last < len(tokens) and tokens[chunk.last].text == "."
        joined = (
            before is not None
            and before.label in ("title", "source")
            and chunk.first - before.last == 1
            and tokens[before.last].text == ","
        )
        years = (
            chunk.label == "date"
            and len(dates) > 1
            and chunk.last - chunk.first == 1
            and YEAR.match(tokens[chunk.first].text) is not None
        )
        span = (
            chunk.label == "pages"
            and YEAR.match(tokens[chunk.first].text) is not None
            and chunk.last - chunk.first == 3
            and tokens[chunk.first + 1].text in DASHES
        )
        runs_on = (
            before is not None
            and before.label == "title"
            and chunk.first == before.last
            and tokens[before.last - 1].kind == "word"
            and years
            and not (tokens[chunk.first - 1].text in ".,;:" or any(c.label in ("volume", "issue") for c in found))
        )
        others = any(other.label == "pages" and other is not chunk for other in found)
        span = span and (others or (before is not None and before.label == "title"))
        closed = (
            joined
            and ends
            and (
                (years and before is not None and before.label == "title")
                or (span and not any(c.label == "volume" for c in found))
            )
        )
        if before is not None and (closed or runs_on):
            out[-1] = replace(before, last=chunk.last)
        else:
            out.append(chunk)
    return out
