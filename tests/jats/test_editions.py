"""Every sample in every tag set and edition that can be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import rubricate
from rubricate.validation import validate_bytes

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))
SOURCES = [*sorted((ROOT / "samples").glob("*/article.txt")), *sorted((ROOT / "samples").glob("*/article.md")), SEED]
JOURNAL = {
    "journal.publisher-id": "jrd",
    "journal.title": "Journal of Rheumatic Diseases",
    "journal.eissn": "2233-4718",
}
PUBLIC = {
    ("publishing", "1.2"): b'"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.2 20190208//EN"',
    ("publishing", "1.3"): b'"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN"',
    ("publishing", "1.4"): b'"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN"',
    ("archiving", "1.2"): b'"-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.2 20190208//EN"',
    ("archiving", "1.3"): b'"-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 20210610//EN"',
    ("archiving", "1.4"): b'"-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.4 20241031//EN"',
}  # fmt: skip


@pytest.mark.parametrize(("tag_set", "version"), PUBLIC, ids="-".join)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_valid_and_named(source: Path, tag_set: str, version: str) -> None:
    result = rubricate.convert(source, jats=version, tag_set=tag_set, metadata=JOURNAL)
    assert result.xml is not None, result.findings
    assert PUBLIC[tag_set, version] in result.xml
    assert f'dtd-version="{version}"'.encode() in result.xml
    assert validate_bytes(result.xml) == []


def test_the_seed_alone_is_archiving_and_says_what_publishing_needs() -> None:
    result = rubricate.convert(SEED)
    assert result.xml is not None and PUBLIC["archiving", "1.3"] in result.xml
    (said,) = [finding for finding in result.findings if finding.id == "publishing-needs"]
    assert "issn" in said.message.lower()


def test_the_seed_with_a_journal_file_is_publishing(tmp_path: Path) -> None:
    (tmp_path / "journal.yaml").write_text(
        "journal:\n  publisher-id: jrd\n  title: Journal of Rheumatic Diseases\n  eissn: 2233-4718\n", encoding="utf-8"
    )
    result = rubricate.convert(SEED, metadata_files=[tmp_path / "journal.yaml"])
    assert result.xml is not None and PUBLIC["publishing", "1.3"] in result.xml
    assert validate_bytes(result.xml) == []
    assert [finding.id for finding in result.findings if finding.id == "publishing-needs"] == []


def test_publishing_without_its_facts_is_refused() -> None:
    result = rubricate.convert(SEED, tag_set="publishing")
    assert result.xml is None
    assert [finding.id for finding in result.errors] == ["publishing-needs"]
