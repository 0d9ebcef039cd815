"""The reference list of any JATS article as CSL-JSON items.

Read is what the citation has tagged; what stands between the tags is not parsed anew. Source of the variables: the CSL
1.0.2 specification, appendices III and IV; of the elements, the tag library's pages on `<element-citation>` and `<ref>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from ..parsing.identifiers import URL
from ..parsing.pages import complete_last
from ..references.kinds import CSL_TYPES
from .article import article_of
from .dates import date_of
from .text import words

XLINK = "{http://www.w3.org/1999/xlink}href"
CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
OTHER_TYPES = {
    "website": "web", "webpage": "web", "conf-proceedings": "confproc", "conference": "confproc", "article": "journal",
    "working-paper": "report", "database": "data", "computer-program": "software", "gov": "report", "periodical": "journal",
    "magazine": "journal", "book-chapter": "chapter", "dissertation": "thesis", "review": "journal", "letter": "journal",
}  # fmt: skip
"""Words for `@publication-type` that are not those of the tag library."""
ROLES = {"author": "author", "editor": "editor", "translator": "translator", "allauthors": "author", "inventor": "author",
         "compiler": "editor", "assignee": "", "guest-editor": "editor", "curator": "editor", "director": "director"}  # fmt: skip
SIMPLE = {
    "edition": "edition", "volume": "volume", "issue": "issue", "supplement": "supplement", "publisher-name": "publisher",
    "institution": "publisher", "publisher-loc": "publisher-place", "conf-name": "event-title", "conf-loc": "event-place",
    "conf-date": "event-date", "series": "collection-title", "version": "version", "isbn": "ISBN", "issn": "ISSN",
    "patent": "number", "std": "number", "annotation": "annote", "part-title": "part-title", "trans-title": "title-translated",
}  # fmt: skip
IDENTIFIERS = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "issn": "ISSN",
    "arxiv": "archive_location",
}
TITLES = ("article-title", "chapter-title", "data-title")
WHOLE = frozenset(("book", "report", "thesis", "web", "software", "data", "standard", "patent", "other", "legal"))
"""Types whose `<source>` is the work's own title where it has no other."""
COMMENTS = {"thesis-type": "genre", "medium": "medium", "language": "language-note", "type": "genre"}
ACCESSED = frozenset(("access-date", "accessed", "cited", "access", ""))
DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s?", re.IGNORECASE)


class Entry(NamedTuple):
    """One work of the list. A `<ref>` with several works gives several entries of the same id."""

    id: str
    label: str
    text: str
    """The words of the citation as they stand, "" where it is made of fields alone."""
    item: dict[str, Any]
    """CSL-JSON with `id`; `type` alone where nothing is tagged."""

    @property
    def tagged(self) -> bool:
        """Whether the citation has any field at all."""
        return bool(self.item.keys() - {"id", "type"})


def entries_of(tree: etree._ElementTree | etree._Element) -> list[Entry]:
    """Every work of the article's reference lists, in order; those of responses and sub-articles are theirs."""
    return entries_in(article_of(tree))


def entries_in(article: etree._Element) -> list[Entry]:
    """The same of an article, sub-article or response."""
    out: list[Entry] = []
    for ref in article.iterfind("back//ref"):
        works = list(_works(ref))
        for number, (citation, text) in enumerate(works, start=1):
            id = ref.get("id") or f"ref{len(out) + 1}"
            label = words(ref.find("label")) or words(citation.find("label"))
            name = id if len(works) == 1 else f"{id}-{number}"
            out.append(Entry(id, label, text, {"id": name, **item_of(citation)}))
    return out


def items_of(tree: etree._ElementTree | etree._Element) -> list[dict[str, Any]]:
    """The CSL-JSON items alone; of a citation without fields the printed text stands in `note`."""
    return [
        entry.item if entry.tagged or not entry.text else {**entry.item, "note": entry.text}
        for entry in entries_of(tree)
    ]


