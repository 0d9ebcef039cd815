"""Which grammar judges a document: PUBLIC id, else the address of its DTD or schema, else `@dtd-version`, else as forced."""

from __future__ import annotations

import pytest

from rubricate.findings import RubricateError
from rubricate.validation.catalogue import name_of
from rubricate.validation.choose import choose
from rubricate.xml import parse_xml

PUBLISHING = "http://jats.nlm.nih.gov/publishing/1.3"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation'
META = "<front><journal-meta><journal-id>a</journal-id><issn>1234-5679</issn></journal-meta><article-meta><title-group><article-title>a</article-title></title-group>{}</article-meta></front>"
DATE = "<pub-date><year>2020</year></pub-date>"


def chosen(text: str, forced: str = "") -> str:
    entry, _ = choose(parse_xml(text.encode()), forced)
    return name_of(entry) if entry is not None else "none"


def public(words: str, system: str = "x.dtd") -> str:
    return f'<!DOCTYPE article PUBLIC "-//NLM//DTD {words}//EN" "{system}"><article/>'


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (public("JATS (Z39.96) Journal Publishing DTD v1.3 20210610"), "publishing-1.3-mathml2"),
        (public("JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610"), "publishing-1.3"),
        (public("JATS (Z39.96)  Article  Authoring DTD with\n MathML3 v1.2d1 20170631"), "authoring-1.2d1"),
        (public("JATS (Z39.96) Journal Archiving and Interchange DTD v1.0 20120330"), "archiving-1.0"),
        (
            public("JATS (Z39.96) Journal Archiving and Interchange DTD with OASIS Tables with MathML3 v1.1 20151215"),
            "archiving-1.1-oasis",
        ),
        # the PUBLIC id wins over the address and over @dtd-version
        (
            public("JATS (Z39.96) Journal Publishing DTD v1.0 20120330", f"{PUBLISHING}/JATS-journalpublishing1-3.dtd"),
            "publishing-1.0",
        ),
        (
            public("JATS (Z39.96) Journal Publishing DTD v1.9 20990101", f"{PUBLISHING}/JATS-journalpublishing1-3.dtd"),
            "none",
        ),
        # the address
        (f'<!DOCTYPE article SYSTEM "{PUBLISHING}/JATS-journalpublishing1-3.dtd"><article/>', "publishing-1.3-mathml2"),
        (
            '<!DOCTYPE article SYSTEM "https://jats.nlm.nih.gov/archiving/1.2/JATS-archivearticle1.dtd"><article/>',
            "archiving-1.2-mathml2",
        ),
        ('<!DOCTYPE article SYSTEM "dtd/JATS-journalpublishing1-3-mathml3.dtd"><article/>', "publishing-1.3"),
        ('<!DOCTYPE article SYSTEM "JATS-archivearticle1.dtd"><article/>', "none"),
        ('<!DOCTYPE article SYSTEM "JATS-archivearticle1.dtd"><article dtd-version="1.1"/>', "archiving-1.1-mathml2"),
        (f'<article {XSI}="{PUBLISHING}/xsd/JATS-journalpublishing1-3-mathml3.xsd"/>', "publishing-1.3"),
        (f'<?xml-model href="{PUBLISHING}/rng/JATS-journalpublishing1-3.rng"?><article/>', "publishing-1.3-mathml2"),
        # @dtd-version: the first tag set in which it is valid, else Publishing
        (f'<article dtd-version="1.3">{META.format(DATE)}</article>', "publishing-1.3"),
        ('<article dtd-version="1.3"><front><article-meta/></front></article>', "archiving-1.3"),
        ('<article dtd-version="1.3"><nothing/></article>', "publishing-1.3"),
        ('<article dtd-version="3.0"/>', "none"),
        ("<article/>", "none"),
    ],
    ids=lambda value: str(value)[:70],
)
def test_the_document_tells(document: str, expected: str) -> None:
    assert chosen(document) == expected


@pytest.mark.parametrize(
    ("forced", "declared", "expected"),
    [
        ("archiving-1.1", "1.3", "archiving-1.1"),
        ("archiving-1.1-mathml2", "1.3", "archiving-1.1-mathml2"),
        ("publishing-1.2d1-oasis", "", "publishing-1.2d1-oasis"),
        ("authoring", "1.2", "authoring-1.2"),
        ("publishing", "3.0", "publishing-1.3"),
        ("archiving-1.0", "", "archiving-1.0"),
    ],
)
def test_the_user_forces(forced: str, declared: str, expected: str) -> None:
    assert chosen(f'<article dtd-version="{declared}"/>', forced) == expected


@pytest.mark.parametrize("name", ["publishing-1.9", "jats", "publishing-1.3-mathml3", "authoring-1.3-oasis", "nlm-3.0"])
def test_a_wrong_name_is_said(name: str) -> None:
    with pytest.raises(RubricateError) as caught:
        chosen("<article/>", name)
    (finding,) = caught.value.findings
    assert finding.id == "unknown-grammar" and "publishing-1.0, 1.1" in finding.message


@pytest.mark.parametrize(
    ("document", "message", "suggestion"),
    [
        (public("Journal Publishing DTD v3.0 20080202"), "NLM 3.0, older than JATS", "--grammar publishing-1.0"),
        (public("Journal Archiving and Interchange DTD v2.3 20070202"), "NLM 2.3, older", "--grammar archiving-1.0"),
        (public("JATS (Z39.96) Journal Publishing DTD v1.3 20210611"), "20210611", "v1.3 20210610//EN"),
        (
            '<!DOCTYPE article PUBLIC "-//Other//DTD Own Publishing v1//EN" "o.dtd"><article/>',
            "Own Publishing",
            "--grammar publishing-1.3",
        ),
        ('<article dtd-version="3.0"/>', 'dtd-version="3.0"', "--grammar"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_no_jats_knows_is_said(document: str, message: str, suggestion: str) -> None:
    entry, (finding,) = choose(parse_xml(document.encode()))
    assert entry is None and finding.id == "unknown-doctype"
    assert message in finding.message and suggestion in finding.suggestion
