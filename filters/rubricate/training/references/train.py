"""Fitting a model and packing it."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite


def fit(sequences: Iterable[tuple[list[list[bytes]], list[str]]], parameters: dict[str, float], *, verbose: bool = False) -> bytes:
    """The packed model of sequences of (features, labels). One thread, fixed order: the same input gives the same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params(parameters)
    for features, labels in sequences:
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        return zlib.compress(Path(path).read_bytes(), 9)
