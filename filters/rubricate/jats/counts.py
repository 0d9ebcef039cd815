"""`<counts>`: what can be counted in the article itself."""

from __future__ import annotations

from lxml import etree

from ..article import Article


def counts_of(root: etree._Element, article: Article) -> dict[str, int]:
    """Figures, tables, formulas, references and pages, in the order of the grammar; what is zero is left out."""
    tags = (
        ("fig-count", "fig"),
        ("table-count", "table-wrap"),
        ("equation-count", "disp-formula"),
        ("ref-count", "ref"),
    )
    counts = {name: sum(1 for _ in root.iter(tag)) for name, tag in tags}
    if article.fpage.isdigit() and article.lpage.isdigit() and int(article.lpage) >= int(article.fpage):
        counts["page-count"] = int(article.lpage) - int(article.fpage) + 1
    return {name: number for name, number in counts.items() if number}


def insert_counts(front: etree._Element, counts: dict[str, int]) -> None:
    """The last child of `<article-meta>`."""
    meta = front.find("article-meta")
    if meta is None or not counts:
        return
    holder = etree.SubElement(meta, "counts")
    for tag, number in counts.items():
        etree.SubElement(holder, tag, {"count": str(number)})
