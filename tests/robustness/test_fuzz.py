"""A small slice of the fuzzer; `python tests/robustness/fuzz.py` runs the whole."""

from __future__ import annotations

import fuzz
import pytest


@pytest.mark.timeout(300)
def test_mutated_inputs_give_a_result_or_a_finding() -> None:
    verdicts = fuzz.run(60, seed=5, shared=None)
    assert verdicts.total() == 60
    assert {said: number for said, number in verdicts.items() if said.split(" ")[0].isupper()} == {}


def test_a_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("rubricate.pipeline.convert", broken)
    monkeypatch.setattr("rubricate.convert", broken, raising=False)
    assert fuzz.verdict(".txt", b"bread") == "CRASH"
