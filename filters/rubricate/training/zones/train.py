"""Train the zones: renderings of the train articles, one CRF, one file. The same bytes every time."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from ...files import read_file, write_file
from .corpus import articles
from .examples import Example, example
from .style import FAMILIES

RENDERINGS = 4
"""Renderings of each article."""
SETTINGS = {
    "c1": 0.3,
    "c2": 0.05,
    "max_iterations": 120,
    "feature.minfreq": 4,
}


def train(data: Path, target: Path, *, renderings: int = RENDERINGS, without: frozenset[str] = frozenset()) -> int:
    """Write the model to `target`; returns the number of units learned from. `without`: families left out."""
    families = frozenset(FAMILIES) - without if without else None
    documents = (
        example(article, number, families=families) for article in articles(data) for number in range(renderings)
    )
    packed, units = fit(documents)
    write_file(target, packed)
    return units


def fit(documents: Iterable[Example]) -> tuple[bytes, int]:
    """The packed model of some documents, and how many units they have."""
    trainer = pycrfsuite.Trainer(verbose=False)
    units = 0
    for document in documents:
        trainer.append(document.features, document.labels)
        units += len(document.labels)
    trainer.select("lbfgs")
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return zlib.compress(read_file(path), 9), units
