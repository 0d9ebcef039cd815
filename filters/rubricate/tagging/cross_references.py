"""Filter: "Figure 2", "Tables 1–3", "Eq. (4)", "Section 2.1", "Appendix A", "S1 Table" in running text become links.

What is called and not there, and what is there and never called, becomes a query.
"""

from __future__ import annotations

import panflute as pf

from ..inlines import plain
from ..parsing.calls import find_calls
from ..values import Spot
from .call_targets import Target, Targets
from .inline_walk import APART, paragraphs, wrap_spans
from .queries import about, around, never_called, of_more
from .record import record_parts

NAMES = {
    "fig": "figure",
    "table": "table",
    "disp-formula": "equation",
    "sec": "section",
    "app": "appendix",
    "supplementary-material": "supplement",
}
ASKED = ("fig", "table", "app")
"""Kinds whose absence is asked about. Formulas and sections often have numbers that the text does not show."""


def cross_references(doc: pf.Doc) -> None:
    """Wrap calls to labelled parts in `Link`s with `ref-type`."""
    targets = Targets.of(doc)
    missing: dict[tuple[str, str], list[tuple[pf.Element, Spot]]] = {}
    parts: list[dict[str, object]] = []
    for block in paragraphs(doc, skip=APART):
        inlines = block.content.list
        text = plain(inlines)
        spots = find_calls(text) if text else []
        if not spots:
            continue
        chosen: list[tuple[Spot, list[Target]]] = []
        for spot in spots:
            found = [targets.find(spot.kind, value) for value in spot.value.split(",")]
            known = [target for target in found if target is not None]
            if known and len(known) == len(found):
                chosen.append((spot, known))
            for value, target in zip(spot.value.split(","), found, strict=True):
                if target is None and spot.confidence > 0.5 and spot.kind in ASKED:
                    missing.setdefault((spot.kind, value), []).append((block, spot))
        parts += [_part(text, spot, known, targets) for spot, known in chosen]
        linked = _linked(inlines, len(text), chosen, targets)
        if linked is not None:
            block.content = linked
    record_parts(doc, parts)
    for (kind, value), places in missing.items():
        if not value.startswith("S"):  # what is printed apart from the article is not missing in it
            _ask_missing(doc, kind, value, places)
    if missing or targets.called:
        _ask_uncalled(doc, targets)


def _part(text: str, spot: Spot, found: list[Target], targets: Targets) -> dict[str, object]:
    """What the report says of one call."""
    return {
        "part": "cross-reference", "value": text[spot.start : spot.end], "target": " ".join(map(targets.name, found)),
        "confidence": spot.confidence, "by": f"cross-references ({found[0].kind})", "excerpt": around(text, spot),
    }  # fmt: skip


def _linked(
    inlines: list[pf.Inline], size: int, chosen: list[tuple[Spot, list[Target]]], targets: Targets
) -> list[pf.Inline] | None:
    """The paragraph with its links; one of a range names every target, in its attribute `rid`."""

    def wrap(inner: list[pf.Inline], number: int) -> pf.Inline:
        _, found = chosen[number]
        names = list(dict.fromkeys(targets.name(target) for target in found))
        attributes = {"ref-type": found[0].kind}
        if len(names) > 1:
            attributes["rid"] = " ".join(names)
        return pf.Link(*inner, url=f"#{names[0]}", attributes=attributes)

    return wrap_spans(inlines, size, [(spot.start, spot.end) for spot, _ in chosen], wrap)


def _ask_missing(doc: pf.Doc, kind: str, value: str, places: list[tuple[pf.Element, Spot]]) -> None:
    block, spot = places[0]
    about(
        doc,
        f"missing-{NAMES[kind]}",
        f"Unexpected call to {NAMES[kind]} {value}{of_more(len(places))}, expected one with this number: the text has none.",
        f"Add {NAMES[kind]} {value}, or correct its number.",
        text=plain(block.content.list),
        at=spot,
        doubt=0.9,
    )


def _ask_uncalled(doc: pf.Doc, targets: Targets) -> None:
    for kind in ("fig", "table"):
        left = [target.label for target in targets.all(kind) if target not in targets.called]
        if left:
            never_called(doc, f"uncalled-{NAMES[kind]}", NAMES[kind], left)
