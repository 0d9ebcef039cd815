"""Faults of a gold file that its own text shows."""

from __future__ import annotations

from typing import Any

import pytest

from rubricate.training.references.gold_faults import faults

MASK = ["doi", "year", "editors", "volume", "title"]


@pytest.mark.parametrize(
    ("text", "gold", "found"),
    [
        ("Kim A. Rye. J Exa. 2004;3:1.", {"year": "2004", "volume": "3", "title": "Rye"}, []),
        ("Kim A. Rye. J Exa. 2004;3:1. doi:10.5555/a", {"year": "2004"}, ["DOI printed, not tagged"]),
        ("Kim A. Rye. J Exa. 2004;3:1. doi:10.5555/a.2004", {"doi": "10.5555/a.2004"}, ["year printed, not tagged"]),
        ("Kim A. The year 1999. J Exa. 2004;3:1.", {}, []),
        ("Kim A. Rye. In: Lee B, editor. Bread. 2004.", {"year": "2004"}, ["editors printed, not tagged as such"]),
        ("Kim A. Rye. J Exa. 2004;3:1.", {"year": "2004", "volume": "5"}, ["volume tagged, not printed so"]),
    ],
)
def test_faults(text: str, gold: dict[str, Any], found: list[str]) -> None:
    assert list(faults({"text": text, "gold": gold, "mask": MASK})) == found
