"""Proof pages of many documents: one each, a list of them, and what can't be shown costs no other page."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rubricate.cli import cli
from rubricate.proof_many import PAGES

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "samples" / "letter" / "article.txt"
FULL = ROOT / "samples" / "full"


def proof(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["proof", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles in two folders, one of them damaged, and an article in JATS."""
    source = tmp_path / "in"
    (source / "2020").mkdir(parents=True)
    (source / "2020" / "letter.txt").write_bytes(LETTER.read_bytes())
    (source / "ready.xml").write_bytes((FULL / "expected.xml").read_bytes())
    (source / "broken.docx").write_bytes(b"PK no word file")
    return source


def test_a_folder_gets_a_page_each_and_a_list(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = proof(folder, "-o", out, "--jobs", "2")
    assert done.exit_code == 1  # of one there is no page
    assert (out / "2020" / "letter.proof.html").read_text(encoding="utf-8").count("Marigolds") > 0
    listed = (out / PAGES).read_text(encoding="utf-8")
    rows = re.findall(r'<th scope="row">(?:<a href="([^"]*)">)?([^<]*)', listed)
    assert [(link, Path(name).name) for link, name in rows] == [
        ("", "broken.docx"),
        ("2020/letter.proof.html", "letter.txt"),
        ("ready.proof.html", "ready.xml"),
    ]
    assert "no page: Unexpected" in listed
    assert all((out / link).is_file() for link, _ in rows if link)


def test_the_page_of_one_is_that_of_many(tmp_path: Path) -> None:
    proof(LETTER, "-o", tmp_path / "one.html")
    proof(LETTER, "--jobs", "1", "-o", tmp_path / "many", "-q")
    [page] = (tmp_path / "many").rglob("*.proof.html")
    assert page.read_bytes() == (tmp_path / "one.html").read_bytes()


def test_an_archive_with_its_pictures(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in (FULL / "article.md", *FULL.glob("*.png")):
            archive.write(path, f"vol/{path.name}")
    assert proof(tmp_path / "a.zip", "-o", tmp_path / "out", "-q").exit_code == 0
    [page] = (tmp_path / "out").rglob("*.proof.html")
    assert "data:image/png" in page.read_text(encoding="utf-8")


def test_two_names_are_many(tmp_path: Path) -> None:
    assert proof(LETTER, FULL / "expected.xml", "-o", tmp_path / "out", "-q").exit_code == 0
    assert len(list((tmp_path / "out").rglob("*.proof.html"))) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["samples"], "give -o FOLDER"),
        (["samples", "-o", "x", "--open"], "of one document"),
        (["no-such/*.txt", "-o", "x"], "no-such-file"),
        (["samples", "-o", "x", "-p", "nobody"], "unknown-profile"),
    ],
)
def test_wrong_use(arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "a.txt").write_bytes(LETTER.read_bytes())
    done = proof(*arguments)
    assert done.exit_code == 2 and told in done.output
