"""What lies beside an article's XML: the files of its folder, or the members of its package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ...zip_faults import open_package, zip_faults

HEAD = 65536
MAX_MEMBERS = 20_000
XML_NAMES = (".xml", ".nxml", ".jats")


class Surroundings(NamedTuple):
    """`files` maps names, relative to the XML, "/" between folders, to sizes in bytes; `head` reads how a file begins."""

    name: str
    """The XML's own file name, without folder."""
    files: Mapping[str, int]
    head: Callable[[str], bytes]
    """The first 64 KB of a file of `files`; b"" where it can't be read."""
    package: bool = False
    """Whether the files are a delivery (a package) and not just what happens to lie in a folder."""


def folder_of(path: Path, limit: int = 2000) -> Surroundings | None:
    """The folder of an XML file, two levels deep; None where it holds more than `limit` files or can't be read."""
    try:
        files = _listing(path.parent, path.parent.stat().st_mtime_ns, limit)
    except OSError:
        return None
    if files is None:
        return None

    def head(name: str) -> bytes:
        try:
            with (path.parent / name).open("rb") as stream:
                return stream.read(HEAD)
        except OSError:
            return b""

    return Surroundings(path.name, files, head)


@lru_cache(maxsize=8)
def _listing(folder: Path, changed: int, limit: int) -> Mapping[str, int] | None:
    """Name to size of the files of a folder; listed once for all articles in it, until it changes (`changed`)."""
    files: dict[str, int] = {}
    for item in sorted(folder.iterdir()):
        for inner in [item] if item.is_file() else sorted(item.iterdir()) if item.is_dir() else []:
            if inner.is_file():
                files[inner.relative_to(folder).as_posix()] = inner.stat().st_size
                if len(files) > limit:
                    return None
    return files


def beside_member(path: Path, member: str, sizes: Mapping[str, int]) -> Surroundings:
    """The files of a zip package in the folder of the XML `member`, named from there; `sizes` are those of all members."""
    folder = member[: len(member) - len(member.rpartition("/")[2])]
    files = {name[len(folder) :]: size for name, size in sizes.items() if name.startswith(folder)}

    def head(name: str) -> bytes:
        try:
            with open_package(str(path)).open(folder + name) as stream:
                return stream.read(HEAD)
        except zip_faults():
            return b""

    return Surroundings(member[len(folder) :], files, head, package=True)
