"""The one place that reads and writes files: whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from .findings import Finding, Place, RubricateError, Severity
from .limits import limit

try:
    import fcntl
except ImportError:  # Windows keeps a file that is open from being deleted, and its leftovers
    fcntl = None  # type: ignore[assignment]

PART = ".part"
"""The end of a temporary file's name: ".article.xml.a1b2c3d4.part"."""
LEFT_SECONDS = 60
"""An unlocked temporary file of that age was left by a run that was killed."""


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


def write_file(path: Path, data: bytes, *, make_folder: bool = False, within: Path | None = None) -> None:
    """Write `data` to `path`: first whole into a temporary file beside it, then renamed over it.

    A file that is replaced keeps its mode. A link is replaced itself, what it leads to stays as it is: a folder from
    a stranger may hold links to anywhere. `within`: a folder that no link on the way may leave.

    Raises RubricateError: no-such-folder (unless `make_folder`), disk-full, not-written. Then nothing has changed.
    """
    folder = path.parent
    try:
        if within is not None and not folder.resolve().is_relative_to(within.resolve()):
            message = f"Unexpected link out of {within} on the way to {path}, expected a folder inside it."
            raise _fault("not-written", path, message, "Take the link away, or give another folder with -o.")
        if make_folder:
            folder.mkdir(parents=True, exist_ok=True)
        check_folder(folder)
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise _fault("not-written", path, f"Unexpected directory {path}, expected a file name.")
            with path.open("wb") as device:  # a pipe or device can't be replaced
                device.write(data)
            return
        if path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data:
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
    start = f".{path.name[:50]}."
    _clean(path.parent, start)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=start, suffix=PART)
    try:
        with os.fdopen(handle, "wb") as file:
            _lock(file)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(name, _mode(path))
            os.replace(name, path)  # while it is locked: nobody takes it for a leftover
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced; of a new one (or of a link's place) what the umask allows."""
    try:
        found = path.lstat().st_mode
        if stat.S_ISREG(found):
            return stat.S_IMODE(found)
    except OSError:
        pass
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _clean(folder: Path, start: str) -> None:
    """Take away what a run left that was killed while it wrote this file: temporary files that no process holds."""
    if fcntl is None:
        return
    with os.scandir(folder) as entries:
        left = [e.path for e in entries if e.name.startswith(start) and e.name.endswith(PART) and _is_old(e)]
    for name in left:
        with suppress(OSError), open(name, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(name)


def _is_old(entry: os.DirEntry[str]) -> bool:
    """Whether a plain file has not been touched for a while: one that was made just now is not locked yet."""
    with suppress(OSError):
        found = entry.stat(follow_symlinks=False)
        return stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > LEFT_SECONDS
    return False


def _lock(file: IO[bytes]) -> None:
    """Hold a temporary file; some file systems know no locks."""
    with suppress(OSError):
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
