"""On every sample: correct, convert, change something else in the source, and the same corrections hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from jats_facts import name_of, sample_sources
from lxml import etree

import rubricate
from rubricate.corrections import Correction, Corrections, read_corrections, write_corrections
from rubricate.proof.fields import fields_of
from rubricate.validation import validate

NEW = "indeed newly "
TEXT_PARTS = ("title", "paragraph", "abstract", "caption", "heading")
WORDS = 6


def made(tree: etree._ElementTree) -> list[Correction]:
    """One correction of each kind of part that the article has: the last letters doubled, as a slip of the pen would be mended."""
    out: dict[str, Correction] = {}
    fields = fields_of(tree.getroot())
    for node, part in fields.items():
        text = " ".join("".join(node.itertext()).split())
        kind = " / ".join(word.rstrip("0123456789 ") for word in part.split(" / "))
        if kind in out or len(text) < 2 or any(True for _ in node.iter("xref", "{*}math", "tex-math")):
            continue
        if (
            part.endswith(("date", "/ ORCID", "ISSN", "language", " / type"))
            or "e-mail" in part
            or kind.startswith("correspondence")
        ):
            continue
        if node.tag in ("td", "th") or (text.isdigit() and "page" in part):
            continue
        words = text.split()
        letters = [word for word in words[:WORDS] if word.isalpha() and word.isascii() and len(word) > 3]
        if not letters:
            continue
        was = " ".join(words[:WORDS]) if part.split(" ")[0] in TEXT_PARTS else text
        now = was.replace(letters[-1], letters[-1] + "xq", 1)
        above = node if part.split(" ")[0] in TEXT_PARTS else next(n for n in node.iterancestors() if n.tag in ("contrib", "aff", "ref", "article-meta", "front", "fn", "article"))  # fmt: skip
        near = (
            " ".join(" ".join(above.itertext()).split())[:100]
            if part[-1].isdigit() or "/" in part or above is node
            else ""
        )
        out[kind] = Correction(part, was, now, near if kind != "keyword" else "")
    return list(out.values())


def changed(source: Path, corrections: list[Correction], tree: etree._ElementTree) -> bytes:
    """The source with two words more in a paragraph that no correction touches."""
    data = source.read_bytes()
    touched = {correction.near[:60] for correction in corrections}
    for node in tree.getroot().iter("p"):
        text = " ".join("".join(node.itertext()).split())
        words = text.split()
        if len(words) < 12 or text[:60] in touched or node.getparent().tag == "license":  # type: ignore[union-attr]
            continue
        for at in range(7, len(words) - 3):
            phrase = " ".join(words[at : at + 3])
            new = put(source, data, phrase, columns="two-columns" in source.parts)
            if new is not None:
                return new
    pytest.skip("no paragraph is left that is not corrected")


def put(source: Path, data: bytes, phrase: str, *, columns: bool) -> bytes | None:
    """The source with NEW before a phrase that stands in it once. Columns set side by side must not shift: there a word is
    turned round instead."""
    new = " ".join(word[::-1] for word in phrase.split()) if columns else NEW + phrase
    if source.suffix not in (".docx", ".odt"):
        before = data.decode("utf-8")
        return before.replace(phrase, new).encode("utf-8") if before.count(phrase) == 1 else None
    member = "word/document.xml" if source.suffix == ".docx" else "content.xml"
    out = io.BytesIO()
    found = False
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made_:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == member:
                found = content.decode("utf-8").count(phrase) == 1
                content = content.replace(phrase.encode("utf-8"), new.encode("utf-8"))
            made_.writestr(info, content)
    return out.getvalue() if found else None


@pytest.mark.parametrize("source", sample_sources(), ids=name_of)
def test_corrections_hold_after_an_unrelated_change(source: Path) -> None:
    first = rubricate.convert(source)
    assert first.tree is not None
    corrections = made(first.tree)
    assert corrections, "nothing to correct in this sample"
    file = read_corrections(write_corrections(Corrections(tuple(corrections))))
    for data in (source.read_bytes(), changed(source, corrections, first.tree)):
        result = rubricate.convert(data, name=str(source), corrections=file)
        assert result.xml is not None, result.findings
        assert [entry for entry in result.report["corrections"] if not entry["applied"]] == []
        assert result.ledger is not None and result.ledger.unexplained == []
        assert [finding for finding in validate(result.xml) if finding.severity == "error"] == []
        text = " ".join("".join(etree.fromstring(result.xml).itertext()).split())
        for correction in corrections:
            assert "xq" in correction.now
            word = next(word for word in correction.now.split() if "xq" in word)
            assert word in text, correction
    assert "two-columns" in source.parts or NEW.strip() in text


@pytest.mark.parametrize("source", sample_sources(), ids=name_of)
def test_the_same_corrections_again_are_said_to_stand_already(source: Path) -> None:
    """A corrected text that is corrected again: nothing is applied twice."""
    first = rubricate.convert(source)
    assert first.tree is not None
    title = next((c for c in made(first.tree) if c.part == "title"), None)
    if title is None:
        pytest.skip("no title that can be corrected")
    twice = Corrections((title, title))
    result = rubricate.convert(source, corrections=twice)
    assert [entry["applied"] for entry in result.report["corrections"]] == [True, False]
