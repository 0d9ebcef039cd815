"""Parsers, line by line: what is printed, what is read."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricate
from rubricate import parsing, references
from rubricate.parsing.affiliation import affiliation_score, parse_affiliation, split_affiliations
from rubricate.parsing.author_list import author_list_score, parse_authors
from rubricate.parsing.captions import find_panels, parse_caption
from rubricate.parsing.citations_in_text import expand, find_citations
from rubricate.parsing.dates import history_dates, parse_date
from rubricate.parsing.headings import section_type, strip_number
from rubricate.parsing.identifiers import find_identifiers, orcid_is_valid
from rubricate.parsing.journal_line import parse_journal_line
from rubricate.parsing.keywords import split_keywords
from rubricate.parsing.names import split_name
from rubricate.parsing.pages import parse_pages

MODULES = [info.name for info in pkgutil.walk_packages(rubricate.__path__, "rubricate.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings(name: str) -> None:
    if name.startswith("rubricate.web."):
        pytest.importorskip("starlette", reason="the extra web is not installed")
        pytest.importorskip("prometheus_client", reason="the extra web is not installed")
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2014", "2014"),
        ("2014 Aug", "2014-08"),
        ("August 2014", "2014-08"),
        ("5 August 2014", "2014-08-05"),
        ("Aug. 5th, 2014", "2014-08-05"),
        ("2014-08-05", "2014-08-05"),
        ("2014년 8월 5일", "2014-08-05"),
        ("13/08/2014", "2014-08-13"),
        ("05/08/2014", "2014"),  # day or month? Nobody knows: only the year is sure
        ("5 de agosto de 2014", "2014-08-05"),
        ("in press", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    date = parse_date(text)
    assert (date.iso if date else "") == iso


def test_history() -> None:
    text = "Received March 30, 2021; received in revised form 2 May 2021; accepted: 2021/06/10; published online 1 July 2021"
    assert [(kind, date.iso) for kind, date, *_ in history_dates(text)] == [
        ("received", "2021-03-30"), ("rev-recd", "2021-05-02"), ("accepted", "2021-06-10"), ("epub", "2021-07-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last", "elocation"),
    [
        ("414–21", "414", "421", ""),
        ("1083-90", "1083", "1090", ""),
        ("ii13–7", "ii13", "ii17", ""),
        ("S12-5", "S12", "S15", ""),
        ("245-260.e7", "245", "260.e7", ""),
        ("e0123456", "", "", "e0123456"),
        ("12345", "", "", "12345"),
        ("9-3", "9", "3", ""),
    ],
)
def test_pages(text: str, first: str, last: str, elocation: str) -> None:
    pages = parse_pages(text)
    assert pages is not None
    assert (pages.first, pages.last, pages.elocation) == (first, last, elocation)


@pytest.mark.parametrize(
    ("text", "journal", "year", "volume", "issue", "pages"),
    [
        ("J Exa Med. 2019 Jan;48(2):245-260.", "J Exa Med", 2019, "48", "2", "245"),
        ("Journal of Examples, Volume 48, Issue 2, 2019, Pages 245–260", "Journal of Examples", 2019, "48", "2", "245"),
        ("Journal of Examples (2018) 18:123", "Journal of Examples", 2018, "18", "", "123"),
        ("Examples 2018, 7, 12; doi:10.5555/ex7010012", "Examples", 2018, "7", "", "12"),
        ("Exa Rep. 2018; 8: 12345.", "Exa Rep", 2018, "8", "", "12345"),
        ("대한예제학회지 2023;15(2):88-94", "대한예제학회지", 2023, "15", "2", "88"),
    ],
)
def test_journal_lines(text: str, journal: str, year: int, volume: str, issue: str, pages: str) -> None:
    line = parse_journal_line(text)
    assert line is not None
    found = (line.journal, line.date.year, line.volume, line.issue, line.pages.first or line.pages.elocation)
    assert found == (journal, year, volume, issue, pages)


@pytest.mark.parametrize("text", ["We measured 12 loaves in 2014.", "Figure 1. Loaves", "Ann Lee1, Carl Roe2"])
def test_no_journal_line(text: str) -> None:
    line = parse_journal_line(text)
    assert line is None or line.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann B. Lee1,*, Carl Roe2", ["Lee|Ann B.|1*", "Roe|Carl|2"]),
        ("Lee AB, Roe C, and Poe E", ["Lee|AB|", "Roe|C|", "Poe|E|"]),
        ("Lee, Ann; Roe, Carl", ["Lee|Ann|", "Roe|Carl|"]),
        ("Maria de la Cruz, Jan van den Berg", ["de la Cruz|Maria|", "van den Berg|Jan|"]),
        ("U. N. Joshi1, A.A.S. Batista2", ["Joshi|U. N.|1", "Batista|A.A.S.|2"]),
        ("Prof. Ann Lee, MD, PhD, FRCP1 and John Roe Jr.", ["Lee|Ann|1", "Roe|John|"]),
        ("김소라1, 남궁민수2", ["김|소라|1", "남궁|민수|2"]),
        ("Ana Souza e Melo4 and Luiz Lima3", ["Melo|Ana Souza e|4", "Lima|Luiz|3"]),
        ("Smith Y(1), Cullen K(2)(3), Berg A(1)(3).", ["Smith|Y|1", "Cullen|K|23", "Berg|A|13"]),
    ],
)
def test_authors(text: str, people: list[str]) -> None:
    found = [f"{p.name.surname}|{p.name.given_names}|{''.join(p.marks)}" for p in parse_authors(text) if p.name]
    assert found == people
    assert author_list_score(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    ["Effects of light on the growth of basil", "Department of Botany, Tanta, Egypt", "We baked bread.", "Abstract"],
)
def test_no_authors(text: str) -> None:
    assert author_list_score(text) < 0.5


def test_initials_throughout() -> None:
    """Physicists print initials only: what stands behind them is the surname, of one word or more."""
    people = parse_authors("G. Aad, A. C. Abusleme Hoffman, J.-P. Ahn, M. Alvarez Estevez, ATLAS Collaboration")
    assert [p.name.surname if p.name else p.collab for p in people] == [
        "Aad", "Abusleme Hoffman", "Ahn", "Alvarez Estevez", "ATLAS Collaboration",
    ]  # fmt: skip
    people = parse_authors("J. Edgar Lee, Ann Roe, Eva Moe, Carl Poe")
    assert people[0].name is not None and people[0].name.surname == "Lee"


@pytest.mark.parametrize(
    ("text", "city", "code", "postcode"),
    [
        ("MRC Laboratory, University College London, London WC1E 6BT, UK", "London", "GB", "WC1E 6BT"),
        ("College of Agriculture, Example University, Nanjing, Jiangsu 210044, China", "Nanjing", "CN", "210044"),
        ("Example Clinic, Orlando, FL 32816, USA", "Orlando", "US", "32816"),
        ("Sanofi Oncology, Cambridge, MA USA", "Cambridge", "US", ""),
        ("Institut für Brot, Universität Beispiel, D-10115 Berlin, Germany", "Berlin", "DE", "D-10115"),
        ("Example Institute, Seoul 03100, Republic of Korea", "Seoul", "KR", "03100"),
    ],
)
def test_affiliations(text: str, city: str, code: str, postcode: str) -> None:
    aff = parse_affiliation(text)
    assert (aff.city, aff.country_code, aff.postcode, aff.text) == (city, code, postcode, text)
    assert affiliation_score(text) >= 0.5


def test_several_affiliations_in_a_line() -> None:
    text = "1Department of A, University of B, Leeds, UK. 2School of C, College of D, Gent, Belgium."
    assert len(split_affiliations(text)) == 2


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("Figure 1. Loaves. More.", "Figure 1", "Loaves."),
        ("FIG. 2A: Buns", "FIG. 2A", "Buns"),
        ("Table S3 Rolls of E. coli. More.", "Table S3", "Rolls of E. coli."),
        ("표 2. 빵의 수", "표 2", "빵의 수"),
        ("Figure 3. (A) One. (B) Two.", "Figure 3", ""),
    ],
)
def test_captions(text: str, label: str, title: str) -> None:
    caption = parse_caption(text)
    assert caption is not None and caption.confidence >= 0.5
    assert (caption.label, text[caption.start : caption.title_end].strip()) == (label, title)


@pytest.mark.parametrize(
    "text", ["Figure 1 shows loaves.", "Tables were laid.", "Figure it out", "Table 2 and Figure 3 agree."]
)
def test_no_captions(text: str) -> None:
    caption = parse_caption(text)
    assert caption is None or caption.confidence < 0.5


def test_a_lone_letter_is_no_panel() -> None:
    assert find_panels("Loaves (A) of bread.") == []


@pytest.mark.parametrize(("text", "numbers"), [("1,3–5", [1, 3, 4, 5]), ("7-3", []), ("1-900", []), ("2; 4", [2, 4])])
def test_ranges(text: str, numbers: list[int]) -> None:
    assert expand(text) == numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("shown [1,3–5].", ["1,3,4,5"]),
        ("(Kim et al., 2014a; Lee & Roe, 2015)", ["Kim+|2014a", "Lee&Roe|2015"]),
        ("Kim and Lee (2014) say", ["Kim&Lee|2014"]),
        (
            "(Mercer, Dinger & Mattick, 2009; World Health Organization 2011b, c)",
            ["Mercer&Dinger&Mattick|2009", "World Health Organization|2011b", "World Health Organization|2011c"],
        ),
        ("the ¹⁴C of seeds¹²,¹³ on 5 m²", ["12,13"]),
        ("95% CI [12, 45], Group 1, p<0.05, 10^3 and ibid.", []),
        ("van der Berg (2010)", ["van der Berg|2010"]),
        ("in Figure (1) and at 10 (5) °C", ["5"]),
        ("seeds,6,7 and", ["6,7"]),
        ("baked (1) for years; the steps are (1) mixing and (2) baking (3).", ["1", "3"]),
    ],
)
def test_citations(text: str, values: list[str]) -> None:
    assert [spot.value for spot in find_citations(text)] == values


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. INTRODUCTION", "intro"), ("Materials & Methods", "materials|methods"), ("Résultats", "results"), ("고찰", "discussion"),
        ("Authors’ contributions", "author-contributions"), ("Appendix B: Tables", "appendix"), ("Acknowledgements and dedication", "acknowledgements"),
        ("Bread and butter", ""),
    ],
)  # fmt: skip
def test_headings(text: str, kind: str) -> None:
    assert section_type(strip_number(text)[1]) == kind


def test_identifiers_keep_their_punctuation_out() -> None:
    text = "See (doi:10.5555/a(b)c.d), https://doi.org/10.5555/x. PMID: 12345678; orcid.org/0000-0002-1825-0097"
    assert [(spot.kind, spot.value) for spot in find_identifiers(text)] == [
        ("doi", "10.5555/a(b)c.d"), ("doi", "10.5555/x"), ("pmid", "12345678"), ("orcid", "0000-0002-1825-0097"),
    ]  # fmt: skip
    assert not orcid_is_valid("0000-0002-1825-0098")


PARSERS: list[Callable[[str], object]] = [
    parse_date, history_dates, parse_pages, parse_journal_line, parse_authors, author_list_score, parse_affiliation, affiliation_score,
    split_affiliations, parse_caption, find_panels, find_citations, section_type, strip_number, find_identifiers, split_keywords, split_name,
]  # fmt: skip


@given(st.text(max_size=300))
def test_no_parser_raises(text: str) -> None:
    for parser in PARSERS:
        parser(text)


@given(st.text(alphabet="ab12 ,;.*()[]@가\n-", max_size=120))
def test_spots_lie_inside_their_text(text: str) -> None:
    for spot in [*find_identifiers(text), *find_citations(text), *find_panels(text)]:
        assert 0 <= spot.start < spot.end <= len(text)


def test_parsing_is_light() -> None:
    assert parsing.__doc__


def test_found_by_trying_any_text() -> None:
    """Each of these raised once."""
    assert strip_number("A. " * 5000 + "Flour")[1] == "Flour"  # RecursionError
    assert expand("9" * 5000) == []  # longer than Python turns into a number
    assert expand("²") == []  # a digit, and no number
    assert not orcid_is_valid("a-b")
    assert not orcid_is_valid("")
    assert references.parse("Kim S \ud800. Bread. J Exa Med. 2004;33:4.").text.endswith("33:4.")  # half of a pair
