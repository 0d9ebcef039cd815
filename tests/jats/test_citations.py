"""References as elements, as tagged text and as both: every kind of field, every type, all six grammars; nothing lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import panflute as pf
import pytest
from documents_as_tests import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from spans_in_brackets import marked

from rubricate.inlines import inlines_of
from rubricate.jats.citation_elements import publication_type
from rubricate.jats.context import NSMAP, Context
from rubricate.jats.references import FORMS, is_whole, write_reference_list
from rubricate.jats.serialise import indent
from rubricate.ledger.output import output_text
from rubricate.ledger.places import boundaries
from rubricate.ledger.words import count, words_of
from rubricate.references import sure
from rubricate.references.record import Reference, Span
from rubricate.validation.catalogue import by_name
from rubricate.validation.grammar import load

FIELDS = """
surname given-names suffix particle collab etal article-title chapter-title source trans-title conf-name conf-date conf-loc
series edition year month day season date-in-citation volume issue supplement part fpage lpage elocation-id size
publisher-name publisher-loc institution doi pmid pmcid arxiv isbn issn other-id uri patent std report-number thesis-type
version language medium comment
"""
NAMES = FIELDS.split()
KINDS = "journal book chapter confproc thesis report web data software patent standard preprint newspaper legal other"
TYPES = KINDS.split()
PERSON = ("surname", "given-names", "suffix", "particle", "collab", "etal")
GRAMMARS = [
    (tag_set, version) for tag_set in ("archiving", "publishing") for version in ("1.2", "1.3", "1.4")
]  # those we write
FRONT = {
    "publishing": "<front><journal-meta><journal-id journal-id-type='publisher-id'>x</journal-id><issn>1234-5679</issn></journal-meta>",
    "archiving": "<front>",
}
META = "<article-meta><title-group><article-title>T</article-title></title-group>{}</article-meta></front>"
CASES = cases(Path(__file__).parent / "citations.md")


def written(reference: Reference, form: str, inlines: list[pf.Inline] | None = None) -> tuple[etree._Element, Context]:
    """The `<ref-list>` of one reference."""
    context = Context(references={"B1": reference}, citations=form)
    entry = pf.Div(
        pf.Para(*(inlines if inlines is not None else inlines_of(reference.text))),
        identifier="B1", classes=["ref"], attributes={"label": reference.label} if reference.label else {},
    )  # fmt: skip
    return write_reference_list(None, pf.Div(entry, classes=["ref-list"]), context), context


def article(ref_list: etree._Element, tag_set: str, version: str) -> etree._ElementTree:
    date = "<pub-date><year>2020</year></pub-date>" if tag_set == "publishing" else ""
    root = etree.fromstring(
        f"<article dtd-version='{version}' xmlns:xlink='http://www.w3.org/1999/xlink'>{FRONT[tag_set]}{META.format(date)}<back/></article>"
    )
    root[-1].append(ref_list)
    return etree.ElementTree(etree.fromstring(etree.tostring(root)))


def faults(ref_list: etree._Element) -> list[str]:
    out = []
    for tag_set, version in GRAMMARS:
        entry = by_name(tag_set, version)
        assert entry is not None
        found = load(entry).faults(article(etree.fromstring(etree.tostring(ref_list)), tag_set, version))
        out += [f"{tag_set} {version}: {fault.message}" for fault in found]
    return out


def unexplained(reference: Reference, ref_list: etree._Element, context: Context) -> tuple[Counter[str], Counter[str]]:
    """Words lost and words added that no rule of the log names."""
    before = count(f"{reference.label} {reference.text}")
    after = count(output_text(etree.ElementTree(ref_list)))
    lost, added = before - after, after - before
    for _, text in boundaries(lost, added):
        lost, added = lost - count(text), added - count(text)
    for entry in context.log:
        lost -= count(entry["text"])
        added -= count(entry.get("detail", ""))
    return +lost, +added


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("type_", TYPES)
def test_every_field_in_every_type_is_valid_and_nothing_is_lost(type_: str, form: str) -> None:
    text, spans = "", []
    for number, name in enumerate(NAMES, start=1):
        word = f"word{number}x{'/y' if name in ('doi', 'uri') else ''}"
        text += (". " if text else "") + word
        person = name in PERSON
        spans.append(
            Span(name, len(text) - len(word), len(text), 1.0, "author" if person else "", number if person else 0)
        )
    reference = Reference(text + ".", "1.", type_, tuple(spans), {}, {}, 1.0)
    made, context = written(reference, form)
    assert faults(made) == []
    assert unexplained(reference, made, context) == (Counter(), Counter())
    assert made.find(".//element-citation") is not None or form == "mixed"
    for citation in made.iter("element-citation"):
        assert citation.get("publication-type") == publication_type(type_)
        assert not "".join([citation.text or "", *(child.tail or "" for child in citation)]).strip()


WORDS = st.lists(st.text(alphabet="abcXYZ0189éü가.,;:()[]'’/&-", min_size=1, max_size=8), min_size=1, max_size=30)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """Any text with any fields in it; a field is one or more whole words."""
    words = draw(WORDS)
    text = " ".join(words)
    spans: list[Span] = []
    at = 0
    while at < len(words):
        size = draw(st.integers(1, 4))
        name = draw(st.sampled_from(["", *NAMES]))
        start = len(" ".join(words[:at])) + (1 if at else 0)
        end = len(" ".join(words[: min(at + size, len(words))]))
        if name:
            role = draw(st.sampled_from(["author", "editor", "translator"])) if name in PERSON else ""
            spans.append(Span(name, start, end, 1.0, role, draw(st.integers(1, 3)) if role else 0))
        at += size
    return Reference(text, draw(st.sampled_from(["", "1.", "[3]"])), draw(st.sampled_from(TYPES)), tuple(spans), {}, {}, draw(st.sampled_from([0.1, 1.0])))  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(references(), st.sampled_from(FORMS))
def test_any_fields_in_any_text_are_valid_and_nothing_is_lost(reference: Reference, form: str) -> None:
    made, context = written(reference, form)
    assert faults(made) == []
    assert unexplained(reference, made, context) == (Counter(), Counter())
    mixed = made.find(".//mixed-citation")
    if mixed is not None:
        assert words_of("".join(mixed.itertext())) == words_of(reference.text)
        assert "".join("".join(mixed.itertext()).split()) == "".join(reference.text.split())


def shown(ref: etree._Element) -> str:
    """The XML as it stands in an article, without the declarations of prefixes."""
    root = etree.Element("article", nsmap=NSMAP)
    root.append(ref)
    etree.cleanup_namespaces(root, top_nsmap=NSMAP)
    indent(ref)
    text = etree.tostring(ref, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns:[a-z]+="[^"]*"', "", text)


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, source: str, expected: str) -> None:
    """tests/jats/citations.md: a form and a reference with its fields in brackets; the XML."""
    form, _, line = source.partition("\n")
    reference, inlines = marked(line)
    made, context = written(reference, form, inlines)
    assert faults(made) == []
    assert unexplained(reference, made, context) == (Counter(), Counter())
    assert shown(made[0]) == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


def test_under_the_threshold_the_printed_text_stays() -> None:
    spans = (Span("surname", 0, 3, 1.0, "author", 1), Span("year", 4, 8, 1.0))
    certain, unsure = (
        Reference("Kim 2001", type="journal", spans=spans, confidence=c) for c in (sure(), sure() - 0.01)
    )
    assert is_whole(certain) and not is_whole(unsure)
    for form in FORMS:
        made, _ = written(unsure, form)
        assert [child.tag for child in made[0]] == ["mixed-citation"]
        assert made.findtext(".//year") == "2001"


def test_in_doubt_only_sure_fields_are_tagged() -> None:
    spans = (
        Span("surname", 0, 3, 0.99, "author", 1), Span("given-names", 4, 5, 0.4, "author", 1), Span("surname", 7, 10, 0.99, "author", 2),
        Span("year", 11, 15, 0.99), Span("volume", 16, 17, 0.4),
    )  # fmt: skip
    made, _ = written(Reference("Kim A, Lee 2001;3", type="journal", spans=spans, confidence=0.5), "element")
    assert [node.text for node in made.iter("surname")] == ["Lee"]
    assert made.find(".//volume") is None and made.findtext(".//year") == "2001"
    assert "".join(made[0].itertext()) == "Kim A, Lee 2001;3"


def test_a_text_that_is_not_the_parsed_one_is_written_as_it_is() -> None:
    reference = Reference("Kim 2001", type="journal", spans=(Span("year", 4, 8, 1.0),), confidence=1.0)
    made, _ = written(reference, "element", inlines_of("Kim 2002"))
    assert etree.tostring(made[0], encoding="unicode") == '<ref id="B1"><mixed-citation>Kim 2002</mixed-citation></ref>'


def test_an_identifier_that_only_a_link_names() -> None:
    reference, inlines = marked(
        "journal: {surname:Kim} {given-names:A}. {article-title:Beans}. {source:Leaf}. {year:2001}."
    )
    reference = replace(
        reference, item={"type": "article-journal", "DOI": "10.5555/a"}, rules=(("linked-DOI", "", "10.5555/a"),)
    )
    made, context = written(reference, "element", inlines)
    assert made.findtext(".//pub-id") == "10.5555/a"
    assert faults(made) == []
    assert unexplained(reference, made, context) == (Counter(), Counter())
    assert context.log[-1] == {"rule": "linked", "text": "10.5555/a", "detail": "10.5555/a"}


def test_a_corrected_value_stands_next_to_its_relatives() -> None:
    """A volume and a last page that the text does not print come before the issue and behind the first page."""
    reference, inlines = marked(
        "journal: {surname:Kim} {given-names:A}. {article-title:Beans}. {source:Leaf}. {year:2001}({issue:2}):{fpage:4}. {comment:In press}"
    )
    item = {"type": "article-journal", "volume": "99", "page": "4-9"}
    reference = replace(reference, item=item, rules=(("corrected-volume", "", "99"), ("corrected-page", "4", "4-9")))
    made, _ = written(reference, "element", inlines)
    citation = made.find(".//element-citation")
    assert citation is not None
    tags = [child.tag for child in citation]
    assert tags == [
        "person-group", "article-title", "source", "year", "volume", "issue", "fpage", "lpage", "comment",
    ]  # fmt: skip
    assert faults(made) == []
