"""Rules on `<xref>`: targets, types, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import MML, XLINK, Document, name_of, shown, text_of
from .registry import Hit, rule

PMC = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-xref"


# ref-type: the elements that it may point at. Values that are not here may point at anything.
TARGETS = {
    "aff": ("aff", "aff-alternatives", "target"),
    "app": ("app", "app-group", "sec", "boxed-text"),
    "author-notes": ("fn", "author-notes", "corresp", "aff", "bio", "target"),
    "bibr": ("ref", "element-citation", "mixed-citation", "nlm-citation", "citation", "ref-list", "note"),
    "bio": ("bio",),
    "boxed-text": ("boxed-text", "sec"),
    "chem": ("chem-struct", "chem-struct-wrap", "chem-struct-wrapper", "fig", "target"),
    "collab": ("collab", "contrib", "contrib-group"),
    "contrib": ("contrib", "contrib-group", "collab", "name", "name-alternatives"),
    "corresp": ("corresp", "author-notes", "fn"),
    "disp-formula": ("disp-formula", "disp-formula-group", "statement", "inline-formula", "target", "array", MML + "math"),
    "fig": ("fig", "fig-group", "graphic", "media", "chem-struct-wrap", "boxed-text", "target", "supplementary-material"),
    "fn": ("fn", "fn-group", "table-wrap-foot", "author-notes", "corresp", "target", "note", "p"),
    "kwd": ("kwd", "kwd-group", "compound-kwd", "nested-kwd"),
    "list": ("list", "list-item", "def-list", "def-item", "target", "p"),
    "sec": ("sec", "app", "ack", "notes", "ref-list", "back", "body", "abstract", "boxed-text", "title", "target", "sub-article"),
    "statement": ("statement", "p", "sec", "target"),
    "table": ("table-wrap", "table-wrap-group", "table", "array", "boxed-text", "fig", "target", "supplementary-material"),
    "table-fn": ("fn", "table-wrap-foot", "target", "p", "fn-group"),
}  # fmt: skip


# The type that a target asks for, where it is plain.
TYPE_OF = {
    "ref": "bibr", "fig": "fig", "fig-group": "fig", "table-wrap": "table", "aff": "aff", "corresp": "corresp",
    "disp-formula": "disp-formula", "supplementary-material": "supplementary-material", "sec": "sec", "app": "app",
    "fn": "fn", "boxed-text": "boxed-text", "contrib": "contrib", "media": "media",
}  # fmt: skip


SEPARATORS = ",;"


LIST = re.compile(r"\d{1,4}(?:\s?[,;]\s?\d{1,4})+")  # 1,2; not "1,234", which is a number


@rule(
    "xref-target",
    46,
    Severity.ERROR,
    source="PMC Style Checker (xref); JATS tag library (ref-type)",
    link=PMC,
    suggestion="Give @rid the id of the element that is meant, and @ref-type its kind.",
)
def xref_target(document: Document) -> Iterator[Hit]:
    """Every reference points at an element that is there, and says what kind it is.

    @rid names an id of the article, of every element that has the attribute; @ref-type is there and fits: a "fig" points
    at a figure, a "bibr" at a reference. Kinds that the grammar leaves open ("other", a house's own) may point at
    anything. A missing or empty @ref-type is a warning where the target alone tells it.
    """
    ids = document.ids
    folded: dict[str, str] = {}
    for element in document.referring:
        rid = element.get("rid")
        if rid is None:
            if element.tag == "xref":
                yield Hit(element, "<xref> without @rid", "the id of its target", severity=_alone(element))
            continue
        names = rid.split()
        if not names:
            yield Hit(element, "empty @rid", "the id of the target", "@rid")
            continue
        missing = [name for name in names if name not in ids]
        if missing and not folded:
            folded = {name.casefold(): name for name in ids}
        for name in missing:
            yield Hit(element, f'rid="{name}"', f"an id that the article has{_near(name, folded)}", "@rid")
        if element.tag == "xref" and not missing:
            yield from _type(element, [ids[name] for name in names])


def _alone(xref: etree._Element) -> Severity | None:
    """An @alt or a type of the house ("url") may say where it leads."""
    return Severity.WARNING if xref.get("specific-use") or xref.get(XLINK + "href") else None


def _near(name: str, folded: dict[str, str]) -> str:
    """The id that differs by case only."""
    return f' (there is "{folded[name.casefold()]}")' if name.casefold() in folded else ""


def _type(xref: etree._Element, targets: list[etree._Element]) -> Iterator[Hit]:
    kind = xref.get("ref-type", "")
    wanted = TYPE_OF.get(str(targets[0].tag), "")
    if not kind.strip():
        expected = f'ref-type="{wanted}"' if wanted else "its kind"
        part = "start" if xref.get("ref-type") is None else "@ref-type"
        found = "<xref> without @ref-type" if part == "start" else "empty @ref-type"
        yield Hit(xref, found, expected, part, severity=Severity.WARNING if wanted else None)
        return
    allowed = TARGETS.get(kind)
    if allowed is None:
        return
    for target in targets:
        if target.tag not in allowed:
            right = TYPE_OF.get(str(target.tag))
            suggestion = f'Write ref-type="{right}", or the id of the element that is meant.' if right else ""
            found = f'ref-type="{kind}" to <{name_of(target)}>'
            yield Hit(xref, found, f"<{allowed[0]}> as its target", "@ref-type", suggestion=suggestion)
            return


@rule(
    "xref-punct",
    47,
    Severity.WARNING,
    source="PMC tagging guidelines (xref)",
    link=PMC,
    suggestion='Put the separators outside: <xref rid="B1">1</xref>, <xref rid="B2">2</xref>.',
)
def xref_punct(document: Document) -> Iterator[Hit]:
    """What separates references stands between them, not inside.

    A comma or semicolon at either end of an `<xref>` (so also one that is alone in it), or a list of numbers in an `<xref>`
    with one target. “Smith, 2001” is one reference and stays.
    """
    for xref in document.all("xref"):
        text = text_of(xref)
        if not text:
            continue
        if text[-1] in SEPARATORS:
            yield Hit(xref, f"separator at the end of {shown(text)}", "it behind the <xref>", "text")
        elif text[0] in SEPARATORS:
            yield Hit(xref, f"separator at the start of {shown(text)}", "it before the <xref>", "text")
        elif (
            xref.get("ref-type") in ("bibr", "fn", "aff")
            and len(xref.get("rid", "").split()) == 1
            and LIST.fullmatch(text.strip("[]() "))
        ):
            yield Hit(xref, f"list {shown(text)} in one <xref>", "one <xref> for each", "text")
