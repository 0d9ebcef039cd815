"""The rule on clean MathML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import MML, Document, name_of, shown
from .registry import Hit, rule

# MathML 3, 3.2.2 and 3.3.4: attributes that it deprecates.
DEPRECATED = {
    "fontfamily": "mathvariant", "fontweight": "mathvariant", "fontstyle": "mathvariant", "fontsize": "mathsize",
    "color": "mathcolor", "background": "mathbackground", "macros": "nothing", "mode": "display",
    "veryverythinmathspace": "the width itself", "verythinmathspace": "the width itself",
    "thinmathspace": "the width itself", "mediummathspace": "the width itself", "thickmathspace": "the width itself",
    "verythickmathspace": "the width itself", "veryverythickmathspace": "the width itself",
}  # fmt: skip


SCRIPTS = tuple(MML + name for name in ("msub", "msup", "msubsup", "munder", "mover", "munderover"))


LEAVES = frozenset(MML + name for name in ("mi", "mn", "mo", "mtext", "ms", "mspace", "mglyph"))


ROWS = frozenset(MML + name for name in ("math", "mrow", "mstyle", "mpadded", "mphantom", "mtd", "mfenced", "merror"))


@rule(
    "mathml-clean",
    56,
    Severity.WARNING,
    source="PMC Style Checker (MathML); W3C MathML 3",
    link="https://www.w3.org/TR/MathML3/chapter3.html",
    suggestion="Mend the export of the formula editor, or write the formula anew.",
)
def mathml_clean(document: Document) -> Iterator[Hit]:
    """MathML says what is meant: whole numbers, bases and scripts that are there, no attributes of old.

    Told once a formula for each kind: attributes that MathML 3 deprecates, numbers in pieces (`<mn>1</mn><mn>2</mn>`), a
    script with an empty place. An `<mrow>` around a single element does no harm and is information; so is an empty base,
    by which many write a script that stands before its base.
    """
    for math in document.all(MML + "math"):
        told: set[str] = set()
        for element in math.iter("*"):
            for kind, hit in _unclean(element):
                if kind not in told:
                    told.add(kind)
                    yield hit


def _unclean(element: etree._Element) -> Iterator[tuple[str, Hit]]:
    if element.attrib:
        for name in element.keys():  # noqa: SIM118 - an element is no dict
            if name in DEPRECATED:
                right = DEPRECATED[str(name)]
                yield (
                    str(name),
                    Hit(
                        element,
                        f"deprecated @{name}",
                        right if " " in right or right == "nothing" else f"@{right}",
                        f"@{name}",
                    ),
                )
    if element.tag == MML + "mn":
        before, parent = element.getprevious(), element.getparent()
        if before is not None and before.tag == MML + "mn" and parent is not None and parent.tag in ROWS:
            found = f"number in pieces, {shown(before.text or '')} and {shown(element.text or '')}"
            yield "mn", Hit(element, found, "one <mml:mn>")
    elif element.tag in SCRIPTS:
        for number, child in enumerate(element):
            if _empty(child):
                what = "base" if number == 0 else "script"
                severity = Severity.INFO if number == 0 else None
                yield (
                    what,
                    Hit(child, f"empty {what} of <{name_of(element)}>", f"what the {what} is", severity=severity),
                )
    elif element.tag == MML + "mrow" and len(element) == 1 and not element.attrib:
        yield "mrow", Hit(element, "<mml:mrow> around one element", "the element alone", severity=Severity.INFO)


def _empty(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in LEAVES:
        return (
            element.tag not in (MML + "mspace", MML + "mglyph")
            and not (element.text or "").strip()
            and not len(element)
        )
    return element.tag == MML + "mrow" and not len(element)
