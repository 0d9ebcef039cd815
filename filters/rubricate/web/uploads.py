"""Bodies of requests, counted while they come in: no file, no form and no number of files beyond the limits."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from typing import IO

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from ..limits import limit

FIELDS = 60
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
SILENCE = 30.0
"""Seconds without a byte after which a body is given up."""
SMALL = 2**20
"""Bytes of a body that are held in memory."""
logging.getLogger("python_multipart").setLevel(logging.ERROR)  # what is wrong with a form is said in the answer


class TooMuch(Exception):
    """More than a limit allows; the text names it."""


class BadForm(Exception):
    """A body that is no form."""


class TooSlow(Exception):
    """A body that does not go on."""


async def counted(request: Request, most: int, name: str) -> AsyncGenerator[bytes, None]:
    """The body, chunk by chunk. Raises TooMuch before the first byte too many is kept, and TooSlow."""
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > most:
        raise TooMuch(f"Unexpected {told} bytes, expected at most {most} (limit {name}).")
    seen = 0
    stream = aiter(request.stream())
    clock = asyncio.get_running_loop().time
    end = clock() + limit("document-seconds")
    while True:
        try:
            async with asyncio.timeout_at(min(clock() + SILENCE, end)):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError:
            expected = f"its next bytes within {SILENCE:.0f} s, all within {limit('document-seconds')} s (limit document-seconds)"
            raise TooSlow(f"Unexpected slowness of the body, expected {expected}.") from None
        seen += len(chunk)
        if seen > most:
            raise TooMuch(f"Unexpected size, expected at most {most} bytes (limit {name}).")
        yield chunk


def spool() -> IO[bytes]:
    """An empty file: in memory while it is small, then on the disk, without a name."""
    return tempfile.SpooledTemporaryFile(SMALL)


async def body_into(file: IO[bytes], request: Request) -> None:
    """The whole body into a file, from its start."""
    async with aclosing(counted(request, limit("file-bytes"), "file-bytes")) as chunks:
        async for chunk in chunks:
            file.write(chunk)
    file.seek(0)


class _Parser(MultiPartParser):
    """Counts each file too."""

    def on_part_begin(self) -> None:
        super().on_part_begin()
        self.seen = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self.seen += end - start
        if self.seen > limit("file-bytes"):
            raise TooMuch(f"Unexpected size, expected at most {limit('file-bytes')} bytes (limit file-bytes).")
        super().on_part_data(data, start, end)

    def close(self) -> None:
        """Give up the files of a form that is refused."""
        for file in self._files_to_close_on_error:
            file.close()


async def form(request: Request, fields: int = FIELDS) -> FormData:
    """A form with at most so many fields, and its files; the caller closes it. Raises TooMuch, TooSlow and BadForm."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    stream = counted(request, limit("upload-bytes"), "upload-bytes")
    parser: _Parser | None = None
    whole = False
    try:
        if kind == MULTIPART:
            parser = _Parser(
                request.headers,
                stream,
                max_files=limit("upload-files"),
                max_fields=fields,
                max_part_size=limit("text-bytes"),
            )
            found = await parser.parse()
            whole = True
            return found
        if kind == URLENCODED:
            return await FormParser(request.headers, stream).parse()
    except MultiPartException as error:
        if error.message.startswith("Too many fields"):
            raise BadForm(f"Unexpected number of fields, expected at most {fields}.") from None
        if "maximum" in error.message.casefold():
            raise TooMuch(f"{error.message} (limit upload-files or text-bytes)") from None
        raise BadForm(error.message) from None
    except (ClientDisconnect, TooMuch, TooSlow):
        raise
    except Exception as error:
        raise BadForm(f"Unexpected form, expected a well-formed one: {type(error).__name__}") from None
    finally:
        if parser is not None and not whole:
            parser.close()
        with suppress(RuntimeError):
            await stream.aclose()
    raise BadForm(f"Unexpected Content-Type {kind or 'none'}, expected {MULTIPART}.")


@asynccontextmanager
async def filled(request: Request) -> AsyncIterator[FormData]:
    """A form whose files are closed behind the `with`. Raises TooMuch and BadForm."""
    fields = await form(request)
    try:
        yield fields
    finally:
        await fields.close()


def text_of(fields: FormData, name: str) -> str:
    """A field's text; "" where there is none."""
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def files_of(fields: FormData, name: str) -> list[UploadFile]:
    """The files of a field that have a name or a byte."""
    return [one for one in fields.getlist(name) if isinstance(one, UploadFile) and (one.filename or one.size)]


async def file_text(fields: FormData, name: str) -> str:
    """The text of a small file (YAML), or of a field of that name. Raises BadForm where it is no UTF-8."""
    found = files_of(fields, name)
    if not found:
        return text_of(fields, name)
    data = await found[0].read(limit("text-bytes") + 1)
    if len(data) > limit("text-bytes"):
        raise TooMuch(f"Unexpected size of {name}, expected at most {limit('text-bytes')} bytes (limit text-bytes).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadForm(f"Unexpected bytes in {name}, expected UTF-8.") from None
