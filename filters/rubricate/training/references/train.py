"""Fitting a model and packing it."""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

FEATURES_AT = 28
"""Where the header of a model file says where its features begin (crfsuite's crf1d_model.c)."""
HEADER, RECORD, WEIGHT = 12, 20, 12
KEPT_BITS = 9
"""Bits of the fraction of a weight that are kept: three significant digits, and the packed file is half as large."""
NOTHING = 0.004


def fit(
    sequences: Iterable[tuple[list[list[bytes]], list[str]]],
    algorithm: str,
    parameters: dict[str, float],
    *,
    verbose: bool = False,
) -> bytes:
    """The packed model of sequences of (features, labels). One thread, fixed order: the same input gives the same bytes."""
    trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=verbose)
    trainer.set_params(parameters)
    for features, labels in sequences:
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        return packed(Path(path).read_bytes())


def telling(
    sequences: Iterable[tuple[list[list[bytes]], list[str]]],
    algorithm: str,
    parameters: dict[str, float],
    least: float,
    *,
    verbose: bool = False,
) -> frozenset[bytes]:
    """The features that matter: those to which a short training gives a weight of at least `least` for some label."""
    trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=verbose)
    trainer.set_params(parameters)
    for features, labels in sequences:
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        weights = tagger.info().state_features
        tagger.close()
    return frozenset(feature.encode() for (feature, _), weight in weights.items() if abs(weight) >= least)


def packed(model: bytes) -> bytes:
    """A model with rounded weights, compressed."""
    data = bytearray(model)
    (start,) = struct.unpack_from("<I", data, FEATURES_AT)
    (number,) = struct.unpack_from("<I", data, start + 8)
    half, mask = 1 << (51 - KEPT_BITS), ~((1 << (52 - KEPT_BITS)) - 1) & 0xFFFFFFFFFFFFFFFF
    for at in range(start + HEADER + WEIGHT, start + HEADER + WEIGHT + number * RECORD, RECORD):
        (weight,) = struct.unpack_from("<d", data, at)
        (bits,) = struct.unpack_from("<Q", data, at)
        struct.pack_into("<Q", data, at, 0 if abs(weight) < NOTHING else (bits + half) & mask)
    return zlib.compress(bytes(data), 9)
