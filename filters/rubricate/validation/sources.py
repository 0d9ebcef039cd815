"""What there is to validate: files, folders, patterns, zip packages, standard input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..findings import Finding, Place, RubricateError, Severity
from ..xml import read_xml
from ..zip_faults import zip_faults
from .rules.surroundings import (
    MAX_MEMBERS,
    XML_NAMES,
    Surroundings,
    beside_member,
    folder_of,
    is_decent,
    open_package,
)

if TYPE_CHECKING:
    import zipfile

MAX_MEMBER = 200 * 1024 * 1024
MAX_RATIO = 200
"""Unpacked by packed bytes; XML packs 10 to 20 times, a zip bomb a thousand times."""


class Source(NamedTuple):
    """One document: a file, or the member of a zip package. `named`: the user named it, it was not just found."""

    path: str
    member: str = ""
    named: bool = True

    @property
    def name(self) -> str:
        """What findings call it."""
        return f"{self.path}!{self.member}" if self.member else self.path


def find_sources(names: list[str]) -> Iterator[Source]:
    """The documents that `names` stand for, in order; each folder sorted and read to its depth.

    Raises RubricateError (`no-such-file`, `bad-package`) for a name that stands for nothing.
    """
    for name in names:
        path = Path(name)
        if name == "-" or path.is_file():
            yield from _of_file(name, named=True)
        elif path.is_dir():
            yield from _of_folder(path)
        elif has_magic(name) and (found := sorted(glob(name, recursive=True))):
            for one in found:
                if Path(one).is_file():
                    yield from _of_file(one, named=True)
        else:
            message = f"Unexpected name {name}, expected a file, folder or pattern that exists"
            raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(file=name)))


def _of_folder(folder: Path) -> Iterator[Source]:
    found = False
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (*XML_NAMES, ".zip") and path.is_file():
            found = True
            yield from _of_file(str(path), named=False)
    if not found:
        message = f"Unexpected folder without XML, expected files *{', *'.join(XML_NAMES)} or *.zip"
        raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(file=str(folder))))


def _of_file(name: str, *, named: bool) -> Iterator[Source]:
    if not name.lower().endswith(".zip"):
        yield Source(name, named=named)
        return
    members = [member for member in _members(name) if member.lower().endswith(XML_NAMES)]
    if not members:
        raise RubricateError(_bad_package(name, "package without XML", "an article's XML in it"))
    yield from (Source(name, member, named=False) for member in sorted(members))


def _members(name: str) -> Mapping[str, zipfile.ZipInfo]:
    """The members of a package by name, without those whose names leave it and what a system put there."""
    try:
        package = open_package(name)
    except zip_faults() as error:
        raise RubricateError(_bad_package(name, f"package that can't be read ({error})", "a zip file")) from None
    if len(package.infolist()) > MAX_MEMBERS:
        raise RubricateError(_bad_package(name, f"{len(package.infolist())} members", f"at most {MAX_MEMBERS}"))
    return {info.filename: info for info in package.infolist() if not info.is_dir() and is_decent(info.filename)}


def load_source(source: Source, data: bytes | None = None, *, beside: bool = True) -> tuple[bytes, Surroundings | None]:
    """The bytes of a document and what lies beside it (not asked for: None).

    `data` is what standard input held, for the source "-". Raises RubricateError: `unreadable-file` (whose place
    the caller names), `file-too-large`, `bad-package`.
    """
    if source.path == "-":
        return data or b"", None
    if source.member:
        return _member(source, beside)
    path = Path(source.path)
    return read_xml(path), folder_of(path) if beside else None


def _member(source: Source, beside: bool) -> tuple[bytes, Surroundings | None]:
    members = _members(source.path)
    info = members.get(source.member)
    if info is None:
        raise RubricateError(_bad_package(source.name, "package without this member", "the package as it was found"))
    if info.file_size > MAX_MEMBER or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
        raise RubricateError(_bad_package(source.name, f"{info.file_size} bytes unpacked", "an article of usual size"))
    try:
        with open_package(source.path).open(info) as stream:
            data = stream.read(MAX_MEMBER + 1)
    except zip_faults() as error:
        raise RubricateError(
            _bad_package(source.name, f"member that can't be read ({error})", "a whole zip file")
        ) from None
    sizes = {name: info.file_size for name, info in members.items()}
    return data, beside_member(Path(source.path), source.member, sizes) if beside else None


def _bad_package(name: str, found: str, expected: str) -> Finding:
    return Finding("bad-package", Severity.ERROR, f"Unexpected {found}, expected {expected}", Place(file=name))
