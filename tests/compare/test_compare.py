"""What changed between two articles, in facts: cases as a document, and what must hold for any article."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from documents_as_tests import cases
from lxml import etree

from rubricate.cli import cli
from rubricate.compare import differences, facts_of, word_changes
from rubricate.diff_command import as_text
from rubricate.xml import parse_xml

HERE = Path(__file__).parent
ARTICLE = (HERE / "article.xml").read_text(encoding="utf-8")
CASES = cases(HERE / "cases.md")
SAMPLES = sorted((HERE.parents[1] / "samples").glob("*/expected.xml"))


def edited(edits: str) -> str:
    """The article after the edits of a case: each must find its text."""
    text = ARTICLE
    for old, new in re.findall(r"^(.+?) => ?((?:.*)(?:\n   .*)?)$", edits, re.MULTILINE):
        assert old in text, f"{old!r} is not in article.xml"
        text = text.replace(old, new)
    assert text != ARTICLE
    return text


@pytest.mark.parametrize(("title", "edits", "expected"), CASES, ids=[case[0] for case in CASES])
def test_cases(title: str, edits: str, expected: str) -> None:
    before, after = (facts_of(parse_xml(text.encode())) for text in (ARTICLE, edited(edits)))
    assert as_text(differences(before, after)).rstrip("\n") == expected


@pytest.mark.parametrize(("title", "edits", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_way_back_finds_as_much(title: str, edits: str, expected: str) -> None:
    before, after = (facts_of(parse_xml(text.encode())) for text in (ARTICLE, edited(edits)))
    there, back = differences(before, after), differences(after, before)
    other = {"added": "removed", "removed": "added", "changed": "changed", "moved": "moved"}
    assert sorted(other[one.kind] for one in there) == sorted(one.kind for one in back)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_bytes_alone_are_no_difference(path: Path) -> None:
    """Ids renamed, attributes turned round, indentation taken out, comments set in."""
    tree = parse_xml(path.read_bytes())
    before = facts_of(tree)
    for node in tree.getroot().iter("*"):
        for name in ("id", "rid"):
            if node.get(name):
                node.set(name, " ".join(f"x-{one}" for one in node.get(name, "").split()))
        attributes = list(node.attrib.items())
        node.attrib.clear()
        for name, value in reversed(attributes):
            node.set(name, value)
        if len(node) and not (node.text or "").strip() and all(not (child.tail or "").strip() for child in node):
            node.text = None
            for child in node:
                child.tail = None
            node.append(etree.Comment("set in"))
    assert differences(before, facts_of(tree)) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_word_that_is_gone_is_told(path: Path) -> None:
    """A paragraph, a title, an author and a reference taken out of each sample are found there and nowhere else."""
    for name, part in (("p", "paragraphs"), ("article-title", "title"), ("contrib", "authors"), ("ref", "references")):
        tree = parse_xml(path.read_bytes())
        before = facts_of(tree)
        place = {
            "p": "body//p",
            "contrib": "front//contrib",
            "article-title": "front//article-title",
            "ref": "back//ref",
        }
        found = [node for node in tree.getroot().findall(place[name]) if "".join(node.itertext()).strip()]
        found = [
            node
            for node in found
            if node.getparent() is not None and next(node.iterancestors("caption", "fn", "td"), None) is None
        ]
        if not found:
            continue
        node = found[-1]
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)
        told = differences(before, facts_of(tree))
        assert part in {one.part for one in told}, name
        assert all(one.kind in ("removed", "changed") for one in told if one.part == part)


def test_words_join_to_both_texts() -> None:
    before, after = "a b c d e f a b", "b c x e f b a"
    changes = word_changes(before, after)
    assert " ".join(text for op, text in changes if op in "=-") == before
    assert " ".join(text for op, text in changes if op in "=+") == after


def test_the_command(tmp_path: Path) -> None:
    """Exit codes are diff's: 0 the same, 1 differs, 2 wrong use; JSON says it all."""
    other = tmp_path / "other.xml"
    other.write_text(ARTICLE.replace("Daniel", "D\x07an".replace("\x07", "&#9;")), encoding="utf-8")
    same = CliRunner().invoke(cli, ["diff", str(HERE / "article.xml"), str(HERE / "article.xml")])
    assert (same.exit_code, same.output) == (0, "")
    differs = CliRunner().invoke(cli, ["diff", str(HERE / "article.xml"), str(other), "--format", "json"])
    assert differs.exit_code == 1
    data = json.loads(differs.stdout)
    assert data["same"] is False
    assert data["differences"] == [
        {"part": "authors", "where": "author 2, Ahn", "field": "given-names", "kind": "changed", "before": "Daniel", "after": "D an"}
    ]  # fmt: skip
    quiet = CliRunner().invoke(cli, ["diff", str(HERE / "article.xml"), str(other), "-q"])
    assert (quiet.exit_code, quiet.output) == (1, "")


@pytest.mark.parametrize("text", ["", "no XML", "<html/>"])
def test_what_is_no_article_is_wrong_use(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["diff", str(HERE / "article.xml"), str(bad)])
    assert result.exit_code == 2
    assert "bad.xml" in result.output
