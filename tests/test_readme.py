"""Every command of the README but the test command, run in a copy of the repository; its output as printed there."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALL = re.compile(r"<!-- install-command -->\n```sh\n(.*?)```", re.DOTALL)


def commands() -> list[tuple[str, list[str]]]:
    """Each command with the lines printed under it."""
    out: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(README):
        for line in block.splitlines():
            if line.startswith("$ "):
                out.append((line[2:], []))
            else:
                out[-1][1].append(line)
    return out


def copy_of_the_repository(target: Path) -> Path:
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", "*.egg-info")
    shutil.copytree(ROOT, target, ignore=ignored)
    return target


def matches(expected: list[str], found: list[str]) -> bool:
    """Line by line; "…" alone stands for any lines, inside a line for any text."""
    if not expected:
        return not found
    if expected[0].strip() == "…":
        return any(matches(expected[1:], found[at:]) for at in range(len(found) + 1))
    if not found:
        return False
    pattern = "*".join(re.sub(r"([\[\]?*])", r"[\1]", part) for part in expected[0].split("…"))
    return fnmatch.fnmatchcase(found[0], pattern) and matches(expected[1:], found[1:])


def test_the_comparison_can_fail() -> None:
    assert matches(["wrote …", "…"], ["wrote a", "b", "c"])
    assert not matches(["wrote …"], ["read a"])
    assert not matches([], ["a"])
    assert not matches(["a"], [])


@pytest.mark.timeout(300)
def test_every_command(tmp_path: Path) -> None:
    folder = copy_of_the_repository(tmp_path / "rubricate")
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "LC_ALL": "C.UTF-8",
    }
    listed = commands()
    assert len(listed) > 15
    for command, expected in listed:
        done = subprocess.run(
            ["bash", "-c", command + " 2>&1"], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}"
        assert matches(expected, done.stdout.replace("\u00a0", " ").splitlines()), (
            f"$ {command}\n{done.stdout}\nbut README has:\n" + "\n".join(expected)
        )


@pytest.mark.timeout(600)
def test_the_install_command(tmp_path: Path) -> None:
    folder = copy_of_the_repository(tmp_path / "rubricate")
    found = INSTALL.search(README)
    assert found
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        ["bash", "-c", found.group(1)], cwd=folder, env=environment, capture_output=True, text=True, timeout=500
    )
    if done.returncode and re.search(
        r"connection|resolve|network|No matching distribution", done.stderr, re.IGNORECASE
    ):
        pytest.skip("the package registry is out of reach: nothing can be installed")
    assert done.returncode == 0, done.stderr
    assert (folder / "seed.xml").read_bytes() == (ROOT / "samples" / "seed" / "expected.xml").read_bytes()
