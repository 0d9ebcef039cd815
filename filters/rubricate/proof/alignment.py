"""Which word of the article is which word of the source.

Words in a row are matched first (three at a time, then their neighbours), single words last, each once; so a word is left
over only where the ledger counts it as lost or added too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

LONGEST_RUN = 24
CANDIDATES = 12


def align(source: Sequence[str], output: Sequence[str]) -> list[int | None]:
    """For each word of the source the number of the same word in the output, or `None`.

    >>> align("b c d a".split(), "a b c d e".split())
    [1, 2, 3, 0]
    """
    found: list[int | None] = [None] * len(source)
    used = bytearray(len(output))
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at in range(len(output) - 2):
        rows[output[at], output[at + 1], output[at + 2]].append(at)
    at = 0
    while at < len(source) - 2:
        places = [p for p in rows.get((source[at], source[at + 1], source[at + 2]), ()) if not used[p]]
        best = max(places[:CANDIDATES], key=lambda place: _run(source, output, used, at, place), default=None)
        length = 0 if best is None else _whole_run(source, output, used, at, best)
        if best is None or length < 3:
            at += 1
            continue
        for step in range(length):
            found[at + step] = best + step
            used[best + step] = 1
        at += length
    _beside(source, output, found, used, range(len(source)), 1)
    _beside(source, output, found, used, range(len(source) - 1, -1, -1), -1)
    _single(source, output, found, used)
    return found


def _run(source: Sequence[str], output: Sequence[str], used: bytearray, at: int, place: int) -> int:
    return _whole_run(source, output, used, at, place, LONGEST_RUN)


def _whole_run(
    source: Sequence[str], output: Sequence[str], used: bytearray, at: int, place: int, most: int = 1_000_000
) -> int:
    length = 0
    end = min(len(source) - at, len(output) - place, most)
    while length < end and not used[place + length] and source[at + length] == output[place + length]:
        length += 1
    return length


def _beside(
    source: Sequence[str], output: Sequence[str], found: list[int | None], used: bytearray, order: range, step: int
) -> None:
    """Words beside matched ones that stand beside them in the output too."""
    for at in order:
        before = at - step
        if found[at] is not None or not 0 <= before < len(source):
            continue
        place = found[before]
        if place is None:
            continue
        next_ = place + step
        if 0 <= next_ < len(output) and not used[next_] and output[next_] == source[at]:
            found[at] = next_
            used[next_] = 1


def _single(source: Sequence[str], output: Sequence[str], found: list[int | None], used: bytearray) -> None:
    """What is left: the free place that is nearest to where the words before it went."""
    free: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(output):
        if not used[place]:
            free[word].append(place)
    last = 0
    for at, word in enumerate(source):
        known = found[at]
        if known is not None:
            last = known
            continue
        places = free.get(word)
        if places:
            number = bisect_left(places, last)
            if number == len(places) or (number and last - places[number - 1] < places[number] - last):
                number -= 1
            found[at] = places.pop(number)
