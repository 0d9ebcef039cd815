"""References in every form and every face: the same bytes, valid, nothing lost; corrected records; restyled lists."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

import rubricate
from rubricate.jats.references import FORMS
from rubricate.pandoc_face import install_defaults
from rubricate.validation import validate_bytes

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))
FULL = ROOT / "samples" / "full"
SOURCES = [
    SEED,
    FULL / "article.txt",
    FULL / "article.docx",
    FULL / "article.md",
    ROOT / "samples" / "korean" / "article.txt",
]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pandoc-data")
    install_defaults(str(folder))
    return folder


def command(*args: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([Path(sys.executable).parent / "rubricate", *map(str, args)], capture_output=True, timeout=50)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_form_is_valid_and_loses_nothing(source: Path, form: str) -> None:
    result = rubricate.convert(source, citations=form)
    assert result.xml is not None and result.ledger is not None
    assert validate_bytes(result.xml) == []
    assert result.ledger.unexplained == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", [SEED, FULL / "article.docx"], ids=lambda path: path.suffix)
def test_every_form_in_every_face(source: Path, form: str, data_dir: Path) -> None:
    result = rubricate.convert(source, citations=form)
    assert command("convert", source, "-o", "-", "-q", "--citations", form).stdout == result.xml
    piped = command("pandoc", "--data-dir", data_dir, "-d", "rubricate", source, "-M", f"rubricate-citations={form}")
    assert piped.stdout == result.xml, piped.stderr.decode()


def test_the_form_in_a_metadata_file(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "journal.yaml").write_text("rubricate-citations: mixed\n", encoding="utf-8")
    options = ["--metadata-file", str(tmp_path / "journal.yaml")]
    expected = rubricate.convert(SEED, citations="mixed").xml
    assert rubricate.convert(SEED, metadata_files=options[1:]).xml == expected
    assert command("convert", SEED, "-o", "-", "-q", *options).stdout == expected
    assert command("pandoc", "--data-dir", data_dir, "-d", "rubricate", SEED, *options).stdout == expected
    assert rubricate.convert(SEED, metadata_files=options[1:], citations="both").xml != expected


@pytest.mark.parametrize("form", FORMS)
def test_what_each_form_writes(form: str) -> None:
    root = etree.fromstring(rubricate.convert(SEED, citations=form).xml or b"")
    refs = root.findall(".//ref")
    assert len(refs) == 13
    for ref in refs:
        tags = [child.tag for child in ref if child.tag != "label"]
        assert (
            tags
            in {
                "element": [["element-citation"], ["mixed-citation"]],
                "mixed": [["mixed-citation"]],
                "both": [["citation-alternatives"], ["mixed-citation"]],
                "scielo": [["mixed-citation", "element-citation"], ["mixed-citation"]],
            }[form]
        )


def test_a_wrong_form_is_wrong_use() -> None:
    done = command("convert", SEED, "-o", "-", "--citations", "all")
    assert done.returncode == 2 and b"--citations" in done.stderr
    result = rubricate.convert(SEED, citations="all")
    assert result.xml is None and [finding.id for finding in result.errors] == ["bad-option"]


def test_the_report_has_each_value_with_place_and_confidence() -> None:
    result = rubricate.convert(SEED)
    first = result.report["references"][0]
    assert first["id"] == "B1" and first["label"] == "1." and first["text"].startswith("Badsha H, Teh CL")
    fields = {entry["field"]: entry for entry in first["fields"]}
    assert fields["year"]["value"] == "2004" and fields["lpage"]["value"] == "21"
    assert first["text"][fields["year"]["start"] : fields["year"]["end"]] == "2004"
    assert 0 < fields["year"]["confidence"] <= 1 and 0 <= first["confidence"] <= 1
    assert {"rule": "page-completed", "printed": "414–21", "written": "414–421"} in first["rules"]


MARKED = """# On gardens at night

Gardens at night are dark, and what grows in them grows slowly. We asked why this is so [1].

# References

