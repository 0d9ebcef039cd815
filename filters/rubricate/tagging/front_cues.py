"""Cue words of the title block, from `data/front.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "front.toml"


@cache
def front_cues(kind: str) -> tuple[str, ...]:
    """The words of one kind: licence, running_heads, notes, note_starts.

    >>> "running title" in front_cues("running_heads")
    True
    """
    return tuple(tomllib.loads(DATA.read_text(encoding="utf-8"))[kind])
