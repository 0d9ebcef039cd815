"""The limits that keep one document from taking the whole machine: named, with a default each, and open to change.

`--limit NAME=VALUE` of the command, or the environment variable `RUBRICATE_LIMITS` ("NAME=VALUE,NAME=VALUE"), which the
pandoc faces see too. Every limit that is hit is a finding that names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from .findings import Finding, RubricateError, Severity

VARIABLE = "RUBRICATE_LIMITS"


class Limit(NamedTuple):
    """One limit: what it counts, and the finding that says it was hit."""

    value: int
    what: str
    finding: str


LIMITS: dict[str, Limit] = {
    "file-bytes": Limit(200 * 2**20, "bytes of a source file", "file-too-large"),
    "text-bytes": Limit(10 * 2**20, "bytes of text, Markdown, HTML, …", "file-too-large"),
    "xml-bytes": Limit(50_000_000, "bytes of an XML file", "file-too-large"),
    "archive-members": Limit(10_000, "parts of a docx or odt file", "archive-bomb"),
    "archive-bytes": Limit(200 * 2**20, "bytes of all its parts, unpacked", "archive-bomb"),
    "archive-part-bytes": Limit(20 * 2**20, "bytes of one XML part, unpacked", "archive-bomb"),
    "archive-ratio": Limit(200, "unpacked by packed bytes of a part of more than 1 MB", "archive-bomb"),
    "metadata-nodes": Limit(10_000, "nodes of YAML metadata", "metadata-too-large"),
    "nesting": Limit(100, "levels of blocks and inlines inside each other", "too-deep"),
    "picture-bytes": Limit(100 * 2**20, "bytes of a picture", "picture-too-large"),
    "pandoc-seconds": Limit(60, "seconds of one run of pandoc", "pandoc-timeout"),
    "pandoc-heap-mb": Limit(1024, "MB of memory of pandoc", "pandoc-memory"),
    "pandoc-output-bytes": Limit(500 * 2**20, "bytes that pandoc may answer", "pandoc-output"),
    "document-seconds": Limit(
        600, "seconds of one document of many (--jobs, `serve`), all its steps", "document-timeout"
    ),
    "document-mb": Limit(4096, "MB of memory of a process at work on one document of many", "document-memory"),
    "upload-files": Limit(100, "files in one upload to `rubricate serve`", "upload-too-large"),
    "upload-bytes": Limit(400 * 2**20, "bytes of one upload", "upload-too-large"),
    "conversions": Limit(2, "documents that `rubricate serve` converts at a time", "server-busy"),
    "conversions-waiting": Limit(16, "requests of the service that wait for their turn", "server-busy"),
    "desk-documents": Limit(1000, "documents on the desk of `rubricate serve`", "desk-full"),
}
_changed: ContextVar[Mapping[str, int] | None] = ContextVar("limits", default=None)


def limit(name: str) -> int:
    """The limit `name` as it stands now. Raises KeyError for a name that is none."""
    return changes().get(name, LIMITS[name].value)


def changes() -> Mapping[str, int]:
    """The limits that were changed; those of the environment are read when they are first asked for."""
    changed = _changed.get()
    if changed is None:
        changed = parse_limits([part for part in os.environ.get(VARIABLE, "").split(",") if part.strip()])
        _changed.set(changed)
    return changed


def parse_limits(pairs: list[str] | tuple[str, ...]) -> dict[str, int]:
    """`["text-bytes=1000"]` as a dict. Raises RubricateError (`bad-option`) with the nearest right name."""
    out: dict[str, int] = {}
    for pair in pairs:
        name, mark, value = (part.strip() for part in pair.partition("="))
        if name not in LIMITS:
            from difflib import get_close_matches

            near = get_close_matches(name, LIMITS, n=1)
            expected = near[0] if near else f"one of {', '.join(LIMITS)}"
            raise _fault(f"Unexpected limit {name!r}, expected {expected}.")
        if not mark or not value.isdecimal() or not value.isascii() or not 0 < int(value) < 2**60:
            raise _fault(f"Unexpected value {value!r} of the limit {name}, expected a whole number above 0.")
        out[name] = int(value)
    return out


@contextmanager
def changed_limits(values: Mapping[str, int]) -> Iterator[None]:
    """Other limits inside a `with`; those of the environment stand below them."""
    token = _changed.set({**changes(), **values})
    try:
        yield
    finally:
        _changed.reset(token)


def _fault(message: str) -> RubricateError:
    suggestion = "The README lists the limits."
    return RubricateError(Finding("bad-option", Severity.ERROR, message, suggestion=suggestion))
