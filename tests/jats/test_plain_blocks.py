"""One block that no tag fits costs its mark-up, not its words and not the article."""

from __future__ import annotations

import panflute as pf
import pytest
from lxml import etree

import rubricate
from rubricate.jats import blocks
from rubricate.jats.context import Context
from rubricate.jats.plain_blocks import as_plain_blocks
from rubricate.validation import validate_tree
from rubricate.xml import parse_xml

ARTICLE = """<article dtd-version="1.3"><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>
<body><sec><title>Results</title><p>See <xref rid="fig1">Figure 1</xref> and <xref rid="in">the inner one</xref>.</p>
{}<p>After it.</p></sec></body>{}</article>"""


@pytest.mark.parametrize(
    ("body", "after", "place", "expected"),
    [
        ('<fig id="fig1"><wrong>Seen</wrong><p id="in">Twice</p></fig>', "", "//wrong", '<p id="fig1">Seen Twice</p>'),
        ("<list><p>One</p></list>", "", "//list/p", "<p>One</p>"),
        ("<p>A <wrong>small</wrong> <bold>W</bold>ord</p>", "", "//wrong", "<p>A small Word</p>"),
        ('<table-wrap><label a="b">T1</label></table-wrap>', "", "//label/@a", "<table-wrap><label>T1</label></table-wrap>"),
        ("", "<floats-group><fig><wrong>F</wrong></fig></floats-group>", "//wrong", "<boxed-text><p>F</p></boxed-text>"),
    ],
)  # fmt: skip
def test_the_smallest_block_becomes_text(body: str, after: str, place: str, expected: str) -> None:
    root = etree.fromstring(ARTICLE.format(body, after))
    assert len(as_plain_blocks(root, [place])) == 1
    text = etree.tostring(root, encoding="unicode")
    assert expected in text
    assert "the inner one" in text, "a link whose target went keeps its words"
    assert ('rid="in"' in text) == ('id="in"' in text)


def test_nothing_around_the_place_nothing_changed() -> None:
    root = etree.fromstring(ARTICLE.format("", ""))
    before = etree.tostring(root)
    assert as_plain_blocks(root, ["//sec", "//nowhere", ""]) == []
    assert etree.tostring(root) == before


def test_the_article_is_written_and_the_block_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(parent: etree._Element, block: pf.BulletList, context: Context) -> None:
        broken = etree.SubElement(parent, "list")
        etree.SubElement(broken, "p").text = "Alpha"
        etree.SubElement(broken, "p").text = "Beta"

    monkeypatch.setattr(blocks, "_list", faulty)
    result = rubricate.convert(b"# On gardens\n\nWe grew many beans in the garden.\n\n- Alpha\n- Beta\n", name="a.md")
    assert result.xml is not None
    assert b"<p>Alpha Beta</p>" in result.xml
    said = [finding for finding in result.errors if finding.id == "block-as-text"]
    assert len(said) == 1
    assert said[0].place.xpath.endswith("list")
    assert validate_tree(parse_xml(result.xml)) == []
