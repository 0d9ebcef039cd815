"""The article's own record: as others would cite it."""

from __future__ import annotations

from typing import Any

from ..from_jats import Front
from ..values import Contributor


def own_item(front: Front) -> dict[str, Any]:
    """A CSL-JSON item of the article itself."""
    date = front.published
    parts = [part for part in (date.year, date.month, date.day) if part]
    pages = f"{front.fpage}-{front.lpage}" if front.lpage and front.lpage != front.fpage else front.fpage
    issue = " ".join(filter(None, (front.issue, front.supplement)))
    item = {
        "id": front.id("doi") or front.id("publisher-id") or "article",
        "type": "article-journal",
        "title": ": ".join(filter(None, (front.title, front.subtitle))),
        "author": [person for one in front.authors if (person := _person(one))],
        "container-title": front.journal_title or front.abbreviated_title,
        "container-title-short": front.abbreviated_title,
        "publisher": front.publisher,
        "issued": {"date-parts": [parts]} if parts else None,
        "volume": front.volume,
        "issue": issue,
        "page": pages or front.elocation,
        "DOI": front.id("doi"),
        "PMID": front.id("pmid"),
        "PMCID": front.id("pmcid") or front.id("pmc"),
        "ISSN": next((issn for _, issn in front.issns), ""),
        "language": front.lang,
        "abstract": next((one.text for one in front.abstracts if not one.type and not one.translated), ""),
        "keyword": ", ".join(word for one in front.keywords for word in one.words),
    }
    return {name: value for name, value in item.items() if value}


def _person(one: Contributor) -> dict[str, str]:
    if one.name is None:
        return {"literal": one.collab} if one.collab else {}
    if one.name.string:
        return {"literal": one.name.string}
    parts = {"family": one.name.surname, "given": one.name.given_names, "suffix": one.name.suffix}
    return {name: text for name, text in parts.items() if text}
