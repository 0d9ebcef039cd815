"""Pandoc's AST as JSON, in and out, with the guards that panflute lacks."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import panflute as pf

from ..values import Finding, RubricateError, Severity
from ..xml import clean_text

DEEPEST = 100
"""Blocks and inlines may be nested this deep."""
OLDEST_API = [1, 23]
RECURSION = 20_000


def to_json(doc: pf.Doc) -> bytes:
    """The document as pandoc's JSON, UTF-8."""
    out = io.StringIO()
    with _room_for_recursion():
        pf.dump(doc, output_stream=out)
    return out.getvalue().encode("utf-8")


def from_json(data: bytes) -> pf.Doc:
    """A document from pandoc's JSON. Raises RubricateError: not-an-ast, pandoc-too-old, too-deep."""
    with _room_for_recursion():
        try:
            tree = json.loads(data)
        except (ValueError, RecursionError):
            raise _fault("not-an-ast", "Unexpected bytes, expected pandoc's JSON.") from None
        if not isinstance(tree, dict) or "blocks" not in tree:
            raise _fault("not-an-ast", "Unexpected JSON, expected pandoc's AST.")
        version = tree.get("pandoc-api-version", [])
        if version[:2] < OLDEST_API:
            found = ".".join(map(str, version))
            raise _fault(
                "pandoc-too-old",
                f"Unexpected pandoc (AST {found}), expected pandoc 3.0 or newer (AST 1.23).",
                "pip install pypandoc_binary, and use `rubricate pandoc` instead of `pandoc`.",
            )
        if _clean(tree):
            data = json.dumps(tree).encode("utf-8")
        return pf.load(io.StringIO(data.decode("utf-8")))


class _room_for_recursion:
    """panflute recurses into every level; the depth has been checked."""

    def __enter__(self) -> None:
        self.limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(self.limit, RECURSION))

    def __exit__(self, *_: object) -> None:
        sys.setrecursionlimit(self.limit)


def _clean(tree: Any) -> bool:
    """Check depth; take illegal characters out of strings, bring heading levels to 6. True where anything was changed."""
    changed = False
    stack: list[tuple[Any, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, dict):
            if "t" in node and "c" in node:
                depth += 1
                if depth > DEEPEST:
                    raise _fault("too-deep", f"Unexpected nesting, expected at most {DEEPEST} levels.")
                if node["t"] == "Header" and node["c"][0] > 6:
                    node["c"][0] = 6
                    changed = True
            pairs: Any = node.items()
        elif isinstance(node, list):
            pairs = enumerate(node)
        else:
            continue
        for key, value in list(pairs):
            if isinstance(value, str):
                clean, removed = clean_text(value)
                if removed:
                    node[key] = clean
                    changed = True
            elif isinstance(value, dict | list):
                stack.append((value, depth))
    return changed


def _fault(kind: str, message: str, suggestion: str = "") -> RubricateError:
    return RubricateError(Finding(kind, Severity.ERROR, message, suggestion=suggestion))
