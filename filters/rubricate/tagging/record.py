"""Where recognised values go: into pandoc metadata under their keys, with a log of what left the running text.

A value that the user or the document gave wins over one that was recognised; the log names the loser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import panflute as pf

from ..inlines import inlines_of, items, plain
from ..meta import meta_text
from ..xml import clean_text

LOG = "rubricate-log"
FOUND = "rubricate-found"
QUERIES = "rubricate-queries"
PARTS = "rubricate-parts"
"""Recognised parts of the text, as one JSON list: headings, floats, statements, citations, calls."""
REFERENCES = "rubricate-references"
CITATIONS = "rubricate-citations"
"""The form of references that is asked for: `-M rubricate-citations=both`, or in a metadata file."""
CORRECTIONS = "rubricate-corrections"
"""What a person corrected: entries as in the corrections file, as one JSON list."""
CORRECTED = "rubricate-corrected"
"""What became of each correction, as one JSON list."""
OWN_KEYS = (
    LOG,
    FOUND,
    QUERIES,
    PARTS,
    REFERENCES,
    CITATIONS,
    CORRECTIONS,
    CORRECTED,
    "rubricate-source",
    "rubricate-document",
    "rubricate-unread",
    "rubricate-mode",
)
"""Working keys: read by the pipeline, taken out of every written document."""


def to_meta(value: Any) -> pf.MetaValue:
    """A Python value as pandoc metadata. Lists of inlines become `MetaInlines`, lists of blocks `MetaBlocks`."""
    if isinstance(value, str):
        return pf.MetaInlines(*inlines_of(clean_text(value)[0]))
    if isinstance(value, pf.MetaValue):
        return value
    if isinstance(value, bool):
        return pf.MetaBool(value)
    if isinstance(value, Mapping):
        return pf.MetaMap(
            *[(str(key), to_meta(item)) for key, item in value.items() if item not in ("", None, [], (), {})]
        )
    if isinstance(value, list | tuple):
        if value and all(isinstance(item, pf.Inline) for item in value):
            return pf.MetaInlines(*value)
        if value and all(isinstance(item, pf.Block) for item in value):
            return pf.MetaBlocks(*value)
        return pf.MetaList(*[to_meta(item) for item in value])
    return pf.MetaInlines(*inlines_of(clean_text(str(value))[0]))


def get(doc: pf.Doc, path: str) -> pf.MetaValue | None:
    """The metadata value at a dotted path ("article.doi"), or `None`."""
    here: Any = doc.metadata
    for key in path.split("."):
        if not isinstance(here, pf.MetaMap) or key not in here.content:
            return None
        here = here.content[key]
    return here


def put(
    doc: pf.Doc, path: str, value: Any, source: pf.Element | None = None, *, confidence: float | None = None
) -> bool:
    """Write a recognised value, unless one is there; `source` is the block that it was read from.

    Returns whether it was written. What was not written is logged under the rule `replaced`.
    """
    if value in ("", None, [], (), {}):
        return False
    meta = to_meta(value)
    here = doc.metadata
    *parents, last = path.split(".")
    for key in parents:
        if key not in here.content:
            here[key] = pf.MetaMap()
        here = here[key]
        if not isinstance(here, pf.MetaMap):
            return False
    excerpt = excerpt_of(source) if source is not None else ""
    if last in here.content:
        old, new = meta_text(here.content[last]), meta_text(meta)
        rule = "replaced" if old.strip() != new.strip() else "duplicate"
        log(doc, rule, new, detail=f"{path}: {old}"[:300])
        return False
    here[last] = meta
    found: dict[str, Any] = {"key": path, "value": meta_text(meta)[:200], "excerpt": excerpt}
    if source is not None:
        found.update(
            {
                key: source.attributes[key]
                for key in ("line", "block", "confidence", "by")
                if key in getattr(source, "attributes", {})
            }
        )
    if confidence is not None:
        found["confidence"] = f"{confidence:.2f}"
    append(doc, FOUND, found)
    return True


def sign(doc: pf.Doc, name: str) -> None:
    """Say of every value that has no rule yet that this filter read it."""
    found = doc.metadata.content.get(FOUND)
    for entry in reversed(found.content.list) if isinstance(found, pf.MetaList) else ():
        if "rule" in entry.content:
            return
        entry["rule"] = pf.MetaString(name)


def record_parts(doc: pf.Doc, parts: Iterable[Mapping[str, object]]) -> None:
    """Add recognised parts to the list that the report shows; each has `part`, `value`, `confidence`, `by` and a place."""
    doc.metadata[PARTS] = pf.MetaString(json.dumps([*parts_of(doc), *parts], ensure_ascii=False))


def parts_of(doc: pf.Doc) -> list[dict[str, Any]]:
    """The recognised parts, as the filters noted them."""
    value = doc.metadata.content.get(PARTS)
    parts: list[dict[str, Any]] = json.loads(meta_text(value)) if value is not None else []
    return parts


def excerpt_of(element: pf.Element) -> str:
    """The first words of a block, to be shown to a person."""
    return text_of(element)[:120]


def text_of(element: pf.Element) -> str:
    """All text of a block and the blocks in it, paragraphs separated by line feeds."""
    if isinstance(element, pf.Para | pf.Plain | pf.Header):
        return plain(items(element))
    if isinstance(element, pf.Table):
        return str(pf.stringify(element)).strip()
    if hasattr(element, "text"):
        return str(element.text)
    if hasattr(element, "_content"):
        return "\n".join(
            filter(
                None,
                (
                    text_of(child)
                    for child in items(element)
                    if isinstance(child, pf.Element) and not isinstance(child, pf.Inline)
                ),
            )
        )
    return ""


def log(doc: pf.Doc, rule: str, text: str, *, detail: str = "") -> None:
    """Say that `text` left the running text under a named rule (furniture, cue-word, normalised, duplicate, …)."""
    if text.strip():
        append(doc, LOG, {"rule": rule, "text": text, "detail": detail})


def append(doc: pf.Doc, key: str, entry: Mapping[str, str]) -> None:
    """One more entry of a list in the metadata that only the pipeline reads; empty texts are left out."""
    entry_meta = pf.MetaMap(*[(name, pf.MetaString(text)) for name, text in entry.items() if text])
    if key not in doc.metadata.content:
        doc.metadata[key] = pf.MetaList()
    doc.metadata[key].append(entry_meta)


def entries(doc: pf.Doc, key: str = LOG) -> list[dict[str, str]]:
    """The log as plain dicts."""
    value = doc.metadata.content.get(key)
    if not isinstance(value, pf.MetaList):
        return []
    return [
        {name: meta_text(text) for name, text in entry.content.items()}
        for entry in value
        if isinstance(entry, pf.MetaMap)
    ]


TEXTS = (pf.Para, pf.Plain, pf.Header)
OF_ONE = ("title", "subtitle", "trans-title", "running-head", "article-type", "article-id", "author-note")
"""Roles of one paragraph or heading."""
OF_BLOCKS = ("abstract", "trans-abstract", "permissions", "front-notes")
"""Roles whose text may be in lists and other blocks."""


def take(doc: pf.Doc, role: str) -> list[pf.Div]:
    """The top-level Divs of a role that hold text, in order; they stay where they are (see `drop`).

    A Div that its author gave a role, but a list, a table or nothing at all, is left as it is.
    """
    divs = [block for block in doc.content.list if type(block) is pf.Div and role in block.classes and items(block)]
    if role in OF_BLOCKS:
        return divs
    return [
        div
        for div in divs
        if all(type(block) in TEXTS for block in items(div)) and (role not in OF_ONE or len(items(div)) == 1)
    ]


def drop(doc: pf.Doc, blocks: Iterable[pf.Element]) -> None:
    """Remove blocks whose whole content has moved to the metadata."""
    gone = {id(block) for block in blocks}
    doc.content = [block for block in doc.content.list if id(block) not in gone]


def replace(doc: pf.Doc, old: pf.Element, new: Iterable[pf.Block]) -> None:
    """Put blocks in the place of one top-level block."""
    out: list[pf.Block] = []
    for block in doc.content.list:
        if block is old:
            out.extend(new)
        else:
            out.append(block)
    doc.content = out


def front_notes(inlines: Iterable[pf.Inline]) -> pf.Div:
    """A Div for front matter that no key holds: it is kept as a note, so that nothing is lost."""
    return pf.Div(pf.Para(*inlines), classes=["front-notes"])
