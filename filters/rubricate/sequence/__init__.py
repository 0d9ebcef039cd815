"""Linear-chain CRFs: the one room that knows the library behind them.

A model is a file of `crfsuite`, packed (packing.py). Features are bytes; labels are strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .packing import unpacked

Features = Sequence[Sequence[bytes]]


class Tagged(NamedTuple):
    """The best labels of a sequence, how likely each of them is, and how likely all of them are together."""

    labels: list[str]
    marginals: list[float]
    probability: float


class Model:
    """A trained model. Not to be shared between threads."""

    def __init__(self, packed: bytes) -> None:
        import pycrfsuite  # where it is needed: most commands need no model

        self._bytes = unpacked(packed)
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._bytes)
        self.labels: list[str] = self._tagger.labels()

    @classmethod
    def load(cls, path: Path) -> Model:
        """The model in a file.

        Raises OSError where there is none, zlib.error and ValueError where it is none.
        """
        return cls(path.read_bytes())

    def tag(self, features: Features) -> Tagged:
        """Labels, their marginal probabilities (0 to 1) and the probability of the whole labelling."""
        if not features:
            return Tagged([], [], 1.0)
        tagger = self._tagger
        tagger.set(features)
        labels = tagger.tag()
        marginal = tagger.marginal
        return Tagged(labels, [marginal(label, at) for at, label in enumerate(labels)], tagger.probability(labels))

    def distribution(self, at: int) -> dict[str, float]:
        """How likely each label is at one place of the sequence tagged last."""
        return {label: self._tagger.marginal(label, at) for label in self.labels}
