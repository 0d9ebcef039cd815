"""The ledger over many files: `python tests/benchmarks/ledger_of_renderings.py FOLDER [--jobs 2]`.

FOLDER holds renderings as `evaluate.py --work W` makes them (W/rendered: a folder an article, a file a layout). Each is
converted; printed are, for each layout, the files, the words in, those called page furniture, the objects in (pictures,
tables, cells, notes, formulas, calls, links), and the words and objects lost or added without a rule, then each file that
has such a one or was not written. Exit code 1 where there is one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import rubricate

SUFFIXES = (".txt", ".md", ".docx")


class Row(NamedTuple):
    """What the ledger says of one file."""

    path: Path
    written: bool
    words: int
    furniture: int
    objects: int
    unexplained: tuple[str, ...]


def row_of(path: Path) -> Row:
    result = rubricate.convert(path)
    ledger = result.ledger
    if ledger is None:
        return Row(path, False, 0, 0, 0, ())
    unexplained = tuple(change.word for change in ledger.unexplained)
    objects = sum(ledger.objects_in.values())
    return Row(path, result.xml is not None, ledger.words_in, ledger.furniture, objects, unexplained)


def table(rows: list[Row]) -> Iterator[str]:
    """A line a layout, then one for each file with a fault."""
    yield f"{'layout':8} {'files':>6} {'words in':>10} {'furniture':>10} {'objects in':>10} {'unexplained':>12}"
    for layout in sorted({row.path.stem for row in rows}):
        own = [row for row in rows if row.path.stem == layout]
        sums = Counter(words=0, furniture=0, objects=0, unexplained=0)
        for row in own:
            sums.update(words=row.words, furniture=row.furniture, objects=row.objects, unexplained=len(row.unexplained))
        share = sums["furniture"] / max(sums["words"], 1)
        yield f"{layout:8} {len(own):6d} {sums['words']:10d} {share:10.2%} {sums['objects']:10d} {sums['unexplained']:12d}"
    for row in rows:
        if row.unexplained or not row.written:
            yield f"{row.path}: {', '.join(row.unexplained) or 'not written'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    files = sorted(path for path in args.folder.glob("*/*") if path.suffix in SUFFIXES)
    with ProcessPoolExecutor(args.jobs) as pool:
        rows = list(pool.map(row_of, files, chunksize=4))
    print("\n".join(table(rows)))
    sys.exit(any(row.unexplained or not row.written for row in rows) or not rows)


if __name__ == "__main__":
    main()
