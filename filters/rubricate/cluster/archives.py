"""Members of zip, tar and JSONL files, on a disk or in an object store: listed once, read one by one by any worker."""

from __future__ import annotations

import base64
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from ..findings import RubricateError
from ..limits import limit
from ..sources import MAX_RATIO, PACKED_LITTLE, TARS, ZIPS, bad_package
from . import storage

LINES = (".jsonl", ".ndjson")
LINE = '{"name": "article.md", "text": "…"} or {"name": "article.docx", "base64": "…"}'
"""A line of a JSONL file."""


def is_archive(name: str) -> bool:
    """Whether a name is one of a file that holds documents."""
    return name.lower().endswith((*ZIPS, *TARS, *LINES))


def members_of(file: str) -> list[str]:
    """The files in an archive, in its order; of a JSONL file "OFFSET+BYTES:NAME" for each line. Raises RubricateError (`bad-package`)."""
    with _opened(file) as stream:
        if file.lower().endswith(ZIPS):
            with zipfile.ZipFile(stream) as package:
                return [info.filename for info in package.infolist() if not info.is_dir()]
        if file.lower().endswith(TARS):
            with tarfile.open(fileobj=stream) as archive:
                return [info.name for info in archive if info.isfile()]
        return list(_lines(stream, file))


def read_members(file: str, names: Sequence[str]) -> dict[str, bytes]:
    """The bytes of some members, by name. Raises RubricateError (`bad-package`) where one is missing, broken or too large."""
    with _opened(file) as stream:
        if file.lower().endswith(ZIPS):
            with zipfile.ZipFile(stream) as package:
                for name in names:
                    info = package.getinfo(name)
                    _check_size(file, name, info.file_size, info.compress_size)
                return {name: package.read(name) for name in names}
        if file.lower().endswith(TARS):
            return _from_tar(stream, file, names)
        return {name: _from_line(stream, file, name) for name in names}


def _from_tar(stream: IO[bytes], file: str, names: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=stream) as archive:
        for info in archive:
            if info.name in names and (content := archive.extractfile(info)) is not None:
                _check_size(file, info.name, info.size, info.size)
                found[info.name] = content.read()
                if len(found) == len(set(names)):
                    return found
    raise KeyError(next(name for name in names if name not in found))


def _check_size(file: str, name: str, size: int, packed: int) -> None:
    if size > limit("file-bytes") or size > MAX_RATIO * max(packed, PACKED_LITTLE):
        raise RubricateError(bad_package(f"{file}!{name}", f"{size} bytes unpacked", "an article of usual size"))


def _lines(stream: IO[bytes], file: str) -> Iterator[str]:
    at = 0
    for number, line in enumerate(stream, start=1):
        if line.strip():
            try:
                name = str(json.loads(line)["name"])
            except (ValueError, KeyError, TypeError):
                raise RubricateError(bad_package(f"{file}", f"line {number}", LINE)) from None
            yield f"{at}+{len(line)}:{name}"
        at += len(line)


def _from_line(stream: IO[bytes], file: str, member: str) -> bytes:
    place, _, name = member.partition(":")
    offset, _, length = place.partition("+")
    stream.seek(int(offset))
    try:
        value = json.loads(stream.read(int(length)))
        return base64.b64decode(value["base64"]) if "base64" in value else str(value["text"]).encode("utf-8")
    except (ValueError, KeyError, TypeError):
        raise RubricateError(bad_package(f"{file}!{name}", "line", LINE)) from None


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    try:
        with storage.opened(file) as stream:
            yield stream
    except (
        OSError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, KeyError, ValueError, RuntimeError,
    ) as error:  # fmt: skip
        raise RubricateError(bad_package(file, f"archive that can't be read ({error})", "a whole one")) from None
