"""One fault, four validators: reads and writes `tests/validation/fixtures/side_by_side.md`.

`python tests/support/side_by_side.py --record` writes all columns anew; xmllint and jing are run where they are installed
(Debian: libxml2-utils, jing, trang, which makes the RELAX NG grammar for jing from ours).
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from rubricate.validation import validate_bytes
from rubricate.validation.catalogue import by_full_name
from rubricate.validation.declarations import declarations_of

FILE = Path(__file__).parents[1] / "validation" / "fixtures" / "side_by_side.md"
GRAMMAR = "archiving-1.3"
COLUMNS = ("rubricate", "libxml2", "xmllint", "jing")
LONG = 160
FENCE = "```"
CASE = re.compile(
    r"^## ([^\n]+)\n\nThe fault is on line (\d+)\.\n\n```xml\n(.*?)\n```\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
COLUMN = re.compile(r"^\*(\w+)\*\n\n```text\n(.*?)\n?```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^(?:line )?(\d+)")


class Case(NamedTuple):
    title: str
    line: int
    document: str
    said: dict[str, str]


def cases() -> list[Case]:
    """The cases of the document."""
    found = CASE.findall(FILE.read_text(encoding="utf-8"))
    return [Case(title, int(line), text, dict(COLUMN.findall(rest))) for title, line, text, rest in found]


def rubricate(document: str) -> str:
    lines = []
    for finding in validate_bytes(document.encode("utf-8"), "a.xml", GRAMMAR):
        lines.append(f"{finding.place.line}:{finding.place.column} {finding.message}")
        lines += [f"    {finding.suggestion}"] if finding.suggestion else []
    return "\n".join(lines)


def grammar_text() -> str:
    doctype = by_full_name(GRAMMAR)
    assert doctype is not None
    declarations = declarations_of(doctype)
    return declarations.text(declarations.elements)


def libxml2(document: str) -> str:
    dtd = etree.DTD(io.BytesIO(grammar_text().encode("utf-8")))
    dtd.validate(etree.ElementTree(etree.fromstring(document.encode("utf-8"))))
    return "\n".join(f"line {entry.line}: {_cut(entry.message)}" for entry in dtd.error_log)


def recorded(document: str) -> dict[str, str]:
    """What the two programs say, without their file names."""
    said = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.xml").write_text(document, encoding="utf-8")
        (folder / "a.dtd").write_text(grammar_text(), encoding="utf-8")
        if shutil.which("xmllint"):
            said["xmllint"] = _run(["xmllint", "--noout", "--nonet", "--dtdvalid", "a.dtd", "a.xml"], folder)
        if shutil.which("trang") and shutil.which("jing"):
            _run(["trang", "a.dtd", "a.rng"], folder)
            said["jing"] = _run(["jing", "a.rng", "a.xml"], folder)
    return said


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    lines = (done.stdout + done.stderr).replace(f"{folder}/", "").splitlines()
    kept = [line.removeprefix("a.xml:") for line in lines if re.match(r"a\.xml:\d", line)]
    return "\n".join(map(_cut, kept))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONG else f"{text[:LONG]}… ({len(text)} characters)"


def first_line(said: str) -> int:
    """The line that the first message names; 0 where nothing is said."""
    match = LINE.match(said)
    return int(match[1]) if match else 0


def summary(all_cases: list[Case]) -> str:
    """How often each names the line of the fault first, how often it says nothing, and how much it says."""
    rows = ["| | first message on the line of the fault | silent | messages | longest line |", "|---|---|---|---|---|"]
    for column in COLUMNS:
        said = [case.said.get(column, "") for case in all_cases]
        right = sum(first_line(text) == case.line for text, case in zip(said, all_cases, strict=True))
        messages = sum(bool(LINE.match(line)) for text in said for line in text.splitlines())
        lines = [line for text in said for line in text.splitlines()]
        lengths = [int(cut[1]) if (cut := re.search(r"\((\d+) characters\)$", line)) else len(line) for line in lines]
        longest = max(lengths, default=0)
        rows.append(
            f"| {column} | {right} of {len(all_cases)} | {sum(not text for text in said)} | {messages} | {longest} |"
        )
    return "\n".join(rows)


def text_of(case: Case) -> str:
    parts = [f"## {case.title}\n\nThe fault is on line {case.line}.\n\n{FENCE}xml\n{case.document}\n{FENCE}\n"]
    parts += [f"*{column}*\n\n{FENCE}text\n{case.said.get(column, '')}\n{FENCE}\n" for column in COLUMNS]
    return "\n".join(parts)


def record() -> None:
    """Write the document anew: its words at the top stay, everything said is said again."""
    text = FILE.read_text(encoding="utf-8")
    now = []
    for case in cases():
        said = {**case.said, **recorded(case.document)}
        said |= {"rubricate": rubricate(case.document), "libxml2": libxml2(case.document)}
        now.append(case._replace(said=said))
    head = text[: text.index("\n| | first message")] if "\n| | first message" in text else text[: text.index("\n## ")]
    body = "\n".join(map(text_of, now))
    FILE.write_text(f"{head.rstrip()}\n\n{summary(now)}\n\n{body}", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--record"]:
        sys.exit(__doc__)
    record()
