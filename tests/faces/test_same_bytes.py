"""Promise 4: the command, the Python function and `pandoc -d rubricate` write the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import rubricate
from rubricate.pandoc_face import install_defaults

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for folder in (ROOT / "samples", ROOT / "seeds")
    for path in folder.rglob("*")
    if path.suffix in (".txt", ".md", ".docx", ".odt", ".html")
    and not path.name.startswith(("facts", "README", "table"))
)
JOURNAL = """
journal:
  publisher-id: jem
  title: Journal of Exemplary *Medicine*
  pissn: 1234-5679
  publisher-name: Example Society
article:
  heading: Case Report
"""


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pandoc-data")
    install_defaults(str(folder))
    return folder


def command(*args: str | Path) -> subprocess.CompletedProcess[bytes]:
    program = Path(sys.executable).parent / "rubricate"
    return subprocess.run(
        [program, *map(str, args)], capture_output=True, timeout=50, env={**os.environ, "PYTHONHASHSEED": "7"}
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
@pytest.mark.parametrize("with_metadata", [False, True], ids=["alone", "with-journal"])
def test_three_faces_one_result(source: Path, with_metadata: bool, data_dir: Path, tmp_path: Path) -> None:
    extra: list[str] = []
    if with_metadata:
        (tmp_path / "journal.yaml").write_text(JOURNAL, encoding="utf-8")
        extra = ["--metadata-file", str(tmp_path / "journal.yaml")]
    function = rubricate.convert(source, metadata_files=extra[1:])
    assert function.xml is not None, function.findings
    converted = command("convert", source, "-o", "-", *extra)
    assert converted.stdout == function.xml, converted.stderr.decode()
    piped = command("pandoc", "--data-dir", data_dir, "-d", "rubricate", source, *extra)
    assert piped.stdout == function.xml, piped.stderr.decode()


def test_the_pandoc_face_writes_nothing_where_convert_refuses(data_dir: Path, tmp_path: Path) -> None:
    source = tmp_path / "empty.txt"
    source.write_text("", encoding="utf-8")
    target = tmp_path / "out.xml"
    done = command("pandoc", "--data-dir", data_dir, "-d", "rubricate", source, "-o", target)
    assert done.returncode != 0
    assert not target.exists()
    assert b"Traceback" not in done.stderr
    assert b"empty" in done.stderr


def test_metadata_of_the_command_line_is_the_same_in_both(data_dir: Path) -> None:
    source = ROOT / "samples" / "letter" / "article.txt"
    facts = [
        "-M",
        "journal.title=Journal of *Garden* Medicine",
        "-M",
        "journal.eissn=2049-3630",
        "-M",
        "article.volume=7",
    ]
    converted = command("convert", source, "-o", "-", *facts)
    piped = command("pandoc", "--data-dir", data_dir, "-d", "rubricate", source, *facts)
    assert b"<volume>7</volume>" in converted.stdout
    assert b"<journal-title>Journal of *Garden* Medicine</journal-title>" in converted.stdout
    assert piped.stdout == converted.stdout, piped.stderr.decode()


CORRECTIONS = """
- part: article heading
  was:
  now: Letter
- part: level
  was: '1'
  now: '2'
  near: nowhere
- part: reference 1 / volume
  was: '4'
  now: '40'
- part: paragraph
  was: of
  now: of all
"""


@pytest.mark.parametrize("name", ["full/article.docx", "letter/article.txt", "editorial/article.md"])
def test_corrections_are_the_same_in_all(name: str, data_dir: Path, tmp_path: Path) -> None:
    source = ROOT / "samples" / name
    file = tmp_path / "corrections.yaml"
    file.write_text(CORRECTIONS, encoding="utf-8")
    plain = rubricate.convert(source)
    function = rubricate.convert(source, corrections=file)
    assert function.xml is not None and function.xml != plain.xml
    converted = command("convert", source, "-o", "-", "--corrections", file)
    assert converted.stdout == function.xml, converted.stderr.decode()
    by_key = command("convert", source, "-o", "-", "-M", f"rubricate-corrections={file}")
    assert by_key.stdout == function.xml, by_key.stderr.decode()
    piped = command("pandoc", "--data-dir", data_dir, "-d", "rubricate", source, "-M", f"rubricate-corrections={file}")
    assert piped.stdout == function.xml, piped.stderr.decode()
    assert b"correction-unused" in converted.stderr and b"correction-unused" in piped.stderr


def test_a_manuscript_cannot_name_a_corrections_file(tmp_path: Path) -> None:
    """Only who converts may: the document's own key is not read."""
    file = tmp_path / "corrections.yaml"
    file.write_text("- {part: title, was: beans, now: peas}\n", encoding="utf-8")
    source = f"---\ntitle: Growth of beans\nrubricate-corrections: {file}\n---\n\nWe grew beans in gardens.\n"
    result = rubricate.convert(source.encode("utf-8"), from_="markdown")
    assert result.xml is not None and b"Growth of beans" in result.xml
    assert result.report["corrections"] == []


def test_corrections_may_stand_in_the_metadata_file(data_dir: Path, tmp_path: Path) -> None:
    source = ROOT / "samples" / "full" / "article.txt"
    file = tmp_path / "journal.yaml"
    file.write_text(
        "rubricate-corrections:\n- part: volume\n  was: '12'\n  now: '13'\n- part: reference 1 / volume\n  was: '4'\n  now: '40'\n",
        encoding="utf-8",
    )
    converted = command("convert", source, "-o", "-", "--metadata-file", file)
    assert b"<volume>13</volume>" in converted.stdout and b"<volume>40</volume>" in converted.stdout
    assert b"unknown-key" not in converted.stderr
    piped = command("pandoc", "--data-dir", data_dir, "-d", "rubricate", source, "--metadata-file", file)
    assert piped.stdout == converted.stdout, piped.stderr.decode()
