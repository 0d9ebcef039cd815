"""The words and objects of a source file, counted without pandoc: what its readers drop in silence must show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from lxml import etree

from ..reading import ReadResult
from ..reading.html_page import mark_furniture
from ..reading.latex_bibliography import LIST, label_numbers, numbers
from ..values import RubricateError
from ..xml import parse_xml
from .ast_source import ast_text
from .counted import SourceText
from .page_text import PageText

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XLINK = "{http://www.w3.org/1999/xlink}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def source_text(read: ReadResult) -> SourceText:
    """What stands in the source file."""
    if read.format == "docx":
        return _docx(read.members)
    if read.format == "odt":
        return _odt(read.members)
    if read.format == "html":
        page = _html(read.text or "")
        page.objects |= {kind: read.objects.get(kind, 0) for kind in ("footnote", "citation")}
        return page
    if read.format in ("markdown", "md"):
        source = _markdown(read.text or "")
        of_pandoc = ("table", "cell", "citation")  # what no pattern can count
        source.objects |= {kind: read.objects.get(kind, 0) for kind in of_pandoc}
    elif read.format == "text":
        return SourceText((read.text or "").split("\n"))
    elif read.format.startswith("json"):
        source = SourceText()
        source.lines, source.apart = ast_text(read.text or "")
        source.objects = dict(read.objects)
    else:
        source = _other(read.text or "", read.format)
        source.objects = dict(read.objects)
    source.links = list(read.links)
    return source


def _parts(members: dict[str, bytes], pattern: str) -> list[etree._Element]:
    out = []
    for name in sorted(members):
        if re.fullmatch(pattern, name):
            try:
                out.append(parse_xml(members[name], name).getroot())
            except RubricateError:
                continue
    return out


def _docx(members: dict[str, bytes]) -> SourceText:
    source = SourceText()
    objects = {"picture": 0, "table": 0, "cell": 0, "footnote": 0, "formula": 0, "citation": 0}
    for root in _parts(members, r"word/document\.xml"):
        source.lines += [_word_paragraph(p) for p in root.iter(W + "p")]
        source.apart += [("deletion", "".join(t.text or "" for t in root.iter(W + "delText")))]
        objects["picture"] += sum(1 for _ in root.iter(A + "blip"))
        objects["table"] += sum(1 for _ in root.iter(W + "tbl"))
        objects["cell"] += sum(_holds(cell, W + "t", A + "blip", M + "t") for cell in root.iter(W + "tc"))
        objects["citation"] += sum(
            CITATION_FIELD.match(node.text or node.get(f"{W}instr") or "") is not None
            for node in root.iter(W + "instrText", W + "fldSimple")
        )
        source.links += _word_links(root, members)
        objects["footnote"] += sum(1 for _ in root.iter(W + "footnoteReference", W + "endnoteReference"))
        objects["formula"] += sum(1 for _ in root.iter(M + "oMath"))
        source.apart += [
            ("formula", "".join(t.text or "" for t in math.iter(M + "t"))) for math in root.iter(M + "oMath")
        ]
    for root in _parts(members, r"word/(?:footnotes|endnotes)\.xml"):
        source.lines += [_word_paragraph(p) for p in root.iter(W + "p")]
    for root in _parts(members, r"word/comments\.xml"):
        source.apart += [("comment", _word_paragraph(p)) for p in root.iter(W + "p")]
    for root in _parts(members, r"word/(?:header|footer)[0-9]{1,3}\.xml"):
        source.apart += [("page-header", _word_paragraph(p)) for p in root.iter(W + "p")]
    source.objects = objects
    return source


CITATION_FIELD = re.compile(
    r"\s{0,3}(?:ADDIN\s(?:ZOTERO_ITEM|EN\.CITE(?!\.DATA)|CSL_CITATION|Mendeley Citation)|CITATION\s)"
)
"""The field that a reference manager, or Word itself, sets for a call in the text."""
LINK_FIELD = re.compile(r'\s{0,3}HYPERLINK\s{1,3}"([^"]{1,2000})"')


def _holds(node: etree._Element, *tags: str) -> bool:
    """Whether there is text or a picture in a cell."""
    return any((inner.text or "").strip() or len(inner.attrib) > 0 for inner in node.iter(*tags))


def _word_links(root: etree._Element, members: dict[str, bytes]) -> list[tuple[str, str]]:
    relations: dict[str, str] = {}
    for part in _parts(members, r"word/_rels/document\.xml\.rels"):
        relations = {
            node.get("Id", ""): node.get("Target", "") for node in part if node.get("TargetMode") == "External"
        }
    links = [
        (relations[name], "".join(text.text or "" for text in node.iter(W + "t")))
        for node in root.iter(W + "hyperlink")
        if (name := node.get(f"{R}id", "")) in relations
    ]
    fields = (LINK_FIELD.match(node.text or "") for node in root.iter(W + "instrText"))
    return links + [(match[1], "") for match in fields if match]


def _word_paragraph(paragraph: etree._Element) -> str:
    """Text of one paragraph; raised and lowered text is a word of its own, as in the output."""
    out: list[str] = []
    was = ""
    for node in paragraph.iter(W + "t", W + "tab", W + "br", W + "noBreakHyphen", W + "vertAlign", W + "r", W + "p"):
        if node.tag == W + "p" and node is not paragraph:
            out.append("\n")
        elif node.tag == W + "t" and not _inside(node, paragraph, W + "p"):
            run = node.getparent()
            align = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
            raised = align.get(f"{W}val", "") if align is not None else ""
            out += ["" if raised == was else "\x1f", node.text or ""]
            was = raised
        elif node.tag in (W + "tab", W + "br"):
            out.append(" ")
        elif node.tag == W + "noBreakHyphen":
            out.append("-")
    return "".join(out)


def _inside(node: etree._Element, top: etree._Element, tag: str) -> bool:
    """Whether another element of `tag` (a text box's paragraph) stands between a node and `top`."""
    parent = node.getparent()
    while parent is not None and parent is not top:
        if parent.tag == tag:
            return True
        parent = parent.getparent()
    return False


def _odt(members: dict[str, bytes]) -> SourceText:
    source = SourceText()
    for root in _parts(members, r"content\.xml"):
        raised = {
            style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name")
            for style in root.iter("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}style")
            if any(
                "super" in (p.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}text-position") or "")
                or "sub" in (p.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}text-position") or "")
                for p in style
            )
        }
        raised |= {"Superscript", "Subscript"}
        body = root.find(f"{OFFICE}body")
        if body is None:
            continue
        for annotation in body.iter(OFFICE + "annotation"):
            source.apart.append(("comment", "".join(annotation.itertext())))
        for tracked in body.iter(TEXT + "tracked-changes"):
            source.apart.append(("deletion", "".join(tracked.itertext())))
        for paragraph in body.iter(TEXT + "p", TEXT + "h"):
            source.lines.append(_odt_text(paragraph, raised))
        source.objects = {
            "picture": sum(
                1
                for frame in body.iter(DRAW + "frame")
                if frame.find(DRAW + "image") is not None and frame.find(DRAW + "object") is None
            ),
            "table": sum(1 for _ in body.iter(TABLE + "table")),
            "cell": sum(
                int(cell.get(TABLE + "number-columns-repeated") or 1) if _cell_holds(cell) else 0
                for cell in body.iter(TABLE + "table-cell")
            ),
            "citation": sum(1 for _ in body.iter(TEXT + "bibliography-mark")),
            "footnote": sum(1 for _ in body.iter(TEXT + "note")),
            "formula": sum(1 for _ in body.iter(DRAW + "object")),
        }
        source.links = [(a.get(XLINK + "href", ""), "".join(a.itertext())) for a in body.iter(TEXT + "a")]
    return source


def _cell_holds(cell: etree._Element) -> bool:
    return bool("".join(cell.itertext()).strip()) or next(cell.iter(DRAW + "image"), None) is not None


def _odt_text(node: etree._Element, raised: set[str | None], top: bool = True) -> str:
    """Text of a paragraph without that of paragraphs inside it, which are counted themselves."""
    skip = (
        OFFICE + "annotation",
        TEXT + "tracked-changes",
        TEXT + "note-citation",
        SVG + "title",
        SVG + "desc",
        DRAW + "object",
    )
    if not top and (node.tag in skip or node.tag in (TEXT + "p", TEXT + "h")):
        return "\x1f"
    if node.tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
        return " "
    mark = "\x1f" if node.get(TEXT + "style-name") in raised else ""
    inner = [node.text or ""]
    for child in node:
        inner += [_odt_text(child, raised, False), child.tail or ""]
    return mark + "".join(inner) + mark


def _html(text: str) -> SourceText:
    page = PageText()
    page.feed(mark_furniture(text))
    page.close()
    page.source.objects = page.objects
    return page.source


TARGET = re.compile(
    r"(!?\[[^\]\n]{0,2000}\])\(([^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?)(?:\s+\"[^\"]{0,200}\")?\)"
)
"""The target of a link or picture: "[text](https://…)", "![caption](file.png)"."""
ATTRIBUTES = re.compile(r"\{[#.][^{}\n]{0,300}\}|^:{3,}.*$", re.MULTILINE)
"""Attributes and fences of Divs: "{#fig1 .fig}", "::: {.ref-list}"."""
FENCED = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
KEY = re.compile(r"^([ \t]*(?:-[ \t]+)?)([A-Za-z][\w-]{0,40}):(?=\s|$)", re.MULTILINE)
FLOW_KEY = re.compile(r"(?<=[{,])\s{0,2}([A-Za-z][\w-]{0,40}):(?=\s)")
"""A key inside braces: "date: {year: 2014, season: Spring}"."""
NOTE = re.compile(r"\[\^([^\]\s]{1,40})\](:?)")
ITEM = re.compile(r"^ {0,3}([0-9]{1,4})[.)](?=[ \t]+\S)", re.MULTILINE)
"""The number of a list item; Markdown counts the items itself (the finding `list-renumbered`)."""
LETTERED = re.compile(r"^ {0,3}\(([A-Za-z])\)(?=[ \t]+\S)", re.MULTILINE)
"""The letter of one: "(A) Leaves"."""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CAPTION = re.compile(r"^(?:Table)?:(?=[ \t]\S)", re.MULTILINE)
"""What marks the caption of a pipe table: "Table: Weights of plants"."""
ANGLE = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
MATH = re.compile(r"(?<![\\$])\$\$?(?=[^\s$])[^$\n]{1,2000}(?<=[^\s\\])\$\$?(?![0-9$])")
"""A formula between dollar signs as pandoc reads them: no space inside, no escaped sign, no digit behind."""


def _without_records(block: str, apart: Callable[[str, str], None]) -> str:
    """YAML without its `references`: records of what the text prints are no second text."""
    kept: list[str] = []
    inside = False
    for line in block.split("\n"):
        inside = line.startswith("references:") or (inside and line[:1] in ("", " ", "-", "\t"))
        if inside:
            apart("reference-record", line)
        kept.append("" if inside else line)
    return "\n".join(kept)


def _markdown(text: str) -> SourceText:
    source = SourceText()
    plain = text

    def apart(rule: str, found: str) -> None:
        source.apart.append((rule, found))

    head = FENCED.match(plain)
    if head:
        block = _without_records(head.group(1), apart)
        for match in KEY.finditer(block):
            apart("markup", match.group(2))
        block = KEY.sub(r"\1", block)
        for match in FLOW_KEY.finditer(block):
            apart("markup", match.group(1))
        plain = plain[: head.start(1)] + FLOW_KEY.sub("", block) + plain[head.end(1) :]

    def target(match: re.Match[str]) -> str:
        apart("markup", match.group(2))
        return match.group(1)

    source.objects = {
        "picture": len(re.findall(r"!\[[^\]]{0,3000}\]\(", plain)),
        "footnote": len(set(NOTE.findall(plain)) & {(n, "") for n, _ in NOTE.findall(plain)}),
        "formula": len(MATH.findall(plain)),
        "table": 0,
    }
    source.apart += [("list-number", number) for number in (*ITEM.findall(plain), *LETTERED.findall(plain))]
    plain = TARGET.sub(target, plain)
    for rule, pattern in (
        ("markup", ATTRIBUTES),
        ("comment", COMMENT),
        ("markup", CAPTION),
        ("markup", ANGLE),
        ("note-number", NOTE),
    ):
        for match in pattern.finditer(plain):
            if not (pattern is ANGLE and _address(match.group())):
                apart(rule, match.group())
        plain = pattern.sub(lambda m: m.group() if m.re is ANGLE and _address(m.group()) else "\x1f", plain)
    source.lines = [html.unescape(line.replace("*", "") if "*" in line else line) for line in plain.split("\n")]
    return source


def _address(tag: str) -> bool:
    """Whether angle brackets hold an address ("<https://example.org>") and no tag with attributes."""
    return ("@" in tag or "://" in tag) and "=" not in tag.split("://")[0]


COMMAND = re.compile(
    r"\\begin\{(?:tabular[*xy]?|array|longtable)\}(?:\[[^\]\n]{0,20}\])?(?:\{[^{}\n]{0,200}\}){1,2}|"
    r"\\(?:documentclass|usepackage|label|ref|eqref|autoref|cref|pageref|bibliographystyle|includegraphics|[cC]ite[a-z]{0,12}|bibitem)\*?(?:\[[^\]\n]{0,300}\])?\{[^{}\n]{0,300}\}|\\[A-Za-z@]{1,40}\*?|(?<=\\begin)\{[^}]{1,60}\}|(?<=\\end)\{[^}]{1,60}\}|%[^\n]*"
)


def _other(text: str, format_: str) -> SourceText:
    """Formats whose markup has words of its own: commands are set apart, the rest is counted as it stands."""
    source = SourceText()
    if format_ == "latex":
        for match in COMMAND.finditer(text):
            source.apart.append(("markup", match.group()))
        source.apart += [("list-number", number) for number in (*numbers(text), *label_numbers(text).values())]
        text = LIST.sub(lambda match: match.group(1), text)
        text = COMMAND.sub(" ", text)
    elif format_ in ("rst", "org"):
        pattern = re.compile(r"^[ \t]*\.\. [\w-]{1,40}::|:[\w-]{1,30}:|^#\+\w+:", re.MULTILINE)
        for match in pattern.finditer(text):
            source.apart.append(("markup", match.group()))
        text = pattern.sub(" ", text)
    source.lines = text.split("\n")
    return source
