"""An affiliation printed one part to a line, as conferences do: "Dept. of Bread / University of Oslo / Oslo, Norway"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..parsing.affiliation import label_of, names_institution, parse_affiliation
from .units import PRINTED, Unit
from .zone_state import ZoneLabel


def addresses(units: Sequence[Unit], labels: Sequence[ZoneLabel]) -> tuple[list[Unit], list[ZoneLabel]]:
    """Lines of one address become one unit; lines that are an affiliation each come back as they are."""
    out: list[tuple[Unit, ZoneLabel]] = []
    at = 0
    while at < len(units):
        end = _end(units, labels, at)
        if end - at > 1 and _one_address(units[at:end]):
            inlines = list(units[at].inlines)
            for unit in units[at + 1 : end]:
                inlines += [] if _comma(inlines) else [pf.Str(",")]
                inlines += [pf.Space(), *unit.inlines]
            out.append((replace(units[at], inlines=inlines, block=None), labels[at]))
        else:
            out += zip(units[at:end], labels[at:end], strict=True)
        at = end
    return [unit for unit, _ in out], [label for _, label in out]


def _end(units: Sequence[Unit], labels: Sequence[ZoneLabel], at: int) -> int:
    """Behind the lines of affiliations that follow each other from here on; one unit where there are none."""
    end = at + 1
    if labels[at].role != "aff" or units[at].kind not in PRINTED:
        return end
    while (
        end < len(units)
        and labels[end].role == "aff"
        and units[end].kind in PRINTED
        and (units[end].kind == "para" or not units[end].blank)  # a word processor makes each line a paragraph
    ):
        end += 1
    return end


def _one_address(units: Sequence[Unit]) -> bool:
    """Whether only the last line has a country, and that one names no institution; none has a mark."""
    texts = [unit.text for unit in units]
    if any(unit.marker or label_of(text)[0] for unit, text in zip(units, texts, strict=True)):
        return False
    placed = [bool(parse_affiliation(text).country) for text in texts]
    return placed[-1] and not any(placed[:-1]) and not names_institution(texts[-1])


def _comma(inlines: Sequence[pf.Inline]) -> bool:
    last = inlines[-1] if inlines else None
    return isinstance(last, pf.Str) and last.text.endswith((",", ";"))
