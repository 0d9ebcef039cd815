"""Pictures that stand apart from their captions: matched by the number in their file names, else run by run in order."""

from __future__ import annotations

import re
from collections.abc import Callable

import panflute as pf

from ..inlines import items, plain
from ..parsing.captions import parse_caption
from .captions import paragraphs_of

NUMBERED = re.compile(
    r"(?:fig(?:ure)?|abb(?:ildung)?|figura|рис|그림|图|図)[ _.-]{0,3}0{0,3}([0-9]{1,3})(?![0-9])", re.IGNORECASE
)
"""The number of a figure in the name of a file: "Fig3.jpg", "figure_01.png"."""

Images = Callable[[pf.Element], list[pf.Image]]


def match_graphics(blocks: list[pf.Element], lone: Callable[[pf.Element], bool], images: Images) -> list[pf.Element]:
    """Blocks in which pictures stand in the `Div.fig` of their captions.

    `lone` tells a paragraph of pictures and nothing else, `images` gives its pictures. Beside its caption a picture stays.
    """
    pictures = {id(block) for block in blocks if type(block) is pf.Para and lone(block)}
    if not pictures:
        return blocks
    waiting = {number: block for block in blocks if _waits(block, images) and (number := _number(block))}
    gone: set[int] = set()
    for block in blocks:
        if id(block) in pictures and len(images(block)) == 1:
            match = NUMBERED.search(images(block)[0].url.replace("\\", "/").rsplit("/", 1)[-1])
            figure = waiting.pop(match.group(1), None) if match else None
            if figure is not None:
                figure.content = [*items(figure), block]
                gone.add(id(block))
    left = [block for block in blocks if id(block) not in gone]
    _in_order(left, pictures, images, gone)
    return [block for block in left if id(block) not in gone]


def _in_order(blocks: list[pf.Element], pictures: set[int], images: Images, gone: set[int]) -> None:
    """Two or more captions and directly behind or before them as many pictures: the first is the first one's."""

    def is_caption(block: pf.Element) -> bool:
        return _waits(block, images)

    def is_picture(block: pf.Element) -> bool:
        return id(block) in pictures

    at = 0
    while at < len(blocks):
        behind = is_picture(blocks[at])
        first = _run(blocks, at, is_picture if behind else is_caption)
        second = _run(blocks, at + len(first), is_caption if behind else is_picture)
        if len(first) >= 2 and len(first) == len(second):
            for figure, picture in zip(second, first, strict=True) if behind else zip(first, second, strict=True):
                figure.content = [*items(figure), picture]
                gone.add(id(picture))
            at += len(second)
        at += max(1, len(first))


def _run(blocks: list[pf.Element], at: int, belongs: Callable[[pf.Element], bool]) -> list[pf.Element]:
    end = at
    while end < len(blocks) and belongs(blocks[end]):
        end += 1
    return blocks[at:end]


def _waits(block: pf.Element, images: Images) -> bool:
    """A caption that has no picture yet."""
    return type(block) is pf.Div and "fig" in block.classes and not any(images(child) for child in items(block))


def _number(block: pf.Element) -> str:
    """The number of the figure that a caption is for, in digits; empty for others."""
    texts = [plain(inlines) for inlines in paragraphs_of(block)]
    caption = parse_caption(block.attributes.get("label", "") or (texts[0].strip() if texts else ""))
    return caption.number if caption is not None and caption.number.isdigit() else ""
