"""How fast: `rubricate convert` beside bare `pandoc -t jats_publishing -s`, in one run on the same files.

    pytest tests/benchmarks --benchmark-enable

In the ordinary test run each is done once and nothing is timed. `measure.py` beside this file says memory and growth.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from documents import FULL, ROOT, long_article

import rubricate
from rubricate.pandoc import pandoc_path

PROGRAM = str(Path(sys.executable).parent / "rubricate")
SEED = next((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="module", params=["seed", "full", "20000-words"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "seed":
        return SEED
    if request.param == "full":
        return FULL
    path = tmp_path_factory.mktemp("long") / "article.md"
    path.write_text(long_article(20_000), encoding="utf-8")
    return path


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True)
    assert done.returncode in (0, 1)


@pytest.mark.benchmark(group="whole command")
def test_rubricate_convert(benchmark: Any, source: Path, tmp_path: Path) -> None:
    benchmark(run, PROGRAM, "convert", "-q", str(source), "-o", str(tmp_path / "out.xml"))
    assert (tmp_path / "out.xml").stat().st_size > 1000


@pytest.mark.benchmark(group="whole command")
def test_bare_pandoc(benchmark: Any, source: Path, tmp_path: Path) -> None:
    benchmark(
        run,
        pandoc_path(),
        "-f",
        "markdown",
        "-t",
        "jats_publishing",
        "-s",
        str(source),
        "-o",
        str(tmp_path / "out.xml"),
    )
    assert (tmp_path / "out.xml").stat().st_size > 1000


@pytest.mark.benchmark(group="warm process, pandoc's time included")
def test_warm_function(benchmark: Any, source: Path) -> None:
    assert benchmark(rubricate.convert, source).xml is not None
