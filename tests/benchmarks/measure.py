"""Figures that pytest-benchmark does not give: processor time, peak memory of the process tree, growth with length.

python tests/benchmarks/measure.py
"""

from __future__ import annotations

import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from documents import FULL, ROOT, long_article

import rubricate
from rubricate import pandoc

PROGRAM = str(Path(sys.executable).parent / "rubricate")


def cpu(command: list[str], times: int = 5) -> float:
    """The least processor seconds (user and system, children included) of some runs."""
    best = math.inf
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def tree_memory(command: list[str]) -> float:
    """Peak resident memory of a process and all below it, in MB, looked at every 5 ms."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(resident, below(process.pid))))
        time.sleep(0.005)
    return peak / 2**20


def below(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for number in found:
        try:
            tasks = os.listdir(f"/proc/{number}/task")
            for task in tasks:
                found += [int(child) for child in Path(f"/proc/{number}/task/{task}/children").read_text().split()]
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def outside_pandoc(source: Path, times: int = 5) -> tuple[float, float]:
    """`(seconds of a warm conversion outside pandoc, seconds of bare pandoc for the same file)`; the least of some runs."""
    spent = [0.0]
    original = pandoc.run_pandoc

    def timed(function: Callable[..., pandoc.PandocOutput]) -> Callable[..., pandoc.PandocOutput]:
        def run(*args: object, **kwargs: object) -> pandoc.PandocOutput:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent[0] += time.perf_counter() - start

        return run

    import rubricate.reading as reading

    replaced = timed(original)
    pandoc.run_pandoc = reading.run_pandoc = replaced  # type: ignore[attr-defined]
    ours, theirs = math.inf, math.inf
    try:
        for _ in range(times):
            spent[0] = 0.0
            start = time.perf_counter()
            rubricate.convert(source)
            ours = min(ours, time.perf_counter() - start - spent[0])
            command = [
                pandoc.pandoc_path(),
                "-f",
                "markdown",
                "-t",
                "jats_publishing",
                "-s",
                str(source),
                "-o",
                os.devnull,
            ]
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            theirs = min(theirs, time.perf_counter() - start)
    finally:
        pandoc.run_pandoc = reading.run_pandoc = original  # type: ignore[attr-defined]
    return ours, theirs


def main() -> None:
    seed = next((ROOT / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "out.xml")
        print(
            f"seed, whole command: {cpu([PROGRAM, 'convert', '-q', str(seed), '-o', target]):.2f} s of processor time"
        )
        long = Path(folder) / "long.md"
        long.write_text(long_article(20_000), encoding="utf-8")
        print(f"20,000 words, peak memory: {tree_memory([PROGRAM, 'convert', '-q', str(long), '-o', target]):.0f} MB")
        for name, source in (("seed", seed), ("full sample", FULL), ("20,000 words", long)):
            ours, theirs = outside_pandoc(source)
            print(f"{name}: {ours:.3f} s outside pandoc, bare pandoc {theirs:.3f} s, ratio {ours / theirs:.2f}")
        sizes = (2_000, 4_000, 8_000, 16_000, 32_000, 64_000)
        commands, warm = [], []
        for words in sizes:
            source = Path(folder) / f"{words}.md"
            source.write_text(long_article(words), encoding="utf-8")
            commands.append(cpu([PROGRAM, "convert", "-q", str(source), "-o", target], 2))
            warm.append(whole_conversion(source))
            print(f"{words} words: command {commands[-1]:.2f} s of processor time, warm conversion {warm[-1]:.3f} s")
        print(
            f"exponent of growth, {sizes[0]} to {sizes[-1]} words: {slope(sizes, commands):.2f} (whole command), ",
            end="",
        )
        print(
            f"{slope(sizes, warm):.2f} (warm process); from {sizes[2]} words on {slope(sizes[2:], warm[2:]):.2f} (warm process)"
        )


def whole_conversion(source: Path, times: int = 3) -> float:
    """The least seconds of some conversions in this process, pandoc included."""
    best = math.inf
    for _ in range(times):
        start = time.perf_counter()
        rubricate.convert(source)
        best = min(best, time.perf_counter() - start)
    return best


def slope(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The exponent of growth: the least-squares slope of log seconds over log words."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(s) for s in seconds]).slope


if __name__ == "__main__":
    main()
