"""Promises 1 and 2: what is lost or added is seen, counted from the source itself, and explained only by a named rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import rubricate
from rubricate.ledger import compare
from rubricate.ledger.words import words_of
from rubricate.pipeline import strict
from rubricate.reading import read

ROOT = Path(__file__).parents[2]
TEXT = b"A title about bread\n\nBread is good. Bread is baked in 2014.\n"


def tree(*paragraphs: str) -> etree._ElementTree:
    root = etree.Element("article")
    for text in paragraphs:
        etree.SubElement(root, "p").text = text
    return etree.ElementTree(root)


def test_words_are_runs_of_letters_or_digits() -> None:
    assert words_of("1Division, e-mail: 2014–15") == ["1", "Division", "e", "mail", "2014", "15"]


def test_a_lost_word_is_seen_with_its_line() -> None:
    ledger = compare(read(TEXT, from_="text"), tree("A title about bread", "Bread is good. is baked in 2014."), [])
    assert [(c.word, c.times, c.line) for c in ledger.lost] == [("Bread", 1, 3)]
    assert ledger.unexplained


def test_an_added_word_is_seen() -> None:
    ledger = compare(
        read(TEXT, from_="text"),
        tree("A title about bread", "Bread is good. Bread is baked in 2014.", "by Ann Lee"),
        [],
    )
    assert sorted(c.word for c in ledger.added) == ["Ann", "Lee", "by"]
    assert len(ledger.unexplained) == 3


def test_a_rule_explains_only_its_own_words() -> None:
    log = [{"rule": "furniture", "text": "good"}]
    ledger = compare(read(TEXT, from_="text"), tree("A title about bread", "Bread is. Bread is baked in"), log)
    assert {c.word: c.rule for c in ledger.lost} == {"good": "furniture", "2014": ""}
    assert [c.word for c in ledger.unexplained] == ["2014"]


def test_the_users_words_are_explained_as_metadata() -> None:
    ledger = compare(
        read(TEXT, from_="text"),
        tree("A title about bread", "Bread is good. Bread is baked in 2014.", "Press"),
        [],
        "Press",
    )
    assert {c.word: c.rule for c in ledger.added} == {"Press": "metadata"}


def test_a_missing_table_is_seen() -> None:
    page = b"<h1>A title about bread</h1><p>Bread is good.</p><table><tr><td>1</td></tr></table>"
    ledger = compare(read(page, from_="html"), tree("A title about bread", "Bread is good.", "1"), [])
    assert [change.word for change in ledger.unexplained] == ["cell", "table"]


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "md", "txt"])
def test_the_words_of_every_format_are_counted(suffix: str) -> None:
    result = rubricate.convert(ROOT / "samples" / "full" / f"article.{suffix}")
    assert result.ledger is not None
    assert 1700 < result.ledger.words_in < 2000
    assert result.ledger.unexplained == []


def test_strict_makes_an_unexplained_change_an_error() -> None:
    result = rubricate.convert(TEXT, from_="text")
    assert strict(result).errors == ()
    assert result.ledger is not None
    result.ledger = compare(read(TEXT, from_="text"), tree("A title about bread"), [])
    assert [finding.id for finding in strict(result).errors] == ["ledger-unexplained"]


def test_word_comments_and_deletions_stand_apart(tmp_path: Path) -> None:
    import io
    import zipfile

    source = ROOT / "samples" / "full" / "article.docx"
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                data = data.replace(
                    b"<w:body>",
                    b'<w:body><w:p><w:del w:id="1" w:author="x"><w:r><w:delText>deletedword</w:delText></w:r></w:del></w:p>',
                    1,
                )
            new.writestr(info.filename, data)
    result = rubricate.convert(out.getvalue(), name="article.docx")
    assert "tracked-changes" in [finding.id for finding in result.findings]
    assert result.xml is not None and b"deletedword" not in result.xml
    assert result.ledger is not None and result.ledger.unexplained == []


def test_a_moved_word_boundary_is_no_loss() -> None:
    ledger = compare(
        read(b"A title about bread\n\nBread isgood.", from_="text"), tree("A title about bread", "Bread is good."), []
    )
    assert [(c.word, c.rule) for c in ledger.lost] == [("isgood", "word-boundary")]
    assert [(c.word, c.rule) for c in ledger.added] == [("good", "word-boundary"), ("is", "word-boundary")]
    ledger = compare(
        read(b"A title about bread\n\nBread isgood.", from_="text"), tree("A title about bread", "Bread is bad."), []
    )
    assert {c.word for c in ledger.unexplained} == {"isgood", "is", "bad"}


def test_every_change_has_its_place() -> None:
    page = b"A title about bread\n\nBread is good.\n\nShare\n\nBread is bad."
    ledger = compare(
        read(page, from_="text"),
        tree("A title about bread", "Bread is good.", "Butter"),
        [{"rule": "furniture", "text": "Share"}],
    )
    lines = {c.word: c.line for c in ledger.lost}
    assert lines["Share"] == 5
    assert lines["bad"] == 7
    assert [(c.word, c.xpath[-4:]) for c in ledger.added] == [("Butter", "p[3]")]


def test_letters_that_markdown_counts_itself_are_said_and_explained() -> None:
    result = rubricate.convert(b"# Bread\n\nIt rose.\n\n(A) Leaves of it\n\n(A) Roots of it\n", from_="markdown")
    assert result.ledger is not None and result.ledger.unexplained == []
    assert "list-renumbered" in [finding.id for finding in result.findings]
