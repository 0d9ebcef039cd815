"""Which element a field of a reference becomes, and what may stand in it.

Sources: the JATS tag library, `<element-citation>` and `<mixed-citation>` (Publishing and Archiving 1.2 to 1.4); PMC's tagging
guidelines on citations; JATS4R on citations, data citations and software citations.
"""

from __future__ import annotations

import panflute as pf
from lxml import etree

from ..inlines import plain, unwrap
from ..parsing.dates import MONTHS, parse_date
from ..references.record import Span
from .context import HREF, Context, element
from .inline import write_inlines

PERSON = frozenset(("surname", "given-names", "suffix", "particle", "collab", "etal"))
NAME_PARTS = frozenset(("surname", "given-names", "suffix", "particle"))
PUB_IDS = {
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "other-id": "other",
    "report-number": "publisher-id",
}
"""`pub-id-type`; a report's number is its publisher's."""
PUBLICATION_TYPES = {"chapter": "book", "legal": "legal-doc"}
"""`publication-type` where JATS and PMC have another word for it: a chapter is a book with a `<chapter-title>`."""
COMMENTS = {
    "language": "language",
    "medium": "medium",
    "thesis-type": "thesis-type",
    "comment": "",
}
"""Fields without an element of their own: `<comment content-type>`."""
RICH = frozenset(
    ("article-title", "chapter-title", "source", "trans-title", "data-title", "part-title", "comment", "collab")
)
"""Elements that take emphasis, sub- and superscripts and links in every edition."""
EMPHASIS_ONLY = frozenset(("series", "supplement", "std"))
"""Elements that take emphasis but no link."""
STYLING = (pf.Emph, pf.Strong, pf.Underline, pf.SmallCaps)
UNITS = ("p", "pp", "pages", "page", "s", "seiten", "págs", "pág", "쪽", "с")


def tag_of(span: Span, type_: str) -> tuple[str, dict[str, str]]:
    """The element of a field that is no part of a name, and its attributes, in a work of this type.

    >>> tag_of(Span("doi", 0, 7, 1.0), "journal")
    ('pub-id', {'pub_id_type': 'doi'})
    """
    name = span.name
    if name in PUB_IDS:
        return "pub-id", {"pub_id_type": PUB_IDS[name]}
    if name in COMMENTS:
        return "comment", {"content_type": COMMENTS[name]}
    if name == "uri":
        return "ext-link", {"ext_link_type": "uri"}
    if name == "date-in-citation":
        return name, {"content_type": "access-date"}
    if name == "article-title" and type_ == "data":
        return "data-title", {}
    if name == "part":
        return ("issue-part" if type_ == "journal" else "part-title"), {}
    return name, {}


def make(span: Span, inlines: list[pf.Inline], type_: str, context: Context, *, printed: bool) -> etree._Element:
    """The element of one field. `printed`: every character and its mark-up as it stands (mixed), else the bare value:
    emphasis around the whole of it is the list's style and goes, emphasis inside it stays."""
    tag, attributes = tag_of(span, type_)
    made = element(tag, **attributes)
    text = plain(inlines).replace("\n", " ")
    if tag in RICH or tag in EMPHASIS_ONLY:
        inner = inlines if printed else _unstyled(inlines)
        write_inlines(made, inner if tag in RICH else without_links(inner), context, home="mixed-citation")
    else:
        made.text = text
    if tag == "ext-link":
        address = "".join(text.split())
        made.set(HREF, address if "://" in address else f"http://{address}")
    elif tag == "size":
        made.set("units", "pages" if set(text.casefold().replace(".", " ").split()) & set(UNITS) or text.strip().isdigit() else "other")  # fmt: skip
    elif tag == "date-in-citation":
        date = parse_date(text.strip("[]() .,;"))
        if date is not None and date.iso:
            made.set("iso-8601-date", date.iso)
    return made


def _unstyled(inlines: list[pf.Inline]) -> list[pf.Inline]:
    while len(inlines) == 1 and isinstance(inlines[0], STYLING):
        inlines = unwrap(inlines, type(inlines[0]))
    return inlines


def without_links(inlines: list[pf.Inline]) -> list[pf.Inline]:
    """The same inlines with the text of links in the place of links."""
    out: list[pf.Inline] = []
    for inline in inlines:
        if isinstance(inline, pf.Link | pf.Cite):
            out += without_links(list(inline._content.list))
        else:
            out.append(inline)
    return out


def iso_date(year: str, month: str = "", day: str = "") -> str:
    """The date of `year/@iso-8601-date`: as far as it is known.

    >>> iso_date("2014a", "Aug", "5"), iso_date("1998", "Spring")
    ('2014-08-05', '1998')
    """
    digits = "".join(character for character in year if character.isdigit())[:4]
    if len(digits) != 4:
        return ""
    word = month.strip(" .").casefold()
    number = MONTHS.get(word) or (int(word) if word.isdigit() and 1 <= int(word) <= 12 else None)
    if number is None:
        return digits
    days = "".join(character for character in day if character.isdigit())
    if days and 1 <= int(days) <= 31:
        return f"{digits}-{number:02d}-{int(days):02d}"
    return f"{digits}-{number:02d}"


def set_iso_date(citation: etree._Element) -> None:
    """`year/@iso-8601-date` from the year, month and day that stand in a citation."""
    year = citation.find("year")
    if year is not None and year.text:
        texts = {tag: (node.text or "") for tag in ("month", "day") if (node := citation.find(tag)) is not None}
        iso = iso_date(year.text, texts.get("month", ""), texts.get("day", ""))
        if iso:
            year.set("iso-8601-date", iso)


def publication_type(type_: str) -> str:
    """The value of `@publication-type`.

    >>> publication_type("chapter"), publication_type("journal")
    ('book', 'journal')
    """
    return PUBLICATION_TYPES.get(type_, type_)
