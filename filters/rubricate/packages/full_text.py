"""Full text for PubMed Central and for KoreaMed Synapse: the article, its PDF, its figures, named by the receiver's scheme.

Sources: PMC, *File Specifications for Delivery of Content to PMC*; KoreaMed Synapse and ScienceCentral on figure files.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from ..findings import Finding, Severity
from .article import PackageArticle
from .links import Named, relink
from .names import base_name, safe_file
from .parts import DECLARATION, Package

LETTERS = {"figure": "g", "table": "t", "formula": "e", "inline": "i", "supplement": "s"}
WORDS = {"figure": "fig", "table": "table", "formula": "eq", "inline": "e", "supplement": "s"}


def pmc_full_text(article: PackageArticle) -> Package:
    """jgm-12-145.xml, jgm-12-145.pdf, jgm-12-145-g001.tif, jgm-12-145-s001.csv."""
    base, said = base_name(article, article.front(), "-")

    def name(one: Named) -> str:
        return f"{base}-{LETTERS[one.kind]}{one.number:03d}{one.panel}{one.extension}"

    package = _package(article, base, name, said)
    if not any(file == f"{base}.pdf" for file in package.files):
        message = f"Unexpected package without a PDF, expected {base}.pdf."
        todo = "Give it with --source article.pdf, if there is one."
        package.findings.append(Finding("package-pdf", Severity.WARNING, message, suggestion=todo))
    return package


def korean_full_text(article: PackageArticle) -> Package:
    """jgm_2025_145.xml, jgm_2025_145_fig_1.tif."""
    base, said = base_name(article, article.front(), "_")

    def name(one: Named) -> str:
        return f"{base}_{WORDS[one.kind]}_{one.number}{one.panel}{one.extension}"

    return _package(article, base, name, said)


def _package(article: PackageArticle, base: str, name: Callable[[Named], str], said: list[Finding]) -> Package:
    linked = relink(article.root, article.files, name)
    files = {f"{base}.xml": article_bytes(article, linked.root), **linked.files}
    for extra, data in article.extra.items():
        pdf = extra.lower().endswith(".pdf") and f"{base}.pdf" not in files
        files[f"{base}.pdf" if pdf else safe_file(extra)] = data
    return Package(base, files, f"{base}.xml", [*said, *linked.findings], linked.renamed)


def article_bytes(article: PackageArticle, root: etree._Element) -> bytes:
    """The article as a file of its own, under the DOCTYPE that it came with; nothing else of its bytes is changed."""
    doctype = article.tree.docinfo.doctype
    head = f"{doctype}\n".encode() if doctype else b""
    return DECLARATION + head + etree.tostring(root, encoding="utf-8", with_tail=False) + b"\n"
