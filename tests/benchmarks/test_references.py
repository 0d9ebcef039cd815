"""How fast references are read: references a second against the length of the list, memory of the models.

    pytest tests/benchmarks/test_references.py --benchmark-enable --benchmark-timer=time.process_time
    python tests/benchmarks/test_references.py

The first measures time: divide the number in the test's name by it for references a second (processor time, so that other
work on the machine counts little). The second prints both figures for each length of a list, and memory. In the ordinary run
each list is read once.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from typing import Any

import pytest

from rubricate.references import parse_all

NAMES = (
    "Kim S, Ahn DH",
    "Baker, A. B., & Stone, C.",
    "J. Müller and K. Weiß",
    "SILVA, M. A.; SOUZA, J.",
    "World Health Organization",
)
WORKS = (
    "{names}. Slow bread and fast butter number {n}: a randomised trial. J Exa Med. {year};33(2):{n}–{m}.",
    "{names} ({year}). Measuring the rise of dough in {n} cold kitchens. Journal of Example Studies, 12(3), {n}-{m}. https://doi.org/10.5555/jes.{n}",
    "{names}. The chemistry of crust. In: Miller CD, Stone E, editors. Handbook of bread science. London: Academic Press; {year}. p. {n}–{m}.",
    "{names}: Brot und Gesellschaft. Wiesbaden: Ofen Verlag {year}.",
)
MEMORY = """
import resource
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
from rubricate.references import parse
parse("Kim S. Bread. J Exa Med. 2004;3:1-2.")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
SIZES = (10, 50, 200, 1000)
ROUNDS = 7


def entries(size: int) -> list[str]:
    """A list of that many references, all different."""
    return [WORKS[n % 4].format(names=NAMES[n % 5], n=100 + n, m=107 + n, year=1990 + n % 30) for n in range(size)]


@pytest.mark.benchmark(group="references")
@pytest.mark.parametrize("size", SIZES)
def test_references(benchmark: Any, size: int) -> None:
    found = benchmark(parse_all, entries(size))
    assert len(found) == size
    assert all(reference.spans for reference in found)


def test_memory() -> None:
    """The models and lists cost less than 120 MB of memory."""
    answer = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    assert int(answer.stdout) < 120


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """References a second of processor time, best and middle of some rounds, and memory, against the length of a list."""
    parse_all(entries(20))
    print(f"models and lists loaded: {_megabytes()} MB in all")
    for size in SIZES:
        texts = entries(size)
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            parse_all(texts)
            times.append(time.process_time() - start)
        times.sort()
        best, middle = size / times[0], size / times[ROUNDS // 2]
        print(
            f"{size:5} references: {best:5.0f} a second at best, {middle:5.0f} in the middle; {_megabytes()} MB in all"
        )


if __name__ == "__main__":
    main()
