"""Every compiled pattern against 50,000 hostile characters: half a second of processor time each, whatever else runs."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

import rubricate

SECONDS = 0.5
SIZE = 50_000
UNSEEN: dict[str, str] = {}
"""Modules of extras that are not installed, and what they need."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for info in pkgutil.walk_packages(rubricate.__path__, "rubricate."):
        try:
            module = importlib.import_module(info.name)
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("rubricate"):
                raise
            UNSEEN[info.name] = error.name or ""
            continue
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


def written() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns written inside functions and classes: the literals given to a function of `re`."""
    folder = Path(rubricate.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            first = node.args[0]
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if literal and ast.unparse(node.func.value) == "re" and node.func.attr != "escape":
                name = f"{path.relative_to(folder)}:{node.lineno}"
                yield name, re.compile(ast.literal_eval(first), re.MULTILINE if "MULTILINE" in ast.unparse(node) else 0)


ALL = sorted({(name, pattern) for name, pattern in [*patterns(), *written()]}, key=lambda item: item[0])


def stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.parametrize(("name", "pattern"), ALL, ids=[name for name, _ in ALL])
def test_no_pattern_runs_away(name: str, pattern: re.Pattern[str]) -> None:
    signal.signal(signal.SIGVTALRM, stop)
    for unit in ("a", " ", ",", "(", "1", "A. ", "1,", "a b ", "[", "-", "[^", "*", "A", ".", "\n", "가", "10.1/", "<"):
        text = unit * (SIZE // len(unit)) + "!"
        for use in (pattern.match, pattern.search, lambda text: next(pattern.finditer(text), None)):
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                use(text)
            except TimeoutError:
                pytest.fail(f"{name} runs away on {unit!r}")
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def test_there_are_patterns() -> None:
    assert len(ALL) > 50


def test_every_module_was_looked_at() -> None:
    if UNSEEN:
        pytest.skip(f"not installed: {', '.join(sorted(set(UNSEEN.values())))} (patterns of {', '.join(UNSEEN)})")
