"""Train the zones: renderings of the train articles, one CRF, one file. The same bytes every time."""

from __future__ import annotations

import zlib
from itertools import chain
from pathlib import Path

from ...files import write_file
from ..learner import Learner
from .corpus import articles
from .examples import example
from .foreign import made_up
from .style import FAMILIES

RENDERINGS = 6
"""Renderings of each article."""
ZONES: dict[str, float] = {
    "c1": 0.15,
    "c2": 0.05,
    "max_iterations": 130,
    "feature.minfreq": 12,
}
LEVELS: dict[str, float] = {"c1": 0.3, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 4}


def train(
    data: Path, target: Path, levels: Path, *, renderings: int = RENDERINGS, without: frozenset[str] = frozenset()
) -> int:
    """Write the models of zones and of heading levels; returns the number of units learned from.

    `without`: families of layouts left out.
    """
    families = frozenset(FAMILIES) - without if without else None
    zones, headings = Learner("lbfgs", ZONES), Learner("lbfgs", LEVELS)
    for article in chain(articles(data), made_up()):
        for number in range(renderings):
            document = example(article, number, families=families)
            zones.add(document.features, document.labels)
            if document.headings:
                headings.add(document.headings, document.levels)
    write_file(target, zlib.compress(zones.model(), 9))
    write_file(levels, zlib.compress(headings.model(), 9))
    return zones.items
