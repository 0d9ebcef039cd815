"""What stands in a document as pandoc read it, before the filters change it: counted for the ledger."""

from __future__ import annotations

from collections import Counter

import panflute as pf

from ..walk import descendants

KINDS = {
    pf.Image: "picture",
    pf.Table: "table",
    pf.TableCell: "cell",
    pf.Note: "footnote",
    pf.Math: "formula",
    pf.Cite: "citation",
}
ALL = (*KINDS.values(),)


def objects_of(doc: pf.Doc) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """`(how many of each kind, (target, text) of each link to elsewhere)`. Cells without content are no cells."""
    found: Counter[str] = Counter()
    links: list[tuple[str, str]] = []
    for element in descendants(doc):
        kind = type(element)
        if kind is pf.Link:
            if not element.url.startswith("#"):
                links.append((element.url, pf.stringify(element)))
        elif kind in KINDS and (kind is not pf.TableCell or element.content):
            found[KINDS[kind]] += 1
    return {kind: found[kind] for kind in ALL}, links
