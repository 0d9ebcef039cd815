"""Captions that a page prints in pieces or twice: with the words of a picture, the name of its file, once more at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import cut, plain, strip
from ..parsing.headings import section_type
from .units import PRINTED, Unit
from .zone_floats import caption_of

LABEL = re.compile(r"(?:Fig\.?|Figure)\s(?P<number>[0-9]{1,3}[A-Za-z]?)")
FILE = re.compile(
    r"(?:[^\W\d_]{2,20}\s){1,4}[0-9]{1,3}\s[0-9]{3,6}\s[gt][0-9]{3}(?:\s[0-9]{3})?(?=$|(?:Fig|Table|Scheme))"
)
"""The name of a picture's file, in words: "Ovens 11 00077 g001 550"; the caption may be glued to it."""
LEAST = 4
"""Words of a caption that is looked for again."""


def caption_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join the pieces, and mark what is the page's as running; other units come back as they are."""
    return _repeated(_pieces(_files(units)))


def _lines(*units: Unit) -> bool:
    return all(unit.kind in PRINTED and not unit.running for unit in units)


def _files(units: Sequence[Unit]) -> list[Unit]:
    """The name of a picture's file is a page's; a caption glued to it begins anew."""
    out: list[Unit] = []
    for unit in units:
        name = FILE.match(unit.text) if _lines(unit) else None
        if name is None:
            out.append(unit)
            continue
        start = len(plain(unit.inlines)) - len(plain(unit.inlines).lstrip()) + name.end()
        out.append(replace(unit, inlines=strip(cut(unit.inlines, 0, start)), block=None, running=True))
        rest = strip(cut(unit.inlines, start, len(plain(unit.inlines))))
        if rest:
            out.append(replace(unit, inlines=rest, block=None, blank=0))
    return out


def _pieces(units: Sequence[Unit]) -> list[Unit]:
    """ "Fig. 1 / figure 1 / Share of bakers" is a label, the words of a picture, and the caption; "Figure 1 /
    www.bread.example / Figure 1. Share of bakers" is a caption under the words of a picture."""
    out: list[Unit] = []
    at = 0
    while at < len(units):
        label = LABEL.fullmatch(units[at].text)
        near = units[at : at + 3]
        if label is None or len(near) < 3 or not _lines(*near):
            out.append(units[at])
            at += 1
            continue
        again, caption = near[1].text.casefold(), near[2]
        if again == f"figure {label['number']}".casefold() and caption.text and caption.below:
            inlines = [*strip(near[0].inlines), pf.Space(), *strip(caption.inlines)]
            out += [replace(near[0], inlines=inlines, block=None), replace(near[1], running=True)]
            at += 3
        elif again.startswith("www.") and near[1].words == 1 and caption.text.startswith(near[0].text + "."):
            out += [replace(unit, running=True) for unit in near[:2]]
            at += 2
        else:
            out.append(units[at])
            at += 1
    return out


def _repeated(units: list[Unit]) -> list[Unit]:
    """A caption directly above itself, and one behind the references that stood in the text, are printed once more; a picture
    keeps the caption beside it."""
    seen: set[str] = set()
    behind = False
    for at, unit in enumerate(units):
        behind = behind or section_type(unit.text) == "references"
        caption = caption_of(unit) if _lines(unit) and unit.words >= LEAST else None
        if caption is None or any(near.pictures or near.kind == "figure" for near in units[max(0, at - 1) : at + 2]):
            continue
        above_itself = at + 1 < len(units) and units[at + 1].text == unit.text and _lines(units[at + 1])
        if above_itself or (behind and unit.text in seen and caption.kind == "fig"):
            units[at] = replace(unit, running=True)
        elif not behind:
            seen.add(unit.text)
    return units
