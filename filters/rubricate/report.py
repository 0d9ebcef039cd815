"""`report.json`: everything that was found, changed, doubted or missed."""

from __future__ import annotations

from typing import Any

import panflute as pf

from .inlines import plain
from .meta import meta_get, meta_text
from .queries import Lines
from .tagging.record import FOUND, entries, parts_of

SHORT = 8
"""Shorter texts could stand anywhere."""
CLASSES = {"line": int, "block": int, "confidence": float}


def values_report(doc: pf.Doc, source: Lines) -> list[dict[str, Any]]:
    """Each recognised value: `key`, where it stood (`line` or `block`, `excerpt`), the `value` that it became, how sure, by
    which filter (`rule`), and whether rules or the model found its place (`by`)."""
    out: list[dict[str, Any]] = []
    for entry in entries(doc, FOUND):
        became = bare(meta_get(doc.metadata, entry["key"]))
        told: dict[str, Any] = {
            "key": entry["key"],
            "value": became if became not in ("", None) else entry.get("value", ""),
        }
        told |= {key: CLASSES.get(key, str)(text) for key, text in entry.items() if key not in ("key", "value")}
        if "line" not in told and "block" not in told:
            longest = longest_text(became)
            line = source.find(" ".join(longest.split()[:12])) if len(longest) > SHORT else None
            told |= {"line": line} if line is not None else {}
        out.append(told)
    return out


def parts_report(doc: pf.Doc, source: Lines) -> list[dict[str, Any]]:
    """Each recognised part of the text (heading, caption, statement, citation, call …), in the order of the filters; lines are
    looked up where the filters did not know them."""
    parts = parts_of(doc)
    for part in parts:
        if "line" not in part and "block" not in part and part.get("excerpt"):
            line = source.find(part["excerpt"], part["value"])
            if line is not None:
                part["line"] = line
    return parts


def longest_text(value: Any) -> str:
    """The longest text in a value: by it the place is looked up."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return max((longest_text(one) for one in inner), key=len, default="")
    return value if isinstance(value, str) else ""


def bare(value: Any) -> Any:
    """A metadata value as JSON has it: text, numbers as text, lists and objects."""
    if isinstance(value, pf.MetaMap):
        return {key: bare(inner) for key, inner in value.content.items()}
    if isinstance(value, pf.MetaList):
        return [bare(inner) for inner in value]
    if isinstance(value, pf.MetaBool):
        return bool(value.boolean)
    if isinstance(value, pf.MetaBlocks):
        return "\n".join(
            plain(block.content.list)
            for block in value.content.list
            if isinstance(block, pf.Para | pf.Plain | pf.Header)
        )
    return meta_text(value) if value is not None else None
