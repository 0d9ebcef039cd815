"""Folders that a run reads from and writes to: local ones, or those of an object store through fsspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from ..files import read_file, write_file
from ..findings import Finding, Place, RubricateError, Severity
from ..limits import limit

# "s3://bucket/folder"; a drive letter ("C:") is none
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,40}://")
INSTALL = "pip install 'rubricate[dask]', and the package of the object store: s3fs, gcsfs, adlfs …"


def is_url(name: str) -> bool:
    """Whether a name is to be read through fsspec; a path and `file://` are not."""
    return URL.match(name) is not None and not name.startswith("file://")


def plain_name(name: str) -> str:
    """`file:///a/b` as `/a/b`; everything else as it is, without a slash at its end."""
    return (name.removeprefix("file://") or "/").rstrip("/") or "/"


def join(root: str, name: str) -> str:
    return f"{root.rstrip('/')}/{name}"


def read_bytes(name: str) -> bytes:
    """The bytes of a file or object. Raises RubricateError: those of `read_file`, `no-backend`."""
    if not is_url(name):
        return read_file(Path(name))
    with _said(name, "readable object"):
        system, path = _system(name)
        size, most = int(system.info(path)["size"]), limit("file-bytes")
        if size > most:
            message = f"Unexpected size of {size} bytes, expected at most {most} (limit file-bytes)."
            raise RubricateError(Finding("file-too-large", Severity.ERROR, message, Place(name)))
        data: bytes = system.cat_file(path)
        return data


def write_bytes_to(name: str, data: bytes) -> None:
    """Write a file or object, whole or not at all. Raises RubricateError: those of `write_file`, `no-backend`."""
    if not is_url(name):
        write_file(Path(name), data, make_folder=True)
        return
    with _said(name, "object store that takes it", "not-written"):
        system, path = _system(name)
        system.pipe_file(path, data)  # one request: stores show an object when it is whole


def size_of(name: str) -> int | None:
    """Bytes of a file or object; `None` where there is none."""
    try:
        if not is_url(name):
            path = Path(name)
            return path.stat().st_size if path.is_file() else None
        system, path_ = _system(name)
        return int(system.info(path_)["size"])
    except (OSError, KeyError, TypeError, ValueError):
        return None


def remove(name: str) -> None:
    """Remove a file or object that the run itself made; that it is gone already is no fault."""
    try:
        if is_url(name):
            system, path = _system(name)
            system.rm_file(path)
        else:
            Path(name).unlink(missing_ok=True)
    except OSError:
        pass


def files_below(root: str) -> list[str]:
    """Names of all files below a folder, relative to it, sorted. [] where there is no such folder."""
    if not is_url(root):
        folder = Path(root)
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    with _said(root, "readable folder"):
        system, path = _system(root)
        path = path.rstrip("/")
        return sorted(str(found)[len(path) :].lstrip("/") for found in system.find(path))


def is_folder(name: str) -> bool:
    """Whether a name is a folder (of an object store: the beginning of names)."""
    if not is_url(name):
        return Path(name).is_dir()
    with _said(name, "readable name"):
        system, path = _system(name)
        return bool(system.isdir(path))


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """A file or object open for reading at any place."""
    if not is_url(name):
        try:
            with Path(name).open("rb") as file:
                yield file
        except FileNotFoundError:
            message = f"Unexpected name {name}, expected a file that exists."
            raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(name))) from None
        return
    with _said(name, "readable object"):
        system, path = _system(name)
        with system.open(path, "rb") as file:
            yield file


def _system(name: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(name)
    return system, path


@contextmanager
def _said(name: str, expected: str, kind: str = "unreadable") -> Iterator[None]:
    """Faults of a store as findings: absent, refused, without the package that it needs."""
    try:
        yield
    except RubricateError:
        raise
    except FileNotFoundError:
        message = f"Unexpected name {name}, expected one that exists."
        raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(name))) from None
    except ImportError as error:
        message = f"Unexpected absence of a package ({error}), expected what reads {name}."
        raise RubricateError(Finding("no-backend", Severity.ERROR, message, Place(name), INSTALL)) from None
    except Exception as error:  # each store has its own; none of them may end a worker
        message = f"Unexpected {type(error).__name__}: {str(error)[:300]}; expected a {expected}."
        raise RubricateError(Finding(kind, Severity.ERROR, message, Place(name))) from None
