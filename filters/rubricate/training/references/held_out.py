"""References that nothing was learned from, as files in the form of the shared test file, for `report` and the shared scorer;
with `--set learned` those that were learned from, for `errors`.

python -m rubricate.training.references.held_out --data ../shared/data/references --out held-out.jsonl.gz [--set german]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from . import build, measure
from .examples import Example, from_row, rows
from .physics import is_physics


def german(folder: Path) -> list[Example]:
    """The German references of EXCITE, which states no licence: for measuring only."""
    read = (from_row(row) for row in rows(folder / "excite.jsonl.gz") if row["lang"] == "de")
    return [example for example in read if example is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled references")
    parser.add_argument("--out", type=Path, required=True, help="file to write, *.jsonl.gz")
    parser.add_argument("--set", choices=("held-out", "german", "physics", "learned"), default="held-out")
    args = parser.parse_args()
    if args.set == "german":
        examples = german(args.data)
    else:
        data = build.real(args.data)
        examples = data.train if args.set == "learned" else data.held_out
    if args.set == "physics":
        examples = [example for example in examples if example.source == "grobid" and is_physics(example)]
    measure.write(examples, args.out)
    print(f"{len(examples)} references in {args.out}")


if __name__ == "__main__":
    main()
