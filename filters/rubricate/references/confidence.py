"""How sure a field and a whole reference are, calibrated on references that were not learned from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from .chunks import Chunk
from .lexicon import runs, squash
from .record import Span
from .tokens import Token

DATA = Path(__file__).parent / "data" / "calibration.json"
FORM = 0.9
"""Confidence of what form alone tells (repairs.py)."""


@cache
def table() -> dict[str, Any]:
    """The calibration that training wrote; empty before the first training."""
    return json.loads(DATA.read_text(encoding="utf-8")) if DATA.is_file() else {}


WEIGHED = ("author", "title", "source", "date", "volume", "issue", "pages", "publisher", "loc", "editor")
ABSENT = 3.0


def features(
    tokens: Sequence[Token],
    labels: Sequence[str],
    marginals: Sequence[float],
    probability: float,
    names: float,
    found: Sequence[Chunk],
    spans: Sequence[Span],
) -> list[float]:
    """What tells how sure a whole reference is."""
    covered = {at for chunk in found for at in range(chunk.first, chunk.last)}
    unread = sum(1 for at, token in enumerate(tokens) if token.kind in ("word", "number") and at not in covered)
    kinds = [chunk.label for chunk in found]
    least = {
        label: min((chunk.confidence for chunk in found if chunk.label == label), default=None) for label in WEIGHED
    }
    doubled = sum(kinds.count(label) > 1 for label in ("title", "source", "volume", "pages", "author", "issue", "date"))
    people = {span.person for span in spans if span.role == "author" and span.name == "surname"}
    given = {span.person for span in spans if span.role == "author" and span.name == "given-names"}
    initials = [span.end - span.start for span in spans if span.role == "author" and span.name == "given-names"]
    source = next((chunk for chunk in found if chunk.label == "source"), None)
    known = (
        source is not None
        and " ".join(
            squash(token.text) for token in tokens[source.first : source.last] if token.kind in ("word", "number")
        )
        in runs("journal")[0]
    )
    return [
        logit(probability),
        logit(names),
        math.log(0.02 + sum(1.0 - value for value in marginals)),
        float(min(unread, 12)),
        float(unread == 0),
        float(doubled),
        float(bool(people) and people <= given),
        float(bool(people - given) and bool(given)),
        float(any(span.name == "collab" for span in spans)),
        float(bool(initials) and max(initials) > 6 and min(initials) < 4),
        float(min(len(people), 20)),
        float(known),
        float(any(chunk.confidence == FORM for chunk in found)),
        *(ABSENT if sure is None else logit(sure) for sure in least.values()),
        *(float(label in kinds) for label in WEIGHED),
    ]


def logit(value: float) -> float:
    value = min(max(value, 1e-4), 1 - 1e-4)
    return math.log(value / (1 - value))


def whole_confidence(values: Sequence[float]) -> float:
    """The chance that every field of a reference is right, from its features."""
    weights = table().get("whole")
    if not weights:
        return round(1 / (1 + math.exp(-values[0])), 4)
    total = weights[0] + sum(weight * value for weight, value in zip(weights[1:], values, strict=True))
    return round(1 / (1 + math.exp(-max(min(total, 30), -30))), 4)


def sure() -> float:
    """The confidence from which a reference is called sure: on held-out references 98 in 100 of these were whole right."""
    return float(table().get("sure", 0.95))


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
