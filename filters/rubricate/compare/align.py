"""Which record of one list is which of the other: the same first, then the most alike, in order and out of it."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from .words import likeness

LEAST = 0.4
"""Records that share less of their words are two, not one that changed."""
MOST = 250_000
"""Pairs that are looked at; beyond, only neighbours by number."""
IDENTITY = {
    "authors": ("surname", "group", "ORCID", "name"),
    "references": ("DOI", "PMID", "title"),
    "figures": ("label",),
    "tables": ("label",),
    "formulas": ("label",),
    "affiliations": (),
}
"""Fields that tell which one it is, where both have them: worth half of the likeness."""
NOT_IDENTITY = frozenset(("links", "label", "section"))


class Pair(NamedTuple):
    """Positions of one record in both lists; None where it is only in one."""

    before: int | None
    after: int | None


def align(part: str, old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[Pair]:
    """Every record of both lists in one list of pairs, in the order of `new` with what is gone where it stood."""
    a, b = [_key(record) for record in old], [_key(record) for record in new]
    found: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            found |= dict(zip(range(i, j), range(k, m), strict=True))
        else:
            gaps.append((range(i, j), range(k, m)))
    for left, right in gaps:
        found |= _most_alike(part, old, new, left, right)
    left_over = [at for at in range(len(old)) if at not in found]
    taken = set(found.values())
    right_over = [at for at in range(len(new)) if at not in taken]
    found |= _most_alike(part, old, new, left_over, right_over)
    return _in_order(found, len(old), len(new))


def _key(record: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in record.items() if name != "links"}, sort_keys=True)


def _most_alike(
    part: str,
    old: Sequence[dict[str, Any]],
    new: Sequence[dict[str, Any]],
    left: Sequence[int],
    right: Sequence[int],
) -> dict[int, int]:
    if not left or not right:
        return {}
    if len(left) * len(right) > MOST:
        return dict(zip(left, right, strict=False))
    bags_old = {at: _bag(old[at]) for at in left}
    bags_new = {at: _bag(new[at]) for at in right}
    scored = sorted(
        (-_alike(part, old[i], new[k], likeness(bags_old[i], bags_new[k])), abs((i - left[0]) - (k - right[0])), i, k)
        for i in left
        for k in right
    )
    out: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, k in scored:
        if -score < LEAST:
            break
        if i not in out and k not in taken:
            out[i] = k
            taken.add(k)
    return out


def _bag(record: dict[str, Any]) -> Counter[str]:
    text = " ".join(_texts({name: value for name, value in record.items() if name not in NOT_IDENTITY}))
    return Counter(text.casefold().split())


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value)]


def _alike(part: str, a: dict[str, Any], b: dict[str, Any], shared: float) -> float:
    told = [(str(a[name]), str(b[name])) for name in IDENTITY.get(part, ()) if name in a and name in b]
    if not told:
        return shared
    same = any(x.casefold() == y.casefold() for x, y in told)
    return 0.5 + shared / 2 if same else shared / (1 if part == "references" else 2) * 0.9


def _in_order(found: dict[int, int], old: int, new: int) -> list[Pair]:
    back = {after: before for before, after in found.items()}
    out: list[Pair] = []
    gone = iter([at for at in range(old) if at not in found])
    waiting = next(gone, None)
    for after in range(new):
        before = back.get(after)
        while before is not None and waiting is not None and waiting < before:
            out.append(Pair(waiting, None))
            waiting = next(gone, None)
        out.append(Pair(before, after))
    if waiting is not None:
        out += [Pair(at, None) for at in (waiting, *gone)]
    return out


def moved(pairs: Sequence[Pair]) -> set[int]:
    """Positions (in the new list) of records that stand in another order: all but the longest run that kept it."""
    kept = [(pair.before, pair.after) for pair in pairs if pair.before is not None and pair.after is not None]
    ends: list[int] = []  # of the runs of each length, the smallest end; patience sorting
    of_end: list[int] = []
    before = [-1] * len(kept)
    for at, (old, _) in enumerate(kept):
        length = bisect_left(ends, old)
        before[at] = of_end[length - 1] if length else -1
        ends[length : length + 1] = [old]
        of_end[length : length + 1] = [at]
    stay: set[int] = set()
    at = of_end[-1] if of_end else -1
    while at >= 0:
        stay.add(kept[at][1])
        at = before[at]
    return {after for _, after in kept if after not in stay}
