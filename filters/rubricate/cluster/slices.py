"""Names of slices of a listing. A folder that grows is cut into twice as many: slice 3 of 8 was a part of slice 3 of 4."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

SLICE = re.compile(r"\.(?P<number>\d{5})-of-(?P<count>\d{5})\Z")


def slice_of(document: str, count: int) -> int:
    """The slice that a document belongs to, by a digest of its name: a new document moves no other one."""
    digest = hashlib.sha256(document.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count


def slice_name(name: str, number: int, count: int) -> str:
    """What slice `number` of `count` of a listing is called; the only one has the listing's own name.

    >>> slice_name("archive", 3, 8), slice_name("archive", 0, 1)
    ('archive.00003-of-00008', 'archive')
    """
    return name if count == 1 else f"{name}.{number:05d}-of-{count:05d}"


def coarser(name: str) -> list[str]:
    """The slices that held its documents when there were fewer, the nearest first.

    >>> coarser("archive.00003-of-00008")
    ['archive.00003-of-00004', 'archive.00001-of-00002', 'archive']
    """
    found = SLICE.search(name)
    if found is None:
        return []
    out, count = [], int(found["count"]) // 2
    while count:
        out.append(slice_name(name[: found.start()], int(found["number"]) % count, count))
        count //= 2
    return out


def outdated(there: Iterable[str], names: Iterable[str]) -> list[str]:
    """Of the names that are there, those of other cuts of the same listings: their rows stand in `names` too.

    >>> outdated(["archive", "archive.00000-of-00004", "other"], ["archive.00000-of-00002", "archive.00001-of-00002"])
    ['archive', 'archive.00000-of-00004']
    """
    current = set(names)
    listings = {_listing(name) for name in current}
    return sorted(name for name in there if name not in current and _listing(name) in listings)


def _listing(name: str) -> str:
    found = SLICE.search(name)
    return name[: found.start()] if found else name
