"""`pandoc --filter pandoc-rubricate -t jats_publishing -s`: pandoc's own template, DTD-valid 1.2; other formats: a tagged document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rubricate.validation import validate_tree
from rubricate.values import Severity
from rubricate.xml import parse_xml

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "rubricate"
SEED = next((ROOT / "seeds").glob("*.txt"))
SAMPLES = sorted(
    path for path in (ROOT / "samples").rglob("article.*") if path.suffix in (".md", ".docx", ".html", ".odt")
) + sorted((ROOT / "samples" / "editorial").glob("*.md"))


def pandoc(*args: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [PROGRAM, "pandoc", "--filter", "pandoc-rubricate", *map(str, args)], capture_output=True, timeout=50
    )


def errors(xml: bytes) -> list[str]:
    return [f.message for f in validate_tree(parse_xml(xml), grammar="archiving-1.2") if f.severity is Severity.ERROR]


def test_the_seed_read_as_markdown_is_valid_archiving() -> None:
    done = pandoc("-f", "markdown", "-t", "jats_archiving", "-s", SEED)
    assert done.returncode == 0, done.stderr.decode()
    assert not errors(done.stdout)
    text = " ".join(done.stdout.decode().split())
    assert "<article-title>A Case of Rituximab Therapy in Diffuse Alveolar Hemorrhage" in text
    assert "<kwd>Rituximab</kwd>" in text
    assert b"affiliation without an author" in done.stderr


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: "/".join(path.parts[-2:]))
def test_samples_are_valid(source: Path) -> None:
    done = pandoc("-t", "jats_archiving", "-s", source)
    assert done.returncode == 0, done.stderr.decode()
    assert not errors(done.stdout)


@pytest.mark.parametrize("to", ["markdown", "html", "docx"])
def test_other_formats_get_a_tagged_document(to: str, tmp_path: Path) -> None:
    target = tmp_path / f"out.{to}"
    done = pandoc("-f", "markdown", "-t", to, "-s", SEED, "-o", target)
    assert done.returncode == 0, done.stderr.decode()
    assert target.stat().st_size > 1000
    if to == "markdown":
        text = target.read_text(encoding="utf-8")
        assert text.startswith("---\n")
        assert "journal:" in text
        assert "abbrev-title: J Rheum Dis" in text
        assert "::: {#refs .ref-list}" in text


def test_several_works_under_one_number_and_links(tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text(
        "---\ntitle: On gardens\n---\n\n# Introduction\n\nGardens are dark at night [1,2], and what grows in them grows.\n\n# References\n\n"
        "1. (a) Kim A. J. Org. Gard. 2001, 1, 2; (b) Lee B. J. Org. Gard. 2002, 2, 14.\n"
        "2. Park C. Roots of ten. J Gard. 2003;3:5–9. [PubMed]\n3. Moon D. Leaves. J Gard. 2004;4:6.\n",
        encoding="utf-8",
    )
    done = pandoc("-t", "jats_archiving", "-s", source)
    assert done.returncode == 0, done.stderr.decode()
    assert not errors(done.stdout)
    assert b"(b) Lee B." in done.stdout and b"PubMed" not in done.stdout
