"""`rubricate proof`: short on a terminal, a page with -o, the exit codes of the verdict."""

from __future__ import annotations

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rubricate.cli import cli
from rubricate.proof import proof_of
from rubricate.proof.summary import summary

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "samples" / "letter" / "article.txt"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["proof", *map(str, args)])


def test_in_short() -> None:
    done = run(LETTER)
    assert done.exit_code == 0
    first, second = done.output.split("\n")[:2]
    assert first.endswith("letter/article.txt: to confirm")
    assert second.startswith("0 errors, ") and second.endswith(" queries")
    assert "words in" in done.output


def test_without_rich_the_same_in_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".")[0] == "rich":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    out = io.StringIO()
    proof = proof_of(LETTER)
    summary(proof, out)
    assert out.getvalue().split("\n")[0] == f"{proof.name}: to confirm"
    assert proof.queries[0].message in out.getvalue()


def test_the_page_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "proof.html"
    done = run(LETTER, "-o", target, "-p", "crossref")
    assert done.exit_code == 1  # crossref asks for an ISSN
    assert f"wrote {target}: not valid" in done.stderr
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.endswith("</html>\n")
    assert "Findings of the profile crossref" in page


def test_corrections_are_taken_and_shown(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("- {part: volume, was: '', now: '99'}\n- {part: issue, was: '1234', now: '5'}\n", encoding="utf-8")
    target = tmp_path / "proof.html"
    assert run(LETTER, "-o", target, "--corrections", file).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert "correction-unused" in page
    assert "<b>1</b> corrected" in page


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere.docx"], "no-such-file"),
        (["nowhere.xml"], "no-such-file"),
        ([LETTER, "-p", "nobody"], "unknown-profile"),
        ([LETTER, "--corrections", "nowhere.yaml"], "no-such-file"),
        ([LETTER, "-o", "nowhere/proof.html"], "no-such-folder"),
    ],
)
def test_wrong_use_is_two_and_says_why(args: list[str | Path], said: str) -> None:
    done = run(*args)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_xml_that_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "a.xml"
    broken.write_text("<article><p></article>", encoding="utf-8")
    done = run(broken)
    assert done.exit_code == 1
    assert "not-well-formed" in done.stderr


def test_an_article_in_jats() -> None:
    done = run(ROOT / "samples" / "full" / "expected.xml")
    assert done.exit_code == 0
    assert "ready" in done.output.split("\n")[0]
