"""Every input of the corpus through every target of the fuzzer that coverage leads, without that fuzzer."""

from __future__ import annotations

from pathlib import Path

import coverage_fuzz
import pytest

FILES = sorted(coverage_fuzz.CORPUS.iterdir())


@pytest.mark.parametrize("target", coverage_fuzz.TARGETS)
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_corpus(target: str, path: Path) -> None:
    coverage_fuzz.TARGETS[target](path.read_bytes())


def test_the_corpus_is_small() -> None:
    assert 0 < sum(path.stat().st_size for path in FILES) < 100_000
