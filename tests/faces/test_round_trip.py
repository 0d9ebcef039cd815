"""The correctable Markdown: written, corrected by hand, converted again."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest

import rubricate
from rubricate.tagged import write_tagged

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for folder in (ROOT / "samples", ROOT / "seeds")
    for path in folder.rglob("*")
    if path.suffix in (".txt", ".md", ".docx", ".odt", ".html")
    and not path.name.startswith(("facts", "README", "table"))
)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_uncorrected_it_gives_the_same_jats(source: Path, tmp_path: Path) -> None:
    first = rubricate.convert(source)
    assert first.xml is not None and first.doc is not None
    markdown = write_tagged(copy.copy(first.doc), "markdown")
    for name, image in first.media.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(image)
    corrected = tmp_path / "article.md"
    corrected.write_bytes(markdown)
    second = rubricate.convert(corrected)
    assert second.xml is not None, second.findings
    assert second.xml.decode() == first.xml.decode()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_corrected_by_hand_it_gives_the_corrected_jats(source: Path, tmp_path: Path) -> None:
    """Six words that stand once in the text, from its front to its references: corrected there, corrected in the JATS."""
    first = rubricate.convert(source)
    assert first.xml is not None and first.doc is not None
    xml, markdown = first.xml.decode(), write_tagged(copy.copy(first.doc), "markdown").decode()
    printed = re.sub(r"<[^>]*>", " ", xml)
    once = [
        word
        for word in re.findall(r"(?<![\w./@-])(?:[a-z]{6,}|[가-힣]{4,})(?![\w./@:-])", markdown)
        if markdown.count(word) == 1 and xml.count(word) == 1 == printed.count(word)
    ]
    chosen = once[:: max(1, len(once) // 6)][:6]
    assert len(chosen) >= 3
    for number, word in enumerate(chosen):
        corrected = f"{word}{'abcdef'[number]}q" if word.isascii() else f"{word}꽃꽃"
        xml, markdown = xml.replace(word, corrected), markdown.replace(word, corrected)
    for name, image in first.media.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(image)
    (tmp_path / "article.md").write_text(markdown, encoding="utf-8")
    second = rubricate.convert(tmp_path / "article.md")
    assert second.xml is not None, second.findings
    assert second.xml.decode() == xml


def test_a_correction_arrives(tmp_path: Path) -> None:
    seed = next((ROOT / "seeds").glob("*.txt"))
    first = rubricate.convert(seed)
    assert first.doc is not None
    text = write_tagged(first.doc, "markdown").decode()
    assert "volume: 21" in text.replace('"', "").replace("'", "")
    assert "Badsha H, Teh CL" in text
    text = text.replace("Badsha H, Teh CL", "Badsha HA, Teh CL").replace("Busan", "Pusan")
    corrected = tmp_path / "article.md"
    corrected.write_text(text, encoding="utf-8")
    xml = rubricate.convert(corrected, citations="mixed").xml
    assert xml is not None
    assert "Badsha HA, Teh CL" in re.sub(r"<[^>]*>", "", xml.decode())
    assert b"<city>Pusan</city>" in xml
    assert b"Busan" not in xml
