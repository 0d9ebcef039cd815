"""The article as its readers will see it: any JATS as HTML, one element of it at a time."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from .build import add, say

Element = etree._Element
MML = "{http://www.w3.org/1998/Math/MathML}"
XLINK = "{http://www.w3.org/1999/xlink}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
SAFE = ("http://", "https://", "mailto:", "ftp://", "doi:")
PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
"""First bytes of the pictures that are shown. SVG is none of them: it can hold scripts."""
SAME = frozenset(
    (
        "sub",
        "sup",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "col",
        "colgroup",
        "code",
        "ruby",
        "rb",
        "rt",
        "rp",
    )
)
INLINE = {
    "bold": "b", "italic": "i", "underline": "u", "strike": "s", "monospace": "code", "sc": "span", "overline": "span",
    "roman": "span", "sans-serif": "span", "styled-content": "span", "named-content": "span", "abbrev": "abbr", "break": "br",
    "inline-formula": "span", "chem-struct": "span", "kwd": "span", "tex-math": "code", "fixed-case": "span", "target": "span",
}  # fmt: skip
BLOCK = {
    "p": "p", "sec": "section", "disp-quote": "blockquote", "preformat": "pre", "list-item": "li", "def-list": "dl", "def-item": "div",
    "term": "dt", "def": "dd", "boxed-text": "aside", "ack": "section", "app": "section", "app-group": "div", "notes": "section",
    "glossary": "section", "fn-group": "section", "fn": "div", "fig": "figure", "table-wrap": "figure", "fig-group": "figure",
    "table-wrap-group": "figure", "table-wrap-foot": "div", "disp-formula": "div", "disp-formula-group": "div", "verse-group": "div",
    "verse-line": "p", "attrib": "p", "statement": "section", "speech": "div", "supplementary-material": "figure", "body": "div",
    "back": "div", "floats-group": "section", "ref-list": "section", "abstract": "section", "trans-abstract": "section", "sub-article": "article",
    "response": "article", "aff": "p", "corresp": "p", "bio": "div", "sig-block": "div", "license": "div", "license-p": "p",
    "question-wrap": "div", "question": "div", "answer": "div", "array": "figure", "media": "div", "kwd-group": "p", "hr": "hr",
}  # fmt: skip
LISTS = {"order": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I"}
NO_PARAGRAPH = (*BLOCK, "list", "table", "code")
SKIPPED = frozenset(("alt-text", "long-desc", "processing-meta", "textual-form", "x"))
HEADED = frozenset(("sec", "ack", "app", "notes", "glossary", "fn-group", "ref-list", "abstract", "trans-abstract", "app-group", "statement",
                    "boxed-text", "floats-group", "bio"))  # fmt: skip
MATH_LINKS = frozenset(("href", "src", "altimg", "actiontype", "definitionURL", "cdgroup", "style"))
DOUBTFUL = 0.7
QUIET = frozenset(("list-number", "note-number"))
"""Rules of numbers that the writer counts itself."""


@dataclass(slots=True)
class View:
    """What the view knows besides the article."""

    fields: Mapping[Element, str] = field(default_factory=dict)
    confidences: Mapping[Element, float] = field(default_factory=dict)
    added: Mapping[tuple[Element, bool], list[tuple[int, int, str]]] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    lines: Mapping[Element, int] = field(default_factory=dict)
    names: dict[Element, str] = field(default_factory=dict)
    """The id on the page of each element that something points to."""
    ids: set[str] = field(default_factory=set)
    """The ids of the article itself; each is an anchor once, also where a faulty article has it twice."""
    anchored: set[str] = field(default_factory=set)
    tables: int = 0
    level: int = 2

    def name(self, node: Element) -> str:
        """The id on the page of an element."""
        return self.names.setdefault(node, f"x{len(self.names) + 1}")


def render(parent: Element, node: Element, view: View) -> None:
    """One element of the article below an element of the page, its tail not included."""
    if not isinstance(node.tag, str) or node.tag in SKIPPED:
        return
    special = SPECIAL.get(node.tag)
    if special is not None:
        special(parent, node, view)
    elif node.tag.startswith(MML):
        _math(parent, node)
    else:
        fill(_element(parent, node, view), node, view)


def fill(made: Element, node: Element, view: View) -> None:
    """Text and children of an element of the article."""
    write(made, node.text, node, False, view)
    for child in node:
        render(made, child, view)
        write(made, child.tail, child, True, view)


def write(made: Element, text: str | None, node: Element, tail: bool, view: View) -> None:
    """A text of the article; words that the source has not are marked."""
    if not text:
        return
    done = 0
    for start, end, rule in view.added.get((node, tail), ()):
        say(made, text[done:start])
        css = "quiet" if rule in QUIET else ""
        add(made, "ins", text[start:end], css, title=f"added: {rule}", data_rule=rule)
        done = end
    say(made, text[done:])


def mark(made: Element, node: Element, view: View) -> Element:
    """Give an element of the page the id, part and confidence of one of the article."""
    name = view.names.get(node)
    if name is not None:
        made.set("id", name)
    part = view.fields.get(node)
    classes = [made.get("class", "")]
    if part is not None:
        classes.append("v")
        made.set("data-part", part)
    sure = view.confidences.get(node)
    if sure is not None:
        made.set("data-sure", f"{sure:.2f}")
        if sure < DOUBTFUL:
            classes.append("doubtful")
    css = " ".join(filter(None, classes))
    if css:
        made.set("class", css)
    lang = node.get(f"{XML}lang")
    if lang and lang.replace("-", "").isalnum():
        made.set("lang", lang)
    return made


SCROLLED = ("disp-formula", "preformat")
"""What may be wider than its pane: it takes the focus, so that keys can move it."""


def _element(parent: Element, node: Element, view: View) -> Element:
    tag = str(node.tag)
    name = tag if tag in SAME else INLINE.get(tag) or BLOCK.get(tag) or ("div" if _holds_blocks(node) else "span")
    css = (
        ""
        if tag in SAME or tag in ("p", "bold", "italic", "sec")
        else f"j-{tag}"
        if tag.replace("-", "").isalnum()
        else "j-other"
    )
    if name == "p" and any(True for _ in node.iterdescendants(*NO_PARAGRAPH)):
        name, css = "div", "j-p"  # a paragraph of HTML ends before a list or a figure
    made = mark(add(parent, name, css=css), node, view)
    if tag in ("p", "td", "th", "verse-line"):
        made.set("dir", "auto")
    if tag in SCROLLED:
        made.set("tabindex", "0")
    if tag in ("td", "th"):
        for key in ("colspan", "rowspan", "scope"):
            if node.get(key, "").isalnum():
                made.set(key, node.get(key, ""))
        if node.get("align") in ("left", "right", "center"):
            made.set("class", f"{made.get('class', '')} {node.get('align')}".strip())
    anchor(made, node, view)
    return made


def anchor(made: Element, node: Element, view: View) -> None:
    """What links inside the article point to: its own ids, behind a prefix that no id of the page has."""
    identifier = node.get("id")
    if identifier and identifier in view.ids and identifier not in view.anchored:
        view.anchored.add(identifier)
        if made.get("id") is None:
            made.set("id", f"j-{identifier}")
        else:
            add(made, "a", id=f"j-{identifier}", css="anchor")


def _holds_blocks(node: Element) -> bool:
    return any(child.tag in BLOCK or child.tag in ("list", "table", "title", "graphic") for child in node)


def _title(parent: Element, node: Element, view: View) -> None:
    level = 2
    above = node.getparent()
    while above is not None:
        level += above.tag in HEADED
        above = above.getparent()
    made = add(parent, f"h{min(level, 6)}", dir="auto")
    before = node.getprevious()
    if before is not None and before.tag == "label":
        fill(mark(add(made, "span", css="label"), before, view), before, view)
        say(made, " ")
        made = add(made, "span")
    mark(made, node, view)
    if node in view.fields and node.getparent() is not None:
        made.set("data-level", str(level - 2))
    fill(made, node, view)


def _label(parent: Element, node: Element, view: View) -> None:
    after = node.getnext()
    if after is not None and after.tag == "title":
        return  # it stands in the heading
    fill(mark(add(parent, "span", css="label"), node, view), node, view)
    say(parent, " ")


def _caption(parent: Element, node: Element, view: View) -> None:
    made = add(parent, "figcaption" if parent.tag == "figure" else "div", css="caption")
    above = node.getparent()
    label = above.find("label") if above is not None else None
    if label is not None:
        _label(made, label, view)
    for child in node:
        if child.tag == "title":
            fill(mark(add(made, "p", css="caption-title", dir="auto"), child, view), child, view)
        else:
            render(made, child, view)


def _float(parent: Element, node: Element, view: View) -> None:
    made = _element(parent, node, view)
    for child in node:
        if child.tag != "label" or node.find("caption") is None:
            render(made, child, view)


def _list(parent: Element, node: Element, view: View) -> None:
    kind = LISTS.get(node.get("list-type", ""))
    made = add(parent, "ol" if kind else "ul", css="" if node.get("list-type") != "simple" else "simple")
    if kind and kind != "1":
        made.set("type", kind)
    anchor(made, node, view)
    for child in node:
        render(made, child, view)


def _link(parent: Element, node: Element, view: View) -> None:
    address = (node.get(XLINK) or ("".join(node.itertext()) if node.tag in ("uri", "email") else "")).strip()
    if node.tag == "email" and address and ":" not in address:
        address = f"mailto:{address}"
    safe = address if address.casefold().startswith(SAFE) and not address.casefold().startswith("doi:") else None
    made = mark(
        add(parent, "a" if safe else "span", css="j-link", href=safe, rel="noreferrer noopener" if safe else None),
        node,
        view,
    )
    if safe:
        made.set("target", "_blank")
    fill(made, node, view)


SHOWN_AS = {"corresp": "✉", "fn": "n", "author-notes": "n"}
"""Marks of ours where none is printed: the number in the id is that of the affiliation or note."""


def _xref(parent: Element, node: Element, view: View) -> None:
    rid = next((name for name in (node.get("rid") or "").split() if name in view.ids), None)
    made = add(
        parent, "a" if rid else "span", css=f"j-xref{'' if rid else ' lonely'}", href=f"#j-{rid}" if rid else None
    )
    fill(mark(made, node, view), node, view)
    if rid and not "".join(made.itertext()).strip():  # tagged and not printed: a link needs a name
        add(
            made,
            "sup",
            SHOWN_AS.get(node.get("ref-type", ""), "") + "".join(filter(str.isdigit, rid)) or rid,
            css="ours",
        )


def _graphic(parent: Element, node: Element, view: View) -> None:
    name = node.get(XLINK) or ""
    data = view.media.get(name)
    kind = next((kind for first, kind in PICTURES.items() if data is not None and data.startswith(first)), None)
    alt = node.findtext("alt-text") or ""
    above = node.getparent()
    alt = alt or (above.findtext("alt-text") if above is not None else "") or ""
    if data is not None and kind is not None:
        source = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
        add(parent, "img", src=source, alt=alt or f"picture {name}", loading="lazy", decoding="async")
    else:
        add(parent, "span", f"picture {name}" + (f": {alt}" if alt else ""), css="picture", role="img")


def _math(parent: Element, node: Element) -> None:
    """MathML as it stands, in the namespace of HTML; nothing that links or runs."""
    made = add(parent, etree.QName(node).localname)
    for name, value in node.attrib.items():
        name = str(name)
        if name.isascii() and name.isalpha() and name not in MATH_LINKS and not name.startswith("on"):
            made.set(name, str(value))
    say(made, node.text or "")
    for child in node:
        if isinstance(child.tag, str):
            if child.tag.startswith(MML) and not child.tag.endswith(("}annotation", "}annotation-xml", "}maction")):
                _math(made, child)
            else:
                say(made, "".join(child.itertext()) if not child.tag.startswith(MML) else "")
        say(made, child.tail or "")


def _alternatives(parent: Element, node: Element, view: View) -> None:
    """The first form that a browser can show."""
    for wanted in (f"{MML}math", "graphic", "inline-graphic", "table"):
        found = node.find(wanted)
        if found is not None and (not wanted.endswith("graphic") or found.get(XLINK) in view.media):
            render(parent, found, view)
            return
    first = next((child for child in node if isinstance(child.tag, str)), None)
    if first is not None:
        render(parent, first, view)


def _table(parent: Element, node: Element, view: View) -> None:
    view.tables += 1
    label = next((a.findtext("label") for a in node.iterancestors("table-wrap")), None) or "Table without label"
    name = f"{label.strip()} (table {view.tables})"
    holder = add(parent, "div", css="scroll", tabindex="0", role="region", aria_label=name)
    fill(_element(holder, node, view), node, view)


def _array(parent: Element, node: Element, view: View) -> None:
    made = mark(add(add(parent, "div", css="scroll", tabindex="0"), "table"), node, view)
    anchor(made, node, view)
    fill(made, node, view)


def _code(parent: Element, node: Element, view: View) -> None:
    fill(mark(add(add(parent, "pre", tabindex="0"), "code"), node, view), node, view)


Special = Callable[[Element, Element, View], None]
SPECIAL: dict[str, Special] = {
    "title": _title, "label": _label, "caption": _caption, "fig": _float, "table-wrap": _float, "list": _list, "ext-link": _link,
    "uri": _link, "email": _link, "self-uri": _link, "xref": _xref, "graphic": _graphic, "inline-graphic": _graphic,
    "supplementary-material": _float, "alternatives": _alternatives, "table": _table, "array": _array, "code": _code,
}  # fmt: skip
