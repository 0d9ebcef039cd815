"""What the references of one list have in common: the order of their parts and what is printed between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .tokens import Token

LEAST = 4
"""References that a list needs before it has a style."""
SHARE = 0.6
SHORT = {"author": "a", "title": "t", "source": "s", "date": "d", "volume": "v", "issue": "i", "pages": "p", "publisher": "P", "loc": "L", "editor": "e", "id": "u"}
LOOKED_AT = frozenset(("a>", "t>", "s>", "d>", "v>", "<t"))


def facts(tokens: Sequence[Token], labels: Sequence[str]) -> dict[str, str]:
    """What one reference says about the style of its list.

    >>> from .tokens import tokenise
    >>> facts(tokenise("Kim A. Bread. 2004"), ["author", "author", "O", "title", "O", "date"])
    {'a>': 't. ', '<t': '', 't>': 'd. '}
    """
    out: dict[str, str] = {}
    size = len(labels)
    at = 0
    before = ""
    gap = ""
    while at < size:
        label = labels[at]
        if label == "O":
            token = tokens[at]
            gap += (" " if token.spaced else "") + (token.text if token.kind == "mark" else "w")
            at += 1
            continue
        name = SHORT.get(label, "")
        gap = (gap + (" " if tokens[at].spaced else ""))[:4]
        if before + ">" in LOOKED_AT:
            out.setdefault(before + ">", name + gap)
        if label == "title":
            out.setdefault("<t", gap[-1:].strip())
        while at < size and labels[at] == label:
            at += 1
        before, gap = name, ""
    return out


def common(every: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """The facts that most references of a list share, as features; none for a short or mixed list."""
    if len(every) < LEAST:
        return ()
    out = []
    for name in sorted(LOOKED_AT):
        counts = Counter(found[name] for found in every if name in found)
        total = sum(counts.values())
        if total >= LEAST:
            value, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
            if number >= SHARE * total:
                out.append(f"~{name}{value}")
    return tuple(out)
