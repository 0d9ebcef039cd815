"""Formulas of OpenDocument text, which pandoc's reader drops: each is an object of MathML beside the text.

Before pandoc reads the file, each frame with a formula becomes a mark in the text; afterwards the mark becomes `Math`.
"""

from __future__ import annotations

import io
import re
import zipfile

import panflute as pf
from lxml import etree

from ..pandoc import run_pandoc
from .ast_json import from_json
from .office import parse_part

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
MARK = re.compile("\ue000([0-9]{1,5})([di])\ue001")
"""A mark: private-use characters around the number of a formula and its kind (display or inline)."""


def mark_formulas(data: bytes, members: dict[str, bytes]) -> tuple[bytes, list[str]]:
    """`(the file with marks for formulas, TeX of each)`; the file itself where it holds none."""
    content = parse_part(members["content.xml"], "content.xml") if "content.xml" in members else None
    if content is None:
        return data, []
    formulas: list[etree._Element] = []
    for frame in list(content.getroot().iter(DRAW + "frame")):
        math = _math_of(frame, members)
        parent = frame.getparent()
        if math is None or parent is None:
            continue
        rest = "".join(parent.itertext()).replace("".join(frame.itertext()), "", 1).strip()
        display = math.get("display") == "block" or not rest
        mark = f"\ue000{len(formulas)}{'d' if display else 'i'}\ue001"
        formulas.append(math)
        before = frame.getprevious()
        text = mark + (frame.tail or "")
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        frame.tail = None
        parent.remove(frame)
    if not formulas:
        return data, []
    return _rewritten(data, etree.tostring(content, xml_declaration=True, encoding="UTF-8")), _tex(formulas)


def _math_of(frame: etree._Element, members: dict[str, bytes]) -> etree._Element | None:
    for item in frame.iter(DRAW + "object"):
        inline = item.find(MATHML + "math")
        if inline is not None:
            return inline
        path = (item.get(XLINK + "href") or "").removeprefix("./").rstrip("/")
        content = members.get(f"{path}/content.xml")
        part = parse_part(content, path) if content is not None else None
        if part is not None and part.getroot().tag == MATHML + "math":
            return part.getroot()
    return None


def _tex(formulas: list[etree._Element]) -> list[str]:
    """TeX of MathML, through pandoc's HTML reader; one run for all."""
    body = []
    for number, math in enumerate(formulas):
        for annotation in list(math.iter(MATHML + "annotation")):
            parent = annotation.getparent()
            if parent is not None:
                parent.remove(annotation)
        markup = etree.tostring(math, encoding="unicode", with_tail=False)
        body.append(f"<p>formula{number}</p><p>{markup}</p>")
    doc = from_json(run_pandoc(["-f", "html", "-t", "json"], "".join(body).encode("utf-8")).stdout)
    out = [""] * len(formulas)
    number = -1
    for block in doc.content:
        for inline in getattr(block, "content", []):
            if isinstance(inline, pf.Str) and inline.text.startswith("formula") and inline.text[7:].isdigit():
                number = int(inline.text[7:])
            elif isinstance(inline, pf.Math) and number >= 0:
                out[number] += inline.text
    return out


def _rewritten(data: bytes, content: bytes) -> bytes:
    """The archive with another content.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(filter(None, old.namelist())):  # a damaged archive has names twice, or empty ones
            new.writestr(name, content if name == "content.xml" else old.read(name))
    return out.getvalue()


def restore_formulas(doc: pf.Doc, formulas: list[str]) -> None:
    """Put `Math` in the place of the marks."""
    if not formulas:
        return

    def action(element: pf.Element, _: pf.Doc) -> list[pf.Inline] | None:
        if not isinstance(element, pf.Str) or "\ue000" not in element.text:
            return None
        out: list[pf.Inline] = []
        at = 0
        for match in MARK.finditer(element.text):
            if element.text[at : match.start()]:
                out.append(pf.Str(element.text[at : match.start()]))
            kind = "DisplayMath" if match.group(2) == "d" else "InlineMath"
            out.append(pf.Math(formulas[int(match.group(1))], format=kind))
            at = match.end()
        if element.text[at:]:
            out.append(pf.Str(element.text[at:]))
        return out

    doc.walk(action)
