"""Documents whose console blocks are run: each command in a copy of the repository, its output as printed there."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Each command of a document with the lines printed under it."""
    out: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
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


def run_all(listed: Sequence[tuple[str, list[str]]], folder: Path, data_home: Path) -> None:
    """Run commands in order in `folder`; each must end well and print what is written under it."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "XDG_DATA_HOME": str(data_home),
        "LC_ALL": "C.UTF-8",
    }
    for command, expected in listed:
        done = subprocess.run(
            ["bash", "-c", command + " 2>&1"], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}"
        assert matches(expected, done.stdout.replace("\u00a0", " ").splitlines()), (
            f"$ {command}\n{done.stdout}\nbut the document has:\n" + "\n".join(expected)
        )
