"""How fast the zones are in a warm process: rules, features, model and decoding of one article.

    pytest tests/benchmarks/test_zones.py --benchmark-enable

The goal is 80 ms for an article of 5,000 words, zones and title block together, growing linearly.
"""

from __future__ import annotations

from typing import Any

import panflute as pf
import pytest
from documents import long_article

from rubricate.reading.plain_text import read_plain_text
from rubricate.tagging.join_lines import join_wrapped
from rubricate.tagging.units import units_of
from rubricate.tagging.zones import label_units


def document(words: int) -> list[pf.Block]:
    return list(read_plain_text(long_article(words)).content)


@pytest.mark.parametrize("words", [5_000, 20_000])
@pytest.mark.benchmark(group="zones, warm process")
def test_zones(benchmark: Any, words: int) -> None:
    blocks = document(words)
    assert benchmark(lambda: label_units(join_wrapped(units_of(blocks))))
