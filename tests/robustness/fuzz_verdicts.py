"""One input through the command, in a box: what it said, what it wrote, what it touched.

The box holds `in/`, `out/`, `tmp/` and `canary/`, whose files no input may bring into any output. A verdict in capitals is a fault.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made_documents
from fuzz_mutations import HERE

from rubricate.cli import main
from rubricate.validation import validate_file
from rubricate.validation.rules.samples import clean_article
from rubricate.values import Severity

SECRET = "zq7canarysecretw4"
CANARIES = ("txt", "tex", "bib", "csl", "dtd", "toml", "json", "yaml", "png")
FROM = {".bib": "bibtex", ".ris": "ris", ".csljson": "csljson"}
LISTS = ("jsonl", "csljson", "bibtex", "ris", "jats", "table")
REPORTS = ("json", "full", "sarif", "junit", "html", "github", "gitlab", "concise", "jsonl")
CLEAN = "in/clean.xml"
"""A document without fault, for profiles to be tried on."""
WRITING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "shutil.move"}
NETWORK = {"socket.connect", "socket.getaddrinfo", "urllib.Request", "socket.sendto"}


class Box:
    """A folder in which inputs are tried, and what Python did outside of it while one was tried."""

    def __init__(self, folder: str | None = None) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="fuzz-", dir=folder)).resolve()
        self.touched: list[str] = []
        self.watching = False
        for name in ("in", "out", "tmp", "canary"):
            (self.root / name).mkdir()
        for suffix in CANARIES:
            head = made_documents.png() if suffix == "png" else b""
            (self.root / "canary" / f"canary.{suffix}").write_bytes(head + SECRET.encode())
        os.environ["TMPDIR"] = tempfile.tempdir = str(self.root / "tmp")
        os.chdir(self.root)
        sys.addaudithook(self._seen)

    def _seen(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.watching:
            return
        if event in NETWORK:
            self.touched.append(f"NETWORK {event} {args[-1]}")
        elif event == "open" and isinstance(args[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(args[0]))
            if path.startswith(str(self.root / "canary")):
                self.touched.append(f"CANARY read {path}")
            elif isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self._written(path)
        elif event in WRITING:
            for one in args:
                if isinstance(one, str | bytes):
                    self._written(os.path.realpath(os.fsdecode(one)))

    def _written(self, path: str) -> None:
        inside = [str(self.root / name) + "/" for name in ("out", "tmp")]
        if not path.startswith((*inside, "/dev/null")) and path not in (inside[0][:-1], inside[1][:-1]):
            self.touched.append(f"OUTSIDE {path}")

    def others(self) -> dict[str, tuple[int, int]]:
        """Every file outside `out/`, with size and time of change."""
        paths = [path for path in self.root.rglob("*") if path.relative_to(self.root).parts[0] != "out"]
        return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.is_file()}

    def run(self, *args: str) -> tuple[int, str, str]:
        """Exit code, standard output and error of one command."""
        out, said = io.BytesIO(), io.BytesIO()
        streams = [io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (out, said)]
        self.touched, self.watching = [], True
        code: object = 0
        try:
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                main(args)
        except SystemExit as end:
            code = end.code
        finally:
            self.watching = False
        return code if isinstance(code, int) else 0 if code is None else 2, _text(out), _text(said)

    def verdict(self, kind: str, data: bytes, number: int = 0) -> str:
        """What became of one input."""
        shutil.rmtree("out")
        Path("out").mkdir()
        source = "in/article" + (kind if kind.startswith(".") else ".txt")
        for old in Path("in").iterdir():
            old.unlink()
        beside = (
            "" if kind.startswith(".") or kind == "references.txt" else f"in/{number}-{kind}"
        )  # a name of its own: profiles are kept by name
        content = data.replace(HERE.encode(), str(self.root / "canary").encode())
        Path(source).write_bytes(made_documents.TEXT.encode() if beside else content)
        if beside:
            Path(beside).write_bytes(content)
        Path(CLEAN).write_bytes(clean_article())
        before = self.others()
        worst = ""
        for line in _commands(kind, source, beside, number):
            try:
                code, out, said = self.run(*line)
            except Exception:
                traceback.print_exc()
                return "CRASH"
            worst = max(worst, self._judged(line, code, out, said, text=kind == ".txt"), key=_weight)
        if (
            kind == "house.toml"
        ):  # whoever writes a profile may name any schematron; what must not be is that it is shown
            self.touched = [one for one in self.touched if not one.startswith("CANARY read")]
        if self.touched:
            print(*self.touched, sep="\n", file=sys.stderr)
            return self.touched[0].split(" ")[0]
        after = self.others()
        if after != before:
            print(dict(before.items() ^ after.items()), file=sys.stderr)
            return "OUTSIDE"
        return worst

    def _judged(self, line: tuple[str, ...], code: int, out: str, said: str, *, text: bool) -> str:
        written = [path for path in Path("out").rglob("*") if path.is_file()]
        secret = SECRET.encode()
        if SECRET in out or SECRET in said or any(secret in path.read_bytes() for path in written):
            return "CANARY"
        if code not in (0, 1, 2) or "internal-fault" in said or "Traceback" in said:
            print(said, file=sys.stderr)
            return "CRASH"
        if line[0] == "references":
            return "parsed" if not code else "refused" if " error " in said else "SILENT"
        if line[0] == "validate":
            report = "".join(path.read_text(encoding="utf-8") for path in written)
            return "no finding" if not code else "finding" if report or said else "SILENT"
        if not Path("out/article.xml").exists():
            return "refused" if code and " error " in said else "SILENT"
        errors = [finding for finding in validate_file(Path("out/article.xml")) if finding.severity is Severity.ERROR]
        if errors:
            print(*errors, sep="\n", file=sys.stderr)
            return "INVALID"
        if b"<evil" in Path("out/article.xml").read_bytes():
            return "LET-IN"
        report = json.loads(Path("out/report.json").read_bytes())
        if not report["ledger"].get("unexplained"):
            return "written"
        if text:
            print(report["ledger"]["unexplained"], file=sys.stderr)
            return "LOST"
        told = {finding["id"] for finding in report["findings"]} & {"words-changed", "objects-lost"}
        return "written, a change of words said" if told else "SILENT"


def _commands(kind: str, source: str, beside: str, number: int) -> Iterator[tuple[str, ...]]:
    if kind == "references.txt":
        yield "references", source, "--format", LISTS[number % len(LISTS)]
        return
    if kind in (".xml", "house.toml"):
        profile = beside or ("pmc", "jats", "jats4r", "crossref", "scielo")[number % 5]
        report = REPORTS[number % len(REPORTS)]
        if beside:
            source = CLEAN
        yield "validate", source, "--profile", profile, "--format", report, "-o", "out/findings"
        if beside or number % 3:
            return
    options = {"metadata.yaml": ("--metadata-file", beside), "references.json": ("--references", beside)}
    options["references.yaml"] = options["references.json"]
    extra = options.get(kind, ("--from", FROM[kind]) if kind in FROM else ())
    yield "convert", source, "-o", "out/article.xml", "--report", "out/report.json", *extra


def _weight(said: str) -> tuple[bool, str]:
    return said.split(",")[0].isupper(), said


def _text(stream: io.BytesIO) -> str:
    return stream.getvalue().decode("utf-8", "replace")
