"""Every command of the README but the test command, run in a copy of the repository; its output as printed there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from console_blocks import commands, copy_of_the_repository, matches, run_all

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = re.compile(r"<!-- install-command -->\n```sh\n(.*?)```", re.DOTALL)


def test_the_comparison_can_fail() -> None:
    assert matches(["wrote …", "…"], ["wrote a", "b", "c"])
    assert not matches(["wrote …"], ["read a"])
    assert not matches([], ["a"])
    assert not matches(["a"], [])


@pytest.mark.timeout(300)
def test_every_command(tmp_path: Path) -> None:
    folder = copy_of_the_repository(tmp_path / "rubricate")
    listed = commands(README)
    assert len(listed) > 15
    run_all(listed, folder, tmp_path / "data")


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
