"""The desk: the documents and journals of one running page, in a folder that is kept or one that goes with the process."""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files import read_file, write_file
from ..findings import Finding, RubricateError, Severity, internal_fault
from ..limits import limit
from .document import SOURCE, Document, State, kept_document
from .facts import read, title_of, write
from .workers import Closed, Workers

JOURNALS = "journals"
LONGEST = 60
"""Characters of a folder's name."""


class Stale(Exception):
    """What was sent belongs to an older state of the document, or it is in work."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.id)
        self.document = document
        self.sent = ""
        """Corrections that came with it."""


class Desk:
    """All that the page knows. Nothing is shared with other processes; every change of a document goes through here."""

    def __init__(self, workers: Workers, folder: Path | None = None) -> None:
        self.workers = workers
        self.kept = folder is not None
        self._temporary = None if folder is not None else tempfile.TemporaryDirectory(prefix="rubricate-desk-")
        self.folder = folder if folder is not None else Path(self._temporary.name)  # type: ignore[union-attr]
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.documents: dict[str, Document] = {}
        self.journals: dict[str, dict[str, Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        for path in sorted((self.folder / JOURNALS).glob("*.yaml")):
            self.journals[path.stem] = read(read_file(path).decode("utf-8", "replace"))[0]
        for below in sorted(path for path in self.folder.iterdir() if path.is_dir() and path.name != JOURNALS):
            if (document := kept_document(below)) is not None:
                self.documents[document.id] = document

    def begin(self) -> None:
        """Go on with what an earlier run left undone."""
        for document in self.documents.values():
            if document.busy:
                self._start(document)

    async def close(self) -> None:
        """End all work; what was not to be kept is gone."""
        for task in self._tasks:
            task.cancel()
        await self.workers.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._temporary is not None:
            self._temporary.cleanup()

    async def add(
        self, name: str, data: bytes, beside: Mapping[str, bytes], journal: str, profile: str, corrections: str = ""
    ) -> Document:
        """Put a document on the desk and begin to convert it. Raises RubricateError (`desk-full`, and where the disk is)."""
        most = limit("desk-documents")
        if len(self.documents) >= most:
            message = f"Unexpected document more, expected at most {most} on the desk (limit desk-documents)."
            raise RubricateError(Finding("desk-full", Severity.ERROR, message, suggestion="Take some away first."))
        id = _free(name, {*self.documents, JOURNALS, *(path.name for path in self.folder.iterdir())})
        document = Document(id, name, self.folder / id, journal, profile)
        self.documents[id] = document
        try:
            await asyncio.to_thread(document.begin, data, beside)
        except RubricateError:
            self.remove(document)
            raise
        self._start(document, corrections)
        return document

    def again(
        self,
        document: Document,
        revision: int,
        corrections: str | None = None,
        facts: str | None = None,
        **changed: str,
    ) -> None:
        """Convert it once more, with these corrections and facts or those that it has; `changed` are its `journal` and `profile`.

        Raises Stale.
        """
        if document.busy or revision != document.revision:
            raise Stale(document)
        if facts is not None:
            document.keep_facts(facts)
        document.journal = changed.get("journal", document.journal)
        document.profile = changed.get("profile", document.profile)
        self._start(document, corrections)

    def remove(self, document: Document) -> None:
        self.documents.pop(document.id, None)
        document.forget()

    def keep_journal(self, id: str, facts: dict[str, Any]) -> str:
        """Remember a journal, under its old id or a new one; returns it."""
        id = id if id in self.journals else _free(title_of(facts), set(self.journals))
        self.journals[id] = facts
        write_file(self.folder / JOURNALS / f"{id}.yaml", write(facts).encode("utf-8"), make_folder=True)
        return id

    def drop_journal(self, id: str) -> None:
        if self.journals.pop(id, None) is not None:
            (self.folder / JOURNALS / f"{id}.yaml").unlink(missing_ok=True)

    def facts(self, document: Document) -> str:
        return write(self.journals.get(document.journal, {}))

    def _start(self, document: Document, corrections: str | None = None) -> None:
        document.state, document.revision = State.WAITING, document.revision + 1
        task = asyncio.create_task(self._convert(document, corrections))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _convert(self, document: Document, corrections: str | None) -> None:
        since = time.monotonic()

        def begun() -> None:
            nonlocal since
            since, document.state = time.monotonic(), State.WORKING

        try:
            made = document.corrections() if corrections is None else corrections
            answer = await self.workers.run(
                "convert", begun=begun, data=document.source, name=document.name, beside=document.beside,
                facts=self.facts(document), corrections=made, profile=document.profile, page=True,
            )  # fmt: skip
            document.seconds = time.monotonic() - since
            if document.id in self.documents:
                await asyncio.to_thread(document.finish, answer, made)
        except Closed:  # the process ends; a folder that is kept goes on with it the next time
            return
        except RubricateError as error:
            if document.id in self.documents:
                document.refuse([finding.as_dict() for finding in error.findings])
        except Exception as error:
            if document.id in self.documents:
                document.refuse([internal_fault(error, document.name).as_dict()])


def _free(name: str, taken: set[str]) -> str:
    """A folder's name made of a document's, that is not taken (nor differs in case only).

    >>> _free("Häger & Co: <b>.docx", {"Häger-Co-b"})
    'Häger-Co-b-2'
    """
    stem = name.rpartition(".")[0] or name
    plain = re.sub(r"[^\w]+", "-", stem).strip("-_")[:LONGEST] or "article"
    lower = {one.casefold() for one in taken}
    number, found = 2, plain
    while found.casefold() in lower or found == SOURCE:
        number, found = number + 1, f"{plain}-{number}"
    return found
