"""`article_from`: the metadata of a tagged document as an `Article`. Lenient: what is not there stays empty."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import panflute as pf

from .article import (
    Abstract,
    Article,
    ArticleDate,
    AuthorNote,
    Correspondence,
    Journal,
    KeywordGroup,
    Permissions,
    TranslatedTitle,
)
from .meta import meta_blocks, meta_get, meta_inlines, meta_list, meta_maps, meta_text
from .references.record import Reference
from .references.stored import from_data
from .values import Affiliation, Contributor, DateValue, Finding, PersonName, Place, Severity

IDS = ("doi", "pmid", "pmcid", "arxiv", "publisher-id")


def article_from(doc: pf.Doc) -> Article:
    """The `Article` that a tagged document's metadata describes (keys: the table in the README)."""
    meta = doc.metadata
    findings: list[Finding] = []
    affiliations = tuple(
        _affiliation(entry, number) for number, entry in enumerate(meta_list(meta_get(meta, "affiliation")), start=1)
    )
    contributors = tuple(_contributor(entry) for entry in meta_list(meta_get(meta, "author")))
    known = {aff.id for aff in affiliations}
    for person in contributors:
        for missing in [name for name in person.affiliation_ids if name not in known]:
            findings.append(
                Finding(
                    "unknown-affiliation",
                    Severity.WARNING,
                    f"Unexpected affiliation {missing!r} of an author, expected one of {sorted(known)}.",
                )
            )
    text = _reader(meta)
    return Article(
        lang=text("lang"),
        article_type=text("article.type"),
        heading=text("article.heading"),
        categories=tuple(filter(None, map(meta_text, meta_list(meta_get(meta, "article.categories"))))),
        journal=_journal(meta_get(meta, "journal")),
        title=meta_inlines(meta_get(meta, "title")),
        subtitle=meta_inlines(meta_get(meta, "subtitle")),
        running_title=meta_inlines(meta_get(meta, "article.running-title") or meta_get(meta, "running-title")),
        translated_titles=tuple(_translated_title(entry) for entry in meta_maps(meta_get(meta, "translated-titles"))),
        contributors=contributors,
        affiliations=affiliations,
        correspondences=tuple(
            _correspondence(entry, number)
            for number, entry in enumerate(meta_maps(meta_get(meta, "article.author-notes.corresp")), start=1)
        ),
        author_notes=tuple(
            _author_note(entry, number)
            for number, entry in enumerate(meta_maps(meta_get(meta, "article.author-notes.fn")), start=1)
        ),
        ids=tuple((kind, text(f"article.{kind}")) for kind in IDS if text(f"article.{kind}")),
        publication_dates=tuple(_dates(meta_get(meta, "date"), "pub") + _dates(meta_get(meta, "dates"), "pub")),
        history=tuple(_dates(meta_get(meta, "history"), "received")),
        volume=text("article.volume"),
        issue=text("article.issue"),
        issue_title=text("article.issue-title"),
        supplement=text("article.supplement"),
        fpage=text("article.fpage"),
        lpage=text("article.lpage"),
        elocation_id=text("article.elocation-id"),
        permissions=_permissions(meta),
        abstracts=tuple(_abstracts(meta)),
        keyword_groups=tuple(_keywords(meta)),
        funding_statement=meta_inlines(meta_get(meta, "article.funding-statement")),
        related=tuple(
            (_text(entry, "type"), _text(entry, "link-type") or "doi", _text(entry, "id"))
            for entry in meta_maps(meta_get(meta, "article.related"))
        ),
        blocks=tuple(doc.content.list),
        references=references_of(doc),
        findings=(*findings, *_reference_findings(doc), *_correction_findings(doc)),
    )


def _stored(doc: pf.Doc) -> dict[str, Any]:
    return _decoded(_kept(doc))


def _kept(doc: pf.Doc) -> str:
    return meta_text(doc.metadata.content.get("rubricate-references"))


@lru_cache(maxsize=1)
def _decoded(text: str) -> dict[str, Any]:
    """Asked for by the writer and by the report of a document, one after the other; nobody changes it."""
    data: dict[str, Any] = json.loads(text) if text else {}
    return data


@lru_cache(maxsize=1)
def _references(text: str) -> Mapping[str, Reference]:
    """As with `_decoded`: the writer and the report ask."""
    return {name: from_data(data) for name, data in _decoded(text).get("entries", {}).items()}


