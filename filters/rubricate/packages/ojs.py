"""Native XML of Open Journal Systems 3.3 and 3.4: the article's record with its files in it, for the Native XML import.

What the Native XML plugin asks of these elements stands in `RULES`, written from older and newer forms of PKP's schema, which
is under the GPL and not shipped. The schemas of 3.3 and 3.4 themselves were not to be had, and no OJS has imported the result.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from lxml import etree

from ..findings import Finding, Severity
from ..from_jats import Front, Person, entries_of
from ..values import PersonName
from .article import PackageArticle
from .content_rules import ContentRules
from .full_text import article_bytes
from .links import Named, relink
from .names import base_name, safe, safe_file
from .parts import Package, missing, xml_bytes

PKP = "http://pkp.sfu.ca"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NUMBER = r"\d+"
RULES = ContentRules(
    id="ojs-schema",
    namespaces={PKP: ""},
    models={
        "article": "id* submission_file* publication+",
        "submission_file": "id* name+ submission_file_ref? file+",
        "file": "embed",
        "publication": "id* title+ subtitle* abstract* licenseUrl? copyrightHolder* copyrightYear? keywords* authors? "
        "article_galley* citations? issue_identification? pages?",
        "keywords": "keyword+",
        "authors": "author+",
        "author": "givenname+ familyname* affiliation* country? email orcid?",
        "article_galley": "id* name+ seq submission_file_ref*",
        "issue_identification": "volume? number? year?",
        "citations": "citation+",
        "submission_file_ref": "",
    },
    texts={
        "id": (2048, ""), "name": (255, ""), "embed": (1_000_000_000, ""), "title": (100_000, ""), "subtitle": (100_000, ""),
        "abstract": (1_000_000, ""), "licenseUrl": (2048, r"https?://\S+"), "copyrightHolder": (1000, ""),
        "copyrightYear": (4, NUMBER), "keyword": (1000, ""), "givenname": (255, ""), "familyname": (255, ""),
        "affiliation": (10_000, ""), "country": (2, r"[A-Z]{2}"), "email": (90, r"[^@\s]+@[^@\s]+"),
        "orcid": (40, r"https://orcid\.org/[\dX-]{19}"), "seq": (10, NUMBER), "volume": (10, NUMBER), "number": (40, ""),
        "year": (4, NUMBER), "citation": (100_000, ""), "pages": (100, ""),
    },
    attributes={
        "article": ("stage",), "submission_file": ("id", "stage", "genre"), "file": ("id", "filesize", "extension"),
        "embed": ("encoding",), "author": ("seq", "id", "user_group_ref"), "publication": ("version", "section_ref"),
        "submission_file_ref": ("id",),
    },
)  # fmt: skip
GENRES = {"figure": "Image", "table": "Image", "formula": "Image", "inline": "Image", "supplement": "Other"}


def ojs(article: PackageArticle) -> Package:
    """native.xml, with JATS, PDF and figures in base64; the same files lie beside it for the eye."""
    front = article.front()
    base, said = base_name(article, front, "-")
    locale = article.settings.get("locale", "") or front.lang
    linked = relink(article.root, article.files, lambda one: _name(base, one))
    jats = f"{base}.xml"
    files = {jats: article_bytes(article, linked.root), **linked.files}
    galleys = [("XML", jats)]
    for extra, data in article.extra.items():
        if extra.lower().endswith(".pdf") and f"{base}.pdf" not in files:
            files[f"{base}.pdf"] = data
            galleys.insert(0, ("PDF", f"{base}.pdf"))
        else:
            files[safe_file(extra)] = data
    findings = [*said, *linked.findings, *_asked(article, front, locale)]
    root = etree.Element(f"{{{PKP}}}article", nsmap={None: PKP, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{PKP} native.xsd")
    for key, value in (("locale", locale), ("stage", "production"), ("status", "1"), ("submission_progress", "0")):
        root.set(key, value)
    numbers: dict[str, str] = {}
    for number, (name, owner) in enumerate(_order(galleys, linked.files, jats), start=1):
        numbers[name] = str(number)
        genre = GENRES[linked.kinds[name]] if owner else "Article Text"
        _file(root, name, files[name], number, genre, numbers.get(owner, ""), locale)
    _publication(root, article, front, locale, galleys, numbers)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings += RULES.check(root)
    return Package(f"{safe(base)}-ojs", {"native.xml": xml_bytes(root), **files}, jats, findings, linked.renamed)


def _name(base: str, one: Named) -> str:
    return f"{base}-{one.kind}{one.number}{one.panel}{one.extension}"


def _order(galleys: list[tuple[str, str]], figures: dict[str, bytes], jats: str) -> Iterator[tuple[str, str]]:
    """Galleys before the files that depend on the JATS one."""
    yield from ((name, "") for _, name in galleys)
    yield from ((name, jats) for name in figures)


def _asked(article: PackageArticle, front: Front, locale: str) -> Iterator[Finding]:
    if not article.settings.get("section"):
        yield missing("the section", "OJS puts every article into one, by its abbreviation", "section")
    if not locale:
        yield missing("the language", "the article names none", "locale")
    without = [person for person in front.people if not person.contributor.email]
    contact = article.settings.get("contact-email", "")
    if without and not contact:
        yield missing(
            "an e-mail address for each author",
            f"{len(without)} of {len(front.people)} have none, and OJS refuses authors without; a journal's own may stand in",
            "contact-email",
        )


def _sub(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{PKP}}}{name}", {key: value for key, value in attributes.items() if value})
    node.text = text or None
    return node


def _file(root: etree._Element, name: str, data: bytes, number: int, genre: str, owner: str, locale: str) -> None:
    stage = "dependent" if owner else "proof"
    node = _sub(root, "submission_file", id=str(number), file_id=str(number), stage=stage, genre=genre, viewable="true")
    _sub(node, "name", name, locale=locale)
    if owner:
        _sub(node, "submission_file_ref", id=owner)
    extension = name.rpartition(".")[2]
    inner = _sub(node, "file", id=str(number), filesize=str(len(data)), extension=extension)
    _sub(inner, "embed", base64.b64encode(data).decode("ascii"), encoding="base64")


def _publication(
    root: etree._Element,
    article: PackageArticle,
    front: Front,
    locale: str,
    galleys: list[tuple[str, str]],
    numbers: dict[str, str],
) -> None:
    date = front.published.iso
    node = _sub(
        root, "publication", version="1", status="1", seq="1", access_status="0",
        section_ref=article.settings.get("section", ""), date_published=date if len(date) == 10 else "",
    )  # fmt: skip
    if doi := front.id("doi"):
        _sub(node, "id", doi, type="doi", advice="update")
    translated = [(lang, title) for lang, title in front.translated_titles if lang and lang != locale]
    for lang, title in ((locale, front.title), *translated):
        _sub(node, "title", title, locale=lang)
    if front.subtitle:
        _sub(node, "subtitle", front.subtitle, locale=locale)
    for abstract in front.abstracts:
        if not abstract.type and abstract.text:
            html = "".join(f"<p>{_escaped(text)}</p>" for text in _paragraphs(abstract.paragraphs))
            _sub(node, "abstract", html, locale=(abstract.lang if abstract.translated else "") or locale)
    if front.license.links:
        _sub(node, "licenseUrl", front.license.links[0])
    if front.copyright_holder:
        _sub(node, "copyrightHolder", front.copyright_holder, locale=locale)
    if front.copyright_year:
        _sub(node, "copyrightYear", front.copyright_year)
    for group in front.keywords:
        keywords = _sub(node, "keywords", locale=group.lang or locale)
        for word in group.words:
            _sub(keywords, "keyword", word)
    if front.people:
        authors = _sub(node, "authors")
        for number, person in enumerate(front.people):
            _author(authors, person, number, article, front, locale)
    for number, (label, name) in enumerate(galleys):
        galley = _sub(node, "article_galley", locale=locale, approved="false")
        _sub(galley, "name", label, locale=locale)
        _sub(galley, "seq", str(number))
        _sub(galley, "submission_file_ref", id=numbers[name])
    entries = [entry.text or _printed(entry.item) for entry in entries_of(article.tree)]
    if any(entries):
        citations = _sub(node, "citations")
        for text in filter(None, entries):
            _sub(citations, "citation", text)
    issue = {"volume": front.volume if front.volume.isdigit() else "", "number": front.issue,
             "year": str(front.published.year or "")}  # fmt: skip
    if any(issue.values()):
        identification = _sub(node, "issue_identification")
        for name, text in issue.items():
            if text:
                _sub(identification, name, text)
    pages = "-".join(filter(None, (front.fpage, front.lpage))) or front.elocation
    if pages:
        _sub(node, "pages", pages)


def _author(
    authors: etree._Element, person: Person, number: int, article: PackageArticle, front: Front, locale: str
) -> None:
    one = person.contributor
    name = one.name or PersonName(string=one.collab)
    role = {"author": "Author", "editor": "Editor", "translator": "Translator"}.get(person.role, "Author")
    contact = "true" if one.corresponding else "false"
    node = _sub(
        authors, "author", include_in_browse="true", primary_contact=contact, user_group_ref=role, seq=str(number),
        id=str(number + 1),
    )  # fmt: skip
    _sub(node, "givenname", name.given_names or name.string or name.surname, locale=locale)
    if name.given_names and name.surname:
        _sub(node, "familyname", name.surname, locale=locale)
    places = [place for id in one.affiliation_ids if (place := front.affiliation(id)) is not None]
    if text := "; ".join(place.text for place in places if place.text):
        _sub(node, "affiliation", text, locale=locale)
    if code := next((place.country_code for place in places if place.country_code), ""):
        _sub(node, "country", code)
    if email := one.email or article.settings.get("contact-email", ""):
        _sub(node, "email", email)
    if one.orcid:
        _sub(node, "orcid", f"https://orcid.org/{one.orcid}")


def _paragraphs(paragraphs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    last = ""
    for title, text in paragraphs:
        yield f"{title}: {text}" if title and title != last else text
        last = title


def _escaped(text: str) -> str:
    """As HTML, which OJS takes an abstract for."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _printed(item: dict[str, object]) -> str:
    """A reference that has fields alone, in one line."""
    people = item.get("author")
    names = [" ".join(str(part) for part in one.values()) for one in people] if isinstance(people, list) else []
    issued = item.get("issued")
    year = str(issued.get("date-parts", [[""]])[0][0]) if isinstance(issued, dict) else ""
    where = ":".join(filter(None, (str(item.get("volume", "")), str(item.get("page", "")))))
    source = str(item.get("container-title", ""))
    parts = [", ".join(names), str(item.get("title", "")), source, "; ".join(filter(None, (year, where)))]
    return ". ".join(part for part in parts if part) + ("." if any(parts) else "")
