"""Which word of the article is which word of the source.

Rows of three words that stand once in each are matched first, then other rows, then neighbours, single words last, each once; so a word is left
over only where the ledger counts it as lost or added too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

CANDIDATES = 12
ROW = 3


def align(source: Sequence[str], output: Sequence[str]) -> list[int | None]:
    """For each word of the source the number of the same word in the output, or `None`.

    >>> align("b c d a".split(), "a b c d e".split())
    [1, 2, 3, 0]
    """
    found: list[int | None] = [None] * len(source)
    used = bytearray(len(output))
    rows = _rows(output)
    once = {row: places[0] for row, places in rows.items() if len(places) == 1}
    for row, places in _rows(source).items():
        if len(places) == 1 and row in once and found[places[0]] is None and not used[once[row]]:
            _take(source, output, found, used, places[0], once[row])
    at = 0
    while at < len(source) - 2:
        length = 0
        if found[at] is None:
            free = [p for p in rows.get((source[at], source[at + 1], source[at + 2]), ()) if not used[p]]
            best = max(free[:CANDIDATES], key=lambda place: _run(source, output, found, used, at, place), default=None)
            length = 0 if best is None else _run(source, output, found, used, at, best)
            if best is not None and length >= ROW:
                _take(source, output, found, used, at, best)
        at += length if length >= ROW else 1
    _beside(source, output, found, used, range(len(source)), 1)
    _beside(source, output, found, used, range(len(source) - 1, -1, -1), -1)
    _single(source, output, found, used)
    return found


def _rows(words: Sequence[str]) -> dict[tuple[str, str, str], list[int]]:
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at in range(len(words) - 2):
        rows[words[at], words[at + 1], words[at + 2]].append(at)
    return rows


def _take(
    source: Sequence[str], output: Sequence[str], found: list[int | None], used: bytearray, at: int, place: int
) -> None:
    """Match the row that begins at these places, and what stands before it as far as it is the same."""
    while at and place and found[at - 1] is None and not used[place - 1] and source[at - 1] == output[place - 1]:
        at, place = at - 1, place - 1
    for step in range(_run(source, output, found, used, at, place)):
        found[at + step] = place + step
        used[place + step] = 1


def _run(
    source: Sequence[str], output: Sequence[str], found: Sequence[int | None], used: bytearray, at: int, place: int
) -> int:
    length = 0
    end = min(len(source) - at, len(output) - place)
    while (
        length < end
        and not used[place + length]
        and found[at + length] is None
        and source[at + length] == output[place + length]
    ):
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
