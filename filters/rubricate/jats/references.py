"""Reference lists: each entry with id and label, its fields as elements, its text tagged in place, or both."""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf
from lxml import etree

from ..inlines import cut, length, plain, strip
from ..parsing.identifiers import find_identifiers
from ..references import sure
from ..references.corrections import PREFIX
from ..references.record import Reference
from .blocks import write_block
from .context import HREF, Context, add_text, children, element, sub
from .element_citation import element_citation, leftover_words
from .inline import write_inlines
from .mixed_citation import mixed_citation, sure_fields

PUB_IDS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv"}
FORMS = ("element", "mixed", "both", "scielo")
"""What `citations` may be: `<element-citation>` where it is sure, `<mixed-citation>`, the two in
`<citation-alternatives>`, or the two as siblings (SciELO's publishing schema)."""


def write_reference_list(title: pf.Header | None, div: pf.Div, context: Context) -> etree._Element:
    """`<ref-list>`: its title as printed, then the entries; anything else in it becomes a paragraph before them."""
    made = element("ref-list")
    if title is not None:
        label = title.attributes.get("label", "")
        if label:
            sub(made, "label", label)
        write_inlines(sub(made, "title"), children(title), context)
    entries = [child for child in children(div) if type(child) is pf.Div and "ref" in child.classes]
    ours = {id(entry) for entry in entries}
    for child in children(div):
        if id(child) not in ours:
            write_block(made, child, context)
    for entry in entries:
        made.append(_reference(entry, context))
    return made


def _reference(entry: pf.Div, context: Context) -> etree._Element:
    made = element("ref", id=context.targets.get(entry.identifier) or context.id_for(entry.identifier, "B"))
    label = entry.attributes.get("label", "")
    if label:
        sub(made, "label", label)
    parts = [child for child in children(entry) if type(child) is pf.Div and "citation" in child.classes]
    if not parts:
        _citation(made, children(entry), context.references.get(entry.identifier), "", context)
    for part in parts:
        own = part.attributes.get("label", "")
        _citation(made, children(part), context.references.get(part_id(entry.identifier, own)), own, context)
    works = {id(part) for part in parts}
    others = [child for child in children(entry) if id(child) not in works] if parts else []
    for other in others:
        write_block(sub(made, "note"), other, context)
    return made


def part_id(name: str, label: str) -> str:
    """The id of one work of several under one number: "B3", "(a)" is "B3a"."""
    return name + "".join(character for character in label if character.isalnum())


def entry_inlines(blocks: Sequence[pf.Element]) -> list[pf.Inline]:
    """The text of one entry, paragraphs with a space between."""
    inlines: list[pf.Inline] = []
    for block in blocks:
        if isinstance(block, pf.Para | pf.Plain | pf.Header):
            inlines += [pf.Space()] if inlines else []
            inlines += children(block)
        else:
            inlines += [pf.Space(), pf.Str(pf.stringify(block).strip())]
    return strip(inlines)


def _citation(
    ref: etree._Element, blocks: Sequence[pf.Element], parsed: Reference | None, label: str, context: Context
) -> None:
    """One work in the form that was asked for; what can't be told in elements alone is told in the printed text."""
    inlines = entry_inlines(blocks)
    if parsed is None or not parsed.spans or parsed.text != plain(inlines) or _has_objects(inlines):
        citation = sub(ref, "mixed-citation")
        write_citation(citation, inlines, context)
        _label(citation, label)
        return
    made: list[etree._Element] = []
    if context.citations != "mixed" and is_whole(parsed):
        citation, log = element_citation(parsed, inlines, context)
        made = [citation] if len(citation) else []
        if made and context.citations == "element":
            context.log += log
    if not made or context.citations != "element":
        made.insert(0, mixed_citation(sure_fields(parsed, sure()), inlines, context))
    for citation in made:
        _label(citation, label)
    holder = sub(ref, "citation-alternatives") if len(made) == 2 and context.citations == "both" else ref
    holder.extend(made)


def is_whole(reference: Reference) -> bool:
    """Whether the fields say all that the text says, and are sure: then they may stand for it.

    A word that is in no field and is no cue word was understood by nobody. A `<comment>` made of it would say that it
    was; so the reference keeps its printed form. In a reference that a person corrected, it was replaced.
    """
    corrected = any(rule.startswith(PREFIX) for rule, _, _ in reference.rules)
    return corrected or (reference.confidence >= sure() and not leftover_words(reference)[1])


def _label(citation: etree._Element, label: str) -> None:
    if label:
        made = element("label", label)
        made.tail, citation.text = citation.text, None
        if citation.tag == "mixed-citation":
            made.tail = " " + (made.tail or "")
        citation.insert(0, made)


def _has_objects(inlines: Sequence[pf.Inline]) -> bool:
    """Footnotes, pictures and formulas stand at no place of the text: such an entry is written as it is."""
    return any(
        length(inline) == 0
        or type(inline) is pf.Math
        or (hasattr(inline, "_content") and _has_objects(children(inline)))
        for inline in inlines
    )


def write_citation(citation: etree._Element, inlines: list[pf.Inline], context: Context) -> None:
    """The text of an entry that was not parsed, character for character; DOIs, PMIDs and links get their elements."""
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
