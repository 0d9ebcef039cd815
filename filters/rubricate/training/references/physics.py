"""Physics, cross-validated by article on GROBID's corpus: each part is read by a block model that never saw its articles.

python -m rubricate.training.references.physics --data ../shared/data/references --scorer ../shared/tools/score_references.py

A fold learns from the other parts of that corpus and from a share of the publishers' own references and of the made ones
(`--share`, 1 for all); features are not chosen first. The name model is the shipped one: the corpus does not part names, and authors are masked.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from pathlib import Path

from ...references import models
from ...sequence import Model
from . import build, measure, report, sequences
from .examples import Example, rows
from .train import fit

BLOCKS = {"c2": 1.0, "max_iterations": 15, "feature.minfreq": 3, "calibration.samples": 500}
FOLDS = 5
MADE, STYLES = 20_000, 400
ARTICLE = re.compile(r"(^|-)\d{4}\.\d{4,5}|inspire|arXive|JHEP|S03702693|S03759474")
"""Names of the corpus' files that hold articles of physics: arXiv numbers, INSPIRE, two journals of the field."""


def is_physics(example: Example) -> bool:
    """A reference of an article of physics, or one of the kind that has a volume and no title."""
    labels = {block.label for block in example.blocks}
    return bool(ARTICLE.search(example.group)) or ("volume" in labels and "title" not in labels)


def folds(folder: Path) -> list[list[Example]]:
    """The corpus in parts; all references of one article are in one of them."""
    parts: list[list[Example]] = [[] for _ in range(FOLDS)]
    for name, example in build.grobid(folder):
        parts[build.bucket(name, FOLDS)].append(example)
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument(
        "--share", type=float, default=0.3, help="share of all but GROBID's corpus that a fold learns from"
    )
    args = parser.parse_args()
    start = time.perf_counter()
    tool = report.scorer(args.scorer)
    data = build.real(args.data)
    others = [example for example in data.train if example.source != "grobid"][:: round(1 / args.share)]
    others += build.made(data.pool, int(MADE * args.share), 1, "made")
    others += build.from_csl(data.pool, int(STYLES * args.share), 7)
    parts = folds(args.data)
    counts: list[tuple[int, int, int, bool]] = []
    for number, part in enumerate(parts):
        learned = [example for other in parts if other is not part for example in other]
        examples = build.noise(learned + others, 2, 1.0)
        models._local.blocks = Model(fit(sequences.blocks(examples, 4), "l2sgd", BLOCKS))
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "part.jsonl.gz"
            measure.write([example for example in part if is_physics(example)], path)
            gold = list(rows(path))
        found = report.read_all(gold, lists=False)
        counts += [report.counted(tool, row, reference) for row, reference in zip(gold, found, strict=True)]
        print(
            f"{time.perf_counter() - start:6.0f} s  fold {number + 1}: {report.interval(counts[-len(gold) :])}",
            flush=True,
        )
    print(f"all folds: {report.interval(counts)}")


if __name__ == "__main__":
    main()