def references_of(doc: pf.Doc) -> Mapping[str, Reference]:
    """The parsed entries of a tagged document's reference lists, by id; empty where none was parsed."""
    return _references(_kept(doc))


def _reference_findings(doc: pf.Doc) -> list[Finding]:
    return [
        Finding(
            data["id"],
            Severity(data["severity"]),
            data["message"],
            Place(**data.get("place", {})),
            data.get("suggestion", ""),
            data.get("link", ""),
        )
        for data in _stored(doc).get("findings", ())
    ]


def _correction_findings(doc: pf.Doc) -> list[Finding]:
    """A finding for each correction that no longer applies, with what was found instead."""
    text = meta_text(doc.metadata.content.get("rubricate-corrected"))
    return [_unused(outcome) for outcome in (json.loads(text) if text else ()) if not outcome["applied"]]


def _unused(outcome: Mapping[str, Any]) -> Finding:
    found = f"{outcome['found'][:120]!r}" if outcome.get("found") else "nothing like it"
    why = f" ({outcome['why']})" if outcome.get("why") else ""
    was = f"{outcome['was'][:120]!r}" if outcome["was"] else "no value"
    line = f" (line {outcome['line']} of the corrections)" if outcome.get("line") else ""
    message = f"Unexpected {found} for {outcome['part']}, expected {was}: the correction to {outcome['now'][:120]!r} was not applied{why}{line}."
    suggestion = "Take the correction out, or write what stands there now as its `was`."
    return Finding(
        "correction-unused", Severity.WARNING, message, Place(excerpt=outcome.get("near", "")[:120]), suggestion
    )


def _reader(meta: pf.MetaMap) -> Any:
    return lambda path: meta_text(meta_get(meta, path)).strip()


def _text(entry: Any, key: str) -> str:
    return meta_text(meta_get(entry, key)).strip()


def _texts(entry: Any, key: str) -> tuple[str, ...]:
    return tuple(filter(None, (meta_text(item).strip() for item in meta_list(meta_get(entry, key)))))


def _true(entry: Any, key: str) -> bool:
    return _text(entry, key).casefold() in ("true", "yes", "1")


def _journal(entry: Any) -> Journal:
    return Journal(
        publisher_id=_text(entry, "publisher-id"), nlm_ta=_text(entry, "nlm-ta"), pmc=_text(entry, "pmc"), title=_text(entry, "title"),
        abbrev_title=_text(entry, "abbrev-title"), pissn=_text(entry, "pissn"), eissn=_text(entry, "eissn"), issn=_text(entry, "issn"),
        publisher_name=_text(entry, "publisher-name"), publisher_loc=_text(entry, "publisher-loc"),
    )  # fmt: skip


def _translated_title(entry: pf.MetaMap) -> TranslatedTitle:
    return TranslatedTitle(
        _text(entry, "lang"), meta_inlines(meta_get(entry, "title")), meta_inlines(meta_get(entry, "subtitle"))
    )


def _name(entry: Any) -> PersonName | None:
    if not isinstance(entry, pf.MetaMap):
        text = meta_text(entry).strip()
        return PersonName(string=text) if text else None
    particles = " ".join(filter(None, (_text(entry, "non-dropping-particle"), _text(entry, "surname"))))
    given = " ".join(filter(None, (_text(entry, "given-names"), _text(entry, "dropping-particle"))))
    string = "" if particles else _text(entry, "string") or meta_text(meta_get(entry, "name")).strip()
    name = PersonName(particles, given, _text(entry, "prefix"), _text(entry, "suffix"), string, _text(entry, "lang"))
    return name if particles or given or string else None


def _contributor(entry: Any) -> Contributor:
    if not isinstance(entry, pf.MetaMap):
        return Contributor(name=_name(entry))
    orcid = _text(entry, "orcid").rstrip("/").rsplit("/", 1)[-1]
    return Contributor(
        name=_name(entry), collab=_text(entry, "collab"), alternatives=tuple(filter(None, map(_name, meta_maps(meta_get(entry, "alternatives"))))),
        degrees=_text(entry, "degrees"), marks=_texts(entry, "marks"), affiliation_ids=_texts(entry, "affiliation"),
        corresp_ids=_texts(entry, "cor-id"), note_ids=_texts(entry, "notes"), orcid=orcid, email=_text(entry, "email"),
        corresponding=_true(entry, "corresp") or bool(_texts(entry, "cor-id")), equal_contribution=_true(entry, "equal-contrib"), roles=_texts(entry, "roles"),
    )  # fmt: skip


