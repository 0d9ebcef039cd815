"""What rubricate is built with: locked with hashes, wide ranges for users, audited where that can be, listed on request."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import audit
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
LOCKED = {
    canonicalize_name(name): version for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ]+)", LOCK, re.MULTILINE)
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = [
    *PROJECT["dependencies"],
    *(r for extra in ("test", "train", "dev") for r in PROJECT["optional-dependencies"][extra]),
]


@pytest.mark.parametrize("line", [line for line in OURS if not line.startswith("rubricate")])
def test_the_lock_is_current(line: str) -> None:
    requirement = Requirement(line)
    version = LOCKED.get(canonicalize_name(requirement.name))
    assert version is not None, f"make the lock again:{LOCK.splitlines()[1].strip('#')}"
    assert requirement.specifier.contains(version, prereleases=True)


def test_every_locked_package_has_hashes() -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) >= len(LOCKED) > 20
    assert [block.split(" ")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_users_get_ranges() -> None:
    """An exact version in the wheel would forbid the mended one of a dependency."""
    assert [line for line in PROJECT["dependencies"] if "==" in line] == []


WEAK = {
    "dependencies": [
        {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]},
        {"name": "b", "version": "1"},
    ]
}


@pytest.mark.parametrize(
    ("answer", "said", "code", "text"),
    [
        (json.dumps(WEAK), "Found 1 known vulnerability", 1, "a 1: X-1, mended in 2"),
        (
            '{"dependencies": [{"name": "b", "version": "1", "vulns": []}]}',
            "",
            0,
            "audit: 1 locked packages, no known weakness",
        ),
        (
            "",
            "ConnectionError: no route\n",
            0,
            "audit: not done, pip-audit has no data here (ConnectionError: no route)",
        ),
        (
            '{"dependencies": [{"name": "b", "skip_reason": "not found"}]}',
            "No known vulnerabilities found",
            0,
            "audit: not done, pip-audit has no data here (it knows none of the packages)",
        ),
        (
            '{"dependencies": [{"name": "b", "skip_reason": "not found"}, {"name": "a", "version": "1", "vulns": []}]}',
            "",
            0,
            "audit: 1 locked packages, no known weakness; no data on b",
        ),
        ("<html>", "", 0, "audit: not done, pip-audit has no data here (no answer)"),
    ],
)
def test_the_audit_fails_only_for_a_weakness(answer: str, said: str, code: int, text: str) -> None:
    assert audit.verdict(answer, said) == (code, text)


@pytest.mark.skipif(importlib.util.find_spec("cyclonedx_py") is None, reason="cyclonedx-bom is not installed")
def test_the_bill_of_materials_is_what_it_says(tmp_path: Path) -> None:
    target = tmp_path / "sbom.json"
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-format", "JSON", "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=50)
    bom = json.loads(target.read_text(encoding="utf-8"))
    assert bom["bomFormat"] == "CycloneDX" and bom["specVersion"] >= "1.4"
    assert {"rubricate", "lxml", "panflute", "pypandoc_binary"} <= {
        part["name"].replace("-", "_") for part in bom["components"]
    }
