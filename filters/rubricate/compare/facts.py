"""An article as plain facts, in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from lxml import etree

from ..from_jats import Entry, Front, Person, article_of, entries_in, front_of, words
from ..from_jats.values import PublishedDate
from ..values import Affiliation, PersonName
from .body import body_of, notes_of, roots_of

Facts = dict[str, Any]
DASHES = str.maketrans(dict.fromkeys("‐‑–—−", "-"))


def facts_of(tree: etree._ElementTree | etree._Element) -> Facts:
    """Every fact of an article; parts that it does not have are left out."""
    article = article_of(tree)
    front = front_of(article)
    replies = list(article.iter("sub-article", "response"))
    entries = [entry for part in (article, *replies) for entry in entries_in(part)]
    targets = _targets(article, front, entries)
    facts: Facts = {
        "article": {"type": front.article_type, "language": front.lang, "headings": list(front.headings)},
        "journal": _journal(front),
        "ids": dict(front.ids),
        "title": {"title": front.title, "subtitle": front.subtitle, "short": front.short_title,
                  **{f"in {lang}": title for lang, title in front.translated_titles}},
        "authors": [_person(person, front) for person in front.people],
        "affiliations": [_affiliation(one) for one in front.affiliations],
        "notes": [{"text": note} for note in front.notes],
        "dates": _dates((*front.dates, *front.history)),
        "issue": {
            "volume": front.volume, "issue": front.issue, "supplement": front.supplement, "first page": front.fpage,
            "last page": front.lpage, "article number": front.elocation,
        },
        "rights": {
            "statement": front.copyright_statement, "year": front.copyright_year, "holder": front.copyright_holder,
            "licence": " ".join(front.license.links), "licence text": front.license.text,
        },
        "funding": [{"funder": one.funder, "id": one.funder_id, "awards": ", ".join(one.awards)} for one in front.funding],
        "funding statement": {"text": front.funding_statement},
        "related": [{"type": one.type, "target": one.target} for one in front.related],
        "abstracts": [
            {"language": one.lang, "type": one.type, "section": section, "text": text}
            for one in front.abstracts for section, text in one.paragraphs
        ],
        "keywords": [
            {"language": one.lang, "type": one.type, "words": list(one.words)} for one in front.keywords
        ],
        **body_of(article, targets),
        **notes_of(article, targets),
        "replies": [_reply(part) for part in replies],
        "references": [_reference(label, text, item) for _, label, text, item in entries],
    }  # fmt: skip
    return {part: kept for part, value in facts.items() if (kept := _kept(value))}


def _kept(value: Any) -> Any:
    """Without what is empty; records of a list stay in their places."""
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if one not in ("", [], {}, None, ())}
    if isinstance(value, list):
        return [_kept(one) if isinstance(one, dict) else one for one in value]
    return value


def _targets(article: etree._Element, front: Front, entries: Sequence[Entry]) -> dict[str, str]:
    """Ids to positions: "B4" to "references/3"."""
    out = {one.id: f"affiliations/{number}" for number, one in enumerate(front.affiliations)}
    for part, name in (("figures", "fig"), ("tables", "table-wrap"), ("formulas", "disp-formula")):
        for number, node in enumerate(node for root in roots_of(article) for node in root.iter(name)):
            out.setdefault(node.get("id", ""), f"{part}/{number}")
    for number, entry in enumerate(entries):
        out.setdefault(entry.id, f"references/{number}")
    out.pop("", None)
    return out


def _reply(part: etree._Element) -> dict[str, str]:
    """A sub-article or response; its text stands among the paragraphs, its references among the references."""
    meta = part.find("front-stub")
    meta = part if meta is None else meta
    people = [words(name) for name in meta.iter("name", "string-name", "collab")]
    return {"title": words(meta.find(".//article-title")), "authors": "; ".join(people)}


def _journal(front: Front) -> dict[str, str]:
    return {
        "title": front.journal_title, "abbreviated title": front.abbreviated_title,
        **{f"id {kind}": value for kind, value in front.journal_ids},
        **{f"ISSN {medium}".strip(): value for medium, value in front.issns},
        "publisher": front.publisher, "publisher's place": front.publisher_place,
    }  # fmt: skip


def _person(person: Person, front: Front) -> dict[str, Any]:
    one = person.contributor
    name = one.name or PersonName()
    places = {aff.id: f"affiliations/{number}" for number, aff in enumerate(front.affiliations)}
    return {
        "role": "" if person.role == "author" else person.role,
        "surname": name.surname, "given-names": name.given_names, "prefix": name.prefix, "suffix": name.suffix,
        "name": name.string, "group": one.collab, "other names": "; ".join(map(_name, one.alternatives)),
        "degrees": one.degrees, "ORCID": one.orcid, "e-mail": one.email,
        "corresponding": "yes" if one.corresponding else "", "equal contribution": "yes" if one.equal_contribution else "",
        "roles": "; ".join(one.roles), "affiliations": [places[id] for id in one.affiliation_ids],
    }  # fmt: skip


def _name(name: PersonName) -> str:
    return " ".join(filter(None, (name.prefix, name.given_names, name.surname, name.suffix, name.string)))


def _affiliation(one: Affiliation) -> dict[str, Any]:
    parts = {field.name: getattr(one, field.name) for field in fields(one)}
    out = {name: parts[name] for name in ("label", "city", "region", "postcode", "country")}
    return {
        "text": one.text, "institutions": "; ".join(one.institutions), **out, "country code": one.country_code,
        "ROR": one.ror, "e-mail": ", ".join(one.emails),
        "other languages": "; ".join(other.text for other in one.alternatives),
    }  # fmt: skip


def _dates(dates: tuple[PublishedDate, ...]) -> dict[str, str]:
    return {
        " ".join(filter(None, (one.type, one.medium))): one.value.iso or one.value.text or one.value.season
        for one in dates
    }


def _reference(label: str, text: str, item: dict[str, Any]) -> dict[str, Any]:
    label = label.strip(" .[]()")
    out: dict[str, Any] = {"label": "" if label.isdigit() else label}  # a number is the place in the list, told apart
    for variable, value in item.items():
        if variable == "id":
            continue
        if isinstance(value, list):
            for number, person in enumerate(value, start=1):
                out[f"{variable} {number}"] = ", ".join(person.values())
        elif isinstance(value, dict):
            out[variable] = _date(value)
        else:
            out[variable] = str(value).translate(DASHES)
    out["printed"] = text
    return out


def _date(value: dict[str, Any]) -> str:
    parts = ["-".join(f"{part:02d}" for part in date) for date in value.get("date-parts", ())]
    return " ".join(filter(None, (*parts, value.get("suffix"), value.get("season"), value.get("literal"))))
