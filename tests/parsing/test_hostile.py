"""Every compiled pattern against 50,000 hostile characters: none may take long (no timed test: a limit that only runaway breaks)."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

import rubricate

SECONDS = 5
SIZE = 50_000


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for info in pkgutil.walk_packages(rubricate.__path__, "rubricate."):
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            many = (
                value
                if isinstance(value, tuple | list)
                else list(value.values())
                if isinstance(value, dict)
                else [value]
            )
            for number, pattern in enumerate(many):
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{info.name}.{name}[{number}]", pattern


ALL = sorted({(name, pattern) for name, pattern in patterns()}, key=lambda item: item[0])


def stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.parametrize(("name", "pattern"), ALL, ids=[name for name, _ in ALL])
def test_no_pattern_runs_away(name: str, pattern: re.Pattern[str]) -> None:
    signal.signal(signal.SIGALRM, stop)
    for unit in ("a", " ", ",", "(", "1", "A. ", "1,", "a b ", "[", "-", "[^", "*"):
        text = unit * (SIZE // len(unit)) + "!"
        signal.alarm(SECONDS)
        try:
            pattern.match(text)
            next(pattern.finditer(text), None)
            pattern.search(text)
        except TimeoutError:
            pytest.fail(f"{name} runs away on {unit!r}")
        finally:
            signal.alarm(0)


def test_there_are_patterns() -> None:
    assert len(ALL) > 50
