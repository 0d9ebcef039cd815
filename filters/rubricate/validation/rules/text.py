"""Rules on running text: titles and levels of sections, empty elements, formatting in place of mark-up, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...values import Severity
from .document import XLINK, Document, ancestor, name_of, shown, text_of
from .registry import Hit, rule

PMC = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/"
LEVEL = re.compile(r"(?:level)?([1-9])")  # disp-level="level2" or "2"


@rule(
    "sec-title",
    57,
    Severity.ERROR,
    source="JATS4R (accessibility); PMC Style Checker (disp-level)",
    link="https://jats4r.niso.org/accessibility/",
    suggestion="Give the section a <title>, or write its paragraphs without <sec>.",
)
def sec_title(document: Document) -> Iterator[Hit]:
    """Sections have titles, and their levels follow one another.

    Who listens to an article leaps from heading to heading; a section without one can't be reached (warning: the text is
    all there). A section that only holds supplementary material, a figure or a table takes its name from that.
    @disp-level says “level2” and the like, and goes down one at a time.
    """
    for section in document.all("sec"):
        if ancestor(section, "abstract", "trans-abstract") is not None:
            continue
        if not any(child.tag in ("title", "label") and _holds(child) for child in section) and not _named_by_content(
            section
        ):
            title = section.find("title")
            if title is None:  # an empty title is what `empty` tells
                yield Hit(section, "<sec> without <title>", "a title", severity=Severity.WARNING)
        yield from _level(section)


NAMED = frozenset(
    ("supplementary-material", "fig", "fig-group", "table-wrap", "table-wrap-group", "media", "boxed-text", "sec-meta", "graphic")
)  # fmt: skip


def _named_by_content(section: etree._Element) -> bool:
    if section.get("sec-type") == "supplementary-material":
        return True
    for child in section.iterchildren("*"):
        if child.tag in NAMED:
            continue
        if child.tag != "p" or (child.text or "").strip():
            return False
        if any(inner.tag not in NAMED or (inner.tail or "").strip() for inner in child.iterchildren("*")):
            return False
    return True


def _level(section: etree._Element) -> Iterator[Hit]:
    value = section.get("disp-level")
    if value is None:
        return
    match = LEVEL.fullmatch(value.strip().lower())
    if match is None:
        yield Hit(section, f'disp-level="{value}"', 'disp-level="level1" to "level9"', "@disp-level")
        return
    around = ancestor(section, "sec")
    outer = LEVEL.fullmatch(around.get("disp-level", "").strip().lower()) if around is not None else None
    level, above = int(match[1]), int(outer[1]) if outer else 0
    if (outer is not None or around is None) and level > above + 1:
        found = f'disp-level="{value}" below {"level " + str(above) if above else "no other section"}'
        yield Hit(section, found, f"level {above + 1}", "@disp-level", suggestion="Don't leave out a level.")


# What makes an element hold something, though it has no text.
OBJECTS = frozenset(
    (
        "graphic", "inline-graphic", "media", "inline-media", "supplementary-material", "inline-supplementary-material",
        "chem-struct", "private-char", "milestone-start", "milestone-end", "array", "table", "tex-math", "code",
        "preformat", "ext-link", "related-article", "related-object", "alternatives", "textual-form", "answer", "question",
        "object-id", "inline-formula", "disp-formula", "index-term", "hr", "target",
    )
)  # fmt: skip


def _holds(element: etree._Element) -> bool:
    """Whether there is text inside, or an object. Ends at the first."""
    for part in element.iter("*"):
        if part is not element:
            if part.tag in OBJECTS or "}" in str(part.tag):
                return True
            if part.tail and not part.tail.isspace():
                return True
        if part.text and not part.text.isspace():
            return True
    # Text behind a comment or an instruction is the tail of a node that is no element.
    return (
        any(text and not text.isspace() for text in element.itertext("*", etree.Comment, etree.PI, with_tail=True))
        if _has_notes(element)
        else False
    )


def _has_notes(element: etree._Element) -> bool:
    return next(element.iter(etree.Comment, etree.PI), None) is not None


@rule(
    "empty",
    58,
    Severity.ERROR,
    source="PMC Style Checker (empty elements)",
    link=PMC,
    suggestion="Leave the empty element out, or write what is missing.",
)
def empty(document: Document) -> Iterator[Hit]:
    """Paragraphs, titles, labels, sections and list items hold something.

    An empty element is a trace of something that was lost, or blank space that a style sheet should make. Told is the
    outermost one. A row without cells is an error, a row of empty `<td>` a hint (information): tables use it as a gap.
    """
    outer: set[etree._Element] = set()
    for element in document.all("sec", "list-item", "caption", "title", "p", "label"):
        if _holds(element) or any(around in outer for around in element.iterancestors("sec", "list-item", "caption")):
            continue
        if element.tag in ("sec", "list-item", "caption"):
            outer.add(element)
        if element.tag == "label" and (parent := element.getparent()) is not None and parent.tag in ("aff", "corresp"):
            continue  # what `aff-label` tells
        if ancestor(element, "copyright-statement", "license") is not None:
            continue
        severity = Severity.WARNING if element.tag in ("label", "caption") else None
        yield Hit(element, f"empty <{name_of(element)}>", "text", severity=severity)
    for row in document.all("tr"):
        cells = list(row.iterchildren("td", "th"))
        if not cells:
            if row.getparent() is not None and not any(
                _spans(other) for other in row.itersiblings("tr", preceding=True)
            ):
                yield Hit(row, "<tr> without cells", "a <td> or <th>")
        elif all(cell.tag == "td" and not _holds(cell) for cell in cells):
            yield Hit(row, "row of empty cells", "a row that says something", severity=Severity.INFO)


def _spans(row: etree._Element) -> bool:
    return any(cell.get("rowspan") is not None for cell in row)


FONTS = ("bold", "italic", "underline", "sc", "monospace", "sans-serif", "roman")


@rule(
    "formatting",
    59,
    Severity.WARNING,
    source="PMC tagging guidelines (formatting)",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/genprac/",
    suggestion="Take the formatting off; if the paragraph is a heading, write it as the <title> of a <sec>.",
)
def formatting(document: Document) -> Iterator[Hit]:
    """A title, caption or paragraph is not bold or italic as a whole.

    How titles look is the style sheet's affair, and a paragraph all in bold is most often a heading that is not marked
    up. Italic is left alone where it means something: names of species and genes in titles, and passages of verse, quotation
    or statement; in paragraphs it is information.
    """
    for element in document.all("title", "article-title", "p"):
        inner = _wrapped(element)
        if inner is None:
            continue
        parent = element.getparent()
        if parent is None or parent.tag in (
            "td",
            "th",
            "disp-quote",
            "verse-group",
            "statement",
            "element-citation",
            "mixed-citation",
            "attrib",
            "speech",
            "def",
            "list-item",
            "boxed-text",
        ):
            continue
        if inner.tag != "bold" and (element.tag != "p" or len(text_of(inner).split()) < 4):
            continue
        severity = None if inner.tag == "bold" else Severity.INFO
        yield Hit(
            element,
            f"<{name_of(inner)}> around the whole <{name_of(element)}>",
            "the text alone",
            "text",
            severity=severity,
        )


def _wrapped(element: etree._Element) -> etree._Element | None:
    """The one formatting element that holds all the text."""
    if (element.text or "").strip() or len(element) != 1:
        return None
    inner = element[0]
    if inner.tag not in FONTS or (inner.tail or "").strip() or not _holds(inner):
        return None
    return inner


SCHEMES = ("http://", "https://", "ftp://", "ftps://", "mailto:")
# Texts that tell nothing, once the sentence around them is gone.
VAGUE = frozenset(
    ("here", "click here", "link", "this link", "this", "read more", "more", "aquí", "aqui", "ici", "hier")
)
# Types whose href is an address; others (doi, pmid, genbank …) hold an identifier.
ADDRESSES = frozenset(("uri", "url", "http", "https", "ftp", "email", "email-address", ""))


@rule(
    "ext-link",
    60,
    Severity.ERROR,
    source="PMC Style Checker (ext-link, href); JATS4R (accessibility)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/ext-link.html",
    suggestion='Write <ext-link ext-link-type="uri" xlink:href="https://…">what it leads to</ext-link>.',
)
def ext_link(document: Document) -> Iterator[Hit]:
    """A link says what kind it is, leads to a whole address, and its text tells where.

    @ext-link-type and @xlink:href are there; an address has a scheme (http, https, ftp, mailto) and no spaces; a DOI has
    the form of one. A place in the same article is reached by `<xref>`. A text like “here” is a warning, and so is an
    address without scheme, which displays can mend.
    """
    for link in document.all("ext-link"):
        kind, href = link.get("ext-link-type"), link.get(XLINK + "href")
        if kind is None or not kind.strip():
            found = "<ext-link> without @ext-link-type" if kind is None else "empty @ext-link-type"
            yield Hit(link, found, 'its kind, as in "uri"', "start" if kind is None else "@ext-link-type")
        if href is None:
            yield Hit(link, "<ext-link> without @xlink:href", "the address")
        else:
            yield from _address(link, (kind or "").strip().casefold(), href)
        text = text_of(link)
        if not text and not _holds(link):
            yield Hit(link, "<ext-link> without text", "what it leads to", severity=Severity.WARNING)
        elif text.casefold().strip("[]().: ") in VAGUE:
            yield Hit(link, f"link text {shown(text)}", "what it leads to", "text", severity=Severity.WARNING)


def _address(link: etree._Element, kind: str, href: str) -> Iterator[Hit]:
    bare = href.strip()
    if not bare:
        yield Hit(link, "empty @xlink:href", "the address", "@xlink:href")
    elif bare.startswith("#"):
        suggestion = f'Write <xref rid="{bare[1:]}">.'
        yield Hit(link, f"address {shown(href)} in this article", "an <xref>", "@xlink:href", suggestion=suggestion)
    elif any(letter.isspace() for letter in bare):
        expected = "an address without spaces (%20 in their place)"
        yield Hit(link, f"space in the address {shown(href)}", expected, "@xlink:href", severity=Severity.WARNING)
    elif kind in ADDRESSES:
        if not bare.casefold().startswith(SCHEMES):
            doi = bare.startswith("10.")
            mail = "@" in bare and "/" not in bare
            expected = (
                f"https://doi.org/{bare}"
                if doi
                else f"mailto:{bare}"
                if mail
                else "an address with its scheme, as in https://"
            )
            yield Hit(link, f"address {shown(href)}", expected, "@xlink:href", severity=Severity.WARNING)
        elif bare.casefold() in SCHEMES or (
            bare.count("://") > 1 and bare.casefold().startswith(("http://http", "https://http"))
        ):
            yield Hit(link, f"address {shown(href)}", "a whole address, with its scheme once", "@xlink:href")
    elif kind == "doi" and not bare.startswith(
        ("10.", "https://doi.org/10.", "http://doi.org/10.", "http://dx.doi.org/10.", "https://dx.doi.org/10.")
    ):
        yield Hit(link, f"DOI {shown(href)}", "one that begins with 10.", "@xlink:href", severity=Severity.WARNING)
