"""@rid may name several targets ("IDREFS"); and the rule on licences and its fix are of one mind on every address."""

from __future__ import annotations

from itertools import product

import pytest
from lxml import etree

from rubricate.validation.fixes.identifiers import license_uri
from rubricate.validation.rules.article_meta import title
from rubricate.validation.rules.calls import object_called
from rubricate.validation.rules.correspondence import corresp
from rubricate.validation.rules.creative_commons import canonical, is_page
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.references import ref_id


def document(text: str) -> Document:
    return Document(etree.ElementTree(etree.fromstring(text)))


def test_a_note_of_the_title_beside_another_target() -> None:
    text = (
        "<article><front><article-meta><title-group><article-title>Bread<xref rid='t1 n1'/></article-title></title-group>"
        "</article-meta></front><body><table-wrap id='t1'><table-wrap-foot><fn id='n1'><p>Rye.</p></fn></table-wrap-foot>"
        "</table-wrap></body></article>"
    )
    assert [hit.found for hit in title(document(text))] == [
        "<xref> in <article-title> to a footnote in <table-wrap-foot>"
    ]


@pytest.mark.parametrize(("first", "last"), [("f1", "f4"), ("f1 f2", "f4 f5"), ("x f1", "f4")])
def test_a_range_of_figures_between_references_to_several(first: str, last: str) -> None:
    figures = "".join(f"<fig id='f{n}'><label>Figure {n}</label></fig>" for n in range(1, 6))
    text = (
        f"<article><body><p><xref rid='{first}'/>–<xref rid='{last}'/> <xref rid='f5'/></p>{figures}</body></article>"
    )
    assert list(object_called(document(text))) == []


@pytest.mark.parametrize(("first", "last"), [("B1", "B4"), ("B1 B2", "B4 B5"), ("B1\nB2", "B4")])
def test_a_range_of_references_between_references_to_several(first: str, last: str) -> None:
    refs = "".join(f"<ref id='B{n}'/>" for n in range(1, 6))
    text = (
        f"<article><body><p><xref ref-type='bibr' rid='{first}'/>–<xref ref-type='bibr' rid='{last}'/>"
        f"<xref ref-type='bibr' rid='B5'/></p></body><back><ref-list>{refs}</ref-list></back></article>"
    )
    assert list(ref_id(document(text))) == []


def test_an_author_who_points_at_an_affiliation_and_the_address() -> None:
    text = (
        "<article article-type='research-article'><front><article-meta><contrib-group><contrib contrib-type='author'>"
        "<xref rid='a1 c1'/></contrib><contrib contrib-type='author'/></contrib-group><aff id='a1'/><author-notes>"
        "<corresp id='c1'><email>a@example.org</email></corresp></author-notes></article-meta></front></article>"
    )
    assert list(corresp(document(text))) == []


ADDRESSES = [
    "".join(parts)
    for parts in product(
        ("https://", "http://", "//", ""),
        ("creativecommons.org/", "www.creativecommons.org/", "creativecommons.com/"),
        ("licenses/", "Licence/", "publicdomain/"),
        ("by", "BY-nc", "by-nd-nc", "nc-by", "zero", "free"),
        ("", "/1.0", "/4.0", "/3.5"),
        ("", "/de", "/deed", "/scotland"),
        ("", "/legalcode", "/deed.zh_hant"),
        ("", "/", ".", " "),
    )
]


def test_the_rule_and_its_fix_agree() -> None:
    assert [address for address in ADDRESSES if license_uri(address) != (canonical(address) or address)] == []
    assert [address for address in ADDRESSES if license_uri(license_uri(address)) != license_uri(address)] == []
    assert sum(canonical(address) is not None for address in ADDRESSES) > 500


def test_a_link_to_the_legal_code_is_left_alone_by_both() -> None:
    from rubricate.validation.rules.licences import license_uri as rule

    for address in (address for address in ADDRESSES if is_page(address) and canonical(address)):
        text = (
            "<article xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:ali='http://www.niso.org/schemas/ali/1.0/'><permissions>"
            f"<license><ali:license_ref>{canonical(address)}</ali:license_ref><license-p><uri xlink:href='{address}'/></license-p>"
            "</license></permissions></article>"
        )
        assert list(rule(document(text))) == []
        assert license_uri(address, page=False) == address
