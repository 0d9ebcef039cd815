"""Blocks of raw HTML in Markdown (tables, figures, lists, headings): what stands between their tags is read as HTML.

Pandoc keeps the tags and reads the text between them as Markdown of its own; the cells of a table would be so many paragraphs.
"""

from __future__ import annotations

import re
from typing import Any

import panflute as pf

from ..pandoc import run_pandoc
from .ast_json import from_json, to_json

TAGS = ("table", "figure", "ul", "ol", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
OPENING = re.compile(rf"^<({'|'.join(TAGS)})\b[^<>]{{0,400}}>", re.IGNORECASE)
CLOSING = re.compile(rf"</({'|'.join(TAGS)})\s{{0,3}}>\s{{0,3}}$", re.IGNORECASE)
BETWEEN = "rubricate-between"
"""Marks the end of each run in the HTML that is read at one go."""


def read_raw_html(doc: pf.Doc) -> None:
    """Put native blocks in the place of each run of raw HTML, at the top of the document and in its Divs."""
    runs = [(holder, start, stop) for holder in _holders(doc) for start, stop in _runs(holder.content.list)]
    if not runs:
        return
    marked: list[pf.Block] = []
    for holder, start, stop in runs:
        marked += [*holder.content.list[start:stop], pf.Div(pf.Para(pf.Str(BETWEEN)), classes=[BETWEEN])]
    source = pf.Doc(*marked, api_version=doc.api_version)
    page = run_pandoc(["-f", "json", "-t", "html", "--mathjax", "--wrap=none"], to_json(source)).stdout
    reader = "html+native_divs+tex_math_single_backslash"
    read: list[Any] = list(from_json(run_pandoc(["-f", reader, "-t", "json"], page).stdout).content.list)
    found: list[list[pf.Block]] = [[]]
    for block in read:
        if type(block) is pf.Div and BETWEEN in block.classes:
            found.append([])
        else:
            found[-1].append(block)
    if len(found) != len(runs) + 1:
        return  # tags that do not fit together: the text stays as it was read
    for (holder, start, stop), blocks in reversed(list(zip(runs, found, strict=False))):
        content = holder.content.list
        holder.content = [*content[:start], *blocks, *content[stop:]]


def _holders(root: Any) -> list[Any]:
    """The document and the Divs in it, at any depth."""
    out = [root]
    for holder in out:
        out += [block for block in holder.content.list if type(block) is pf.Div]
    return out


def _runs(blocks: list[Any]) -> list[tuple[int, int]]:
    """Start and stop of each run from an opening tag to its closing one."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(blocks):
        name = _tag(blocks[at], OPENING)
        stop = _end(blocks, at, name) if name else at
        if stop > at:
            out.append((at, stop))
        at = max(stop, at + 1)
    return out


def _end(blocks: list[Any], start: int, name: str) -> int:
    """Behind the block that closes the element that `start` opens; `start` where none does."""
    depth = 0
    for at in range(start, len(blocks)):
        text = blocks[at].text.strip() if _raw(blocks[at]) else ""
        depth += len(re.findall(rf"<{name}\b", text, re.IGNORECASE)) - len(
            re.findall(rf"</{name}\s{{0,3}}>", text, re.IGNORECASE)
        )
        if depth <= 0:
            return at + 1 if CLOSING.search(text) else start
    return start


def _raw(block: Any) -> bool:
    return type(block) is pf.RawBlock and block.format == "html"


def _tag(block: Any, pattern: re.Pattern[str]) -> str:
    match = pattern.match(block.text.strip()) if _raw(block) else None
    return match.group(1).casefold() if match else ""
