"""The table “Elements” of the README, walked: every element of Journal Publishing 1.3 stands in it once, and what it says
is written is written, in the outputs of the samples and cases that its row names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from documents_as_tests import cases
from jats_facts import ROOT
from lxml import etree

import rubricate
from rubricate.validation.catalogue import by_name
from rubricate.validation.grammar import load

SECTION = re.compile(r"^## Elements\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
ELEMENT = re.compile(r"[a-z][a-z:_-]*")
TESTS = ROOT / "tests"
FORMS = ("element", "mixed", "both")


def rows() -> list[tuple[str, set[str], set[str], set[str], list[str]]]:
    """Part, elements from the text, from mark-up or metadata, not written, and the samples and cases that show it."""
    section = SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert section is not None
    out = []
    for line in section.group(1).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 5 and cells[0] != "Part":
            names = [set(ELEMENT.findall(cell)) for cell in cells[1:4]]
            out.append((cells[0], names[0], names[1], names[2], re.findall(r"`([^`]+)`", cells[4])))
    return out


@cache
def written(shown: str) -> tuple[frozenset[str], frozenset[str]]:
    """Elements in the outputs of a sample ("samples/full") or a case ("cases.md: its title"): all, and from plain text alone."""
    everything: set[str] = set()
    bare: set[str] = set()
    file, _, title = shown.partition(": ")
    if file == "citations.md":  # the fields are given there: tests/jats/test_citations.py writes this XML from them
        expected = next(out for name, _, out in cases(TESTS / "jats" / file) if name == title)
        return frozenset(re.findall(r"<([a-z][a-z-]*)", expected)), frozenset()
    for source, kind in sources(shown):
        for form in FORMS:
            result = rubricate.convert(source, from_="" if isinstance(source, Path) else kind, citations=form)
            assert result.xml is not None, result.findings
            found = {etree.QName(node).localname for node in etree.fromstring(result.xml).iter() if is_element(node)}
            everything |= found
            bare |= found if kind == "text" else set()
    return frozenset(everything), frozenset(bare)


def is_element(node: etree._Element) -> bool:
    return isinstance(node.tag, str) and "MathML" not in node.tag


def sources(shown: str) -> list[tuple[Path | bytes, str]]:
    if shown.startswith("samples/"):
        kinds = {"txt": "text", "md": "markdown", "html": "html", "docx": "docx"}
        paths = [ROOT / shown / f"article.{suffix}" for suffix in kinds]
        return [(path, kinds[path.suffix[1:]]) for path in paths if path.exists()]
    file, _, title = shown.partition(": ")
    source = next(source for name, source, _ in cases(TESTS / "tagging" / file) if name == title)
    return [(source.encode(), "markdown" if "# " in source or source.startswith("---") else "text")]


def test_every_element_of_the_tag_set_stands_in_it_once() -> None:
    listed = [name for _, text, marked, none, _ in rows() for names in (text, marked, none) for name in names]
    grammar = by_name("publishing", "1.3")
    assert grammar is not None
    known = {name for name in load(grammar).declarations.elements if not name.startswith("mml:")}
    assert sorted(set(listed)) == sorted(known)
    assert sorted(name for name in set(listed) if listed.count(name) > 1) == []


@pytest.mark.parametrize(
    ("text", "marked", "shown"), [row[1:3] + row[4:] for row in rows()], ids=[r[0] for r in rows()]
)
def test_what_a_row_says_is_written_by_what_it_names(text: set[str], marked: set[str], shown: list[str]) -> None:
    everything = {name for each in shown for name in written(each)[0]}
    bare = {name for each in shown for name in written(each)[1]}
    assert sorted(text - bare) == []
    assert sorted(marked - everything) == []


def test_no_sample_and_no_named_case_has_an_element_that_is_said_not_to_be_written() -> None:
    none = {name for row in rows() for name in row[3]}
    said = {name for row in rows() for name in row[1] | row[2]}
    for path in sorted((ROOT / "samples").glob("*/expected.xml")):
        found = {node.tag for node in etree.parse(path).iter() if is_element(node)}
        assert sorted(found & none) == [], path.parent.name
        assert sorted(found - said) == [], path.parent.name
    assert sorted({name for row in rows() for each in row[4] for name in written(each)[0]} & none) == []


def test_the_rows_are_read() -> None:
    assert len(rows()) >= 10
    assert all(shown for _, text, marked, _, shown in rows() if text | marked)
