"""The deposit that registers an article's DOI with Crossref.

Source: Crossref's metadata deposit schema 5.4.0 and its markup guide for journals and articles. The schema may not be shipped;
what it asks of these elements stands in `crossref_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..findings import Finding, Severity
from ..from_jats import Front, entries_of
from ..from_jats.values import PublishedDate
from ..references.csl_fields import date_parts
from ..values import Affiliation, Contributor, DateValue
from .article import PackageArticle
from .crossref_abstract import abstracts_of
from .crossref_rules import AI, CROSSREF, FUNDREF, JATS, RULES, VERSION
from .names import base_name, safe
from .parts import Package, missing, xml_bytes

NAMESPACES = {None: CROSSREF, "jats": JATS, "fr": FUNDREF, "ai": AI}
MEDIA = {"print": "print", "electronic": "online"}
SEQUENCES = ("first", "additional")


def crossref(article: PackageArticle) -> Package:
    """One file, the deposit; nothing of the full text goes to Crossref."""
    front = article.front()
    base, _ = base_name(article, front, "-")
    root = etree.Element(f"{{{CROSSREF}}}doi_batch", {"version": VERSION}, nsmap=NAMESPACES)
    _head(_sub(root, "head"), article, base)
    journal = _sub(_sub(root, "body"), "journal")
    _journal(journal, front)
    _article(
        _sub(journal, "journal_article", publication_type="full_text", language=front.lang.partition("-")[0].lower()),
        article,
        front,
    )
    findings = list(_asked(article, front))
    if not findings:
        findings = RULES.check(root)
    name = f"{safe(base)}-crossref"
    return Package(name, {f"{name}.xml": xml_bytes(root)}, findings=findings)


def _sub(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A child in Crossref's namespace, or in that of a prefix."""
    prefix, _, local = name.rpartition(":")
    node = etree.SubElement(parent, f"{{{NAMESPACES[prefix or None]}}}{local}")
    for key, value in attributes.items():
        if value:
            node.set(key, value)
    node.text = text or None
    return node


def _some(parent: etree._Element, name: str, text: str, /, **attributes: str) -> None:
    if text:
        _sub(parent, name, text, **attributes)


def _asked(article: PackageArticle, front: Front) -> Iterator[Finding]:
    """What Crossref must be told and this article or its journal does not tell."""
    settings = article.settings
    if not settings.get("depositor-name"):
        yield missing("the depositor's name", "Crossref notes who deposits", "depositor-name")
    if not settings.get("depositor-email"):
        yield missing("the depositor's e-mail", "Crossref sends its report there", "depositor-email")
    if not settings.get("registrant") and not front.publisher:
        yield missing("the registrant", "the article names no publisher", "registrant")
    if not front.id("doi"):
        yield Finding("package-fact", Severity.ERROR, "Unexpected article without a DOI, expected the one to register.")
    if not _address(article, front):
        why = "a DOI must lead to a page; {doi}, {volume}, {issue} and {page} in it are filled in"
        yield missing("the address of the article's page", why, "resource")
    if not front.journal_title:
        yield Finding(
            "package-fact", Severity.ERROR, "Unexpected article without the title of its journal, expected it."
        )
    if not any(date.value.year for date in front.dates):
        yield Finding(
            "package-fact", Severity.ERROR, "Unexpected article without a date of publication, expected a year."
        )


def _address(article: PackageArticle, front: Front) -> str:
    pattern = article.settings.get("resource", "")
    if not pattern:
        return next((link for _, link in front.links if link.startswith(("http://", "https://"))), "")
    for name, value in (
        ("doi", front.id("doi")),
        ("volume", front.volume),
        ("issue", front.issue),
        ("page", front.fpage),
    ):
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


def _head(head: etree._Element, article: PackageArticle, base: str) -> None:
    _sub(head, "doi_batch_id", f"{base}-{article.timestamp}")
    _sub(head, "timestamp", article.timestamp)
    depositor = _sub(head, "depositor")
    _sub(depositor, "depositor_name", article.settings.get("depositor-name", ""))
    _sub(depositor, "email_address", article.settings.get("depositor-email", ""))
    _sub(head, "registrant", article.settings.get("registrant", "") or article.front().publisher)


def _journal(journal: etree._Element, front: Front) -> None:
    meta = _sub(journal, "journal_metadata")
    _sub(meta, "full_title", front.journal_title)
    _some(meta, "abbrev_title", front.abbreviated_title)
    for medium, value in front.issns:
        if medium != "linking":
            _sub(meta, "issn", value, media_type=medium)
    if not (front.volume or front.issue):
        return
    issue = _sub(journal, "journal_issue")
    _dates(issue, [date for date in front.dates if date.type in ("pub", "collection")], per_medium=True)
    if front.volume:
        _sub(_sub(issue, "journal_volume"), "volume", front.volume)
    _some(issue, "issue", front.issue)
    _some(issue, "special_numbering", front.supplement)


