"""Zip files from anywhere: opened once, and what a broken or hostile one makes Python's library raise."""

from __future__ import annotations

import os
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile


def zip_faults() -> tuple[type[Exception], ...]:
    """For `except zip_faults():`. (The library is loaded only here: most documents are no packages.)"""
    from zipfile import BadZipFile

    return (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError, EOFError, zlib.error)


def open_package(name: str) -> zipfile.ZipFile:
    """A zip package, opened and its table of contents read once for all that is asked of it, until the file changes.

    Raises `zip_faults()`.
    """
    state = os.stat(name)
    return _open(name, state.st_mtime_ns, state.st_size, os.getpid())


@lru_cache(maxsize=2)
def _open(name: str, changed: int, size: int, process: int) -> zipfile.ZipFile:
    """`process`: two processes that share one open file would read at each other's places."""
    import zipfile  # costs milliseconds that a single file need not

    return zipfile.ZipFile(name)


def is_decent(name: str) -> bool:
    """Whether a member's name stays in the package and is not what a system put there."""
    parts = name.split("/")
    return not name.startswith("/") and ".." not in parts and parts[0] != "__MACOSX" and "\\" not in name
