"""Fitting a model and packing it."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from ...sequence import packing
from ..learner import Learner, weights

Sequences = Iterable[tuple[list[list[bytes]], list[str]]]
"""Features and labels."""
FEATURES_AT = 28
"""Where the header of a model file says where its features begin (crfsuite's crf1d_model.c)."""
WORDS_AT = 44
"""The same for the last part of the file: numbers of four bytes, which features each attribute has."""
HEADER, RECORD, WEIGHT = 12, 20, 12
KEPT_BITS = 9
"""Bits of the fraction of a weight that are kept: three significant digits, and the packed file is half as large."""
NOTHING = 0.004


def fit(sequences: Sequences, algorithm: str, parameters: dict[str, float], *, verbose: bool = False) -> bytes:
    """The packed model of sequences of (features, labels). The same input gives the same bytes."""
    return packed(rounded(_trained(sequences, algorithm, parameters, verbose)))


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


def rounded(model: bytes) -> bytes:
    """A model with rounded weights, which compress better."""
    data = bytearray(model)
    (start,) = struct.unpack_from("<I", data, FEATURES_AT)
    (number,) = struct.unpack_from("<I", data, start + 8)
    half, mask = 1 << (51 - KEPT_BITS), ~((1 << (52 - KEPT_BITS)) - 1) & 0xFFFFFFFFFFFFFFFF
    for at in range(start + HEADER + WEIGHT, start + HEADER + WEIGHT + number * RECORD, RECORD):
        (weight,) = struct.unpack_from("<d", data, at)
        (bits,) = struct.unpack_from("<Q", data, at)
        struct.pack_into("<Q", data, at, 0 if abs(weight) < NOTHING else (bits + half) & mask)
    return bytes(data)


def packed(model: bytes) -> bytes:
    """A model compressed, its features and the numbers of them by columns."""
    (start,) = struct.unpack_from("<I", model, FEATURES_AT)
    (number,) = struct.unpack_from("<I", model, start + 8)
    (words,) = struct.unpack_from("<I", model, WORDS_AT)
    tables = (packing.Table(start + HEADER, RECORD, number), packing.Table(words, 4, (len(model) - words) // 4))
    return packing.packed(model, tables)
