"""Everything from the data to the shipped models in one command, the same bytes each time.

python -m rubricate.training.references --data ../shared/data/references
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from ...files import write_file
from ...references import lexicon
from ...references.confidence import DATA as CALIBRATION
from . import build, gazetteers, sequences
from .calibrate import calibrate
from .train import fit

BLOCKS = {"c1": 0.15, "c2": 0.02, "max_iterations": 160, "feature.minfreq": 3}
NAMES = {"c1": 0.1, "c2": 0.02, "max_iterations": 120, "feature.minfreq": 2}
MADE, STYLES = 18_000, 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled references")
    parser.add_argument("--out", type=Path, default=lexicon.DATA, help="folder of the model files")
    parser.add_argument("--iterations", type=int, default=0, help="fewer rounds for a trial")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    start = time.perf_counter()

    def tell(message: str) -> None:
        print(f"{time.perf_counter() - start:7.0f} s  {message}", flush=True)

    data = build.real(args.data)
    tell(f"{len(data.train)} real references to learn from, {len(data.held_out)} held out")
    examples = build.training_set(data, MADE, STYLES)
    tell(f"training set: {dict(sorted(Counter(example.source for example in examples).items()))}")
    gazetteers.write(gazetteers.gather(data.train, data.pool), args.out / "gazetteer.z")
    lexicon.gazetteer.cache_clear()
    lexicon.runs.cache_clear()
    rounds = {"max_iterations": args.iterations} if args.iterations else {}
    write_file(args.out / "names.crf.z", fit(sequences.names(examples, 5), NAMES | rounds, verbose=args.verbose))
    tell(f"names: {(args.out / 'names.crf.z').stat().st_size} bytes")
    write_file(args.out / "blocks.crf.z", fit(sequences.blocks(examples, 4), BLOCKS | rounds, verbose=args.verbose))
    tell(f"blocks: {(args.out / 'blocks.crf.z').stat().st_size} bytes")
    calibrate(build.calibration_set(data), CALIBRATION)
    tell("calibrated")


if __name__ == "__main__":
    main()
