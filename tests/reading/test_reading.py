"""Reading: encodings, line ends, refused formats, what Word files hide, and guards."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import panflute as pf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricate.inlines import plain
from rubricate.reading import read
from rubricate.reading.ast_json import from_json, to_json
from rubricate.reading.plain_text import read_plain_text
from rubricate.values import RubricateError

ROOT = Path(__file__).parents[2]
TEXT = "Über das Brot — 빵\n\nZweite Zeile"


def text_of(data: bytes) -> str:
    return "\n\n".join(plain(block.content[0].content) for block in read(data, from_="text").doc.content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_sure(encoding: str) -> None:
    result = read(TEXT.encode(encoding), from_="text")
    assert text_of(TEXT.encode(encoding)) == TEXT
    assert result.findings == ()


def test_other_encodings_are_guessed_and_said() -> None:
    text = "Über die Größe der Brötchen und die Wärme der Öfen in Würzburg. " * 20
    result = read(text.encode("cp1252"), from_="text", name="a.txt")
    assert [finding.id for finding in result.findings] == ["encoding-guessed"]
    assert "Größe der Brötchen" in (result.text or "")


def test_korean_legacy_encoding() -> None:
    text = "병원 정원에서 저녁 빛이 참깨 발아에 미치는 영향을 살펴보았다. " * 20
    result = read(text.encode("cp949"), from_="text")
    assert "저녁 빛이 참깨" in (result.text or "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert text_of(f"one{end}two{end}{end}three".encode()) == "one\ntwo\n\nthree"


def test_illegal_characters_go_and_are_counted() -> None:
    result = read(b"one\x00two\n\nthree\x08", from_="text", name="a.txt")
    assert [(f.id, f.place.line) for f in result.findings] == [("illegal-characters", 1)]
    assert "2 control characters" in result.findings[0].message


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_no_character_of_a_text_is_changed(line: str) -> None:
    lines = [part for part in line.split("\n") if part.strip()]
    doc = read_plain_text("\n".join(lines))
    assert "\n".join(plain(block.content[0].content) for block in doc.content) == "\n".join(lines)


def test_lines_and_blank_lines_are_kept() -> None:
    doc = read_plain_text("one\n  two\n\n\nthree")
    assert [dict(block.attributes) for block in doc.content] == [
        {"line": "1", "blank": "0"},
        {"line": "5", "blank": "2"},
    ]


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.hwp", "a.hwpx"])
def test_refused_formats_say_how_to_save(name: str) -> None:
    with pytest.raises(RubricateError) as caught:
        read(b"x", name=name)
    finding = caught.value.findings[0]
    assert finding.id == "refused-format"
    assert "docx" in finding.suggestion


def test_a_pdf_by_another_name() -> None:
    with pytest.raises(RubricateError):
        read(b"%PDF-1.7 and so on", name="article.docx")


def changed(name: str, change: dict[str, bytes], replace: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """The full sample with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(ROOT / "samples" / "full" / name) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename not in change:
                data = old.read(info)
                new.writestr(
                    info.filename,
                    data.replace(*replace, 1) if replace[0] and info.filename == "word/document.xml" else data,
                )
        for path, data in change.items():
            new.writestr(path, data)
    return out.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMMENTS = (
    b"<w:comments "
    + W
    + b'><w:comment w:id="0"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>'
)
HEADER = b"<w:hdr " + W + b"><w:p><w:r><w:t>Draft of May</w:t></w:r></w:p></w:hdr>"
OBJECT = b'<w:body><w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Equation.3"/></w:object></w:r></w:p>'


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (changed("article.docx", {"word/comments.xml": COMMENTS}), "word-comments", "Is this right?"),
        (changed("article.docx", {"word/header1.xml": HEADER}), "page-header", "Draft of May"),
        (changed("article.docx", {"word/media/old.wmf": b"x"}), "old-picture-format", "old.wmf"),
        (changed("article.docx", {}, (b"<w:body>", OBJECT)), "embedded-equation", "1 equation"),
        (changed("article.docx", {}, (b"<w:body>", b'<w:body><w:p><w:ins w:id="9"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')), "tracked-changes", "1 insertions"),
    ],
    ids=["comments", "header", "wmf", "equation", "tracked"],
)  # fmt: skip
def test_what_pandoc_would_drop_in_silence(data: bytes, kind: str, words: str) -> None:
    findings = {finding.id: finding for finding in read(data, name="article.docx").findings}
    assert kind in findings
    assert words in findings[kind].message


def test_a_bomb_is_refused() -> None:
    with pytest.raises(RubricateError) as caught:
        read(changed("article.docx", {"word/bomb.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}), name="a.docx")
    assert caught.value.findings[0].id == "archive-bomb"


def test_formulas_of_open_document_are_read() -> None:
    doc = read(ROOT / "samples" / "full" / "article.odt").doc
    found: list[str] = []
    doc.walk(lambda element, _: found.append(element.text) if isinstance(element, pf.Math) else None)
    assert r"R = \frac{n_{g}}{n_{s}} \times 100" in found
    assert r"\sigma^{2}" in found


def test_raw_markup_becomes_what_it_means_or_text() -> None:
    result = read(b"CO<sub>2</sub> <!-- hidden --> <evil/>\n", from_="markdown")
    inlines = result.doc.content[0].content.list
    assert any(isinstance(inline, pf.Subscript) for inline in inlines)
    assert "<evil/>" in plain(inlines)
    assert [finding.id for finding in result.findings] == ["raw-markup"]


def nested(depth: int) -> pf.Doc:
    block: pf.Block = pf.Para(pf.Str("deep"))
    for _ in range(depth):
        block = pf.BlockQuote(block)
    return pf.Doc(block)


def test_depth_is_limited() -> None:
    assert from_json(to_json(nested(90)))
    with pytest.raises(RubricateError) as caught:
        from_json(to_json(nested(300)))
    assert caught.value.findings[0].id == "too-deep"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"blocks": 3}', b"not json", b'{"pandoc-api-version":[1,17,5],"blocks":[],"meta":{}}']
)
def test_what_is_no_ast_is_refused(data: bytes) -> None:
    with pytest.raises(RubricateError):
        from_json(data)


def test_an_old_pandoc_is_named_with_its_remedy() -> None:
    with pytest.raises(RubricateError) as caught:
        from_json(b'{"pandoc-api-version":[1,22,2,1],"blocks":[],"meta":{}}')
    finding = caught.value.findings[0]
    assert finding.id == "pandoc-too-old"
    assert "3.0" in finding.message and "pypandoc_binary" in finding.suggestion


def test_a_manuscripts_own_yaml_can_make_nothing_read_files() -> None:
    doc = read(b"---\nbibliography: /etc/passwd\ncsl: x\ntitle: Bread\n---\n\nText.\n", from_="markdown").doc
    own = doc.metadata["rubricate-document"]
    assert list(own.content) == ["title"]


def test_yaml_aliases_are_refused() -> None:
    with pytest.raises(RubricateError) as caught:
        read(b"---\na: &x [1, 1]\nb: [*x, *x]\n---\n\nText.\n", from_="markdown")
    assert caught.value.findings[0].id == "yaml-alias"
