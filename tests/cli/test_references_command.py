"""`rubricate references`: every format, one line for one line, bad input said and left alone, exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from rubricate.references.bibtex import bibtex
from rubricate.references.ris import ris

PROGRAM = Path(sys.executable).parent / "rubricate"
ROOT = Path(__file__).parents[2]
LIST = """1. Badsha H, Teh CL. Pulmonary hemorrhage in systemic lupus. Semin Arthritis Rheum. 2004;33:414–21.
2. Silverman GJ. Anti-CD20 therapy & the clinic. Arthritis Rheum. 2005;52:371–7. [PubMed]
3. Rossi G, Smith-Jones AB. Lamps, seeds and soil. Glasshouse Sci. 2003;11:80-8.
"""


def run(*args: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "references", *map(str, args)], input=text, capture_output=True, text=True, encoding="utf-8", timeout=50
    )  # fmt: skip


def test_one_item_for_each_line() -> None:
    done = run("-", "--format", "jsonl", text=LIST)
    items = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and done.stderr == ""
    assert [item["custom"]["label"] for item in items] == ["1.", "2.", "3."]
    assert items[0]["author"] == [{"family": "Badsha", "given": "H"}, {"family": "Teh", "given": "CL"}]
    assert items[0]["page"] == "414-421"
    assert all(0 <= item["custom"]["confidence"] <= 1 for item in items)


def test_without_a_terminal_the_format_is_jsonl() -> None:
    assert run("-", text=LIST).stdout == run("-", "--format", "jsonl", text=LIST).stdout


def test_bad_lines_are_said_and_left_as_they_are() -> None:
    lines = [
        "Kim A, Lee B. Beans in the dark. J Gard. 2001;1:2–3.",
        "",
        "What stands here is a sentence about gardens and no work at all.",
        "x " * 25_000,
        "Ким А. 김철수. 金. كيم. Κιμ 1.",
        "\x07\x1b[31m",
        "…",
        "Kim A. Beans\u2028and\x85peas. J Gard. 2001;1:2–3.",
    ]
    done = run("-", "--format", "jsonl", text="\n".join(lines) + "\n")
    assert done.returncode == 0 and "Traceback" not in done.stderr
    items = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(items) == len(lines)
    for number in (1, 2, 3, 6):
        assert set(items[number]) <= {"custom"}
        assert f"-:{number + 1}: warning" in done.stderr
    assert items[2]["custom"]["text"] == lines[2]
    assert "\x1b" not in done.stderr and "\x07" not in done.stderr


def test_a_list_in_any_form(tmp_path: Path) -> None:
    wrapped = tmp_path / "list.txt"
    wrapped.write_text(" ".join(LIST.split("\n")), encoding="utf-8")
    items = json.loads(run(wrapped, "--format", "csljson").stdout)
    assert [item["custom"]["label"] for item in items] == ["1.", "2.", "3."]
    assert [item["id"] for item in items] == ["B1", "B2", "B3"]
    assert "[PubMed]" not in json.dumps(items)


def test_jats_is_a_list_of_citations() -> None:
    root = etree.fromstring(run("-", "--format", "jats", text=LIST).stdout)
    assert root.tag == "ref-list" and [ref.findtext("label") for ref in root] == ["1.", "2.", "3."]
    assert [node.text for node in root.iter("surname")][:2] == ["Badsha", "Teh"]


def test_an_article_gives_its_list() -> None:
    done = run(ROOT / "samples" / "editorial" / "article.md", "--format", "csljson")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["type"]


def test_sure_only(tmp_path: Path) -> None:
    lines = run("-", "--format", "jsonl", "--sure", text=LIST + "Beans 2001 garden\n").stdout.splitlines()
    assert len(lines) == 4
    assert all("text" in json.loads(line)["custom"] for line in lines)
    assert set(json.loads(lines[3])) == {"custom"}


@pytest.mark.parametrize(
    ("args", "text", "code"),
    [
        (["-"], LIST, 0),
        (["-"], "", 1),
        (["-"], " \n\n", 1),
        (["no-such-file.txt"], "", 2),
        (["-", "--format", "xml"], LIST, 2),
    ],
)
def test_exit_codes(args: list[str], text: str, code: int) -> None:
    done = run(*args, text=text)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def terminal(**extra: str) -> str:
    """What the command prints on a terminal."""
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"} | extra
    with subprocess.Popen(
        [PROGRAM, "references", "-"], stdin=subprocess.PIPE, stdout=follower, env=environment
    ) as child:
        os.close(follower)
        assert child.stdin is not None
        child.stdin.write(LIST.encode())
        child.stdin.close()
        out = b""
        while True:
            try:
                piece = os.read(leader, 4096)
            except OSError:
                break
            if not piece:
                break
            out += piece
    os.close(leader)
    return out.decode()


def test_on_a_terminal_a_table_in_colour() -> None:
    shown = terminal()
    assert "\x1b[" in shown
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "Badsha H, Teh CL" in bare and "article-title" in bare
    assert "\x1b" not in terminal(NO_COLOR="1")


def test_bibtex_is_escaped_and_keyed() -> None:
    people = [{"family": "Ångström & Co", "given": "A"}, {"literal": "Beans and Peas, Ltd"}, {"dropping-particle": "de", "family": "Vries", "suffix": "Jr", "given": "H"}]  # fmt: skip
    item = {"type": "article-journal", "author": people, "title": "100% of {DNA}: β_1 #2 mRNA", "container-title": "J", "page": "1-9",
            "issued": {"date-parts": [[2001, 8]]}, "DOI": "10.5555/a_b%c", "URL": "https://a.example.org/~x_y"}  # fmt: skip
    made = bibtex([item, item])
    assert made.startswith("@article{angstrom2001,\n") and "\n@article{angstrom2001a,\n" in made
    assert r"author = {Ångström \& Co, A and {Beans and Peas, Ltd} and de Vries, Jr, H}" in made
    assert r"title = {100\% of \{{DNA}\}: β\_1 \#2 {mRNA}}" in made
    assert "pages = {1--9}" in made and "month = {aug}" in made
    assert "doi = {10.5555/a_b%c}" in made and "url = {https://a.example.org/~x_y}" in made


@pytest.mark.parametrize(
    ("type_", "bib", "tag"),
    [
        ("book", "book", "BOOK"),
        ("chapter", "incollection", "CHAP"),
        ("paper-conference", "inproceedings", "CONF"),
        ("thesis", "phdthesis", "THES"),
        ("report", "techreport", "RPRT"),
        ("webpage", "misc", "ELEC"),
        ("dataset", "misc", "DATA"),
        ("patent", "misc", "PAT"),
        ("article-newspaper", "article", "NEWS"),
        ("document", "misc", "GEN"),
    ],
)
def test_types(type_: str, bib: str, tag: str) -> None:
    assert bibtex([{"type": type_, "title": "x"}]).startswith(f"@{bib}{{x,")
    assert ris([{"type": type_, "title": "x"}]).startswith(f"TY  - {tag}\n")


def test_ris() -> None:
    item = {"type": "article-journal", "author": [{"family": "Kim", "given": "A", "suffix": "Jr"}, {"literal": "The Group"}],
            "title": "One\ntwo", "issued": {"date-parts": [["2001", "8"]]}, "page": "ii13–ii17", "DOI": "10.5555/a"}  # fmt: skip
    assert ris([item]).splitlines() == [
        "TY  - JOUR", "AU  - Kim, A, Jr", "AU  - The Group,", "TI  - One two", "PY  - 2001", "DA  - 2001/08//", "SP  - ii13",
        "EP  - ii17", "DO  - 10.5555/a", "ER  - ",
    ]  # fmt: skip
