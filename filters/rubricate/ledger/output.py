"""The words of JATS: its text nodes, and apart from them the few attributes that carry facts."""

from __future__ import annotations

from lxml import etree

MML = "{http://www.w3.org/1998/Math/MathML}"
HREF = "{http://www.w3.org/1999/xlink}href"
FLOWING = frozenset(
    (
        "italic",
        "bold",
        "underline",
        "strike",
        "sc",
        "monospace",
        "xref",
        "ext-link",
        "named-content",
        "email",
        "styled-content",
        "pub-id",
    )
)
"""Elements that part no word: "<bold>W</bold>ord" is one."""
RAISED = frozenset(("sup", "sub"))
"""In printed text that is tagged in place, only these part words."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATTRIBUTES = (HREF, "country", LANG, "language")
"""Attributes whose values come from the source: links, country codes, languages, those of programs too."""


def output_text(tree: etree._ElementTree) -> str:
    """All text nodes; MathML is left out where the TeX stands beside it."""
    out: list[str] = []
    _collect(tree.getroot(), out)
    return "".join(out)


def _collect(node: etree._Element, out: list[str]) -> None:
    stack: list[tuple[etree._Element, bool]] = [(node, False)]
    printed: etree._Element | None = None
    while stack:
        current, closing = stack.pop()
        if (
            not isinstance(current.tag, str)
            or (current.tag == MML + "math" and current.getprevious() is not None)
            or (current.tag == "element-citation" and repeats(current))
        ):
            out.append(current.tail or "")
            continue
        parts = current.tag not in FLOWING and (printed is None or current.tag in RAISED)
        above = current.getparent()
        parts = parts or (above is not None and above.tag == "element-citation")
        if current.tag == "mixed-citation":
            printed = None if closing else current
            parts = True
        if closing:
            out.append(("\x1f" if parts else "") + (current.tail or ""))
            continue
        out.append(("\x1f" if parts else "") + (current.text or ""))
        stack.append((current, True))
        stack.extend((child, False) for child in reversed(current))


def repeats(citation: etree._Element) -> bool:
    """Whether an `<element-citation>` says again what the `<mixed-citation>` before it says: one work in two forms.

    Works of their own under one number have labels of their own.
    """
    before = citation.getprevious()
    return (
        before is not None
        and before.tag == "mixed-citation"
        and before.findtext("label", "") == citation.findtext("label", "")
    )


def attribute_text(tree: etree._ElementTree) -> str:
    """The values of the listed attributes."""
    values = [
        node.get(name) or ""
        for node in tree.getroot().iter()
        if isinstance(node.tag, str)
        for name in ATTRIBUTES
        if node.get(name)
    ]
    return "\x1f".join(values)


def generated(tree: etree._ElementTree) -> list[tuple[str, str]]:
    """`(rule, text)` of what the writer numbers itself (footnotes, items of lists), and of ORCIDs and ROR ids, written as URLs."""
    root = tree.getroot()
    out = [("note-number", "".join(node.itertext())) for node in root.iter("xref") if node.get("ref-type") == "fn"]
    out += [("note-number", label.text or "") for label in root.iterfind(".//back/fn-group/fn/label")]
    out += [("normalised", name.text or "") for name in root.iter("contrib-id", "institution-id")]
    out += [("list-number", label.text or "") for label in root.iterfind(".//list-item/label")]
    out += [("list-number", label.text or "") for label in root.iterfind(".//ref/label")]
    return out


def list_numbers(tree: etree._ElementTree) -> list[str]:
    """Numbers that stood before the items of ordered lists and that `list-type` now says."""
    out: list[str] = []
    for node in tree.getroot().iter("list"):
        if node.get("list-type") not in ("bullet", "simple", None):
            letters = "alpha" in (node.get("list-type") or "")
            out += [
                chr(96 + number) if letters and number < 27 else str(number)
                for number in range(1, len(node.findall("list-item")) + 1)
            ]
    return out


def objects(tree: etree._ElementTree) -> dict[str, int]:
    """How many pictures, tables, cells, footnotes, formulas and calls of references came out; cells that hold something."""
    root = tree.getroot()
    return {
        "picture": sum(1 for _ in root.iter("graphic", "inline-graphic")),
        "table": sum(1 for _ in root.iter("table")),
        "cell": sum(len(cell) > 0 or bool((cell.text or "").strip()) for cell in root.iter("td", "th")),
        "citation": sum(xref.get("ref-type") == "bibr" for xref in root.iter("xref")),
        "footnote": sum(1 for _ in root.iter("fn")),
        "formula": sum(1 for _ in root.iter("disp-formula", "inline-formula")),
    }
