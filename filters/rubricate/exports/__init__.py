"""Other shapes of what a JATS article says: for reference managers, for the head of its web page, for a table of authors.

Each shape is a function from the article's tree to text; `FORMATS` names them all. The JATS may be anybody's. A shape
says what the article says and nothing more: a field that is not there is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from ..from_jats import front_of, items_of
from ..references.bibtex import bibtex
from ..references.ris import ris
from .authors_csv import authors_csv
from .json_ld import json_ld, script_of
from .meta_tags import meta_tags
from .own_item import own_item


class Format(NamedTuple):
    """One shape: what it is, the extension of its files, how it is made of an article (or of CSL items)."""

    about: str
    extension: str
    of_article: Callable[[etree._Element], str] | None = None
    of_items: Callable[[Sequence[Mapping[str, Any]]], str] | None = None


def csl_json(items: Sequence[Mapping[str, Any]]) -> str:
    """CSL-JSON, as citeproc and reference managers read it."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def html_head(article: etree._Element) -> str:
    """Both for the head of the article's page: `citation_*` tags and JSON-LD."""
    return meta_tags(article) + script_of(article)


FORMATS = {
    "bibtex": Format("references as BibTeX", ".bib", of_items=bibtex),
    "ris": Format("references as RIS", ".ris", of_items=ris),
    "csl-json": Format("references as CSL-JSON", ".json", of_items=csl_json),
    "meta": Format("citation_* meta tags, as Google Scholar reads them", ".html", of_article=meta_tags),
    "json-ld": Format("schema.org ScholarlyArticle", ".jsonld", of_article=json_ld),
    "html-head": Format("both of the last two, ready for <head>", ".html", of_article=html_head),
    "authors-csv": Format("the authors as a table", ".csv", of_article=authors_csv),
}


def export(article: etree._Element, format_: str, *, own: bool = False) -> str:
    """The article in one of `FORMATS`; `own`: of the record formats not the references but the article's own record.

    >>> export(etree.XML("<article><front/></article>"), "csl-json")
    '[]\\n'
    """
    chosen = FORMATS[format_]
    if chosen.of_items is not None:
        return chosen.of_items([own_item(front_of(article))] if own else items_of(article))
    assert chosen.of_article is not None
    return chosen.of_article(article)


__all__ = ["FORMATS", "Format", "export"]
