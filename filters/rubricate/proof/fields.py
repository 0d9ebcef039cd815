"""Which element of the article is which correctable value: `{element: "author 2 / surname"}`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

META = {
    "volume": "volume", "issue": "issue", "supplement": "supplement", "fpage": "first page", "lpage": "last page",
    "elocation-id": "article number", "copyright-statement": "copyright statement", "copyright-year": "copyright year",
    "copyright-holder": "copyright holder",
}  # fmt: skip
IDS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}
AUTHOR = {
    "surname": "surname", "given-names": "given names", "prefix": "prefix", "suffix": "suffix", "string-name": "name",
    "collab": "group", "degrees": "degrees", "email": "e-mail",
}  # fmt: skip
AFFILIATION = {"city": "city", "state": "region", "postal-code": "postcode", "country": "country", "label": "label"}
DATES = {"received": "received date", "rev-recd": "revised date", "accepted": "accepted date"}
REFERENCE = {
    "article-title": "article title", "chapter-title": "chapter title", "data-title": "article title", "part-title": "article title",
    "source": "source", "trans-title": "translated title", "conf-name": "conference", "conf-date": "conference date",
    "conf-loc": "conference place", "series": "series", "edition": "edition", "year": "year", "month": "month", "day": "day",
    "season": "season", "date-in-citation": "date accessed", "volume": "volume", "issue": "issue", "supplement": "supplement",
    "fpage": "first page", "lpage": "last page", "elocation-id": "article number", "size": "size", "publisher-name": "publisher",
    "publisher-loc": "publisher place", "institution": "institution", "isbn": "ISBN", "issn": "ISSN", "uri": "link", "ext-link": "link",
    "patent": "patent", "std": "standard", "version": "version", "comment": "comment",
}  # fmt: skip
PEOPLE = {"surname": "surname", "given-names": "given names", "suffix": "suffix", "collab": "group"}
TEXTS = {
    "p": "paragraph",
    "title": "heading",
    "td": "table cell",
    "th": "table cell",
    "verse-line": "paragraph",
    "term": "paragraph",
}
ADDABLE = ("volume", "issue", "first page", "last page", "article number", "DOI", "publication date", "received date", "accepted date",
           "journal title", "print ISSN", "electronic ISSN", "publisher", "journal id", "article heading", "copyright holder")  # fmt: skip
"""Facts that the page offers to add where they are missing."""


def fields_of(root: Element) -> dict[Element, str]:
    """The correctable values of an article that we wrote."""
    found: dict[Element, str] = {}
    front = root.find("front")
    if front is not None:
        _journal(front, found)
        meta = front.find("article-meta")
        if meta is not None:
            _meta(meta, found)
    for number, entry in enumerate(_entries(root), start=1):
        _reference(entry, number, found)
    for holder in ("body", "back", "floats-group"):
        part = root.find(holder)
        if part is not None:
            _texts(part, found)
    return found


def _journal(front: Element, found: dict[Element, str]) -> None:
    for path, part in (
        ("journal-meta/journal-title-group/journal-title", "journal title"),
        ("journal-meta/journal-title-group/abbrev-journal-title", "abbreviated journal title"),
        ("journal-meta/publisher/publisher-name", "publisher"),
        ("journal-meta/publisher/publisher-loc", "publisher place"),
        ("journal-meta/journal-id[@journal-id-type='publisher-id']", "journal id"),
        ("journal-meta/issn[@publication-format='print']", "print ISSN"),
        ("journal-meta/issn[@publication-format='electronic']", "electronic ISSN"),
        ("article-meta/article-categories/subj-group[@subj-group-type='heading']/subject", "article heading"),
        ("article-meta/title-group/article-title", "title"),
        ("article-meta/title-group/subtitle", "subtitle"),
        ("article-meta/title-group/alt-title", "running title"),
    ):
        node = front.find(path)
        if node is not None:
            found[node] = part
    for node in front.iterfind("article-meta/title-group/trans-title-group/trans-title"):
        found[node] = "translated title"


def _meta(meta: Element, found: dict[Element, str]) -> None:
    for node in meta:
        if node.tag in META:
            found[node] = META[str(node.tag)]
        elif node.tag == "article-id" and node.get("pub-id-type") in IDS:
            found[node] = IDS[node.get("pub-id-type", "")]
    dates = meta.findall("pub-date")
    if dates:
        found[dates[0]] = "publication date"
    for node in meta.iterfind("history/date"):
        if node.get("date-type") in DATES:
            found[node] = DATES[node.get("date-type", "")]
    for node in meta.iterfind("permissions/*"):
        if node.tag in META:
            found[node] = META[str(node.tag)]
    for number, person in enumerate(meta.iterfind("contrib-group/contrib"), start=1):
        name = person.find("name-alternatives/*")
        for node in person if name is None else [*person, name]:
            if node.tag == "name":
                found.update(
                    {part: f"author {number} / {AUTHOR[str(part.tag)]}" for part in node if part.tag in AUTHOR}
                )
            elif node.tag == "contrib-id" and node.get("contrib-id-type") == "orcid":
                found[node] = f"author {number} / ORCID"
            elif node.tag in AUTHOR:
                found[node] = f"author {number} / {AUTHOR[str(node.tag)]}"
    for number, aff in enumerate((node for node in meta if node.tag in ("aff", "aff-alternatives")), start=1):
        main = aff if aff.tag == "aff" else aff.find("aff")
        departments = 0
        for node in main.iter("*") if main is not None else ():
            if node.tag == "institution" and node.get("content-type") == "dept":
                departments += 1
                found[node] = f"affiliation {number} / department {departments}"
            elif node.tag == "institution":
                found[node] = f"affiliation {number} / institution"
            elif node.tag in AFFILIATION:
                found[node] = f"affiliation {number} / {AFFILIATION[str(node.tag)]}"
    for number, node in enumerate(meta.iterfind("author-notes/corresp"), start=1):
        found[node] = f"correspondence {number}"
        found.update(dict.fromkeys(node.iter("email"), f"correspondence {number} / e-mail"))
    for number, node in enumerate(meta.iterfind("author-notes/fn/p"), start=1):
        found[node] = f"author note {number}"
    for tag, part in (("abstract", "abstract"), ("trans-abstract", "translated abstract")):
        for abstract in meta.iterfind(tag):
            found.update(dict.fromkeys(abstract.iter("p", "title"), part))
    for number, node in enumerate(meta.iterfind("kwd-group/kwd"), start=1):
        found[node] = f"keyword {number}"


def _entries(root: Element) -> Iterator[Element]:
    """The works of the reference lists, several under one number each by itself."""
    for entry in root.iter("ref"):
        shown = list(entry.iter("mixed-citation", "element-citation"))
        works = [node for node in shown if not (node.tag == "element-citation" and _prints(node))]
        yield from works


def _prints(citation: Element) -> bool:
    from ..ledger.output import repeats

    return repeats(citation)


def _reference(citation: Element, number: int, found: dict[Element, str]) -> None:
    persons: dict[str, int] = {}
    for node in citation.iter("*"):
        if node.tag in ("name", "string-name", "collab"):
            group = node.getparent()
            role = (
                group.get("person-group-type", "author")
                if group is not None and group.tag == "person-group"
                else "author"
            )
            persons[role] = persons.get(role, 0) + 1
            for part in node.iter("*"):
                if part.tag in PEOPLE and role in ("author", "editor", "translator"):
                    found[part] = f"reference {number} / {role} {persons[role]} / {PEOPLE[str(part.tag)]}"
        elif node.tag == "pub-id":
            kind = node.get("pub-id-type", "")
            if kind in ("doi", "pmid", "pmcid", "arxiv"):
                found[node] = f"reference {number} / {'arXiv' if kind == 'arxiv' else kind.upper()}"
        elif node.tag in REFERENCE and node not in found:
            found[node] = f"reference {number} / {REFERENCE[str(node.tag)]}"


def _texts(part: Element, found: dict[Element, str]) -> None:
    for node in part.iter("p", "title", "td", "th", "verse-line", "term"):
        above = node.getparent()
        holder = above.tag if above is not None else ""
        if node in found or holder in ("mixed-citation", "element-citation"):
            continue
        if node.tag in ("td", "th") and any(child.tag in ("p", "list") for child in node):
            continue
        if holder == "caption":
            found[node] = "caption"
        elif holder in ("fn", "table-wrap-foot"):
            found[node] = "note"
        else:
            found[node] = TEXTS[str(node.tag)]


def level_of(title: Element) -> int:
    """How deep a section's title stands, from 1."""
    above = title.getparent()
    level = 0
    while above is not None:
        level += above.tag in ("sec", "app", "ack", "notes", "glossary", "ref-list", "fn-group")
        above = above.getparent()
    return max(level, 1)
