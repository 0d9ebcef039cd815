"""Figures and tables: `<fig>` and `<table-wrap>` with label, caption, content and notes."""

from __future__ import annotations

import re

import panflute as pf
from lxml import etree

from ..inlines import cut, plain, strip
from .context import HREF, Context, children, element, is_empty, sub
from .inline import may_be_picture, write_inlines
from .table_notes import SIGNS, link_marks
from .tables import write_table


def write_caption(made: etree._Element, blocks: list[pf.Block], context: Context) -> None:
    """`<caption>`: the Span.title at its start is the title, the rest are paragraphs."""
    from .blocks import write_blocks

    caption = element("caption")
    for number, block in enumerate(blocks):
        inlines = children(block) if isinstance(block, pf.Para | pf.Plain) else None
        if number == 0 and inlines and type(inlines[0]) is pf.Span and "title" in inlines[0].classes:
            write_inlines(sub(caption, "title"), children(inlines[0]), context)
            inlines = strip(inlines[1:])
            if not plain(inlines).strip():
                continue
        if inlines is not None:
            paragraph = write_inlines(element("p"), inlines, context)
            if not is_empty(paragraph):
                caption.append(paragraph)
        else:
            write_blocks(caption, [block], context)
    if len(caption):
        made.append(caption)


OWN_DOI = re.compile(
    r"(?P<cue>https?://(?:dx\.)?doi\.org/|doi:\s?)?(?P<doi>10\.[0-9]{4,9}/\S{3,120}\.[gtf][0-9]{1,4})", re.IGNORECASE
)
"""A figure's own identifier, printed below its caption: "doi:10.5555/journal.0123457.g001"."""


def _with_doi(made: etree._Element, blocks: list[pf.Block], context: Context) -> list[pf.Block]:
    """The blocks of a caption without the figure's own DOI at their end, which becomes its `<object-id>`."""
    last = blocks[-1] if len(blocks) > 1 else None
    match = OWN_DOI.fullmatch(plain(children(last)).strip()) if isinstance(last, pf.Para | pf.Plain) else None
    if match is None:
        return blocks
    sub(made, "object-id", match["doi"]).set("pub-id-type", "doi")
    context.log.append({"rule": "cue-word", "text": match["cue"] or "", "detail": "identifier of a figure"})
    return blocks[:-1]


def _id(identifier: str, prefix: str, context: Context) -> str:
    return context.targets.get(identifier) or context.id_for(identifier, prefix)


def write_figure(figure: pf.Figure, context: Context) -> etree._Element:
    """A native figure as `<fig>`."""
    made = element("fig", id=_id(figure.identifier, "fig", context))
    blocks = _with_doi(made, figure.caption.content.list if figure.caption else [], context)
    if figure.attributes.get("label"):
        sub(made, "label", figure.attributes["label"])
    write_caption(made, blocks, context)
    words = " ".join(plain(children(b)) for b in blocks if isinstance(b, pf.Para | pf.Plain))
    _pictures(made, children(figure), context, f"{figure.attributes.get('label', '')} {words}")
    return made


def _pictures(made: etree._Element, blocks: list[pf.Block], context: Context, caption: str) -> None:
    """The pictures of a figure; words beside them are kept in its caption."""
    from .blocks import write_blocks

    for block in blocks:
        inlines = children(block) if isinstance(block, pf.Para | pf.Plain) else []
        images = [inline for inline in _flat(inlines) if isinstance(inline, pf.Image)]
        for image in filter(lambda image: may_be_picture(image.url), images):
            graphic = sub(made, "graphic")
            graphic.set(HREF, image.url)
            alt = plain(children(image)).strip()
            if alt and alt not in caption and not _same(alt, caption):
                sub(graphic, "alt-text", alt)
        rest = plain(inlines).strip()
        if rest or not isinstance(block, pf.Para | pf.Plain):
            holder = made.find("caption")
            if holder is None:
                holder = element("caption")
                made.insert(sum(made.find(tag) is not None for tag in ("object-id", "label")), holder)
            if rest:
                write_inlines(
                    sub(holder, "p"), [inline for inline in inlines if not isinstance(inline, pf.Image)], context
                )
            else:
                write_blocks(made, [block], context)
            if not len(holder):
                made.remove(holder)


