"""What must hold between two conversions, or between ours and pandoc's reading of it: no expectation is written by hand."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import panflute as pf
import pytest
from lxml import etree

import rubricate
from rubricate.inlines import inlines_of
from rubricate.ledger.ast_source import ast_text
from rubricate.ledger.output import output_text
from rubricate.ledger.places import boundaries, explained
from rubricate.ledger.words import count
from rubricate.pandoc import run_pandoc
from rubricate.reading import read
from rubricate.reading.ast_json import to_json

ROOT = Path(__file__).parents[1]
FORMATS = {".txt": "text", ".md": "markdown", ".html": "html", ".docx": "docx", ".odt": "odt"}
SOURCES = [
    path
    for path in (*sorted((ROOT / "samples").glob("*/article.*")), *sorted((ROOT / "seeds").glob("*.txt")))
    if path.suffix in FORMATS
]
TEXTS = [path for path in SOURCES if path.suffix in (".txt", ".md", ".html")]
MARKED = [path for path in SOURCES if path.suffix in (".md", ".html")]
NOT_READ = ("label", "table-wrap-foot", "disp-formula", "inline-formula")
"""Elements of which pandoc's reader of JATS keeps no text, or another (formulas as TeX)."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}{path.suffix}"


def article(source: bytes, from_: str) -> bytes:
    result = rubricate.convert(source, from_=from_)
    assert result.xml is not None, result.findings
    return result.xml


def front_of(xml: bytes) -> str:
    """The title block without the counts of what stands behind it."""
    front = etree.fromstring(xml).find("front")
    assert front is not None
    etree.strip_elements(front, "counts", with_tail=False)
    return etree.tostring(front, encoding="unicode")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_pandoc_reads_every_word_of_the_body_again(path: Path) -> None:
    xml = article(path.read_bytes(), FORMATS[path.suffix])
    again, _ = ast_text(run_pandoc(["-f", "jats", "-t", "json"], xml).stdout.decode())
    body = etree.fromstring(xml).find("body")
    if body is None:  # a record, without its text
        return
    for call in body.xpath(".//xref[@ref-type='fn']"):
        call.text = ""  # pandoc puts the note itself there
        etree.strip_elements(call, "*", with_tail=False)
    etree.strip_elements(body, *NOT_READ, with_tail=False)
    written, read_again = count(output_text(etree.ElementTree(body))), count("\n".join(again))
    lost, added = written - read_again, read_again - written
    by_rule, _ = explained(lost, boundaries(lost, added))  # "plots" and a raised "a" are one word to pandoc
    assert [word for (word, rule), _ in by_rule if not rule] == []


@pytest.mark.parametrize("end", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_line_ends_change_nothing(path: Path, end: bytes) -> None:
    source = path.read_bytes().replace(b"\r\n", b"\n")
    assert article(source.replace(b"\n", end), FORMATS[path.suffix]) == article(source, FORMATS[path.suffix])


@pytest.mark.parametrize("path", MARKED, ids=name_of)
def test_a_div_around_everything_changes_nothing(path: Path) -> None:
    """Programs that export HTML wrap a page again and again."""
    doc = read(path).doc
    bare = article(to_json(doc), "json")
    doc.content = [pf.Div(pf.Div(*doc.content.list, identifier="page"), classes=["content"])]
    assert article(to_json(doc), "json") == bare


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("path", [path for path in MARKED if path.suffix == ".md"], ids=name_of)
def test_the_width_of_lines_changes_nothing(path: Path, width: int) -> None:
    """Long lines of prose wrapped by an editor; lines of tables, lists, headings and metadata are left."""
    head, mark, text = path.read_text(encoding="utf-8").rpartition("\n---\n")
    lines = [
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        if re.match(r"[A-Z][a-z]", line)
        else line
        for line in text.split("\n")
    ]
    wrapped = head + mark + "\n".join(lines)
    assert article(wrapped.encode(), "markdown") == article(path.read_bytes(), "markdown")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_an_unrelated_section_leaves_the_title_block_alone(path: Path) -> None:
    """At the end, where it is none of the title block's affair."""
    doc = read(path).doc
    before = front_of(article(to_json(doc), "json"))
    words = "The gardens of the north were counted by all who came to look at them in that year."
    doc.content = [*doc.content.list, pf.Header(*inlines_of("Gardens elsewhere")), pf.Para(*inlines_of(words))]
    assert front_of(article(to_json(doc), "json")) == before