def _article(node: etree._Element, article: PackageArticle, front: Front) -> None:
    titles = _sub(node, "titles")
    _sub(titles, "title", front.title)
    _some(titles, "subtitle", front.subtitle)
    people = [person for person in front.people if person.role in ("author", "editor", "translator")]
    if people:
        contributors = _sub(node, "contributors")
        for number, person in enumerate(people):
            _contributor(contributors, person.contributor, front, SEQUENCES[number > 0], person.role)
    for abstract in abstracts_of(article.root):
        node.append(abstract)
    _dates(node, [date for date in front.dates if date.type in ("pub", "collection")], per_medium=True)
    accepted = next((date.value for date in front.history if date.type == "accepted"), DateValue())
    if accepted.year and accepted.month and accepted.day:
        _date(_sub(node, "acceptance_date"), accepted)
    if front.fpage:
        pages = _sub(node, "pages")
        _sub(pages, "first_page", front.fpage)
        _some(pages, "last_page", front.lpage)
    elif front.elocation:
        _sub(_sub(node, "publisher_item"), "item_number", front.elocation, item_number_type="article_number")
    _funding(node, front)
    if front.license.links:
        rights = _sub(node, "ai:program", name="AccessIndicators")
        for link in front.license.links[:1]:
            _sub(rights, "ai:license_ref", link, applies_to="vor")
    data = _sub(node, "doi_data")
    _sub(data, "doi", front.id("doi"))
    _sub(data, "resource", _address(article, front))
    _citations(node, article)


def _contributor(parent: etree._Element, one: Contributor, front: Front, sequence: str, role: str) -> None:
    name = one.name
    if name is None or not (name.surname or name.given_names or name.string):
        _sub(parent, "organization", one.collab, sequence=sequence, contributor_role=role)
        return
    person = _sub(parent, "person_name", sequence=sequence, contributor_role=role)
    if name.surname:
        _some(person, "given_name", name.given_names)
    _sub(person, "surname", name.surname or name.given_names or name.string)
    _some(person, "suffix", name.suffix)
    places = [place for id in one.affiliation_ids if (place := front.affiliation(id)) is not None and place.text]
    if places:
        affiliations = _sub(person, "affiliations")
        for place in places:
            _institution(_sub(affiliations, "institution"), place)
    if one.orcid:
        _sub(person, "ORCID", f"https://orcid.org/{one.orcid}", authenticated="false")


def _institution(node: etree._Element, place: Affiliation) -> None:
    *departments, name = place.institutions or (place.text,)
    if any(not RULES.fits("institution_department", one) for one in departments):
        departments, name = [], place.text
    _sub(node, "institution_name", name)
    _some(node, "institution_id", f"https://ror.org/{place.ror}" if place.ror else "", type="ror")
    _some(node, "institution_place", ", ".join(filter(None, (place.city, place.region, place.country))))
    for department in departments[:6]:
        _sub(node, "institution_department", department)


def _dates(node: etree._Element, dates: list[PublishedDate], *, per_medium: bool) -> None:
    """The fullest date of each medium; a collection's year counts only where nothing else is known."""
    best: dict[str, DateValue] = {}
    for date in sorted(dates, key=lambda one: (one.type != "pub", -len(one.value.iso))):
        if date.value.year is not None:
            best.setdefault(MEDIA.get(date.medium, "" if per_medium else "print"), date.value)
    if len(best) > 1 and "" in best:
        del best[""]
    for medium, value in best.items():
        _date(_sub(node, "publication_date", media_type=medium or "other"), value)


def _date(node: etree._Element, value: DateValue) -> None:
    if value.month is not None:
        _sub(node, "month", f"{value.month:02d}")
        if value.day is not None:
            _sub(node, "day", f"{value.day:02d}")
    _sub(node, "year", str(value.year))


def _funding(node: etree._Element, front: Front) -> None:
    if not front.funding:
        return
    program = _sub(node, "fr:program", name="fundref")
    for one in front.funding:
        group = _sub(program, "fr:assertion", name="fundgroup")
        if one.funder:
            funder = _sub(group, "fr:assertion", one.funder, name="funder_name")
            if "10.13039/" in one.funder_id:
                number = "10.13039/" + one.funder_id.rpartition("10.13039/")[2]
                _sub(funder, "fr:assertion", f"https://doi.org/{number}", name="funder_identifier")
        for award in one.awards:
            _sub(group, "fr:assertion", award, name="award_number")


def _citations(node: etree._Element, article: PackageArticle) -> None:
    entries = entries_of(article.tree)
    if not entries:
        return
    citations = _sub(node, "citation_list")
    for number, (_, _, text, item) in enumerate(entries, start=1):
        citation = _sub(citations, "citation", key=f"ref{number}")
        people = item.get("author") or item.get("editor") or [{}]
        year = date_parts(item.get("issued"))[:1]
        journal = item["type"] == "article-journal"
        title, source = str(item.get("title", "")), str(item.get("container-title", ""))
        first = str(item.get("page", "")).partition("-")[0]
        issn, isbn = str(item.get("ISSN", "")), str(item.get("ISBN", ""))
        _some(citation, "issn", issn if RULES.fits("issn", issn) else "")
        _some(citation, "journal_title", source if journal else "")
        _some(citation, "author", people[0].get("family") or people[0].get("literal", ""))
        _some(citation, "volume", _short(item.get("volume"), 32))
        _some(citation, "issue", _short(item.get("issue"), 32))
        _some(citation, "first_page", _short(first, 32))
        _some(citation, "cYear", year[0][:4] if year else "")
        doi = str(item.get("DOI", ""))
        _some(citation, "doi", doi if RULES.fits("doi", doi) else "")
        _some(citation, "isbn", isbn if RULES.fits("isbn", isbn) else "")
        _some(citation, "volume_title", "" if journal else source or title)
        _some(citation, "article_title", title if journal or source else "")
        _some(citation, "unstructured_citation", text)


def _short(value: object, longest: int) -> str:
    text = str(value or "")
    return text if len(text) <= longest else ""
