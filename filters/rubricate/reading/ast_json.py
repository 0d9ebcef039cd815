"""Pandoc's AST as JSON, in and out, with the guards that panflute lacks."""

from __future__ import annotations

import io
import json
import re
import sys
from itertools import accumulate
from typing import Any

import panflute as pf

from ..limits import limit
from ..values import Finding, RubricateError, Severity
from ..xml import clean_text

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
        if _is_suspect(data):
            data = _checked(data)
        try:
            doc = pf.load(io.StringIO(data.decode("utf-8")))
            version = list(doc.api_version)
        except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
            # LookupError: panflute on a table whose rows and columns do not agree
            raise _fault("not-an-ast", "Unexpected document, expected one that pandoc's JSON can hold.") from None
        if version[:2] < OLDEST_API:
            found = ".".join(map(str, version))
            raise _fault(
                "pandoc-too-old",
                f"Unexpected pandoc (AST {found}), expected pandoc 3.0 or newer (AST 1.23).",
                "pip install pypandoc_binary, and use `rubricate pandoc` instead of `pandoc`.",
            )
        return doc


def _is_suspect(data: bytes) -> bool:
    """Whether the JSON must be looked at whole before it is loaded."""
    shallow = 2 * limit("nesting")
    return any(pattern.search(data) for pattern in SUSPECT) or _brackets(data, shallow) > shallow


SUSPECT = tuple(
    re.compile(pattern)
    for pattern in (
        rb"\\u(?:00[01]|[dD][89a-fA-F]|[fF]{3}[eE])",
        rb'"Header","c":\[(?:[7-9]|[1-9][0-9])',
        rb'pandoc-api-version":\s{0,9}\[(?:0|1,\s{0,9}(?:[0-9]|1[0-9]|2[0-2])[,\]])',
    )
)
"""Escapes of characters that XML forbids, deep headings, an old AST: then the JSON is looked at whole."""


def _brackets(data: bytes, shallow: int) -> int:
    """The most brackets open at once (or more); brackets in text are counted too, which only makes it careful.

    Each level of nesting opens two at least, so a document beyond the limit has more than `shallow`.
    """
    only = data.translate(None, NOT_BRACKETS)
    levels = 0
    while levels < shallow // 4:  # pairs go level by level; what is left stood in text
        shorter = only.replace(b"[]", b"").replace(b"{}", b"")
        if len(shorter) == len(only):
            break
        only = shorter
        levels += 1
        if len(only) <= shallow // 2:
            return 2 * levels + len(only)
    return 2 * levels + max(accumulate(STEP[byte] for byte in only), default=0)


NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


def _checked(data: bytes) -> bytes:
    """The JSON without illegal characters and deep headings. Raises RubricateError: not-an-ast, pandoc-too-old, too-deep."""
    try:
        tree = json.loads(data)
    except ValueError:
        raise _fault("not-an-ast", "Unexpected bytes, expected pandoc's JSON.") from None
    except RecursionError:
        raise _too_deep() from None
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
    return json.dumps(tree).encode("utf-8") if _clean(tree) else data


def _too_deep() -> RubricateError:
    return _fault("too-deep", f"Unexpected nesting, expected at most {limit('nesting')} levels (limit nesting).")


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
    deepest = limit("nesting")
    stack: list[tuple[Any, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, dict):
            if "t" in node and "c" in node:
                depth += 1
                if depth > deepest:
                    raise _too_deep()
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
