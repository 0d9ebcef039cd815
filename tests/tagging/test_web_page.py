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
        ("<main>b</main><footer>c</footer>", '<main>b</main><div class="page-furniture">c</div>'),
        ("<nav>never closed <p>b</p>", "<nav>never closed <p>b</p>"),
        ("<p>a nav b</p>", "<p>a nav b</p>"),
    ],
)
def test_what_html_says_is_no_article(page: str, marked: str) -> None:
    assert mark_furniture(page) == marked
