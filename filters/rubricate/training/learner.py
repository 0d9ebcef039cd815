"""Linear-chain CRFs in the making: the one place of the training that knows the library behind them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pycrfsuite


class Learner:
    """A model that learns from sequences as they come. One thread, fixed order: the same input gives the same bytes."""

    def __init__(self, algorithm: str, parameters: Mapping[str, float], *, verbose: bool = False) -> None:
        self._trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=verbose)
        self._trainer.set_params(parameters)
        self.items = 0

    def add(self, features: Sequence[Sequence[bytes]], labels: Sequence[str]) -> None:
        self._trainer.append(features, labels)
        self.items += len(labels)

    def model(self) -> bytes:
        """The trained model, as crfsuite writes it."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.crfsuite"
            self._trainer.train(str(path))
            return path.read_bytes()


def weights(model: bytes) -> dict[tuple[str, str], float]:
    """The weight of each feature for each label in a trained model."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    found: dict[tuple[str, str], float] = tagger.info().state_features
    tagger.close()
    return found
