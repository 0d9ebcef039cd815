"""What must hold for any input: no exception, valid or said, nothing lost, the same bytes twice."""

from __future__ import annotations

import itertools

import panflute as pf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import rubricate
from rubricate.article_metadata import article_from
from rubricate.inlines import cut, pieces, plain
from rubricate.jats import build
from rubricate.pipeline import make_jats
from rubricate.reading.ast_json import from_json, to_json
from rubricate.tagging import FILTERS, tag
from rubricate.validation import validate_bytes
from rubricate.values import Severity

LINES = st.sampled_from(
    [
        "A Study of Bread in Small Ovens", "Abstract", "ABSTRACT", "Keywords: bread; ovens", "Ann B. Lee1,*, Carl Roe2", "1Department of Bakery, Leeds, UK",
        "2 Institute of Ovens, Gent, Belgium. roe@ovens.example", "*Corresponding author: Ann Lee, lee@example.org", "J Exa Med. 2019 Jan;48(2):245-60.",
        "Introduction", "1. Introduction", "2.1 Methods", "Results and Discussion", "References", "Acknowledgements", "Funding: none.", "Figure 1. Loaves. (A) One. (B) Two.",
        "Table 1. Loaves.", "a\tb\tc", "1\t2", "1. Roe C. On bread. J Exa Med. 2019;1:1-2.", "2. Lee A. More on bread. J Exa Med. 2018;2:3-4.", "• a bullet", "  • another",
        "  1. first", "  2. second", "    A set-in quotation that has more than six words in it.", "We baked bread [1,2] and it rose (Roe, 2019) as Figure 1 shows, in Table 1 too.",
        "Bread has been baked for a long time in many countries, and nobody has measured how good it is; we did so. It was good.", "Full Text Links", "© 2020 The Bakers.",
        "doi: 10.5555/bread.1", "Received: 1 May 2020; Accepted: 2 June 2020", "배경: 빵은 오래전부터 구워 왔다.", "초록", "", "", "\u200b", "†a note", "<b>&amp;</b>", "# not a heading", "Appendix A",
    ]
)  # fmt: skip
ARTICLES = st.lists(st.one_of(LINES, LINES, LINES, st.text(max_size=60)), min_size=1, max_size=40).map("\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
def test_any_text(text: str) -> None:
    source = text.encode("utf-8", "replace")
    result = rubricate.convert(source, from_="text")
    if result.xml is None:
        assert result.errors
        return
    assert [finding for finding in validate_bytes(result.xml) if finding.severity is Severity.ERROR] == []
    assert result.ledger is not None
    lost = [change for change in result.ledger.lost if not change.rule]
    added = [change for change in result.ledger.added if not change.rule]
    assert lost == [] and added == []
    assert rubricate.convert(source, from_="text").xml == result.xml


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for kind in ("text", "docx", "odt"):
        result = rubricate.convert(data, from_=kind)
        assert result.xml is not None or result.errors


INLINES = st.lists(
    st.one_of(
        st.text(alphabet="ab1", min_size=1, max_size=4).map(pf.Str),
        st.just(None).map(lambda _: pf.Space()),
        st.text(alphabet="cd", min_size=1, max_size=3).map(
            lambda text: pf.Emph(pf.Str(text), pf.Space(), pf.Str(text))
        ),
        st.just(None).map(lambda _: pf.LineBreak()),
    ),
    max_size=12,
)


@given(INLINES, st.lists(st.integers(0, 30), max_size=4))
def test_pieces_are_the_cuts(inlines: list[pf.Inline], points: list[int]) -> None:
    text = plain(inlines)
    bounds = [0, *sorted({point for point in points if 0 < point < len(text)}), len(text) + 1]
    found = pieces(inlines, bounds)
    assert [plain(piece) for piece in found] == [text[a:b] for a, b in itertools.pairwise(bounds)]
    assert [plain(cut(inlines, a, b)) for a, b in itertools.pairwise(bounds)] == [plain(piece) for piece in found]


@pytest.mark.parametrize("name", [name for name, _ in FILTERS])
def test_every_filter_stands_alone_and_can_be_left_out(name: str) -> None:
    run = dict(FILTERS)[name]
    doc = pf.Doc(pf.Header(pf.Str("Bread")), pf.Para(pf.Str("It"), pf.Space(), pf.Str("rose.")))
    run(doc)
    again = pf.Doc(pf.Header(pf.Str("Bread")), pf.Para(pf.Str("It"), pf.Space(), pf.Str("rose.")))
    tag(again, without=[name])
    article = article_from(again)
    assert build(again, article, mathml=lambda formulas: [None] * len(formulas)).xml


UNTITLED = """Abstract

Gardens at night are dark, and what grows in them grows slowly.

Moths and lamps in the gardens of the north

Anna Kim

Introduction

We went there.
"""
"""What a second look would take for its title stands below the abstract."""


def tagged_again(doc: pf.Doc) -> pf.Doc:
    """A tagged document written as pandoc's JSON, read and tagged once more."""
    again = from_json(to_json(doc))
    return tag(again)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
@example(UNTITLED)
def test_tagged_twice_is_tagged_once(text: str) -> None:
    """Also where the first look found no title, or no authors."""
    result = rubricate.convert(text.encode("utf-8", "replace"), from_="text")
    if result.doc is None or result.xml is None:
        return
    assert make_jats(tagged_again(result.doc)).xml == result.xml