def _works(ref: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """`(citation, printed text)` of each work; of one in two forms the element-citation is read, the mixed one printed."""
    before: etree._Element | None = None
    for node in ref.iter(*CITATIONS):
        if before is not None:
            same = node.findtext("label", "") == before.findtext("label", "")
            if same and {before.tag, node.tag} == {"mixed-citation", "element-citation"}:
                fields, printed = (node, before) if node.tag == "element-citation" else (before, node)
                yield fields, words(printed, without=("label",))
                before = None
                continue
            yield before, _printed(before)
        before = node
    if before is not None:
        yield before, _printed(before)


def _printed(citation: etree._Element) -> str:
    return "" if citation.tag == "element-citation" else words(citation, without=("label",))


def item_of(citation: etree._Element) -> dict[str, Any]:
    """The CSL-JSON item of one citation, without an id.

    >>> item_of(etree.XML("<element-citation publication-type='journal'><source>Seed</source><fpage>201</fpage><lpage>4</lpage></element-citation>"))
    {'type': 'article-journal', 'container-title': 'Seed', 'page': '201-204'}
    """
    kind = _kind(citation)
    item: dict[str, Any] = {"type": CSL_TYPES.get(kind, "document")}
    item |= _people(citation)
    item |= _titles(citation, kind)
    for node in citation.iter(*SIMPLE):
        if text := words(node):
            item.setdefault(SIMPLE[str(node.tag)], text)
    if "issue" in item and "supplement" in item:
        item["issue"] = f"{item['issue']} {item['supplement']}"
    item |= _pages(citation)
    item |= _dates(citation)
    item |= _identifiers(citation)
    for node in citation.iter("comment"):
        if text := words(node):
            item.setdefault(COMMENTS.get(node.get("content-type", ""), "note"), text)
    return item


def _kind(citation: etree._Element) -> str:
    said = citation.get("publication-type") or citation.get("citation-type") or citation.get("specific-use") or ""
    kind = OTHER_TYPES.get(said.casefold(), said.casefold())
    if kind == "book" and citation.find(".//chapter-title") is not None:
        return "chapter"
    if kind == "book" and citation.find(".//article-title") is not None and citation.find(".//source") is not None:
        return "chapter"
    if not kind and citation.find(".//article-title") is not None and citation.find(".//source") is not None:
        return "journal"
    return kind or "other"


def _people(citation: etree._Element) -> dict[str, list[dict[str, str]]]:
    out: dict[str, list[dict[str, str]]] = {}
    for node in citation.iter("name", "string-name", "collab", "anonymous"):
        if next(node.iterancestors("collab", "name-alternatives"), None) is not None and node.getprevious() is not None:
            continue  # other forms of a name that was told, members of a group
        group = next(node.iterancestors("person-group"), None)
        said = (group.get("person-group-type", "") if group is not None else "") or _type_of_name(node)
        role = ROLES.get(said.casefold(), "author" if not said else "")
        person = _person(node)
        if role and person:
            out.setdefault(role, []).append(person)
    return out


def _type_of_name(node: etree._Element) -> str:
    return node.get("content-type") or node.get("collab-type") or ""


def _person(node: etree._Element) -> dict[str, str]:
    if node.tag in ("collab", "anonymous"):
        text = words(node, without=("contrib-group",)) or ("Anonymous" if node.tag == "anonymous" else "")
        return {"literal": text} if text else {}
    parts = {"family": words(node.find("surname")), "given": words(node.find("given-names"))}
    parts["suffix"] = words(node.find("suffix"))
    if not parts["family"] and not parts["given"]:
        return {"literal": words(node)} if words(node) else {}
    return {key: text for key, text in parts.items() if text}


def _titles(citation: etree._Element, kind: str) -> dict[str, str]:
    own = next((text for tag in TITLES if (text := _title(citation.find(f".//{tag}")))), "")
    source = _title(citation.find(".//source"))
    if own:
        return {"title": own, **({"container-title": source} if source else {})}
    if not source:
        return {}
    return {"title" if kind in WHOLE else "container-title": source}


def _title(node: etree._Element | None) -> str:
    return words(node).rstrip(" .;,") if node is not None else ""


def _pages(citation: etree._Element) -> dict[str, str]:
    first, last = words(citation.find(".//fpage")), words(citation.find(".//lpage"))
    number = words(citation.find(".//elocation-id"))
    whole = words(citation.find(".//page-range"))
    out: dict[str, str] = {}
    if first:
        end = complete_last(first, last) if last else ""
        out["page"] = f"{first}-{end}" if end and end != first else first
    elif whole:
        out["page"] = whole
    elif number:
        out["page"] = number
    if size := words(citation.find(".//size")):
        out["number-of-pages"] = size
    return out


def _dates(citation: etree._Element) -> dict[str, Any]:
    out: dict[str, Any] = {}
    date = citation.find(".//date")
    holder = date if date is not None and date.find("year") is not None else citation
    year = holder.find(".//year")
    printed = words(year)
    if printed:
        value = date_of(_shallow(holder))
        if value.year is None and (found := re.match(r"\d{4}", printed)):
            out["issued"] = {"date-parts": [[int(found[0])]]}
        elif value.year is not None:
            out["issued"] = {"date-parts": [[part for part in (value.year, value.month, value.day) if part]]}
        else:
            out["issued"] = {"literal": printed}
        if re.fullmatch(r"\d{4}[a-z]", printed):
            out["issued"]["suffix"] = printed[4]
        if value.season:
            out["issued"]["season"] = value.season
    for node in citation.iter("date-in-citation", "access-date"):
        if node.get("content-type", "") in ACCESSED:
            accessed = date_of(node)
            parts = [part for part in (accessed.year, accessed.month, accessed.day) if part]
            out["accessed"] = {"date-parts": [parts]} if parts else {"literal": words(node)}
    return out


def _shallow(holder: etree._Element) -> etree._Element:
    """A date of the first year, month and day below `holder`, wherever they stand."""
    date = etree.Element("date")
    for tag in ("year", "month", "day", "season"):
        node = holder.find(f".//{tag}")
        if node is not None and next(node.iterancestors("date-in-citation", "conf-date"), None) is None:
            etree.SubElement(date, tag).text = words(node)[:4] if tag == "year" else words(node)
    return date


def _identifiers(citation: etree._Element) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in citation.iter("pub-id", "object-id"):
        variable = IDENTIFIERS.get(node.get("pub-id-type", "").casefold())
        text = words(node)
        if variable == "DOI":
            text = DOI_ADDRESS.sub("", text)
        if variable and text:
            out.setdefault(variable, text)
            if variable == "archive_location":
                out.setdefault("archive", "arXiv")
    for node in citation.iter("ext-link", "uri"):
        link = node.get(XLINK, "") or words(node)
        if DOI_ADDRESS.match(link) or node.get("ext-link-type") == "doi":
            out.setdefault("DOI", DOI_ADDRESS.sub("", link))
        elif node.get("ext-link-type") == "pmid":
            out.setdefault("PMID", link)
        elif URL.match(link):
            out.setdefault("URL", link)
    return out
