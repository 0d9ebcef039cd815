"""Confidence that means what it says: logistic curves fitted on references that no model has learned from."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...files import write_file
from ...references import confidence
from ...references.chunks import chunks
from ...references.parse import read_blocks, record
from ...references.repairs import repaired
from ...references.spans import field_spans
from ...references.tokens import tokenise
from .compare import judged
from .examples import Example

PRECISION = 0.98


def logistic(
    rows: Sequence[Sequence[float]], right: Sequence[bool], ridge: float = 1.0, rounds: int = 60
) -> list[float]:
    """Weights (the first is the constant) of a logistic regression, by Newton's method."""
    size = len(rows[0]) + 1
    weights = [0.0] * size
    data = [(1.0, *row) for row in rows]
    for _ in range(rounds):
        gradient = [-ridge * w if k else 0.0 for k, w in enumerate(weights)]
        hessian = [[(ridge if a == b and a else 1e-9 if a == b else 0.0) for b in range(size)] for a in range(size)]
        for row, good in zip(data, right, strict=True):
            total = sum(w * x for w, x in zip(weights, row, strict=True))
            chance = 1 / (1 + math.exp(-max(min(total, 30), -30)))
            error, spread = float(good) - chance, chance * (1 - chance)
            for a in range(size):
                gradient[a] += error * row[a]
                for b in range(a, size):
                    hessian[a][b] += spread * row[a] * row[b]
        for a in range(size):
            for b in range(a):
                hessian[a][b] = hessian[b][a]
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-8:
            break
    return [round(w, 6) for w in weights]


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The solution of a small system of equations."""
    size = len(vector)
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for a in range(size):
        pivot = max(range(a, size), key=lambda r: abs(rows[r][a]))
        rows[a], rows[pivot] = rows[pivot], rows[a]
        for b in range(a + 1, size):
            factor = rows[b][a] / rows[a][a]
            rows[b] = [x - factor * y for x, y in zip(rows[b], rows[a], strict=True)]
    out = [0.0] * size
    for a in reversed(range(size)):
        out[a] = (rows[a][size] - sum(rows[a][b] * out[b] for b in range(a + 1, size))) / rows[a][a]
    return out


def observed(examples: Sequence[Example]) -> list[tuple[list[float], dict[str, float], dict[str, bool]]]:
    """For each example the features of its reading, the raw confidence of its fields, and which of them are right."""
    out = []
    confidence.table.cache_clear()
    for example in examples:
        tokens = tokenise(example.text)
        reading = read_blocks(tokens)
        found = repaired(example.text, tokens, chunks(tokens, reading.labels, reading.marginals))
        spans, names = field_spans(example.text, tokens, found, "journal")
        values = confidence.features(
            tokens, reading.labels, reading.marginals, reading.probability, names, found, spans
        )
        reference = record(example.text, "", reading)
        out.append((values, dict(reference.confidences), judged(example, reference)))
    return out


def threshold(told: Sequence[float], right: Sequence[bool]) -> float:
    """The lowest confidence from which on at least `PRECISION` of the references are whole right."""
    order = sorted(zip(told, right, strict=True), reverse=True)
    good = 0
    answer = 1.0
    for number, (value, correct) in enumerate(order, 1):
        good += correct
        if good >= PRECISION * number and (number == len(order) or order[number][0] < value):
            answer = value
    return answer


def calibrate(examples: Sequence[Example], path: Path) -> dict[str, Any]:
    """Fits and writes the calibration; the answer holds the threshold found and the curve."""
    path.unlink(missing_ok=True)
    seen = observed(examples)
    whole = [all(right.values()) for _, _, right in seen]
    weights = logistic([values for values, _, _ in seen], whole)
    by_field: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for _, sure, right in seen:
        for name, good in right.items():
            if name in sure:
                by_field[name].append((sure[name], good))
                by_field["*"].append((sure[name], good))
    curves = {}
    for name, pairs in sorted(by_field.items()):
        if len(pairs) >= 60 and len({good for _, good in pairs}) == 2:
            curves[name] = logistic([[confidence.logit(value)] for value, _ in pairs], [good for _, good in pairs])
    told = [
        1
        / (1 + math.exp(-max(min(weights[0] + sum(w * v for w, v in zip(weights[1:], values, strict=True)), 30), -30)))
        for values, _, _ in seen
    ]
    answer = {"whole": weights, "fields": curves, "sure": round(threshold(told, whole), 4)}
    write_file(path, (json.dumps(answer, indent=1, sort_keys=True) + "\n").encode("utf-8"))
    confidence.table.cache_clear()
    return answer
