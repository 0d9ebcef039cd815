"""What a program sends: one document, as the body or in a form, with its options. Nothing of it is believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from ..findings import RubricateError
from ..limits import limit
from ..media import safe_name
from .options import TYPES, Option, read_options
from .problems import error
from .uploads import MULTIPART, TooMuch, body_into, file_text, files_of, form, spool
from .work import plain_name

DOCUMENT = "file"
PICTURES = "media"
"""Part of the form of a package: the pictures that the article names."""


@dataclass(slots=True)
class Sent:
    """A document with its options. `data` gives its bytes: a large one lies on the disk until its turn has come."""

    data: Callable[[], bytes]
    name: str
    media_type: str
    options: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, UploadFile] = field(default_factory=dict)


async def received(
    request: Request, stack: AsyncExitStack, table: Sequence[Option], texts: Sequence[str], pictures: bool = False
) -> Sent:
    """What a request holds; `texts` are further parts of its form (YAML), and what was opened is closed with `stack`.

    Raises RubricateError, TooMuch, TooSlow, BadForm and ClientDisconnect.
    """
    coded = request.headers.get("content-encoding", "identity").strip().casefold()
    if coded not in ("", "identity"):
        raise RubricateError(error("unsupported-type", f"Unexpected Content-Encoding {coded[:40]}, expected none."))
    query = request.query_params.multi_items()
    media_type = _media_type(request.headers.get("content-type", ""))
    if media_type != MULTIPART:
        options = read_options(table, query)  # before the body: a wrong one costs nothing
        file = stack.enter_context(spool())
        await body_into(file, request)
        if not file.read(1):
            raise _bad("Unexpected request without a body, expected a document in it.")
        file.seek(0)
        return Sent(file.read, options.get("name", ""), media_type, options)
    return await _in_form(request, stack, table, query, texts, pictures)


async def _in_form(
    request: Request,
    stack: AsyncExitStack,
    table: Sequence[Option],
    query: list[tuple[str, str]],
    texts: Sequence[str],
    pictures: bool,
) -> Sent:
    sent = await form(request, len(table) + len(texts))
    stack.push_async_callback(sent.close)
    known = {DOCUMENT, *texts, *([PICTURES] if pictures else [])}
    given: list[tuple[str, str]] = []
    for name, value in sent.multi_items():
        if isinstance(value, str) and name not in known:
            given.append((name, value))
        elif name not in known:
            raise _bad(f"Unexpected file {name[:80]!r} in the form, expected one of {', '.join(sorted(known))}.")
        elif name not in texts and isinstance(value, str):
            raise _bad(f"Unexpected text in {name}, expected a file.")
        elif name != PICTURES and len(sent.getlist(name)) > 1:
            raise _bad(f"Unexpected {len(sent.getlist(name))} parts {name}, expected one.")
    options = read_options(table, query, given)
    found = files_of(sent, DOCUMENT)
    if not found:
        raise _bad(f"Unexpected form without {DOCUMENT}, expected a document in it.")
    document = found[0]
    if (document.size or 0) > (most := limit("file-bytes")):
        raise TooMuch(f"Unexpected size, expected at most {most} bytes (limit file-bytes).")
    read: dict[str, str] = {name: await file_text(sent, name) for name in texts}
    beside: dict[str, UploadFile] = {}
    for picture in files_of(sent, PICTURES) if pictures else []:
        beside[safe_name(picture.filename or "", beside)] = picture
    name = options.get("name", "") or document.filename or ""
    return Sent(document.file.read, name, _media_type(document.content_type or ""), options, read, beside)


def document_name(sent: Sent) -> str:
    """A name whose ending tells the format. Raises RubricateError (`unsupported-type`) where nothing does."""
    name = plain_name(sent.name) if sent.name else ""
    ending = TYPES.get(sent.media_type, "")
    if name and (PurePosixPath(name).suffix or not ending):
        return name
    if ending or "from" in sent.options:
        return (name or "article") + ending
    message = (
        f"Unexpected document without a name, of the media type {sent.media_type[:80] or 'none'}, expected its kind."
    )
    raise RubricateError(error("unsupported-type", message, "Give it a name: ?name=article.docx"))


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().casefold()


def _bad(message: str) -> RubricateError:
    return RubricateError(error("bad-form", message))


def pictures_of(sent: Sent) -> dict[str, Any]:
    """Name and bytes of the pictures, read when they are asked for."""
    return {name: picture.file.read() for name, picture in sent.pictures.items()}
