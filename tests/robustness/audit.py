"""Known weaknesses of what rubricate is built with: `python tests/robustness/audit.py`.

Asks pip-audit about the locked versions of `requirements-dev.lock`. Exit code 1 where one has a known weakness; where
pip-audit is not there or its data can't be reached, that is said and the exit code is 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements-dev.lock"
COMMAND = ["-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip", "--require-hashes", "--format", "json"]
SECONDS = 120


def verdict(answer: str, said: str) -> tuple[int, str]:
    """`(exit code, a line for each weakness, or why there is no answer)` of what pip-audit wrote."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "no answer")
        return 0, f"audit: not done, pip-audit has no data here ({reason[:200]})"
    weak = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for package in packages
        for fault in package.get("vulns", ())
    ]
    if weak:
        return 1, "\n".join(weak)
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if len(skipped) == len(packages):
        return 0, "audit: not done, pip-audit has no data here (it knows none of the packages)"
    if skipped:
        return (
            0,
            f"audit: {len(packages) - len(skipped)} locked packages, no known weakness; no data on {', '.join(skipped)}",
        )
    return 0, f"audit: {len(packages)} locked packages, no known weakness"


def main(python: str = sys.executable) -> int:
    try:
        done = subprocess.run([python, *COMMAND], capture_output=True, text=True, timeout=SECONDS, check=False)
        code, text = verdict(done.stdout, done.stderr)
    except subprocess.TimeoutExpired:
        code, text = verdict("", f"silence for {SECONDS} seconds")
    print(text)
    return code


if __name__ == "__main__":
    sys.exit(main())
