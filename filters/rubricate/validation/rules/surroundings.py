"""What lies beside an article's XML: the files of its folder, or the members of its package."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

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


def package_of(path: Path, member: str = "") -> Surroundings | None:
    """The files of a zip package beside its XML: the only one, or the one that `member` names.

    Only the table of contents is read, and 64 KB of a member when a rule asks for its head: nothing is unpacked. Names are
    relative to the folder of the XML; members outside it, absolute names and such with ".." are left out. None where the
    file is no zip, holds more than 20,000 members, or has no such XML.
    """
    import zipfile  # costs milliseconds that a single file need not

    try:
        with zipfile.ZipFile(path) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
    except _zip_faults():
        return None
    if len(infos) > MAX_MEMBERS:
        return None
    sizes = {info.filename: info.file_size for info in infos if _decent(info.filename)}
    if not member:
        articles = [name for name in sizes if name.lower().endswith(XML_NAMES) and "manifest" not in name.lower()]
        if len(articles) != 1:
            return None
        member = articles[0]
    if member not in sizes:
        return None
    return beside_member(path, member, sizes)


def beside_member(path: Path, member: str, sizes: Mapping[str, int]) -> Surroundings:
    """The files of a zip package in the folder of the XML `member`, named from there; `sizes` are those of all members."""
    folder = member[: len(member) - len(member.rpartition("/")[2])]
    files = {name[len(folder) :]: size for name, size in sizes.items() if name.startswith(folder)}

    def head(name: str) -> bytes:
        import zipfile

        try:
            with zipfile.ZipFile(path) as package, package.open(folder + name) as stream:
                return stream.read(HEAD)
        except _zip_faults():
            return b""

    return Surroundings(member[len(folder) :], files, head, package=True)


def _zip_faults() -> tuple[type[Exception], ...]:
    """What a broken or hostile zip file makes the library raise."""
    import zipfile

    return (
        OSError, zipfile.BadZipFile, ValueError, RuntimeError, KeyError, NotImplementedError, EOFError, zlib.error,
    )  # fmt: skip


def _decent(name: str) -> bool:
    """Whether a member's name stays in the package and is not what a system put there."""
    parts = name.split("/")
    return not name.startswith("/") and ".." not in parts and parts[0] != "__MACOSX" and "\\" not in name
