"""The table of faults in the README: every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("| fault", "|---"))
]


def named(cell: str) -> list[tuple[str, str]]:
    """`(file, test)` of each test that a cell names; a test without file is in the file named before it."""
    found: list[tuple[str, str]] = []
    file = ""
    for name in re.findall(r"`([^`]+)`", cell):
        path, mark, test = name.partition("::")
        if not mark and path.startswith("test_") and not path.endswith(".py"):
            path, test = file, path
        file = path
        found.append((file, test))
    return found


def test_the_table_is_read() -> None:
    assert len(ROWS) >= 22
    assert named("`a.py::test_b`, `test_c`, `../d.py`") == [("a.py", "test_b"), ("a.py", "test_c"), ("../d.py", "")]


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_every_row_names_tests_that_exist(row: list[str]) -> None:
    fault, what_we_do, tests = row
    assert fault and what_we_do
    assert named(tests)
    for file, test in named(tests):
        text = (HERE / file).read_text(encoding="utf-8")
        assert "def test_" in text
        assert not test or re.search(rf"^def {re.escape(test)}\(", text, re.MULTILINE), f"{file}::{test}"
