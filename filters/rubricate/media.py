"""Names of pictures that are written beside the XML: safe on every system, never outside the folder, never twice the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

LONGEST = 80
# What receivers and file systems refuse in names: spaces, reserved and control characters, everything beyond ASCII.
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that Windows keeps for devices.
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(10)))
)


def safe_name(url: str, taken: Iterable[str] = (), prefix: str = "") -> str:
    """A name for the picture that a document calls `url`: folders kept, what is unsafe made "-", none of `taken`.

    `prefix` and “-” are set before the last part, for pictures that lie inside a document.

    >>> safe_name("figs/Fig 1 (a).PNG")
    'figs/Fig-1-a.png'
    >>> safe_name("../../etc/passwd")
    'etc/passwd'
    >>> safe_name("a.png", ["A.png"])
    'a-2.png'

    Rule: PMC's file naming (letters, digits, “.”, “-”, “_”); names that differ by case only are one on some systems.
    """
    parts = [_part(part) for part in PurePosixPath(url.replace("\\", "/")).parts]
    folders = [part for part in parts[:-1] if part]
    stem, dot, suffix = (parts[-1] if parts else "").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem = "-".join(filter(None, [_part(prefix), stem])) or "picture"
    if stem.casefold() in RESERVED:
        stem += "-1"
    end = f".{suffix.lower()}" if suffix else ""
    used = {name.casefold() for name in taken}
    head = "/".join([*folders[-2:], ""])
    name = f"{head}{stem[:LONGEST]}{end}"
    number = 1
    while name.casefold() in used:
        number += 1
        name = f"{head}{stem[:LONGEST]}-{number}{end}"
    return name


def _part(part: str) -> str:
    """One part of a path; "" for one that is nothing but dots or a drive."""
    if part.endswith(":") or not part.strip("."):
        return ""
    clean = ".".join(piece.rstrip("-") for piece in UNSAFE.sub("-", part[:1000]).split("."))
    return clean.lstrip(".-")[: LONGEST + 10]
