"""Tagged documents for pandoc's other writers: the correctable Markdown, and HTML, docx and the rest.

What pandoc's writers would lose is put into forms that survive: figures and citations as Divs and Spans with attributes.
"""

from __future__ import annotations

import panflute as pf

from .inlines import items
from .meta import meta_text
from .pandoc import run_pandoc
from .reading.ast_json import to_json
from .tagging.inline_walk import rewrite_paragraphs
from .tagging.record import OWN_KEYS
from .tagging.zones import TAGGED

CORRECTABLE = "markdown-raw_html-raw_tex-raw_attribute-citations-smart-implicit_figures-simple_tables-multiline_tables-implicit_header_references"
"""Extensions of the Markdown that is written to be corrected and read again."""

KEEP_DIVS = ("json", "native", "markdown")
"""Output formats in which a tagged document stays one."""


def correctable(doc: pf.Doc) -> pf.Doc:
    """Change a tagged document in place into the form that Markdown keeps whole."""
    rewrite_paragraphs(doc, _printed_citations)
    doc.content = [_kept(block) for block in doc.content.list]
    clean_metadata(doc)
    doc.metadata[TAGGED] = pf.MetaBool(True)
    return doc


def clean_metadata(doc: pf.Doc, to: str = "") -> None:
    """Take out the keys that only the pipeline reads; that a document is tagged is kept in formats that keep its Divs."""
    for key in OWN_KEYS if to.startswith(KEEP_DIVS) else (*OWN_KEYS, TAGGED):
        doc.metadata.content.pop(key, None)


def without_printed_references(doc: pf.Doc) -> pf.Doc:
    """Take the printed entries out of the lists and cite every record, so that citeproc writes the list in its style.

    citeproc appends to the Div `refs`; with the printed entries in it, the list would stand there twice.
    """
    ids: list[str] = []
    for block in doc.content.list:
        if type(block) is pf.Div and "ref-list" in block.classes:
            entries = [child for child in items(block) if type(child) is pf.Div and "ref" in child.classes]
            ids += [entry.identifier for entry in entries]
            ours = {id(entry) for entry in entries}
            block.content = [child for child in items(block) if id(child) not in ours]
    records = doc.metadata.content.get("references")
    if ids and isinstance(records, pf.MetaList):
        names = [meta_text(record.content.get("id")) for record in records if isinstance(record, pf.MetaMap)]
        citations = [pf.Citation(name, mode="NormalCitation") for name in names]
        doc.metadata["nocite"] = pf.MetaInlines(pf.Cite(pf.Str("all"), citations=citations))
    return doc


def write_tagged(doc: pf.Doc, to: str) -> bytes:
    """A tagged document in any of pandoc's output formats; Markdown comes in the correctable form."""
    if to in ("markdown", "md"):
        correctable(doc)
        to = CORRECTABLE
    else:
        clean_metadata(doc, to)
    return run_pandoc(["-f", "json", "-t", to, "-s", "--wrap=none"], to_json(doc)).stdout


def _kept(block: pf.Block) -> pf.Block:
    if type(block) is pf.Figure:
        caption = block.caption.content.list if block.caption else []
        inner = [
            *[pf.Para(*items(child)) if isinstance(child, pf.Plain | pf.Para) else child for child in items(block)],
            pf.Div(*caption, classes=["caption"]),
        ]
        return pf.Div(*inner, classes=["fig"], identifier=block.identifier, attributes=dict(block.attributes))
    if type(block) is pf.Div:
        block.content = [_kept(child) for child in items(block)]
    return block


def _printed_citations(inlines: list[pf.Inline]) -> list[pf.Inline] | None:
    if not _has_cite(inlines):
        return None
    return [_printed(inline) for inline in inlines]


def _has_cite(inlines: list[pf.Inline]) -> bool:
    return any(
        type(inline) is pf.Cite
        or (hasattr(inline, "_content") and type(inline) is not pf.Note and _has_cite(items(inline)))
        for inline in inlines
    )


def _printed(inline: pf.Inline) -> pf.Inline:
    if type(inline) is pf.Cite:
        ids = " ".join(citation.id for citation in inline.citations)
        return pf.Span(*items(inline), classes=["xref"], attributes={"rid": ids})
    if type(inline) is pf.Superscript and len(items(inline)) == 1 and type(items(inline)[0]) is pf.Cite:
        # Markdown allows no attributes inside a superscript: the span goes outside
        cite = items(inline)[0]
        return pf.Span(
            pf.Superscript(*items(cite)),
            classes=["xref"],
            attributes={"rid": " ".join(citation.id for citation in cite.citations)},
        )
    if hasattr(inline, "_content") and type(inline) is not pf.Note:
        inline.content = [_printed(child) for child in items(inline)]
    return inline
