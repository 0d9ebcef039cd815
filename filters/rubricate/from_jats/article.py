"""The `<article>` of a tree, also where a set of articles or an envelope stands around it."""

from __future__ import annotations

from lxml import etree

from ..findings import Finding, RubricateError, Severity


def article_of(tree: etree._ElementTree | etree._Element) -> etree._Element:
    """The first `<article>`; raises RubricateError (`wrong-root`) where there is none.

    >>> article_of(etree.XML("<pmc-articleset><article/></pmc-articleset>")).tag
    'article'
    """
    root = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
    article = root if root.tag == "article" else root.find(".//article")
    if article is None:
        name = str(root.tag).rpartition("}")[2]
        message = f"Unexpected root <{name}>, expected <article>"
        raise RubricateError(Finding("wrong-root", Severity.ERROR, message, suggestion="Give the article's JATS XML."))
    return article
