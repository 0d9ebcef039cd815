"""Pictures, tables, cells, notes, formulas, calls of references and links: counted in the source itself and in the output."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import rubricate
from rubricate.ledger import compare
from rubricate.ledger.links import left_out, missing, same
from rubricate.ledger.source import source_text
from rubricate.reading import read

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*/article.*")) + sorted((ROOT / "seeds").glob("*.txt"))
SAMPLES = [path for path in SAMPLES if path.suffix in (".txt", ".md", ".html", ".docx", ".odt")]


@pytest.mark.parametrize("path", SAMPLES, ids=[f"{path.parent.name}{path.suffix}" for path in SAMPLES])
def test_no_sample_loses_or_gains_anything_without_a_rule(path: Path) -> None:
    ledger = rubricate.convert(path).ledger
    assert ledger is not None
    assert ledger.unexplained == []


FULL = {"picture": 3, "table": 2, "cell": 30, "formula": 4}


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "md"])
def test_every_format_counts_the_same_objects(suffix: str) -> None:
    ledger = rubricate.convert(ROOT / "samples" / "full" / f"article.{suffix}").ledger
    assert ledger is not None
    assert {kind: ledger.objects_in[kind] for kind in FULL} == FULL
    assert {kind: ledger.objects_out[kind] for kind in FULL} == FULL


def article(inner: str) -> etree._ElementTree:
    return etree.ElementTree(
        etree.fromstring(f'<article xmlns:xlink="http://www.w3.org/1999/xlink"><body>{inner}</body></article>')
    )


LATEX = (
    "\\documentclass{article}\\begin{document}Bread~\\cite{a} is \\href{https://example.org/bread}{good}\\footnote{Rye.}. $x$\n\n"
    "\\begin{tabular}{ll}a & b \\\\ c & d\\end{tabular}\\includegraphics{loaf.png}\n\\end{document}"
)
SOURCES = {
    "markdown": "Bread [@a] is [good](https://example.org/bread)[^1]. $x$\n\n[^1]: Rye.\n\n| a | b |\n|---|---|\n| c | d |\n\n![A loaf](loaf.png)\n",
    "html": "<p>Bread is <a href='https://example.org/bread'>good</a>. <math><mi>x</mi></math></p>"
    "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td> </td></tr></table><img src='loaf.png'>",
    "latex": LATEX,
}
ALL = {"picture": 1, "table": 1, "cell": 4, "formula": 1}


@pytest.mark.parametrize("format_", SOURCES)
def test_what_the_source_holds_is_counted(format_: str) -> None:
    source = source_text(read(SOURCES[format_].encode(), from_=format_))
    assert {kind: source.objects[kind] for kind in ALL} == ALL
    assert source.links == [("https://example.org/bread", "good")]
    if format_ != "html":
        assert source.objects["footnote"] == 1
    assert source.objects.get("citation", 0) == (format_ == "latex")  # "[@a]" of Markdown is text here


def lost(format_: str, inner: str) -> list[str]:
    return [c.word for c in compare(read(SOURCES[format_].encode(), from_=format_), article(inner), []).gone]


CITING = {
    "markdown+citations": "Bread [@a; see @b, p. 3] is good, as @a says.\n",
    "org": "Bread [cite:@a;see @b] is good, as [cite/t:@a] says.\n",
    "latex": "\\documentclass{article}\\begin{document}Bread~\\citep{a,b} is good, as \\citet{a} says.\\end{document}",
    "typst": "Bread @a is good #cite(<b>).\n",
    "jats": "<article><body><p>Bread <xref ref-type='bibr' rid='a'>1</xref>, <xref ref-type='bibr' rid='b'>2</xref>.</p></body></article>",
}


@pytest.mark.parametrize("format_", CITING)
def test_calls_are_counted_wherever_pandoc_reads_them(format_: str) -> None:
    """A call counts once, of however many works; what calls a work that is nowhere is said."""
    source = read(CITING[format_].encode(), from_=format_)
    assert source_text(source).objects["citation"] == 2
    assert [(c.word, c.times) for c in compare(source, article("Bread " + CALL), []).gone] == [("citation", 1)]
    assert "links-lost" in {
        finding.id for finding in rubricate.convert(CITING[format_].encode(), from_=format_).findings
    }


def test_notes_of_a_web_page_are_counted() -> None:
    page = b"<p>Bread<a href='#n1' role='doc-noteref'>1</a></p><section role='doc-endnotes'><ol><li id='n1'>Rye.</li></ol></section>"
    source = read(page, from_="html")
    assert source_text(source).objects["footnote"] == 1
    assert [c.word for c in compare(source, article("<p>Bread</p>"), []).gone] == ["footnote"]


@pytest.mark.parametrize(
    "odd",
    ["<![x](a.png)>", "<![", "<![if !IE]>", "<![endif]-->", "<![CDATA[<b>]]>", "<!x>", "<!", "<!-", "<?x?>", "<?", "</ >", "</", "<!doctype", "&#x110000;", "&#xD800;"],
)  # fmt: skip
def test_declarations_that_no_page_has_are_no_fault(odd: str) -> None:
    for page in (f"<p>Bread is good.</p>{odd}", f"<p>Bread {odd} is good.</p>", odd):
        result = rubricate.convert(page.encode(), from_="html")
        assert "internal-fault" not in {finding.id for finding in result.findings}
        assert result.xml is not None or result.errors


CELLS = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td><bold>d</bold></td><td/></tr></table>"
LINK = '<ext-link xlink:href="https://example.org/bread">good</ext-link>'
PICTURE, NOTE, FORMULA = (
    '<graphic xlink:href="loaf.png"/>',
    "<fn><p>Rye.</p></fn>",
    "<inline-formula>x</inline-formula>",
)
CALL = '<xref ref-type="bibr" rid="B1">a</xref>'
WHOLE = CELLS + LINK + PICTURE + NOTE + FORMULA + CALL


@pytest.mark.parametrize("format_", ["markdown", "latex"])
@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("nothing", []),
        (CELLS, ["cell", "table"]),
        ("<td>a</td>", ["cell"]),
        (PICTURE, ["picture"]),
        (NOTE, ["footnote"]),
        (FORMULA, ["formula"]),
        (CALL, ["citation"]),
        (LINK, ["link"]),
    ],
)
def test_what_is_gone_is_seen(format_: str, part: str, kinds: list[str]) -> None:
    if part is CALL and format_ == "markdown":
        kinds = []
    assert lost(format_, WHOLE.replace(part, "")) == kinds


def test_a_cell_that_lost_its_content_is_gone() -> None:
    assert lost("markdown", WHOLE.replace("<bold>d</bold>", "")) == ["cell"]


def test_tables_are_an_error_and_links_a_warning() -> None:
    source = read(SOURCES["markdown"].encode(), from_="markdown")
    findings = compare(source, article(WHOLE.replace(CELLS, "").replace(LINK, "good")), []).findings
    assert {(finding.id, str(finding.severity)) for finding in findings} >= {
        ("objects-lost", "error"),
        ("links-lost", "warning"),
    }
    assert "https://example.org/bread" in next(f.message for f in findings if f.id == "links-lost")


def test_a_link_that_was_left_out_with_its_text_has_its_rule() -> None:
    source = read(
        b"# Bread\n\nIt rose.\n\n[Share](https://example.org/share) [Mail](https://example.org/mail)\n",
        from_="markdown",
    )
    ledger = compare(source, article("<p>It rose.</p>"), [{"rule": "furniture", "text": "Share on"}])
    assert ledger.explained == {"furniture": 1}
    assert ledger.links == [("https://example.org/mail", "Mail")]
    assert [change.word for change in ledger.gone] == ["link"]


@pytest.mark.parametrize(
    "inner",
    [
        '<ext-link xlink:href="https://doi.org/10.5555/A(1)">x</ext-link>',
        '<pub-id pub-id-type="doi">10.5555/a(1)</pub-id>',
        "<p>doi: 10.5555/a(1).</p>",
        "<p>see 10.5555/<bold>a</bold>(1)</p>",
    ],
)
def test_a_target_may_take_another_form(inner: str) -> None:
    assert missing([("http://dx.doi.org/10.5555/a%281%29", "here")], article(inner)) == []


def test_places_in_the_document_and_files_are_no_addresses() -> None:
    assert missing([("#fig1", "Figure 1"), ("table.xls", "x"), ("javascript:alert(1)", "y")], article("")) == []
    assert missing([("mailto:a@example.org", "Ann")], article("<email>b@example.org</email>")) != []
    assert missing([("mailto:a@example.org", "Ann")], article("<email>a@example.org</email>")) == []
    assert same("HTTP://www.Example.org/") == same("https://example.org")


def word(body: str, relations: str = "") -> bytes:
    """The full sample with another text in its body."""
    source, out = ROOT / "samples" / "full" / "article.docx", io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
            elif info.filename == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            new.writestr(info.filename, data)
    return out.getvalue()


def test_links_and_citation_fields_of_word() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relations = f'<Relationship Id="rL9" Type="{kind}" Target="https://example.org/bread" TargetMode="External"/>'
    body = (
        '<w:p><w:hyperlink r:id="rL9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        "<w:r><w:t>bread</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(1)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/rye" </w:instrText></w:r></w:p>'
    )
    source = source_text(read(word(body, relations), name="article.docx"))
    assert source.objects["citation"] == 1
    assert source.links == [("https://example.org/bread", "bread"), ("https://example.org/rye", "")]


def test_pictures_of_one_figure_all_come_out() -> None:
    """Two panels of one figure are two graphics."""
    text = "# Bread\n\nAs Figure 1 shows, it rose.\n\n![](a.png) ![](b.png)\n\nFigure 1. Loaves: A before, B after.\n"
    result = rubricate.convert(text.encode(), from_="markdown")
    assert result.ledger is not None and result.xml is not None
    assert result.ledger.objects_in["picture"] == result.ledger.objects_out["picture"] == 2
    assert b"a.png" in result.xml and b"b.png" in result.xml


def test_a_link_is_not_explained_by_a_number_that_was_left_out_elsewhere() -> None:
    """The "1" of "2016" is no word that was left out."""
    link = ("https://example.org/a", "1")
    assert left_out([link], [("furniture", "Volume 21, 2016"), ("cue-word", "https://example.org/ab")]) == ([], [link])
    assert left_out([link], [("furniture", "Page 1 of 3")]) == ([("furniture", link)], [])
    assert left_out([link], [("page-link", "https://example.org/a")]) == ([("page-link", link)], [])
