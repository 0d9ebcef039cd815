"""Packages: an article's tree and its files in the form in which a receiver takes them.

`build(article, receiver)` gives file names to bytes, and what is missing; nothing is read or written here. Facts that the
article does not hold (who deposits, where its page is) come from the settings and are asked for by name, never made up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .article import PackageArticle
from .crossref import crossref
from .full_text import korean_full_text, pmc_full_text
from .meca import meca
from .ojs import ojs
from .parts import Package
from .zipped import zipped


class Receiver(NamedTuple):
    """Who takes it: `profile` are the rules that the article must pass first."""

    about: str
    profile: str
    build: Callable[[PackageArticle], Package]


RECEIVERS = {
    "pmc": Receiver("PubMed Central: XML, PDF and figures, named after the article", "pmc", pmc_full_text),
    "meca": Receiver("Manuscript Exchange (NISO RP-30): manifest, article, files", "jats", meca),
    "ojs": Receiver("Open Journal Systems: native XML with the files in it", "ojs", ojs),
    "crossref": Receiver("Crossref: the deposit XML that registers the DOI", "crossref", crossref),
    "koreamed": Receiver("KoreaMed Synapse: XML and figures, named jour_year_page_fig_1", "koreamed", korean_full_text),
}


def build(article: PackageArticle, receiver: str) -> Package:
    """The package of one of `RECEIVERS`."""
    return RECEIVERS[receiver].build(article)


__all__ = ["RECEIVERS", "Package", "PackageArticle", "Receiver", "build", "zipped"]
