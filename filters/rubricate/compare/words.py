"""The words of a change, and how alike two texts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

LONG = 4_000
"""Words of a text beyond which its middle is told as one change: the search is quadratic."""


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """`(op, words)` in order: "=" the same, "-" only before, "+" only after.

    >>> word_changes("a red bean", "a green bean")
    [('=', 'a'), ('-', 'red'), ('+', 'green'), ('=', 'bean')]
    """
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    out: list[tuple[str, Sequence[str]]] = [("=", old[:start])]
    out += _between(old[start : len(old) - end], new[start : len(new) - end])
    out.append(("=", old[len(old) - end :]))
    return [(op, " ".join(part)) for op, part in out if part]


def _between(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    if not old or not new or len(old) + len(new) > LONG:
        return [("-", old), ("+", new)]
    out: list[tuple[str, Sequence[str]]] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out += [("=", old[a:b])] if op == "equal" else [("-", old[a:b]), ("+", new[c:d])]
    return out


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """How much two bags of words share, 0 to 1 (Dice).

    >>> likeness(Counter("abc"), Counter("abd"))
    0.6666666666666666
    """
    whole = a.total() + b.total()
    return 2 * (a & b).total() / whole if whole else 1.0
