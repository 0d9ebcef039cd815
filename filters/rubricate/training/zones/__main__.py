"""`python -m rubricate.training.zones`: train the zones' model from `../shared/data`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from ...tagging import zone_levels, zone_model
from .style import FAMILIES
from .train import RENDERINGS, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder with articles.tsv and articles/"
    )
    parser.add_argument("--out", type=Path, default=zone_model.PATH, help="the model file to write")
    parser.add_argument("--levels", type=Path, default=zone_levels.PATH, help="the model of heading levels to write")
    parser.add_argument("--renderings", type=int, default=RENDERINGS, help="renderings of each article")
    parser.add_argument("--without", nargs="*", choices=FAMILIES, default=[], help="families of layouts left out")
    args = parser.parse_args()
    start = time.perf_counter()
    units = train(args.data, args.out, args.levels, renderings=args.renderings, without=frozenset(args.without))
    print(
        f"{units} units, {args.out.stat().st_size} and {args.levels.stat().st_size} bytes, {time.perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
