"""A reference list on its own: `<ref-list>` without an article around it."""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf
from lxml import etree

from ..inlines import inlines_of
from ..references.record import Reference
from .context import NSMAP, Context
from .references import write_reference_list
from .serialise import indent


def reference_list_text(references: Sequence[Reference], citations: str = "element") -> str:
    """The XML of a list of parsed references, one child a line."""
    names = [f"B{number}" for number in range(1, len(references) + 1)]
    context = Context(references=dict(zip(names, references, strict=True)), citations=citations)
    entries = [
        pf.Div(
            pf.Para(*inlines_of(reference.text)),
            identifier=name,
            classes=["ref"],
            attributes={"label": reference.label} if reference.label else {},
        )
        for name, reference in context.references.items()
    ]
    made = write_reference_list(None, pf.Div(*entries, classes=["ref-list"]), context)
    root = etree.Element("ref-list", nsmap={"xlink": NSMAP["xlink"]})
    root.extend(list(made))
    indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"
