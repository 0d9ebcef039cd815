"""From list to items: tests/references/lists.md reads as documentation; each case alone and inside an article."""

from __future__ import annotations

from pathlib import Path

import panflute as pf
import pytest
from documents_as_tests import cases
from hypothesis import given
from hypothesis import strategies as st

import rubricate
from rubricate import references
from rubricate.inlines import items, plain
from rubricate.ledger.words import count
from rubricate.references import split_list
from rubricate.references.clutter import clutter_of, is_page_line
from rubricate.references.labels import in_order, parts_of, run_in

CASES = cases(Path(__file__).parent / "lists.md")
ARTICLE = """On gardens at night

Anna Kim, Ben Lee

Introduction

Gardens at night are dark, and what grows in them grows slowly. We asked why this is so and what could be done about it.

References

{}

Figure 1. A garden at night. The lamp is off.
"""


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, source: str, expected: str) -> None:
    assert "\n".join(f"{label} | {text}" for label, text in split_list(source)) == expected


def entries_of(doc: pf.Doc) -> list[tuple[str, str]]:
    """`(label, text)` of every work in the tagged document's lists."""
    out = []
    for block in doc.content.list:
        if type(block) is pf.Div and "ref-list" in block.classes:
            for entry in items(block):
                if type(entry) is pf.Div and "ref" in entry.classes:
                    parts = [child for child in items(entry) if type(child) is pf.Div and "citation" in child.classes]
                    label = entry.attributes.get("label", "")
                    for number, part in enumerate(parts):
                        mark = part.attributes["label"]
                        out.append((f"{label} {mark}".strip() if not number else mark, plain(items(items(part)[0]))))
                    if not parts:
                        out.append((label, " ".join(plain(items(child)) for child in items(entry))))
    return out


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case_inside_an_article(title: str, source: str, expected: str) -> None:
    result = rubricate.convert(ARTICLE.format(source).encode(), name="article.txt")
    assert result.xml is not None and result.doc is not None
    assert result.ledger is not None and result.ledger.unexplained == []
    assert "\n".join(f"{label} | {text}" for label, text in entries_of(result.doc)) == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 15


def test_clutter_is_set_apart_and_said() -> None:
    _, source, _ = next(case for case in CASES if case[0] == "Links of web pages")
    result = rubricate.convert(ARTICLE.format(source).encode(), name="article.txt")
    assert result.xml is not None and b"PubMed" not in result.xml and b"Google" not in result.xml
    said = [entry["text"] for entry in result.report["log"] if entry["rule"] == "furniture"]
    assert "[PubMed]" in said and "View Article PubMed/NCBI Google Scholar" in said


def test_several_works_under_one_number_are_one_ref() -> None:
    source = next(source for title, source, _ in CASES if title == "Several works under one number")
    xml = (rubricate.convert(ARTICLE.format(source).encode(), name="article.txt").xml or b"").decode()
    ref = xml[xml.index('<ref id="B2">') : xml.index('<ref id="B3">')]
    assert ref.count("<label>(") == 3 and "<label>2.</label>" in ref


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Kim A. CrossRef and its members. J Gard. 2001;1:2.", True),
        ("Kim A. Beans [Internet]. 2001 [cited 2002 Jan 3]. Available from: https://pubmed.example.org", True),
        ("Kim A. PubMed. J Gard. 2001;1:2. PubMed PMID: 12345678.", True),
        ("Kim A. The free article. 2001.", True),
        ("Kim A. Beans. 2001. Google Scholar", False),
    ],
)
def test_what_is_no_clutter_stays(text: str, whole: bool) -> None:
    assert (clutter_of(text) == []) == whole


def test_small_rules() -> None:
    assert in_order([1, 2, 3, 1, 2]) == [0, 1, 2]
    assert in_order([None, None]) == []
    assert run_in("Kim A. 1. Beans. 2. Peas.") == [0]
    assert parts_of("(a) beans, (b) peas") == []
    assert not is_page_line("1998") and is_page_line("Page 3 of 9") and is_page_line("\f")


@given(st.text(alphabet="Kim2001.[]() \n\tab12;:–•", max_size=400))
def test_no_word_is_lost_or_made(text: str) -> None:
    """Labels, texts and clutter together are the list; nothing raises."""
    found = split_list(text)
    printed = count(" ".join(f"{label} {entry}" for label, entry in found))
    assert not (printed - count(text)) or "\n" in text


def test_a_list_is_parsed_again_and_again() -> None:
    for _ in range(2):
        found = references.parse_list(
            "1. Kim A, Lee B. Beans in the dark. J Gard. 2001;1:2–3.\n2. Lee B. Peas. J Gard. 2002;2:14."
        )
        assert [reference.label for reference in found] == ["1.", "2."]
        assert references.parse(found[0].text, label="1.").item["page"] == "2-3"
    assert 0.5 < references.sure() < 1


def test_several_lists_in_one_article() -> None:
    first = "1. Kim A. Beans in the dark. J Gard. 2001;1:2–3.\n2. Lee B. Peas and pods. J Gard. 2002;2:14."
    second = "1. Park C. Roots of ten. J Gard. 2003;3:5–9.\n2. Moon D. Leaves of ten. J Gard. 2004;4:6."
    source = ARTICLE.format(first) + f"\nFurther reading\n\n{second}\n"
    xml = (rubricate.convert(source.encode(), name="article.txt").xml or b"").decode()
    assert [xml.count(f'<ref id="B{number}">') for number in range(1, 6)] == [1, 1, 1, 1, 0]
    assert xml.count("<label>1.</label>") == xml.count("<label>2.</label>") == 2
    assert xml.count("<ref-list>") == 2 and "<title>Further reading</title>" in xml


def test_several_lists_under_their_names() -> None:
    lists = ("References", "1. Kim A. Beans. J Gard. 2001;1:2–3.", "2. Lee B. Peas. J Gard. 2002;2:14.", "Web references", "1. Moon D. Leaves. J Gard. 2004;4:6.")  # fmt: skip
    labels = [label for label, _ in split_list("\n".join(lists))]
    assert labels == ["", "1.", "2.", "", "1."]
    broken = (
        "References",
        "1. Kim A. Beans in the",
        "References",
        "dark. J Gard. 2001;1:2–3.",
        "2. Lee B. Peas. J Gard. 2002;2:14.",
    )
    assert [label for label, _ in split_list("\n".join(broken))] == ["", "1.", "2."]
