"""JSON-LD of schema.org: the article as `ScholarlyArticle` in its issue, volume and journal.

Source: schema.org, the pages on ScholarlyArticle, PublicationIssue, PublicationVolume, Periodical, Person, Organization, Grant.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from ..from_jats import Front, front_of, items_of
from ..references.csl_fields import date_parts
from ..values import Contributor
from .people import full_name

DANGEROUS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a <script> or a line of it. In JSON these stand in strings only, where an escape says the same."""
Node = dict[str, Any]


def json_ld(article: etree._Element) -> str:
    """The JSON, safe as it is between `<script>` and `</script>`."""
    text = json.dumps(article_node(article), ensure_ascii=False, indent=2)
    return "".join(DANGEROUS.get(character, character) for character in text) + "\n"


def script_of(article: etree._Element) -> str:
    """The element for an HTML head."""
    return f'<script type="application/ld+json">\n{json_ld(article)}</script>\n'


def article_node(article: etree._Element) -> Node:
    """The ScholarlyArticle."""
    front = front_of(article)
    doi = front.id("doi")
    address = f"https://doi.org/{doi}" if doi else ""
    node: Node = _kept(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "@id": address,
            "headline": front.title,
            "name": front.title,
            "alternativeHeadline": front.subtitle,
            "author": [_person(one, front) for one in front.authors],
            "editor": [_person(person.contributor, front) for person in front.people if person.role == "editor"],
            "datePublished": front.published.iso,
            "isPartOf": _issue(front),
            "pagination": f"{front.fpage}-{front.lpage}" if front.lpage else front.fpage or front.elocation,
            "pageStart": front.fpage,
            "pageEnd": front.lpage,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": kind, "value": value} for kind, value in front.ids if kind and value
            ],
            "sameAs": address,
            "inLanguage": front.lang,
            "abstract": next((one.text for one in front.abstracts if not one.type and not one.translated), ""),
            "keywords": [word for group in front.keywords for word in group.words],
            "license": front.license.links[0] if front.license.links else "",
            "copyrightYear": int(front.copyright_year) if front.copyright_year.isdecimal() else "",
            "copyrightHolder": {"@type": "Organization", "name": front.copyright_holder} if front.copyright_holder else "",
            "publisher": {"@type": "Organization", "name": front.publisher} if front.publisher else "",
            "funding": [
                {"@type": "Grant", "identifier": award, "funder": _funder(one.funder, one.funder_id)}
                for one in front.funding for award in one.awards or ("",)
            ],
            "citation": [_citation(item) for item in items_of(article)],
        }
    )  # fmt: skip
    return node


def _kept(node: Any) -> Any:
    """Without what is empty, and without nodes that are a type and nothing else."""
    if isinstance(node, dict):
        out = {key: kept for key, value in node.items() if (kept := _kept(value)) not in ("", None, [], {})}
        return {} if out.keys() <= {"@type"} else out
    if isinstance(node, list):
        return [kept for one in node if (kept := _kept(one)) not in ("", None, [], {})]
    return node


def _person(one: Contributor, front: Front) -> Node:
    if one.name is None:
        return {"@type": "Organization", "name": one.collab}
    places = [front.affiliation(id) for id in one.affiliation_ids]
    return {
        "@type": "Person",
        "@id": f"https://orcid.org/{one.orcid}" if one.orcid else "",
        "name": full_name(one),
        "givenName": one.name.given_names,
        "familyName": one.name.surname,
        "honorificSuffix": ", ".join(filter(None, (one.name.suffix, one.degrees))),
        "email": one.email,
        "affiliation": [
            {"@type": "Organization", "name": place.text, "sameAs": f"https://ror.org/{place.ror}" if place.ror else ""}
            for place in places if place is not None and place.text
        ],
    }  # fmt: skip


def _issue(front: Front) -> Node:
    """The innermost of issue, volume and journal that is known, each part of the next."""
    periodical = {
        "@type": "Periodical",
        "name": front.journal_title or front.abbreviated_title,
        "alternateName": front.abbreviated_title if front.journal_title else "",
        "issn": list(dict.fromkeys(value for _, value in front.issns)),
    }
    node: Node = _kept(periodical)
    if front.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": front.volume, "isPartOf": node}
    if issue := " ".join(filter(None, (front.issue, front.supplement))):
        node = {"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": node}
    return node


def _funder(name: str, id: str) -> Node:
    return {"@type": "Organization", "name": name, "identifier": id}


def _citation(item: Mapping[str, Any]) -> Node:
    people = [
        person.get("literal") or " ".join(filter(None, (person.get("given"), person.get("family"))))
        for person in item.get("author", ())
    ]
    year = date_parts(item.get("issued"))[:1]
    return {
        "@type": "ScholarlyArticle" if item.get("type") == "article-journal" else "CreativeWork",
        "@id": f"https://doi.org/{item['DOI']}" if item.get("DOI") else item.get("URL", ""),
        "name": item.get("title", "") or item.get("note", ""),
        "author": [{"@type": "Person", "name": name} for name in people if name],
        "datePublished": year[0] if year else "",
        "isPartOf": {"@type": "Periodical", "name": item.get("container-title", "")},
    }
