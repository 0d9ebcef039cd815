"""The front matter of any JATS article."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .article import article_of
from .dates import date_of
from .people import LANG, people_of
from .text import words
from .values import AbstractText, Front, Funding, Keywords, License, PublishedDate, Related

XLINK = "{http://www.w3.org/1999/xlink}href"
LICENSE_REF = "{http://www.niso.org/schemas/ali/1.0/}license_ref"
EMPTY = etree.Element("empty")
MEDIA = {"ppub": "print", "epub": "electronic", "epub-ppub": "", "epreprint": "electronic", "ecorrected": "electronic"}
"""The older `@pub-type`, which names kind and medium in one."""
KINDS = {
    "ppub": "pub", "epub": "pub", "epub-ppub": "pub", "epreprint": "preprint", "pcorrected": "corrected",
    "ecorrected": "corrected", "pretracted": "retracted", "eretracted": "retracted", "publication": "pub",
}  # fmt: skip


def front_of(tree: etree._ElementTree | etree._Element) -> Front:
    """Everything that `<front>` says. Raises RubricateError (`wrong-root`) where there is no article."""
    article = article_of(tree)
    journal = article.find("front/journal-meta")
    meta = article.find("front/article-meta")
    journal = EMPTY if journal is None else journal
    meta = EMPTY if meta is None else meta
    people, affiliations = people_of(meta)
    titles = meta.find("title-group")
    titles = EMPTY if titles is None else titles
    permissions = meta.find("permissions")
    permissions = EMPTY if permissions is None else permissions
    return Front(
        article_type=article.get("article-type", ""),
        lang=article.get(LANG, ""),
        journal_title=words(_first(journal, "journal-title-group/journal-title", "journal-title"), without=("xref",)),
        abbreviated_title=words(_first(journal, "journal-title-group/abbrev-journal-title", "abbrev-journal-title")),
        journal_ids=tuple((node.get("journal-id-type", ""), words(node)) for node in journal.findall("journal-id")),
        issns=tuple(_issns(journal)),
        publisher=words(journal.find("publisher/publisher-name")),
        publisher_place=words(journal.find("publisher/publisher-loc")),
        ids=tuple(_ids(meta)),
        headings=tuple(words(node) for node in meta.iterfind("article-categories//subject")),
        title=_title(titles.find("article-title")),
        subtitle="; ".join(_title(node) for node in titles.findall("subtitle")),
        short_title=words(titles.find("alt-title")),
        translated_titles=tuple(
            (group.get(LANG, ""), _title(group.find("trans-title"))) for group in titles.findall("trans-title-group")
        ),
        people=people,
        affiliations=affiliations,
        notes=tuple(filter(None, (words(node, without=("label",)) for node in _children(meta, "author-notes")))),
        dates=tuple(_publication(node) for node in meta.findall("pub-date")),
        history=tuple(
            PublishedDate(node.get("date-type", ""), date_of(node))
            for place in ("history/date", "pub-history/event/date")
            for node in meta.iterfind(place)
        ),
        volume=words(meta.find("volume")),
        issue=words(meta.find("issue")),
        supplement=words(meta.find("supplement")),
        fpage=words(meta.find("fpage")),
        lpage=words(meta.find("lpage")),
        elocation=words(meta.find("elocation-id")),
        copyright_statement=words(permissions.find("copyright-statement")),
        copyright_year=words(permissions.find("copyright-year")),
        copyright_holder=words(permissions.find("copyright-holder")),
        license=_license(permissions),
        abstracts=tuple(_abstract(node) for node in meta if node.tag in ("abstract", "trans-abstract")),
        keywords=tuple(_keywords(node) for node in meta.findall("kwd-group")),
        funding=tuple(_awards(meta)),
        funding_statement=" ".join(words(node) for node in meta.iterfind("funding-group/funding-statement")),
        related=tuple(
            Related(node.get("related-article-type", ""), node.get(XLINK, ""), node.get("ext-link-type", ""))
            for node in meta.findall("related-article")
        ),
        links=tuple((node.get("content-type", ""), node.get(XLINK, "")) for node in meta.findall("self-uri")),
    )


def _first(parent: etree._Element, *paths: str) -> etree._Element | None:
    return next((found for path in paths if (found := parent.find(path)) is not None), None)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for holder in parent.findall(name):
        yield from (child for child in holder if isinstance(child.tag, str))


def _title(node: etree._Element | None) -> str:
    return words(node, without=("xref", "fn"), raised=True)


def _issns(journal: etree._Element) -> Iterator[tuple[str, str]]:
    for node in journal.findall("issn"):
        medium = node.get("publication-format") or MEDIA.get(node.get("pub-type", ""), "")
        yield ("electronic" if medium == "online" else medium), words(node)
    if (linking := journal.find("issn-l")) is not None:
        yield "linking", words(linking)


def _ids(meta: etree._Element) -> Iterator[tuple[str, str]]:
    for node in meta.findall("article-id"):
        kind, value = node.get("pub-id-type", ""), words(node)
        if kind == "doi":
            value = value.removeprefix("https://doi.org/").removeprefix("http://dx.doi.org/").removeprefix("doi:")
        yield kind, value


def _publication(node: etree._Element) -> PublishedDate:
    old = node.get("pub-type", "")
    kind = node.get("date-type") or KINDS.get(old, old) or "pub"
    return PublishedDate(kind, date_of(node), node.get("publication-format") or MEDIA.get(old, ""))


def _license(permissions: etree._Element) -> License:
    node = permissions.find("license")
    refs = [words(ref) for ref in permissions.iter(LICENSE_REF)]
    if node is None:
        return License(tuple(dict.fromkeys(refs)))
    inner = [link.get(XLINK, "").strip() for link in node.iter("ext-link", "uri")]
    links = [*refs, node.get(XLINK, "").strip(), *(link for link in inner if "creativecommons.org" in link)]
    paragraphs = [words(part) for part in node if part.tag in ("license-p", "p")]
    return License(tuple(dict.fromkeys(filter(None, links))), " ".join(paragraphs), node.get("license-type", ""))


def _abstract(node: etree._Element) -> AbstractText:
    out: list[tuple[str, str]] = []
    for part in node.iter("p", "list", "disp-quote", "disp-formula"):
        if next(part.iterancestors("p", "list", "disp-quote", "fig", "table-wrap"), None) is not None:
            continue
        section = next(part.iterancestors("sec"), None)
        out.append((words(section.find("title")) if section is not None else "", words(part, raised=True)))
    lang = node.get(LANG, "")
    return AbstractText(tuple(out), node.get("abstract-type", ""), lang, node.tag == "trans-abstract")


def _keywords(node: etree._Element) -> Keywords:
    parts = [part for part in node if part.tag in ("kwd", "compound-kwd", "nested-kwd")]
    found = [", ".join(words(item) for item in part) if part.tag == "compound-kwd" else words(part) for part in parts]
    return Keywords(tuple(filter(None, found)), node.get("kwd-group-type", ""), node.get(LANG, ""))


def _awards(meta: etree._Element) -> Iterator[Funding]:
    for award in meta.iterfind("funding-group/award-group"):
        numbers = tuple(filter(None, (words(node) for node in award.findall("award-id"))))
        for source in award.findall("funding-source") or [EMPTY]:
            id = source.find(".//institution-id")
            named = source.find(".//institution")
            funder = words(named) if named is not None else words(source, without=("institution-id",))
            number = words(id) or source.get(XLINK, "")
            if funder or number or numbers:
                yield Funding(funder, number, numbers)
