"""Fitting a model and packing it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from ..learner import Learner, weights

Sequences = Iterable[tuple[list[list[bytes]], list[str]]]
"""Features and labels."""
FEATURES_AT = 28
"""Where the header of a model file says where its features begin (crfsuite's crf1d_model.c)."""
HEADER, RECORD, WEIGHT = 12, 20, 12
KEPT_BITS = 9
"""Bits of the fraction of a weight that are kept: three significant digits, and the packed file is half as large."""
NOTHING = 0.004


def fit(sequences: Sequences, algorithm: str, parameters: dict[str, float], *, verbose: bool = False) -> bytes:
    """The packed model of sequences of (features, labels). The same input gives the same bytes."""
    return packed(_trained(sequences, algorithm, parameters, verbose))


def telling(
    sequences: Sequences, algorithm: str, parameters: dict[str, float], least: float, *, verbose: bool = False
) -> frozenset[bytes]:
    """The features that matter: those to which a short training gives a weight of at least `least` for some label."""
    found = weights(_trained(sequences, algorithm, parameters, verbose))
    return frozenset(feature.encode() for (feature, _), weight in found.items() if abs(weight) >= least)


def _trained(sequences: Sequences, algorithm: str, parameters: dict[str, float], verbose: bool) -> bytes:
    learner = Learner(algorithm, parameters, verbose=verbose)
    for features, labels in sequences:
        learner.add(features, labels)
    return learner.model()


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
