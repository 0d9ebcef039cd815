"""How fast references are read: references a second against the length of the list, memory of the models.

    pytest tests/benchmarks/test_references.py --benchmark-enable

Divide the number in the test's name by the time for references a second. In the ordinary run each list is read once.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from rubricate.references import parse_all

NAMES = ("Kim S, Ahn DH", "Baker, A. B., & Stone, C.", "J. Müller and K. Weiß", "SILVA, M. A.; SOUZA, J.", "World Health Organization")
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


def entries(size: int) -> list[str]:
    """A list of that many references, all different."""
    return [WORKS[n % 4].format(names=NAMES[n % 5], n=100 + n, m=107 + n, year=1990 + n % 30) for n in range(size)]


@pytest.mark.benchmark(group="references")
@pytest.mark.parametrize("size", [10, 50, 200])
def test_references(benchmark: Any, size: int) -> None:
    found = benchmark(parse_all, entries(size))
    assert len(found) == size
    assert all(reference.spans for reference in found)


def test_memory() -> None:
    """The models and lists cost less than 120 MB of memory."""
    answer = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    assert int(answer.stdout) < 120
