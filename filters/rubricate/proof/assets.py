"""Style and script of the page, and the policy that allows these two and nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path


@cache
def asset(name: str) -> str:
    """The text of `page.css` or `page.js` as it stands in the page."""
    return "\n" + (Path(__file__).parent / name).read_text(encoding="utf-8").strip() + "\n"


@cache
def policy() -> str:
    """Nothing is fetched: one style, one script, pictures that stand in the page itself."""
    style, script = _hash(asset("page.css")), _hash(asset("page.js"))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
