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
from . import attribution, build, gazetteers, sequences
from .calibrate import calibrate
from .train import fit, telling

BLOCKS = {"c2": 1.0, "max_iterations": 30, "feature.minfreq": 3, "calibration.samples": 1500}
CHOICE = {"c2": 1.0, "max_iterations": 8, "feature.minfreq": 5, "calibration.samples": 1500}
LEAST = 0.055
NAMES = {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 2}
MADE, STYLES = 22_000, 450


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled references")
    parser.add_argument("--out", type=Path, default=lexicon.DATA, help="folder of the model files")
    parser.add_argument("--iterations", type=int, default=0, help="fewer rounds for a trial")
    parser.add_argument("--calibrate", action="store_true", help="only the last step, with the models that are there")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    start = time.perf_counter()

    def tell(message: str) -> None:
        print(f"{time.perf_counter() - start:7.0f} s  {message}", flush=True)

    attribution.write(args.data, args.out / "sources.tsv")
    data = build.real(args.data)
    tell(f"{len(data.train)} real references to learn from, {len(data.held_out)} held out")
    if args.calibrate:
        calibrate(build.calibration_set(data), CALIBRATION)
        return
    examples = build.training_set(data, MADE, STYLES)
    tell(f"training set: {dict(sorted(Counter(example.source for example in examples).items()))}")
    gazetteers.write(gazetteers.gather(data.train, data.pool), args.out / "gazetteer.z")
    lexicon.gazetteer.cache_clear()
    lexicon.runs.cache_clear()
    rounds = {"max_iterations": args.iterations} if args.iterations else {}
    write_file(
        args.out / "names.crf.z", fit(sequences.names(examples, 5), "lbfgs", NAMES | rounds, verbose=args.verbose)
    )
    tell(f"names: {(args.out / 'names.crf.z').stat().st_size} bytes")
    kept = telling(sequences.blocks(examples, 4), "l2sgd", CHOICE | rounds, LEAST, verbose=args.verbose)
    tell(f"blocks: {len(kept)} features are worth learning")
    learned = sequences.only(sequences.blocks(examples, 4), kept)
    write_file(args.out / "blocks.crf.z", fit(learned, "l2sgd", BLOCKS | rounds, verbose=args.verbose))
    tell(f"blocks: {(args.out / 'blocks.crf.z').stat().st_size} bytes")
    calibrate(build.calibration_set(data), CALIBRATION)
    tell("calibrated")


if __name__ == "__main__":
    main()