def _affiliation(entry: Any, number: int) -> Affiliation:
    if not isinstance(entry, pf.MetaMap):
        return Affiliation(id=str(number), text=meta_text(entry).strip())
    institutions = (*_texts(entry, "department"), *_texts(entry, "organization"), *_texts(entry, "name"))
    others = tuple(_affiliation(other, number) for other in meta_maps(meta_get(entry, "alternatives")))
    return Affiliation(
        id=_text(entry, "id") or str(number), label=_text(entry, "label"), text=_text(entry, "text"), institutions=institutions,
        city=_text(entry, "city"), region=_text(entry, "region"), postcode=_text(entry, "postcode"), country=_text(entry, "country"),
        country_code=_text(entry, "country-code"), ror=_text(entry, "ror").rstrip("/").rsplit("/", 1)[-1], lang=_text(entry, "lang"), alternatives=others,
    )  # fmt: skip


def _correspondence(entry: pf.MetaMap, number: int) -> Correspondence:
    emails = _texts(entry, "email")
    return Correspondence(
        _text(entry, "id") or str(number),
        meta_inlines(meta_get(entry, "text")) or meta_inlines(meta_get(entry, "email")),
        emails,
        _text(entry, "label"),
    )


def _author_note(entry: pf.MetaMap, number: int) -> AuthorNote:
    return AuthorNote(
        _text(entry, "id") or f"an{number}",
        meta_inlines(meta_get(entry, "text")),
        _text(entry, "type") or "other",
        _text(entry, "label"),
    )


def _number(entry: Any, key: str) -> int | None:
    text = _text(entry, key)
    return int(text) if text.isdigit() else None


def _dates(value: Any, default: str) -> list[ArticleDate]:
    dates = []
    for entry in meta_maps(value):
        date = DateValue(_number(entry, "year"), _number(entry, "month"), _number(entry, "day"), _text(entry, "season"))
        if date.year is not None:
            dates.append(ArticleDate(_text(entry, "type") or default, date, _text(entry, "publication-format")))
    return dates


def _permissions(meta: pf.MetaMap) -> Permissions:
    licences = meta_maps(meta_get(meta, "license"))
    licence = licences[0] if licences else None
    return Permissions(
        statement=meta_text(meta_get(meta, "copyright.statement")).strip(), year=meta_text(meta_get(meta, "copyright.year")).strip(),
        holder=meta_text(meta_get(meta, "copyright.holder")).strip(), license_text=meta_blocks(meta_get(licence, "text")),
        license_link=_text(licence, "link"), license_type=_text(licence, "type"),
    )  # fmt: skip


def _abstracts(meta: pf.MetaMap) -> list[Abstract]:
    out = []
    main = meta_blocks(meta_get(meta, "abstract"))
    if main:
        out.append(Abstract(main))
    for entry in meta_maps(meta_get(meta, "other-abstracts")):
        out.append(
            Abstract(meta_blocks(meta_get(entry, "abstract")), type=_text(entry, "type"), title=_text(entry, "title"))
        )
    for entry in meta_maps(meta_get(meta, "translated-abstracts")):
        out.append(Abstract(meta_blocks(meta_get(entry, "abstract")), lang=_text(entry, "lang")))
    return [abstract for abstract in out if abstract.blocks]


def _keywords(meta: pf.MetaMap) -> list[KeywordGroup]:
    out = []
    words = tuple(filter(None, map(meta_inlines, meta_list(meta_get(meta, "keywords")))))
    if words:
        out.append(KeywordGroup(words))
    for entry in meta_maps(meta_get(meta, "keyword-groups")):
        words = tuple(filter(None, map(meta_inlines, meta_list(meta_get(entry, "keywords")))))
        major = tuple(int(index) for index in _texts(entry, "major") if index.isdigit())
        if words:
            out.append(
                KeywordGroup(
                    words, _text(entry, "type") or "author", _text(entry, "lang"), _text(entry, "title"), major
                )
            )
    return out
