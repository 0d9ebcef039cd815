"""Other shapes of an article: cases as a document, and every sample through readers that others wrote."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner
from documents_as_tests import cases
from lxml import etree

from rubricate import export_command
from rubricate.cli import cli
from rubricate.exports import FORMATS, export
from rubricate.from_jats import article_of, entries_of
from rubricate.pandoc import run_pandoc
from rubricate.xml import parse_xml

HERE = Path(__file__).parent
CASES = cases(HERE / "cases.md")
SAMPLES = sorted((HERE.parents[1] / "samples").glob("*/expected.xml"))
NAMES = [path.parent.name for path in SAMPLES]


def article(inside: str) -> etree._Element:
    refs = inside if inside.startswith("<ref") else ""
    meta = "" if refs else inside
    text = (
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>{meta}</article-meta></front>'
        f"<back><ref-list>{refs}</ref-list></back></article>"
    )
    return article_of(parse_xml(text.encode()))


@pytest.mark.parametrize(("title", "given", "expected"), CASES, ids=[case[0] for case in CASES])
def test_cases(title: str, given: str, expected: str) -> None:
    found = export(article(given), title.partition(":")[0])
    assert found.replace("\r\n", "\n").strip("\n") == expected


def test_the_command_names_every_format() -> None:
    assert set(FORMATS) == set(export_command.FORMATS)


@pytest.mark.parametrize("format_", ["bibtex", "ris", "csl-json"])
@pytest.mark.parametrize("path", SAMPLES, ids=NAMES)
def test_pandoc_reads_every_reference(path: Path, format_: str) -> None:
    """Pandoc's own readers find as many records as the article has works, with their years."""
    tree = parse_xml(path.read_bytes())
    entries = entries_of(tree)
    text = export(article_of(tree), format_)
    if not entries:
        assert text.strip() in ("", "[]")
        return
    reader = {"csl-json": "csljson"}.get(format_, format_)
    read = json.loads(run_pandoc(["-f", reader, "-t", "csljson"], text.encode()).stdout)
    assert len(read) == len(entries)
    years = [
        entry.item["issued"]["date-parts"][0][0] for entry in entries if "date-parts" in entry.item.get("issued", {})
    ]
    found = [item["issued"]["date-parts"][0][0] for item in read if item.get("issued", {}).get("date-parts")]
    assert sorted(map(int, found)) == sorted(years)


@pytest.mark.parametrize("path", SAMPLES, ids=NAMES)
def test_a_browser_reads_the_head(path: Path) -> None:
    """html5lib, which parses as browsers do, finds the title in both forms and nothing but <meta> and <script>."""
    tree = parse_xml(path.read_bytes())
    page = (
        f"<!DOCTYPE html><html><head><title>x</title>{export(article_of(tree), 'html-head')}</head><body></body></html>"
    )
    head = html5lib.parse(page, namespaceHTMLElements=False)[0]
    assert {child.tag for child in head} <= {"title", "meta", "script"}
    titles = [node.get("content") for node in head.iter("meta") if node.get("name") == "citation_title"]
    data = json.loads(head.findtext("script") or "")
    assert data["@type"] == "ScholarlyArticle"
    assert titles and str(titles[0]).startswith(data["headline"])


HOSTILE = "</script><!--\"'>&\u2028=1+1;\u202e<img src=x onerror=alert(1)>"


def test_hostile_texts_stay_texts() -> None:
    """What ends a script, a tag, an attribute, a line or a cell, in every field that goes into a web page or table."""
    root = parse_xml((HERE.parents[1] / "samples" / "full" / "expected.xml").read_bytes()).getroot()
    for node in root.iter("*"):
        if (node.text or "").strip() and node.tag not in ("year", "month", "day"):
            node.text = HOSTILE
    page = f"<!DOCTYPE html><html><head>{export(root, 'html-head')}</head><body></body></html>"
    parsed = html5lib.parse(page, namespaceHTMLElements=False)
    assert {node.tag for node in parsed.iter()} == {"html", "head", "body", "meta", "script"}
    data = json.loads(parsed.findtext("head/script") or "")
    assert data["headline"] == " ".join(HOSTILE.split())
    rows = list(csv.reader(io.StringIO(export(root, "authors-csv"))))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_the_command(tmp_path: Path) -> None:
    """From a source that is not yet JATS, into a file, with the mark that Excel asks for."""
    target = tmp_path / "authors.csv"
    source = HERE.parents[1] / "samples" / "letter" / "article.txt"
    result = CliRunner().invoke(cli, ["export", str(source), "--to", "authors-csv", "--bom", "-o", str(target)])
    assert result.exit_code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfnumber,")
    own = CliRunner().invoke(cli, ["export", str(SAMPLES[0]), "--to", "csl-json", "--own"])
    assert json.loads(own.stdout)[0]["type"] == "article-journal"


@pytest.mark.parametrize(("arguments", "code"), [(["--to", "meta", "--own"], 2), (["--to", "nothing"], 2), ([], 2)])
def test_wrong_use(arguments: list[str], code: int) -> None:
    assert CliRunner().invoke(cli, ["export", str(SAMPLES[0]), *arguments]).exit_code == code
    assert CliRunner().invoke(cli, ["export", "no-such.xml", "--to", "meta"]).exit_code == 2
