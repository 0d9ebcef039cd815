"""The rule that what floats has an id and is called."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import MML, Document, ancestor, name_of, shown, text_of
from .registry import Hit, rule

FLOATS = ("fig", "table-wrap", "disp-formula")


GROUPS = ("fig-group", "table-wrap-group", "disp-formula-group", "fig", "boxed-text", "table-wrap")


NAMES = {"fig": "figure", "table-wrap": "table", "disp-formula": "formula"}


PARTS = ("fig", "table", "graphic", "media", "target", "array", "label", "caption", MML + "math")


RANGE = frozenset(("-", "–", "—", "‑", "‒", "to", "through"))


@rule(
    "object-called",
    48,
    Severity.ERROR,
    source="PMC Style Checker (floating objects); JATS4R (display objects)",
    link="https://jats4r.niso.org/display-objects-figures-tables-boxed-text-etc/",
    suggestion='Put <xref ref-type="fig" rid="…"> where the text speaks of it.',
)
def object_called(document: Document) -> Iterator[Hit]:
    """Figures and tables have an id, and what has a label is called from the text.

    Figures and tables of `<floats-group>` have no place of their own: without a call nobody sees them (error). One that
    stands in the body is read where it stands; that no text leads to it is a warning, and so is a missing id. A numbered
    formula that nobody calls is usual (information). A range (“Figs 1–3”) calls those between; a group is called for its
    members; a record without body has nothing that could call.
    """
    called = document.called | _in_ranges(document)
    with_text = document.first("body") is not None
    for element in document.all(*FLOATS):
        label = text_of(element.find("label"))
        what = f"{NAMES[str(element.tag)]} {shown(label)}" if label else f"<{name_of(element)}>"
        floating = ancestor(element, "floats-group", "floats-wrap") is not None
        if ancestor(element, "abstract", "trans-abstract", "supplementary-material") is not None:
            continue
        if element.get("id") is None:
            if label or element.tag != "disp-formula":
                severity = None if floating else Severity.WARNING
                yield Hit(element, f"{what} without id", "an id, so that the text can call it", severity=severity)
        elif label and with_text and not _is_called(element, called):
            severity = Severity.INFO if element.tag == "disp-formula" else None if floating else Severity.WARNING
            yield Hit(element, f"{what} that nothing calls", f'an <xref rid="{element.get("id")}">', severity=severity)


def _is_called(element: etree._Element, called: set[str]) -> bool:
    """Whether something points at it, at a group around it, or at a part of it."""
    if element.get("id") in called:
        return True
    if any(around.get("id") in called for around in element.iterancestors(*GROUPS)):
        return True
    return any(inner.get("id") in called for inner in element.iter(*PARTS) if inner is not element)


def _in_ranges(document: Document) -> set[str]:
    """The ids between two references of which only a dash stands between: <xref rid="f1"/>–<xref rid="f3"/>."""
    order = {element.get("id"): number for number, element in enumerate(document.all(*FLOATS))}
    names = list(order)
    found: set[str] = set()
    for xref in document.all("xref"):
        between = (xref.tail or "").strip()
        following = xref.getnext() if between in RANGE else None
        if following is None or following.tag != "xref":
            continue
        # of several targets each, the range runs from the last of the first reference to the first of the second
        starts = [order[name] for name in xref.get("rid", "").split() if name in order]
        ends = [order[name] for name in following.get("rid", "").split() if name in order]
        if starts and ends and 0 < min(ends) - max(starts) < 100:
            found.update(name for name in names[max(starts) : min(ends) + 1] if name)
    return found
