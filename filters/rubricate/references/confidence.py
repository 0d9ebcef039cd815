"""How sure a field and a whole reference are, calibrated on references that were not learned from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from .chunks import Chunk
from .tokens import Token

DATA = Path(__file__).parent / "data" / "calibration.json"
SURE = 0.9
"""A reference at least this sure is called sure; chosen on held-out data (training/references/calibrate.py)."""


@cache
def table() -> dict[str, Any]:
    """The calibration that training wrote; empty before the first training."""
    return json.loads(DATA.read_text(encoding="utf-8")) if DATA.is_file() else {}


def features(tokens: Sequence[Token], labels: Sequence[str], marginals: Sequence[float], probability: float, names: float, found: Sequence[Chunk]) -> list[float]:
    """What tells how sure a whole reference is."""
    unread = sum(1 for token, label in zip(tokens, labels, strict=True) if label == "O" and token.kind in ("word", "number"))
    weak = sorted(marginals)[: 3] or [1.0]
    names_of_blocks = [chunk.label for chunk in found]
    doubled = sum(names_of_blocks.count(label) > 1 for label in ("title", "source", "volume", "pages", "author", "issue"))
    kinds = set(names_of_blocks)
    return [
        logit(probability),
        logit(names),
        logit(weak[0]),
        sum(1.0 - value for value in marginals),
        float(unread),
        float(doubled),
        float({"title", "source", "date", "volume", "pages", "author"} <= kinds),
        float("publisher" in kinds),
        float("editor" in kinds),
    ]


def logit(value: float) -> float:
    value = min(max(value, 1e-4), 1 - 1e-4)
    return math.log(value / (1 - value))


def whole_confidence(tokens: Sequence[Token], labels: Sequence[str], marginals: Sequence[float], probability: float, names: float, found: Sequence[Chunk]) -> float:
    """The chance that every field of the reference is right."""
    weights = table().get("whole")
    if not weights:
        return round(probability * names, 4)
    values = features(tokens, labels, marginals, probability, names, found)
    total = weights[0] + sum(weight * value for weight, value in zip(weights[1:], values, strict=True))
    return round(1 / (1 + math.exp(-max(min(total, 30), -30))), 4)


def calibrated(raw: Mapping[str, float]) -> dict[str, float]:
    """The confidence of each variable, by the curve of its kind."""
    curves = table().get("fields", {})
    out = {}
    for variable, value in raw.items():
        curve = curves.get(variable) or curves.get("*")
        if curve:
            total = curve[0] + curve[1] * logit(value)
            value = 1 / (1 + math.exp(-max(min(total, 30), -30)))
        out[variable] = round(value, 4)
    return out