def _same(a: str, b: str) -> bool:
    squash = [character for character in a.casefold() if character.isalnum()]
    return bool(squash) and "".join(squash) in "".join(character for character in b.casefold() if character.isalnum())


def _flat(inlines: list[pf.Inline]) -> list[pf.Inline]:
    out: list[pf.Inline] = []
    for inline in inlines:
        out.append(inline)
        if isinstance(inline, pf.Link | pf.Strong | pf.Emph | pf.Span):
            out += [child for child in children(inline) if isinstance(child, pf.Image)]
    return out


def write_float_div(div: pf.Div, context: Context) -> etree._Element:
    """`Div.fig` or `Div.table-wrap` as the element that it names."""
    if "table-wrap" in div.classes:
        return write_table_wrap(
            children(div), context, identifier=div.identifier, label=div.attributes.get("label", "")
        )
    made = element("fig", id=_id(div.identifier, "fig", context))
    captions = [
        block
        for child in children(div)
        if type(child) is pf.Div and "caption" in child.classes
        for block in children(child)
    ]
    captions = _with_doi(made, captions, context)
    if div.attributes.get("label"):
        sub(made, "label", div.attributes["label"])
    write_caption(made, captions, context)
    rest = [child for child in children(div) if not (type(child) is pf.Div and "caption" in child.classes)]
    _pictures(made, rest, context, " ".join(plain(children(b)) for b in captions if isinstance(b, pf.Para | pf.Plain)))
    return made


def write_table_wrap(
    content: list[pf.Block], context: Context, *, identifier: str = "", label: str = ""
) -> etree._Element:
    """A table with its caption and notes as `<table-wrap>`."""
    made = element("table-wrap", id=_id(identifier, "t", context))
    if label:
        sub(made, "label", label)
    captions: list[pf.Block] = []
    tables: list[pf.Table] = []
    foot: list[pf.Block] = []
    for block in content:
        classes = getattr(block, "classes", [])
        if type(block) is pf.Table:
            captions += block.caption.content.list if block.caption else []
            tables.append(block)
        elif "table-wrap-foot" in classes:
            foot += children(block)
        elif "caption" in classes:
            captions += children(block)
        else:
            foot.append(block)
    write_caption(made, captions, context)
    for table in tables:
        made.append(write_table(table, context))
    if foot:
        _foot(made, foot, context)
        link_marks(made)
    return made


def _foot(made: etree._Element, blocks: list[pf.Block], context: Context) -> None:
    """Notes of a table: one that begins with its mark is an `<fn>` with a label, another one a paragraph."""
    from .blocks import write_block

    holder = element("table-wrap-foot")
    for block in blocks:
        inlines = strip(children(block)) if isinstance(block, pf.Para | pf.Plain) else None
        if inlines is None:
            write_block(holder, block, context)
            continue
        label, rest = _mark(inlines)
        if label:
            note = element("fn", id=context.id_for("", "tfn"))
            write_inlines(sub(note, "label"), label, context)
            paragraph = write_inlines(element("p"), rest, context)
            note.append(paragraph)
            holder.append(note)
        else:
            paragraph = write_inlines(element("p"), inlines, context)
            if not is_empty(paragraph):
                holder.append(paragraph)
    if len(holder):
        made.append(holder)


def _mark(inlines: list[pf.Inline]) -> tuple[list[pf.Inline], list[pf.Inline]]:
    """The printed mark of a note ("a" as a superscript, "*", "†") and the rest."""
    if inlines and type(inlines[0]) is pf.Superscript and len(plain(inlines[:1])) <= 3:
        return inlines[:1], strip(inlines[1:])
    text = plain(inlines)
    if text[:1].islower() and text[1:2] == " " and text[2:3].isupper():
        return cut(inlines, 0, 1), strip(cut(inlines, 1, len(text)))
    end = 0
    while end < len(text) and text[end] in SIGNS:
        end += 1
    if 0 < end <= 3 and end < len(text):
        return cut(inlines, 0, end), strip(cut(inlines, end, len(text)))
    return [], inlines
