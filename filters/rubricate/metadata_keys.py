"""The metadata keys that are read, ours and those of other tools: behind the check of metadata files and the filters."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def known_keys() -> dict[str, tuple[str, ...]]:
    """Parent path ("" for the top, "journal", "author[]" …) -> our keys there."""
    table = tomllib.loads((DATA / "metadata_keys.toml").read_text(encoding="utf-8"))["keys"]
    return {parent: tuple(keys) for parent, keys in table.items()}


@cache
def dialects() -> dict[str, dict[str, str]]:
    """For "top", "author" and "affiliation": a key of another tool -> ours ("doi" -> "article.doi").

    >>> dialects()["author"]["family"]
    'surname'
    """
    tables: dict[str, dict[str, str]] = tomllib.loads((DATA / "metadata_dialects.toml").read_text(encoding="utf-8"))
    return tables


def is_read(parent: str, key: str) -> bool:
    """Whether a key below `parent` ("" for the top, "author[]") is ours or another tool's that we know.

    >>> is_read("author[]", "family"), is_read("", "geometry")
    (True, False)
    """
    names = {"": "top", "author[]": "author", "affiliation[]": "affiliation"}
    return key in known_keys().get(parent, ()) or key in dialects().get(names.get(parent, ""), ())
