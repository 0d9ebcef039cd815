"""Thousands of bad inputs: samples and real articles, spoilt, in every format; each gives a result or a finding.

    python tests/robustness/fuzz.py --count 10000 --keep FOLDER [--seed 1] [--minutes 10] [--shared ../shared] [--more FOLDER]

With `--minutes` alone as many inputs are tried as the time allows, always in the same order. Inputs are tried in a process
of their own, which is replaced when it dies or hangs. Verdicts are counted by kind; those in capitals are faults: CRASH,
KILLED, HANG, MEMORY, INVALID, LOST, SILENT, LET-IN, CANARY, OUTSIDE, NETWORK. Inputs at fault and the counts are kept in
FOLDER: the same line again goes on where it stopped. Exit code 1 for any fault.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from fuzz_inputs import seeds, spoilt
from fuzz_verdicts import Box

from rubricate.limits import changed_limits

ROOT = Path(__file__).parents[2]
SECONDS = 120
"""Longest wait for one input. Each run of pandoc may take 10 s, and a document takes a few of them."""
MOST_MB = 2048
COUNT = 10_000
LIMITS = {"pandoc-seconds": 10, "pandoc-heap-mb": 700}
HELD = contextlib.ExitStack()
"""Keeps the limits as long as the process lives: a manager that nobody holds gives them back at once."""
Judge = Callable[[str, bytes, int], str]


def faulty(said: str) -> bool:
    """Whether a verdict is a fault."""
    return said.split(" ")[0].split(",")[0].isupper()


def judged(
    numbers: range, inputs: Callable[[int], tuple[str, bytes]], judge: Callable[[], Judge]
) -> Iterator[tuple[int, str, str]]:
    """`(number, kind, verdict)` of each input; `judge` is made anew in every process."""
    at = numbers.start
    while at < numbers.stop:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            _work(range(at, numbers.stop), inputs, judge, write)
        os.close(write)
        kind = "?"
        try:
            for line in _lines(read):
                if line.startswith("?"):
                    kind = line[1:]
                    continue
                yield at, kind, line
                at += 1
                if line in ("HANG", "KILLED", "MEMORY"):
                    break
        finally:  # also where the caller has had enough
            os.close(read)
            _end(child)


def _work(numbers: range, inputs: Callable[[int], tuple[str, bytes]], judge: Callable[[], Judge], write: int) -> None:
    """The child: a line "?kind" before, the verdict after each input."""
    os.setpgid(0, 0)
    code = 1
    try:
        import resource

        box = judge()
        for number in numbers:
            kind, data = inputs(number)
            os.write(write, f"?{kind}\n".encode())
            said = box(kind, data, number)
            large = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > MOST_MB * 1024
            os.write(write, f"{'MEMORY' if large else said}\n".encode())
            if large:
                break
        os.write(write, b"!\n")
        code = 0
    finally:
        os._exit(code)


def _lines(read: int) -> Iterator[str]:
    """What the child says; its silence or its death is a verdict too."""
    rest = b""
    while True:
        ready, _, _ = select.select([read], [], [], SECONDS)
        data = os.read(read, 65536) if ready else b""
        if not data:
            yield "KILLED" if ready else "HANG"
            return
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            if line == b"!":
                return
            yield line.decode()


def _end(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)


def boxed(folder: str) -> Judge:
    """Inputs are tried in a box, with limits that end a run of pandoc soon."""
    HELD.enter_context(changed_limits(LIMITS))
    os.environ["RUBRICATE_DEBUG"] = "1"
    return Box(folder).verdict


def run(
    count: int | None, seed: int, shared: Path | None = None, more: Path | None = None, keep: Path | None = None, minutes: float = 0,
) -> Counter[str]:  # fmt: skip
    """The verdicts of `count` inputs (of as many as `minutes` allow, where it is `None`), those of earlier runs with this `keep` included."""
    known = seeds(shared, more)
    state = keep / f"counts-{seed}.json" if keep is not None else None
    verdicts: Counter[str] = Counter()
    if state is not None and state.exists():
        verdicts.update(json.loads(state.read_text(encoding="utf-8")))
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            tempfile.tempdir = folder
            for number, kind, said in judged(
                range(verdicts.total(), sys.maxsize if count is None else count),
                lambda n: spoilt(n, seed, known),
                lambda: boxed(folder),
            ):
                verdicts[f"{said} {kind}"] += 1
                if keep is not None and state is not None:
                    if faulty(said):
                        name = f"{said.split(',')[0]}-{seed}-{number}{'-' * (not kind.startswith('.'))}{kind}"
                        (keep / name).write_bytes(spoilt(number, seed, known)[1])
                        print(f"{name} of {number + 1}", flush=True)
                    if verdicts.total() % 100 == 0:
                        state.write_text(json.dumps(verdicts), encoding="utf-8")
                        seconds = time.monotonic() - started
                        print(f"{verdicts.total()} inputs, {faults(verdicts)} faults, {seconds:.0f} s", flush=True)
                if minutes and time.monotonic() - started > 60 * minutes:
                    break
    finally:
        tempfile.tempdir = None
        if state is not None:
            state.write_text(json.dumps(verdicts), encoding="utf-8")
    return verdicts


def faults(verdicts: Counter[str]) -> int:
    """How many verdicts are faults."""
    return sum(number for said, number in verdicts.items() if faulty(said))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, help="stop after so many: 10,000 where no time is given either")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--more", type=Path, help="folder of documents that are spoilt too")
    parser.add_argument("--keep", type=Path, help="folder for inputs at fault, and for the counts")
    args = parser.parse_args()
    if args.keep is not None:
        args.keep.mkdir(parents=True, exist_ok=True)
    count = args.count or (None if args.minutes else COUNT)
    verdicts = run(count, args.seed, args.shared, args.more, args.keep, args.minutes)
    for said, number in sorted(verdicts.items()):
        print(f"{number:6d}  {said}")
    print(f"{verdicts.total():6d}  inputs, seed {args.seed}, {faults(verdicts)} faults")
    sys.exit(faults(verdicts) > 0)


if __name__ == "__main__":
    main()
