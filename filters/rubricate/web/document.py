"""One document on the desk: its source, what came out, and the corrections; each a file in a folder of its own.

seed/desk.json               what the desk knows of it
seed/source/seed.txt         as it came in, with the pictures that came along
seed/seed.xml                the article, with its pictures beside it
seed/seed.proof.html, seed.report.json, seed.corrections.yaml
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from ..files import read_file, write_file
from ..findings import Severity

ABOUT = "desk.json"
SOURCE = "source"
EXTRA = "extra"


class State(StrEnum):
    """Where a document is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(eq=False)
class Document:
    """`id` is the name of its folder and its place in addresses; `revision` counts its conversions."""

    id: str
    name: str
    folder: Path
    journal: str = ""
    profile: str = ""
    state: State = State.WAITING
    revision: int = 0
    verdict: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    summary: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    """What was found; of a document without a page what kept it from one."""
    refused: list[dict[str, Any]] = field(default_factory=list)
    """Why the last corrections or settings were not taken; the page before them stands."""
    media: list[str] = field(default_factory=list)
    seconds: float = 0.0
    title: str = ""
    label: str = ""
    """The verdict in words."""

    @property
    def busy(self) -> bool:
        return self.state in (State.WAITING, State.WORKING)

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem or self.id

    def path(self, kind: str) -> Path:
        """Where one of "xml", "proof.html", "report.json", "corrections.yaml" stands or would."""
        return self.folder / f"{self.stem}.{kind}"

    def has(self, kind: str) -> bool:
        return self.path(kind).is_file()

    def source(self) -> bytes:
        """The document's bytes, read when they are asked for: what waits need not lie in memory."""
        return read_file(self.folder / SOURCE / self.name)

    def beside(self) -> dict[str, bytes]:
        """The files that came with it."""
        return {one.name: read_file(one) for one in sorted((self.folder / SOURCE).iterdir()) if one.name != self.name}

    def facts(self) -> str:
        """The `article.yaml` beside it; "" for none."""
        path = self.folder / SOURCE / "article.yaml"
        return read_file(path).decode("utf-8", "replace") if path.is_file() else ""

    def keep_facts(self, text: str) -> None:
        write_file(self.folder / SOURCE / "article.yaml", text.encode("utf-8"))

    def extra(self) -> dict[str, bytes]:
        """Files that go into its packages: the PDF, the manuscript."""
        folder = self.folder / EXTRA
        return {one.name: read_file(one) for one in sorted(folder.iterdir())} if folder.is_dir() else {}

    def keep_extra(self, name: str, data: bytes) -> None:
        write_file(self.folder / EXTRA / name, data, make_folder=True)

    def corrections(self) -> str:
        return read_file(self.path("corrections.yaml")).decode("utf-8") if self.has("corrections.yaml") else ""

    def pictures(self) -> dict[str, bytes]:
        return {name: read_file(self.folder / name) for name in self.media}

    def begin(self, data: bytes, beside: Mapping[str, bytes]) -> None:
        """Keep what came in."""
        for name, content in {**beside, self.name: data}.items():
            write_file(self.folder / SOURCE / name, content, make_folder=True)
        self.keep()

    def finish(self, answer: Mapping[str, Any], corrections: str) -> None:
        """Keep what came out of a conversion; of one that could not read the source what kept it from that."""
        if not answer["page"]:
            self.refuse([one for one in answer["findings"] if one["severity"] == Severity.ERROR])
            return
        for name in self.media:
            (self.folder / name).unlink(missing_ok=True)
        files = {"xml": answer["xml"], "report.json": answer["report-bytes"] or None}
        files |= {"proof.html": answer["page"].encode("utf-8"), "corrections.yaml": corrections.encode("utf-8") or None}
        for kind, content in files.items():
            if content is None:
                self.path(kind).unlink(missing_ok=True)
            else:
                write_file(self.path(kind), content)
        self.media = sorted(answer["media"])
        for name in self.media:
            write_file(self.folder / name, answer["media"][name], make_folder=True, within=self.folder)
        self.verdict, self.counts, self.summary = answer["verdict"], answer["counts"], answer["summary"]
        self.title, self.label = answer["title"], answer["label"]
        self.findings, self.refused, self.state = list(answer["findings"]), [], State.DONE
        self.keep()

    def refuse(self, findings: list[dict[str, Any]]) -> None:
        """The conversion gave nothing: what stood before it stands."""
        if self.has("proof.html"):
            self.refused, self.state = findings, State.DONE
        else:
            self.findings, self.state = findings, State.FAILED
        self.keep()

    def keep(self) -> None:
        write_file(self.folder / ABOUT, json.dumps({key: getattr(self, key) for key in KEPT}, indent=1).encode("utf-8"))

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


KEPT = tuple(one.name for one in fields(Document) if one.name not in ("id", "folder", "refused"))
"""What `desk.json` holds: all but where it lies, and what was refused in this run."""


def kept_document(folder: Path) -> Document | None:
    """The document of a folder that an earlier run kept; `None` where there is none that is whole."""
    try:
        about = json.loads(read_file(folder / ABOUT))
        document = Document(folder.name, **{key: about[key] for key in KEPT if key in about}, folder=folder)
        document.state = State(document.state)
    except Exception:  # a folder of anybody's: what is no document of ours is left alone
        return None
    if document.busy:  # the process ended before it was done
        document.state = State.DONE if document.has("proof.html") else State.WAITING
    return document if (folder / SOURCE / document.name).is_file() else None
