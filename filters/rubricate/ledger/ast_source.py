"""The words of a source that is pandoc's own AST as JSON, before any filter saw it."""

from __future__ import annotations

import json

INSIDE_WORDS = frozenset(("Str", "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Span", "Link", "Cite"))  # fmt: skip
"""Elements that may end in the middle of a word."""
BLOCKS = frozenset(("Para", "Plain", "Header", "CodeBlock", "LineBlock", "Div", "Table", "Figure"))


def ast_text(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """`(lines, what stands apart)`: the texts of the document's elements, and those of its metadata."""
    apart: list[tuple[str, str]] = []
    texts: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dict) and "t" in value:
            kind, content = value["t"], value.get("c")
            if kind in ("Str", "MetaString"):
                texts.append(str(content))
            elif kind in ("Code", "CodeBlock", "Math", "RawInline", "RawBlock") and isinstance(content, list):
                texts.extend((" ", str(content[-1]), " "))
            elif kind == "LineBlock" and isinstance(content, list):
                for line in content:
                    walk(line)
                    texts.append("\n")
            elif kind == "MetaMap":
                walk(list(content.values()) if isinstance(content, dict) else None)
            elif kind in ("Link", "Image", "Span", "Div", "Header", "Figure", "Table") and isinstance(content, list):
                walk(content[1:] if kind != "Header" else content[2])
            else:
                texts.append(" " if kind == "Note" else "")
                walk(content)
            if kind not in INSIDE_WORDS:
                texts.append("\n" if kind in BLOCKS else " ")
        elif isinstance(value, dict):
            walk(list(value.values()))

    try:
        document = json.loads(text)
    except ValueError:
        return [], []
    if isinstance(document, dict):
        walk(document.get("meta"))
        apart = [("metadata", "".join(texts))]  # what no key of ours asks for is not of the article
        texts.clear()
        walk(document.get("blocks"))
    return "".join(texts).split("\n"), apart
