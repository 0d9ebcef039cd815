"""The one place that reads and writes files: whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from .findings import Finding, Place, RubricateError, Severity
from .limits import limit


def _fault(kind: str, path: Path, message: str, suggestion: str = "") -> RubricateError:
    return RubricateError(Finding(kind, Severity.ERROR, message, Place(str(path)), suggestion))


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises RubricateError: no-such-file, is-a-directory, unreadable, file-too-large."""
    try:
        if path.is_dir():
            raise _fault(
                "is-a-directory",
                path,
                f"Unexpected directory {path}, expected a file.",
                f"Name the files in it: {path}/*.docx",
            )
        largest = limit("file-bytes")
        if (size := path.stat().st_size) > largest:
            message = f"Unexpected size of {size} bytes, expected at most {largest} (limit file-bytes)."
            raise _fault("file-too-large", path, message)
        return path.read_bytes()
    except FileNotFoundError:
        raise _fault("no-such-file", path, f"Unexpected name {path}, expected a file that exists.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _fault("unreadable", path, f"Unexpected {reason.lower()} for {path}, expected a readable file.") from None


def write_file(path: Path, data: bytes, *, make_folder: bool = False) -> None:
    """Write `data` to `path`: first whole into a temporary file beside it, then renamed over it.

    Raises RubricateError: no-such-folder (unless `make_folder`), disk-full, not-written. Then nothing has changed.
    """
    folder = path.parent
    try:
        if make_folder:
            folder.mkdir(parents=True, exist_ok=True)
        check_folder(folder)
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise _fault("not-written", path, f"Unexpected directory {path}, expected a file name.")
            with path.open("wb") as device:  # a pipe or device can't be replaced
                device.write(data)
            return
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        _replace(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        kind = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "not-written"
        raise _fault(
            kind, path, f"Unexpected {reason} while writing {path}, expected room to write; nothing was changed."
        ) from None


def check_folder(folder: Path) -> None:
    """Raises RubricateError (`no-such-folder`) where there is none to write into."""
    if not folder.is_dir():
        message = f"Unexpected output folder {folder}, expected one that exists."
        raise _fault("no-such-folder", folder, message, f"Make it first: mkdir -p {folder}")


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
