"""Queries to the editor, and the report's list of what was recognised."""

from __future__ import annotations

import rubricate
from rubricate.values import Severity

ARTICLE = """A title about bread that nobody has read yet

Introduction

Bread has been baked for a long time in many countries [1,2,5], as Figure 1 and Figure 7 show (Table 2).

Figure 1. Bread in the oven.

Figure 2. Bread on the table.

References

1. Roe C. On bread. J Exa Med. 2019;1:1-2.
2. Lee A. More on bread. J Exa Med. 2018;2:3-4.
3. Poe E. Bread again. J Exa Med. 2017;3:5-6.
"""


def queries(text: str) -> list[tuple[str, str, int | None]]:
    """Id, message and line of each query, in their order."""
    result = rubricate.convert(text.encode(), from_="text")
    return [(f.id, f.message, f.place.line) for f in result.findings if f.severity is Severity.QUERY]


def test_what_is_called_and_missing_comes_with_its_place() -> None:
    asked = {(name, line) for name, _, line in queries(ARTICLE)}
    assert {("missing-figure", 5), ("missing-table", 5), ("missing-reference", 5)} <= asked


def test_what_is_never_called_is_named() -> None:
    asked = {name: message for name, message, _ in queries(ARTICLE)}
    assert "Figure 2" in asked["uncalled-figure"] and "Figure 1" not in asked["uncalled-figure"]
    assert asked["uncited-reference"].endswith(": 3.")


def test_a_citation_that_fits_two_works_links_both_and_is_asked_about() -> None:
    text = ARTICLE.replace("[1,2,5]", "(Roe, 2019)").replace("1. Roe C", "Roe C").replace(
        "2. Lee A. More on bread. J Exa Med. 2018", "Roe C. More on bread. J Exa Med. 2019"
    ).replace("3. Poe", "Poe")  # fmt: skip
    asked = {name: message for name, message, _ in queries(text)}
    assert "Roe, 2019" in asked["ambiguous-citation"]


def test_the_most_doubtful_come_first() -> None:
    result = rubricate.convert(ARTICLE.encode(), from_="text")
    names = [query["id"] for query in result.report["queries"]]
    assert names.index("missing-figure") < names.index("missing-reference") < names.index("uncalled-figure")


def test_nothing_is_asked_of_an_article_without_text() -> None:
    record = "J Exa Med. 2014 Aug;21(4):201-204.\n\nA title about bread\n\n1. Roe C. On bread. J Exa Med. 2019;1:1-2.\n"
    assert [name for name, _, _ in queries(record) if name.startswith(("un", "missing"))] == []


def test_the_report_names_place_result_certainty_and_rule_of_each_value() -> None:
    report = rubricate.convert(ARTICLE.encode(), from_="text").report
    title = next(value for value in report["values"] if value["key"] == "title")
    assert title["value"] == title["excerpt"] == "A title about bread that nobody has read yet"
    assert (title["line"], title["rule"]) == (1, "titles")
    assert 0 < title["confidence"] <= 1 and title["by"] in ("rules", "model")
    parts = {(part["part"], part["value"]): part for part in report["parts"]}
    assert parts["cross-reference", "Figure 1"] | {"excerpt": ""} == {
        "part": "cross-reference", "value": "Figure 1", "target": "fig1", "confidence": 0.9, "by": "cross-references (fig)", "excerpt": "", "line": 5,
    }  # fmt: skip
    assert parts["citation", "[1,2,5]"]["target"] == "B1 B2"
    assert parts["fig", "Figure 1. Bread in the oven."]["line"] == 7


def test_a_broken_word_is_joined_where_lines_are_joined_late() -> None:
    text = ARTICLE.replace("in many countries", "in many coun-\ntries")
    xml = rubricate.convert(text.encode(), from_="text").xml or b""
    assert b"many countries" in xml


def test_authors_who_are_not_named_are_asked_for() -> None:
    text = "On bread in winter\n\nAnn Lee, Bo Chen, Cy Roe, et al\n\nAbstract\nBread was eaten by many people in the winter of that year.\n"
    assert "authors-not-named" in {name for name, _, _ in queries(text)}
    assert "authors-not-named" not in {name for name, _, _ in queries(text.replace(", et al", ""))}
