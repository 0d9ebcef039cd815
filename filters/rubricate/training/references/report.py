"""Figures beyond those of the shared scorer: bootstrap intervals, reliability of the confidence, precision against coverage.

python -m rubricate.training.references.report GOLD --scorer ../shared/tools/score_references.py [--lists]
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import itertools
import random
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from ...references import Reference, parse, parse_all
from ...references.confidence import sure as sure_from
from .examples import rows

ROUNDS = 1000


def scorer(path: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_references", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_all(gold: list[dict[str, Any]], lists: bool) -> list[Reference]:
    """Every reference by itself, or with the others of its article."""
    texts = [" ".join(row["text"].split()) for row in gold]
    if not lists:
        return [parse(text) for text in texts]
    members: dict[tuple[str, str], list[int]] = collections.defaultdict(list)
    for at, row in enumerate(gold):
        members[row["set"], row.get("art", "")].append(at)
    out: dict[int, Reference] = {}
    for places in members.values():
        for at, reference in zip(places, parse_all([texts[at] for at in places]), strict=True):
            out[at] = reference
    return [out[at] for at in range(len(gold))]


def counted(tool: ModuleType, row: dict[str, Any], reference: Reference) -> tuple[int, int, int, bool]:
    """`(right, read, wanted, whole right)` of one reference."""
    want, got = tool.canon(row["gold"]), tool.canon(tool.from_csl(reference.item))
    fields = [field for field in tool.FIELDS if field in row["mask"]]
    right = sum(bool(want.get(f)) and want.get(f) == got.get(f) for f in fields)
    return (
        right,
        sum(bool(got.get(f)) for f in fields),
        sum(bool(want.get(f)) for f in fields),
        all(want.get(f) == got.get(f) for f in fields),
    )


def interval(counts: list[tuple[int, int, int, bool]]) -> str:
    """Micro F1 and share of whole references with 95 % bootstrap intervals."""
    rng = random.Random(1)

    def figures(sample: list[tuple[int, int, int, bool]]) -> tuple[float, float]:
        right, read, want = (sum(c[k] for c in sample) for k in range(3))
        return 2 * right / max(read + want, 1), sum(c[3] for c in sample) / len(sample)

    f1, whole = figures(counts)
    drawn = [figures(rng.choices(counts, k=len(counts))) for _ in range(ROUNDS)]
    low, high = int(0.025 * ROUNDS), int(0.975 * ROUNDS)
    f1s, wholes = sorted(d[0] for d in drawn), sorted(d[1] for d in drawn)
    return f"n {len(counts):5}  micro F1 {f1:.3f} [{f1s[low]:.3f}, {f1s[high]:.3f}]  whole {whole:.3f} [{wholes[low]:.3f}, {wholes[high]:.3f}]"


def reliability(pairs: list[tuple[float, bool]]) -> list[str]:
    """Bins of confidence with the share that was right."""
    out = []
    edges = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001)
    for low, high in itertools.pairwise(edges):
        found = [(c, good) for c, good in pairs if low <= c < high]
        if found:
            out.append(
                f"  {low:.2f}–{min(high, 1):.2f}: n {len(found):5}  said {sum(c for c, _ in found) / len(found):.3f}  right {sum(g for _, g in found) / len(found):.3f}"
            )
    return out


def curve(pairs: list[tuple[float, bool]]) -> list[str]:
    """Precision (whole right) of those at least as sure, for shares of all."""
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    out = []
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 1.0):
        size = max(1, round(share * len(ordered)))
        out.append(
            f"  coverage {share:.2f}: precision {sum(good for _, good in ordered[:size]) / size:.3f}  confidence at least {ordered[size - 1][0]:.3f}"
        )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--lists", action="store_true", help="read the references of one article as one list")
    args = parser.parse_args()
    tool = scorer(args.scorer)
    gold = list(rows(args.gold))
    parse("Kim A. Bread. J Exa. 2004;3:1-2.")
    start = time.perf_counter()
    references = read_all(gold, args.lists)
    seconds = time.perf_counter() - start
    counts = [counted(tool, row, reference) for row, reference in zip(gold, references, strict=True)]
    for name in [*dict.fromkeys(row["set"] for row in gold), "all"]:
        print(f"{name:20}", interval([c for row, c in zip(gold, counts, strict=True) if name in (row["set"], "all")]))
    pairs = [(reference.confidence, count[3]) for reference, count in zip(references, counts, strict=True)]
    print("reliability", *reliability(pairs), "precision against coverage", *curve(pairs), sep="\n")
    least = sure_from()
    sure = [good for confidence, good in pairs if confidence >= least]
    share, precision = len(sure) / len(pairs), sum(sure) / max(len(sure), 1)
    print(f"called sure (at least {least}): {share:.3f} of all, of these whole right {precision:.3f}")
    print(f"{len(gold) / seconds:.0f} references a second, warm")


if __name__ == "__main__":
    main()
