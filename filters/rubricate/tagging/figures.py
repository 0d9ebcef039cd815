"""Filter: figures. A caption line, an image, or both become one native `Figure` with a label."""

from __future__ import annotations

from typing import Any

import panflute as pf

from ..inlines import items, plain
from .captions import Ids, paragraphs_of, read_caption
from .flow_charts import FLOW_CHART
from .furniture_cues import is_furniture_line
from .match_graphics import match_graphics
from .record import log


def figures(doc: pf.Doc) -> None:
    """Turn `Div.fig` and images with captions into `Figure`s with `identifier` and `label`."""
    ids = Ids(doc)
    out: list[pf.Block] = []
    for block in doc.content.list:
        if type(block) is pf.Figure:
            _without_buttons(doc, block)
    blocks = match_graphics(doc.content.list, _lone_images, _images)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if type(block) is pf.Figure:
            following: Any = blocks[at + 1] if at + 1 < len(blocks) else None
            if not _caption_text(block) and _is(following, "fig") and not following.identifier:
                out.append(_figure(items(following), items(block), ids))
                at += 1
            else:
                out.append(_native(block, ids))
        elif _is(block, "fig"):
            images = [
                child for child in items(block) if type(child) is not pf.Div and _images(child) and not _text(child)
            ]
            drawn = [child for child in items(block) if type(child) is pf.CodeBlock]
            caption = [child for child in items(block) if child not in images and child not in drawn]
            label = block.attributes.get("label", "")
            before = out[-1] if out else None
            if before is not None and not images and not label and _lone_images(before):
                out.pop()
                images = [before]
            figure = _figure(caption, images, ids, label=label, identifier=block.identifier)
            if not images and before is not None and type(before) is pf.CodeBlock and FLOW_CHART in before.classes:
                out.pop()
                before.classes = []
                drawn = [before]
            figure.content = [*items(figure), *drawn]
            if not images and not label and at + 1 < len(blocks) and _lone_images(blocks[at + 1]):
                figure.content = [pf.Plain(*_images(blocks[at + 1]))]
                at += 1
            out.append(figure)
        elif _is(block, "float-title"):
            log(doc, "cue-word", "\n".join(plain(p) for p in paragraphs_of(block)))
        else:
            out.append(block)
        at += 1
    doc.content = out


def _is(block: Any, role: str) -> bool:
    return type(block) is pf.Div and role in block.classes


def _text(block: pf.Element) -> str:
    return " ".join(plain(p) for p in paragraphs_of(block)).strip()


def _images(block: pf.Element) -> list[pf.Image]:
    """Images that stand directly in a paragraph (or inside one link or emphasis)."""
    found: list[pf.Image] = []
    for inlines in paragraphs_of(block):
        for inline in inlines:
            if isinstance(inline, pf.Image):
                found.append(inline)
            elif isinstance(inline, pf.Link | pf.Strong | pf.Emph | pf.Span):
                found += [child for child in items(inline) if isinstance(child, pf.Image)]
    return found


def _lone_images(block: pf.Element) -> bool:
    """A paragraph of images and nothing else, or a native figure without a caption."""
    if type(block) is pf.Figure:
        return not _caption_text(block) and not block.identifier.startswith("fig")
    return type(block) in (pf.Para, pf.Plain) and bool(_images(block)) and not _text(block)


def _caption_text(figure: pf.Figure) -> str:
    caption = figure.caption
    return " ".join(plain(p) for block in caption.content for p in paragraphs_of(block)).strip() if caption else ""


def _figure(
    caption: list[pf.Element], images: list[pf.Element], ids: Ids, *, label: str = "", identifier: str = ""
) -> pf.Figure:
    inner = [p for block in caption for p in paragraphs_of(block)]
    blocks: list[pf.Block]
    if label:
        blocks = [pf.Para(*p) for p in inner]
    else:
        label, _, blocks = read_caption(inner)
    pictures = [image for block in images for image in _images(block)]
    attributes = {"label": label} if label else {}
    content = [pf.Plain(image) for image in pictures]
    return pf.Figure(
        *content, caption=pf.Caption(*blocks), identifier=identifier or ids.next("fig"), attributes=attributes
    )


def _without_buttons(doc: pf.Doc, figure: pf.Figure) -> None:
    """What a page prints with each figure ("Full size image") is furniture."""
    for child in items(figure):
        text = plain(items(child)).strip() if type(child) in (pf.Para, pf.Plain) and not _images(child) else ""
        if text and is_furniture_line(text):
            log(doc, "furniture", text)
            figure.content = [other for other in items(figure) if other is not child]


def _native(block: pf.Figure, ids: Ids) -> pf.Figure:
    if block.attributes.get("label"):
        block.identifier = block.identifier or ids.next("fig")
        return block
    caption = [p for child in block.caption.content for p in paragraphs_of(child)] if block.caption else []
    label, _, blocks = read_caption(caption)
    if label:
        block.attributes["label"] = label
    if label and not blocks:  # a web page may print the text of a caption below its label, outside of <figcaption>
        below = [child for child in items(block) if type(child) in (pf.Para, pf.Plain) and not _images(child)]
        block.content = [child for child in items(block) if child not in below]
        _, _, blocks = read_caption([*caption, *(items(child) for child in below)])
    if label or blocks:
        block.caption = pf.Caption(*blocks)
    block.identifier = block.identifier or ids.next("fig")
    return block
