"""A whole web page (tests/tagging/page.html, made up): menus, cookie notice and footer are furniture, the article is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import rubricate
from rubricate.reading.html_page import mark_furniture

PAGE = Path(__file__).parent / "page.html"


@pytest.fixture(scope="module")
def result() -> rubricate.Result:
    return rubricate.convert(PAGE)


def test_the_title_block_is_found_under_the_menus(result: rubricate.Result) -> None:
    assert result.xml is not None
    root = etree.fromstring(result.xml)
    assert root.findtext(".//article-title") == "Moss and noise in a school corridor"
    assert [name.text for name in root.iterfind(".//contrib//surname")] == ["Berg", "Haddad"]
    assert [xref.get("rid") for xref in root.iterfind(".//contrib/xref")] == ["aff1", "aff2", "cor1"]
    assert root.findtext(".//article-id[@pub-id-type='doi']") == "10.5555/jq.2020.7"
    assert [(root.findtext(f".//{name}")) for name in ("volume", "issue", "fpage", "lpage")] == ["7", "2", "31", "39"]
    assert len(root.findall(".//abstract/p")) == 1
    assert [title.text for title in root.iterfind(".//body/sec/title")] == ["Introduction", "Results"]
    assert len(root.findall(".//ref")) == 3
    assert root.find(".//subject") is None


def test_furniture_is_listed_and_no_word_is_lost(result: rubricate.Result) -> None:
    furniture = [entry["text"] for entry in result.report["log"] if entry["rule"] == "furniture"]
    assert furniture[:5] == ["Home", "All issues", "Log in", "We use cookies to make this site better.", "Accept"]
    assert any("Privacy policy" in text for text in furniture)
    assert result.ledger is not None and result.ledger.unexplained == []


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<nav>a</nav><p>b</p>", '<div class="page-furniture">a</div><p>b</p>'),
        ("<article><p>b</p><footer>c</footer></article>", "<article><p>b</p><footer>c</footer></article>"),
        ("<main>b</main><footer>c</footer>", '<div>b</div><div class="page-furniture">c</div>'),
        ('<div id="x" role="main">b</div><p>c</p>', '<div id="x">b</div><p>c</p>'),
        ("<header>a</header><article>b</article>", '<div class="page-furniture">a</div><article>b</article>'),
        ("<header><h1>a</h1></header><article>b</article>", "<header><h1>a</h1></header><article>b</article>"),
        ("<header>a</header><p>b</p>", "<header>a</header><p>b</p>"),
        ("<nav>never closed <p>b</p>", "<nav>never closed <p>b</p>"),
        ("<p>a nav b</p>", "<p>a nav b</p>"),
    ],
)
def test_what_html_says_is_no_article(page: str, marked: str) -> None:
    assert mark_furniture(page) == marked


SAVED = b"""<html lang="en"><head><title>Slow bread | Journal of Bread</title></head><body>
<div><p>We use cookies to improve your experience.</p><button>Accept all</button></div>
<header><img src="logo.png" alt="Journal of Bread"><ul><li><a href="/">Home</a></li></ul></header>
<main><article><h1>Slow bread for fast patients in hospitals</h1>
<p><a href="#a1">Ann B. Lee</a><sup><a href="https://bread.example.org/12#aff1">1</a></sup></p>
<p><sup>1</sup>Department of Bakery, University of Example, Leeds, UK</p>
<h2>Introduction</h2>
<p>Bread is old<sup><a href="#r1">1</a></sup>, and good<sup><a href="https://bread.example.org/12#r1">1</a>,<a href="#r2">2</a></sup>.</p>
<figure id="f1"><figcaption><b>Figure 1</b></figcaption><p>Loaves by day. The line shows the mean.</p>
<a href="/fig/1">Full size image</a></figure>
<h2>References</h2><ol><li id="r1">Roe C. On bread. J Exa Med. 2016;1:1-9.</li><li id="r2">Lee A. More on bread. J Exa Med. 2018;2:3-4.</li></ol>
</article></main>
<aside><h3>Related articles</h3></aside></body></html>"""


def test_a_saved_page_has_its_citations_linked_and_nothing_outside_of_main_is_lost() -> None:
    result = rubricate.convert(SAVED, from_="html", citations="mixed")
    assert result.xml is not None and result.ledger is not None
    assert result.ledger.unexplained == []
    xml = result.xml.decode()
    assert '<sup><xref ref-type="bibr" rid="B1">1</xref></sup>, and good' in xml
    assert '<sup><xref ref-type="bibr" rid="B1 B2">1,2</xref></sup>' in xml
    assert "<title>Loaves by day.</title>" in xml
    assert [entry["text"] for entry in result.report["log"] if entry["rule"] == "furniture"] == [
        "Full size image", "We use cookies to improve your experience.", "Accept all", "Home", "Related articles",
    ]  # fmt: skip
