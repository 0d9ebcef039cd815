"""The five formats of the full sample give the same JATS, but for what a format cannot carry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jats_facts import ROOT
from lxml import etree

import rubricate

FULL = ROOT / "samples" / "full"
EMPHASIS = ("italic", "bold", "sup", "sub", "underline")


def jats(suffix: str) -> etree._Element:
    result = rubricate.convert(FULL / f"article.{suffix}")
    assert result.xml is not None
    return etree.fromstring(result.xml)


def without_file_names(root: etree._Element) -> etree._Element:
    """Word and OpenDocument give pictures names of their own."""
    for graphic in root.iter("graphic"):
        graphic.attrib.clear()
    return root


def without_merged_cells(root: etree._Element) -> etree._Element:
    """Tables as their words, row by row: Markdown and plain text have no merged cells, plain text no head."""
    for table in list(root.iter("table")):
        text = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th", "td")]
        for child in list(table):
            table.remove(child)
        table.text = " | ".join(filter(None, text))
    return root


def as_plain_text_has_it(root: etree._Element) -> etree._Element:
    """Without emphasis, pictures and MathML; an inline formula is its TeX in the text."""
    for gone in list(root.iter("graphic", "equation-count", "{http://www.w3.org/1998/Math/MathML}math")):
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)
    etree.strip_tags(root, *EMPHASIS, "inline-formula", "alternatives", "tex-math")
    return root


def text_of(root: etree._Element) -> str:
    for node in root.iter():
        node.text = " ".join((node.text or "").split()) or None
        node.tail = " ".join((node.tail or "").split()) or None
    lines = etree.tostring(root, encoding="unicode", pretty_print=True)
    return re.sub(r' xmlns:\w+="[^"]*"', "", lines)


def test_html_is_the_measure_and_docx_the_same() -> None:
    assert text_of(without_file_names(jats("docx"))) == text_of(without_file_names(jats("html")))


def test_odt() -> None:
    assert text_of(without_file_names(jats("odt"))) == text_of(without_file_names(jats("html")))


def test_markdown_but_for_merged_cells() -> None:
    markdown, html = jats("md"), jats("html")
    assert text_of(without_merged_cells(markdown)) == text_of(without_merged_cells(html))


def test_text_but_for_what_text_cannot_carry() -> None:
    text, html = jats("txt"), jats("html")
    assert text_of(as_plain_text_has_it(without_merged_cells(text))) == text_of(
        as_plain_text_has_it(without_merged_cells(html))
    )


@pytest.mark.parametrize("suffix", ["docx", "odt", "html"])
def test_merged_cells_survive(suffix: str) -> None:
    cells = jats(suffix).findall(".//table-wrap[@id='t2']//th")
    assert [(cell.get("rowspan"), cell.get("colspan")) for cell in cells][:2] == [("2", None), (None, "2")]


def test_the_formats_are_what_build_makes(tmp_path: Path) -> None:
    """The text is made from the Markdown: both hold the same references."""
    markdown = (FULL / "article.md").read_text(encoding="utf-8").split("## References")[1]
    text = (FULL / "article.txt").read_text(encoding="utf-8")
    for line in re.findall(r"^[0-9]+\. .+$", markdown, re.MULTILINE):
        assert line in text
