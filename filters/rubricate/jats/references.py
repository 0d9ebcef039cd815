"""Reference lists: each entry with id, label and its exact text, identifiers tagged inside."""

from __future__ import annotations

import panflute as pf
from lxml import etree

from ..inlines import cut, plain, strip
from ..parsing.identifiers import find_identifiers
from .blocks import write_block
from .context import HREF, Context, add_text, children, element, sub
from .inline import write_inlines

PUB_IDS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv"}


def write_reference_list(title: pf.Header | None, div: pf.Div, context: Context) -> etree._Element:
    """`<ref-list>`: its title as printed, then the entries; anything else in it becomes a paragraph before them."""
    made = element("ref-list")
    if title is not None:
        label = title.attributes.get("label", "")
        if label:
            sub(made, "label", label)
        write_inlines(sub(made, "title"), children(title), context)
    entries = [child for child in children(div) if type(child) is pf.Div and "ref" in child.classes]
    for child in children(div):
        if not any(child is entry for entry in entries):
            write_block(made, child, context)
    for entry in entries:
        made.append(_reference(entry, context))
    return made


def _reference(entry: pf.Div, context: Context) -> etree._Element:
    made = element("ref", id=context.targets.get(entry.identifier) or context.id_for(entry.identifier, "B"))
    label = entry.attributes.get("label", "")
    if label:
        sub(made, "label", label)
    citation = sub(made, "mixed-citation")
    inlines: list[pf.Inline] = []
    for block in children(entry):
        if isinstance(block, pf.Para | pf.Plain | pf.Header):
            inlines += [pf.Space()] if inlines else []
            inlines += children(block)
        else:
            inlines += [pf.Space(), pf.Str(pf.stringify(block).strip())]
    write_citation(citation, strip(inlines), context)
    return made


def write_citation(citation: etree._Element, inlines: list[pf.Inline], context: Context) -> None:
    """The text of one entry, character for character; DOIs, PMIDs and links get their elements."""
    text = plain(inlines)
    at = 0
    for spot in find_identifiers(text):
        piece = cut(inlines, spot.start, spot.end)
        if any(isinstance(inline, pf.Link) for inline in piece) and spot.kind not in PUB_IDS:
            continue
        write_inlines(citation, cut(inlines, at, spot.start), context, home="mixed-citation")
        printed = text[spot.start : spot.end]
        if spot.kind in PUB_IDS and spot.value in printed:
            before, _, after = printed.partition(spot.value)
            add_text(citation, before)
            sub(citation, "pub-id", spot.value, pub_id_type=PUB_IDS[spot.kind])
            add_text(citation, after)
        elif spot.kind in ("url", "license"):
            link = sub(citation, "ext-link", printed, ext_link_type="uri")
            link.set(HREF, spot.value if "://" in spot.value else f"http://{spot.value}")
        else:
            write_inlines(citation, piece, context, home="mixed-citation")
        at = spot.end
    write_inlines(citation, cut(inlines, at, len(text) + 1), context, home="mixed-citation")