1. Kim A, Lee B. Beans of *Vicia faba* and CO~2~ in the dark. *J Gard*. 2001;**1**(2):202–13. [CrossRef](https://doi.org/10.5555/jg.2001.1)
2. Park C. Roots of ten gardens. *J Gard*. 2003;**3**:5–9. <https://doi.org/10.5555/jog.2003.3>
3. Moon D. [Seeds in city parks](https://b.example.org/s). *Urban Plants*. 2019;5:102.[^1]

[^1]: A note.
"""


@pytest.mark.parametrize("form", FORMS)
def test_markup_inside_titles_stays(form: str, tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text(MARKED, encoding="utf-8")
    result = rubricate.convert(source, citations=form)
    assert result.xml is not None and result.ledger is not None
    assert validate_bytes(result.xml) == [] and result.ledger.unexplained == []
    root = etree.fromstring(result.xml)
    first = root.find(".//ref//article-title")
    assert first is not None and [child.tag for child in first] == ["italic", "sub"]
    assert b"CrossRef" not in result.xml and b"https://b.example.org/s" in result.xml
    records = tmp_path / "r.json"
    command("convert", source, "-o", tmp_path / "a.xml", "-q", "--write-references", records)
    items = json.loads(records.read_text(encoding="utf-8"))
    assert items[0]["title"] == "Beans of <i>Vicia faba</i> and CO<sub>2</sub> in the dark"
    assert items[0]["issued"] == {"date-parts": [[2001]]}
    assert items[0]["DOI"] == "10.5555/jg.2001.1", "the target of a link is the reference's identifier"
    assert rubricate.convert(source, citations=form, references=records).xml == result.xml


@pytest.mark.parametrize("name", ["corrected.json", "corrected.yaml"])
def test_corrected_records(name: str, tmp_path: Path) -> None:
    records = tmp_path / name
    assert command("convert", SEED, "-o", tmp_path / "a.xml", "-q", "--write-references", records).returncode == 0
    text = records.read_text(encoding="utf-8")
    plain = rubricate.convert(SEED)
    assert rubricate.convert(SEED, references=records).xml == plain.xml, "uncorrected, they change nothing"
    assert text.count("Santos-Ocampo") == 2 and text.count("118") == 2
    changed = text.replace('"volume": "118"', '"volume": "119"').replace("volume: '118'", "volume: 119")
    changed = changed.replace('"family": "Santos-Ocampo"', '"family": "Santos"').replace(
        "family: Santos-Ocampo", "family: Santos"
    )
    records.write_text(changed, encoding="utf-8")
    result = rubricate.convert(SEED, references=records)
    assert result.xml is not None and result.ledger is not None
    assert result.ledger.unexplained == []
    second = etree.fromstring(result.xml).findall(".//ref")[1]
    assert second.findtext("element-citation/volume") == "119"
    assert second.findtext(".//surname") == "Santos"
    assert [f.id for f in result.findings if f.id.startswith("reference-c")] == ["reference-corrected"] * 2
    again = tmp_path / "again.md"
    command("convert", SEED, "-t", "markdown", "-o", again, "-q", "--references", records)
    assert rubricate.convert(again).xml == result.xml, "a correction stays one in the tagged document"
    if name.endswith(".yaml"):
        assert rubricate.convert(SEED, metadata_files=[records]).xml == result.xml


def test_a_record_that_fits_nothing_is_said(tmp_path: Path) -> None:
    records = tmp_path / "r.json"
    records.write_text(json.dumps([{"id": "x", "title": "Of nothing that is cited here"}]), encoding="utf-8")
    result = rubricate.convert(SEED, references=records)
    assert [finding.id for finding in result.findings if "record" in finding.id] == ["reference-record-unused"]
    assert result.xml == rubricate.convert(SEED).xml


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", "[{"), ("a.json", '"x"'), ("a.yaml", "a: [b"), ("a.yaml", "x: &a 1\ny: *a\n"), ("a.json", "[1]")],
)
def test_a_file_that_can_not_be_read(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = command("convert", SEED, "-o", tmp_path / "o.xml", "--references", tmp_path / name)
    assert done.returncode == 2 and b"bad-references" in done.stderr and b"Traceback" not in done.stderr
    assert not (tmp_path / "o.xml").exists()


def test_corrected_in_the_tagged_document(tmp_path: Path) -> None:
    """The record in the metadata wins over the text; a change of the text alone wins over an untouched record."""
    tagged = tmp_path / "a.md"
    command("convert", SEED, "-t", "markdown", "-o", tagged, "-q")
    text = tagged.read_text(encoding="utf-8")
    at = text.index("Santos-Ocampo")
    record, rest = text[: at + 2000], text[at + 2000 :]
    assert "volume: 118" in record
    tagged.write_text(record.replace("volume: 118", "volume: 119") + rest, encoding="utf-8")
    second = etree.fromstring(rubricate.convert(tagged).xml or b"").findall(".//ref")[1]
    assert second.findtext(".//volume") == "119"
    tagged.write_text(text[:at] + text[at:].replace("2000; 118:1083", "2000; 117:1083"), encoding="utf-8")
    second = etree.fromstring(rubricate.convert(tagged).xml or b"").findall(".//ref")[1]
    assert second.findtext(".//volume") == "117"


def test_citeproc_restyles_the_list(tmp_path: Path) -> None:
    tagged = tmp_path / "a.md"
    command("convert", SEED, "-t", "markdown", "-o", tagged, "-q")
    done = command(
        "pandoc", "--filter", "pandoc-rubricate", "-M", "rubricate-restyle", "--citeproc", "-t", "html", tagged
    )
    html = done.stdout.decode()
    assert html.count('class="csl-entry"') == 13, done.stderr.decode()
    assert "2004; 33:414–21" not in html and "414–21" in html
