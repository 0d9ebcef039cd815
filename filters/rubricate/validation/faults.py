"""What the explainer found, before it has a line: the n-th element of the document, and which part of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

SHOWN = 12
MAX_FAULTS = 1000
"""Faults that are looked for in one document; of one that has more, no more are told."""


class Fault(NamedTuple):
    """`element` counts the elements in document order from 0. `part` is "start", "end", "text", "tail" or "@name"."""

    element: int
    part: str
    id: str
    message: str
    suggestion: str = ""
    parent: str = ""
    """The element whose declaration is broken: its page in the tag library is the link of the finding."""


def tags(names: set[str]) -> str:
    """`<a>, <b> or <c>`; long lists are cut.

    >>> tags({"title", "p"})
    '<p> or <title>'
    """
    return _listed([f"<{name}>" for name in sorted(names)])


def values(names: tuple[str, ...]) -> str:
    """`"a", "b" or "c"`, in the order of the declaration."""
    return _listed([f'"{name}"' for name in names])


def attributes(names: list[str]) -> str:
    """`@a, @b or @c`."""
    return _listed([f"@{name}" for name in sorted(names)])


def nearest(name: str, candidates: Iterable[str], likeness: float = 0.75) -> str:
    """The candidate that `name` is a likely misspelling of, or "".

    >>> nearest("artcle-title", ["article-title", "title"])
    'article-title'
    """
    if len(name) > 150:
        return ""
    from difflib import get_close_matches  # only here: a valid document needs none of it

    return next(iter(get_close_matches(name, sorted(candidates), n=1, cutoff=likeness)), "")


def excerpt(text: str, length: int = 40) -> str:
    """`text` in one line, cut to `length`."""
    joined = " ".join(text[: length * 4].split())
    return joined if len(joined) <= length else joined[: length - 1] + "…"


def _listed(items: list[str]) -> str:
    if len(items) > SHOWN:
        return f"{', '.join(items[:SHOWN])} or {len(items) - SHOWN} more"
    return " or ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""
