"""The JATS of each sample, byte for byte as it was read and accepted by a person (`pytest --accept` writes it anew)."""

from __future__ import annotations

from pathlib import Path

import pytest
from jats_facts import ROOT

import rubricate

SOURCES = [
    next(folder / f"article.{kind}" for kind in ("md", "txt", "html") if (folder / f"article.{kind}").exists())
    for folder in sorted((ROOT / "samples").iterdir())
    if folder.is_dir() and folder.name not in ("seed", "pictures")
]


@pytest.mark.parametrize("source", [*SOURCES, next((ROOT / "seeds").glob("*.txt"))], ids=lambda path: path.parent.name)
def test_expected(source: Path, accept: bool) -> None:
    folder = ROOT / "samples" / "seed" if source.parent.name == "seeds" else source.parent
    xml = rubricate.convert(source).xml
    assert xml is not None
    if accept:
        (folder / "expected.xml").write_bytes(xml)
    assert xml.decode() == (folder / "expected.xml").read_text(encoding="utf-8")
