"""Filter: figures and tables that stand behind the body (or where there is none) go into one group of floats."""

from __future__ import annotations

import panflute as pf

BACK = frozenset(("ack", "app", "glossary", "bio", "fn-group", "notes", "sec", "supplementary-material", "ref-list"))


def floats_group(doc: pf.Doc) -> None:
    """Collect floats behind the first back matter, or all of them where the article has no body, in `Div.floats-group`."""
    blocks: list[pf.Element] = doc.content.list
    if any(_is(block, {"floats-group"}) for block in blocks):
        return
    back = next((at for at, block in enumerate(blocks) if _is(block, BACK)), len(blocks))
    has_body = any(
        type(block) in (pf.Para, pf.Plain, pf.BulletList, pf.OrderedList, pf.BlockQuote) for block in blocks[:back]
    )
    floats = [block for at, block in enumerate(blocks) if _float(block) and (at > back or not has_body)]
    if floats:
        gone = {id(block) for block in floats}
        doc.content = [*[block for block in blocks if id(block) not in gone], pf.Div(*floats, classes=["floats-group"])]


def _is(block: pf.Element, roles: set[str] | frozenset[str]) -> bool:
    return type(block) is pf.Div and bool(set(block.classes) & roles)


def _float(block: pf.Element) -> bool:
    return type(block) is pf.Figure or _is(block, {"table-wrap"})
