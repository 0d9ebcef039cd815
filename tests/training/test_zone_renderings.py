"""The renderer that zones are trained with, on one made-up article: every layout, every line with its role."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubricate.tagging.zone_features import features_of
from rubricate.tagging.zones import rule_labels
from rubricate.training.zones.article_reader import read_article
from rubricate.training.zones.examples import example, units_and_owners
from rubricate.training.zones.foreign import made_up
from rubricate.training.zones.pieces import without_marks
from rubricate.training.zones.rendering import render
from rubricate.training.zones.style import FAMILIES, draw

ARTICLE = """<article xml:lang="en"><front><journal-meta><journal-title-group><journal-title>Journal of Examples</journal-title>
</journal-title-group><issn>1234-5679</issn><publisher><publisher-name>Example Press</publisher-name></publisher></journal-meta>
<article-meta><article-id pub-id-type="doi">10.5555/bread</article-id><title-group><article-title>Bread in the morning</article-title></title-group>
<contrib-group><contrib contrib-type="author" corresp="yes"><name><surname>Miller</surname><given-names>Ada</given-names></name>
<email>ada@example.org</email><xref ref-type="aff" rid="a1"/></contrib></contrib-group>
<aff id="a1"><label>1</label>Department of Bakery, University of Example, Leeds, UK</aff>
<pub-date><year>2020</year></pub-date><volume>3</volume><abstract><p>We baked bread. It was good.</p></abstract>
<kwd-group><kwd>bread</kwd><kwd>butter</kwd><kwd>oven</kwd></kwd-group></article-meta></front>
<body><sec><title>Methods</title><p>We weighed every loaf before and after the oven.</p>
<fig id="f1"><label>Figure 1</label><caption><p>The oven.</p></caption></fig></sec>
<sec><title>Conflict of interest</title><p>None declared.</p></sec></body>
<back><ack><p>We thank the miller.</p></ack><ref-list><ref><element-citation><name><surname>Stone</surname><given-names>Ben</given-names></name>
<article-title>Ovens</article-title><source>J Exa Med</source><year>2019</year><volume>1</volume><fpage>1</fpage></element-citation></ref></ref-list></back></article>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "bread.xml"
    file.write_bytes(ARTICLE.encode())
    return file


def test_an_article_is_read(path: Path) -> None:
    article = read_article(path)
    assert article.title == "Bread in the morning"
    assert [person.surname for person in article.authors] == ["Miller"]
    assert article.affs == ["Department of Bakery, University of Example, Leeds, UK"]
    assert [title for title, _ in article.back] == ["Conflict of interest", "Acknowledgements"]
    assert "Ovens" in article.refs[0]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_layout_labels_every_unit(path: Path, family: str) -> None:
    article = read_article(path)
    for number in range(8):
        style = draw(f"{family} {number}", family, "en")
        units, owners = units_and_owners(article, style)
        assert len(units) == len(owners)
        assert all(owner is not None for owner in owners)
        sheet, rules = rule_labels(units)
        assert len(features_of(sheet, rules)) == len(units)


def test_a_rendering_is_always_the_same(path: Path) -> None:
    article = read_article(path)
    once, again = example(article, 1), example(article, 1)
    assert (once.features, once.labels) == (again.features, again.labels)


def test_the_title_is_in_every_rendering(path: Path) -> None:
    article = read_article(path)
    for number in range(30):
        style = draw(str(number), FAMILIES[number % len(FAMILIES)], "en")
        text = " ".join(without_marks(piece.text) for piece in render(article, style) if piece.role == "title")
        assert "bread in the morning" in text.casefold()


def test_made_up_articles_have_all_their_parts() -> None:
    for article in made_up():
        assert article.title and article.authors and article.affs and article.body and article.refs
