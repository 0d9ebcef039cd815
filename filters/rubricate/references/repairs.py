"""Repairs by form after decoding: what no model needs to be asked."""

from __future__ import annotations

from collections.abc import Sequence

from .chunks import Chunk
from .tokens import Token


def repaired(text: str, tokens: Sequence[Token], found: Sequence[Chunk]) -> list[Chunk]:
    """The blocks after all repairs."""
    return list(found)
