"""What the names on a command line stand for: files, folders, patterns, lists (`@FILE`), zip and tar archives, standard input.

All commands that take many documents list them here: `find(names, XML)`, `find(names, ARTICLES)`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NamedTuple

from .findings import Finding, Place, RubricateError, Severity
from .limits import limit
from .zip_faults import is_decent, open_package, zip_faults

if TYPE_CHECKING:
    import tarfile
    import tempfile
    import zipfile

MAX_MEMBERS = 100_000
MAX_RATIO = 200
"""Unpacked by packed bytes; XML packs 10 to 20 times, a zip bomb a thousand times."""
PACKED_LITTLE = 1024
ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


class Kind(NamedTuple):
    """What is looked for in folders and archives."""

    suffixes: tuple[str, ...]
    what: str
    """As messages call it: "XML"."""
    beside: tuple[str, ...] = ()
    """Suffixes of what lies beside a document and belongs to it."""


PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".svg", ".webp", ".eps", ".bmp", ".pdf", ".wmf", ".emf")
XML = Kind((".xml", ".nxml"), "XML")
ARTICLES = Kind(
    (
        ".docx", ".docm", ".odt", ".md", ".markdown", ".mdown", ".qmd", ".rmd", ".txt", ".text", ".html", ".htm", ".xhtml", ".tex", ".latex",
        ".rst", ".rest", ".org", ".epub", ".rtf", ".ipynb", ".typ", ".textile", ".doc", ".hwp", ".hwpx", ".pages", ".wpd",
    ),
    "articles",
    (*PICTURES, ".yaml"),
)  # fmt: skip
"""Manuscripts; those in formats that are refused are among them, so that each is named in the end and none passed over."""

DOCUMENTS = Kind((*ARTICLES.suffixes, *XML.suffixes), "articles", ARTICLES.beside)
"""Both, for who looks at them."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document: a file, or the member of a zip archive."""

    path: str
    member: str = ""
    named: bool = True
    """The user named it; it was not just found."""
    relative: str = ""
    """Its path below the folder, pattern or archive that was named: where its output goes below the output folder."""
    label: str = ""
    """What findings call it, where that is not path and member (a file unpacked from a tar archive)."""

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.label or (f"{self.path}!{self.member}" if self.member else self.path)


@dataclass(slots=True)
class Found:
    """The documents that some names stand for; unpacked archives live as long as the `with` that holds this."""

    sources: list[Source] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """How many files of other suffixes stood in the folders and archives."""
    faults: list[Finding] = field(default_factory=list)
    """Of names that stand for nothing among others: a wrong name costs no other article."""
    _unpacked: list[tempfile.TemporaryDirectory[str]] = field(default_factory=list)

    def __enter__(self) -> Found:
        return self

    def __exit__(self, *_: object) -> None:
        for folder in self._unpacked:
            folder.cleanup()


def find(names: Sequence[str], kind: Kind, unpack_in: Path | None = None) -> Found:
    """The documents that `names` stand for, in order; each folder sorted and read to its depth.

    Raises RubricateError (`no-such-file`, `bad-package`, `output-clash`) for a name that stands for nothing (of articles
    only where it is the only one), and for two folders of one name. `unpack_in` is where tar archives are unpacked; default: the system's folder for such.
    """
    found = Found()
    names = [one for name in names for one in _listed(name)]
    roots = [name for name in names if Path(name).is_dir() or _is_archive(name)]
    prefixes = {name: (_stem(name) if len(names) > 1 or _is_archive(name) else "") for name in roots}
    if len(set(prefixes.values())) < len(prefixes):
        message = f"Unexpected second folder or archive of one name among {', '.join(sorted(prefixes))}, expected one."
        raise RubricateError(Finding("output-clash", Severity.ERROR, message, suggestion="Take them one by one."))
    for name in dict.fromkeys(names):
        try:
            found.sources += _of_name(name, prefixes.get(name, ""), kind, found, unpack_in)
        except RubricateError as error:
            if kind is XML or len(names) == 1:
                raise
            found.faults += error.findings
    return _below_one_folder(found)


def _below_one_folder(found: Found) -> Found:
    """Files named by whole paths go below the folder that all of them share, and not below the root of the machine."""
    whole = [
        source
        for source in found.sources
        if os.path.isabs(source.path)
        and not source.member
        and source.path.endswith(f"/{source.relative}")
        and source.relative == "/".join(Path(source.path).parts[1:])
    ]
    if whole:
        shared = Path(os.path.commonpath([str(Path(source.path).parent) for source in whole]))
        known = {id(source): Path(source.path).relative_to(shared).as_posix() for source in whole}
        found.sources = [
            replace(source, relative=known[id(source)]) if id(source) in known else source for source in found.sources
        ]
    return found


def _listed(name: str) -> list[str]:
    """`@names.txt` is a list of names, one a line (`@-`: of standard input); empty lines and those with # are not."""
    if not name.startswith("@") or Path(name).exists():
        return [name]
    import sys

    from .files import read_file

    data = sys.stdin.buffer.read() if name == "@-" else read_file(Path(name[1:]))
    lines = (line.strip() for line in data.decode("utf-8-sig", "surrogateescape").splitlines())
    listed = [line for line in lines if line and not line.startswith("#")]
    if not listed:
        raise _none(name[1:], "list without names", "one name a line")
    return listed


def _of_name(name: str, prefix: str, kind: Kind, found: Found, unpack_in: Path | None) -> Iterator[Source]:
    path = Path(name)
    if name == "-":
        yield Source(name, relative="stdin")
    elif path.is_dir():
        yield from _of_folder(path, prefix, kind, found)
    elif path.is_file():
        yield from _of_file(path, prefix, kind, found, unpack_in)
    elif has_magic(name) and (matching := sorted(one for one in glob(name, recursive=True) if Path(one).is_file())):
        fixed = _fixed_part(name)
        for one in matching:
            if _is_archive(one):
                yield from _of_file(Path(one), _stem(one), kind, found, unpack_in)
            else:
                yield Source(one, relative=Path(one).relative_to(fixed).as_posix())
    else:
        raise _none(name, f"name {name}", "a file, folder or pattern that exists")


def _of_folder(folder: Path, prefix: str, kind: Kind, found: Found) -> Iterator[Source]:
    any_found = False
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(_is_hidden(part) for part in inside.parts) or not path.is_file():
            continue
        suffix = path.suffix.lower()
        if suffix in kind.suffixes:
            any_found = True
            yield Source(str(path), named=False, relative=(PurePosixPath(prefix) / inside.as_posix()).as_posix())
        elif suffix in ZIPS and (kind is XML or _holds_some(path, kind, found)):
            any_found = True
            below = inside if path.with_suffix("").exists() else inside.with_suffix("")
            yield from _of_zip(str(path), (PurePosixPath(prefix) / below.as_posix()).as_posix(), kind)
        elif suffix not in kind.beside:
            found.left_out[suffix or path.name] += 1
    if not any_found:
        suffixes = ", ".join(f"*{suffix}" for suffix in kind.suffixes[:6])
        raise _none(str(folder), f"folder without {kind.what}", f"files {suffixes} …")


def _of_file(path: Path, prefix: str, kind: Kind, found: Found, unpack_in: Path | None) -> Iterator[Source]:
    name = str(path)
    if name.lower().endswith(ZIPS):
        yield from _of_zip(name, prefix, kind)
    elif name.lower().endswith(TARS):
        yield from _of_tar(path, prefix, kind, found, unpack_in)
    else:
        parts = [part for part in path.parts if part not in ("..", ".", path.anchor)]
        yield Source(name, relative="/".join(parts))


def _holds_some(path: Path, kind: Kind, found: Found) -> bool:
    """Whether a package among the articles of a folder holds some too; one that can't be read costs no other article."""
    try:
        return bool(_zipped(str(path), kind))
    except RubricateError as error:
        found.faults += error.findings
        return False


def _zipped(name: str, kind: Kind) -> list[str]:
    return [
        info.filename
        for info in zip_members(name)
        if info.filename.lower().endswith(kind.suffixes) and not _hidden_inside(info.filename)
    ]


def _of_zip(name: str, prefix: str, kind: Kind) -> Iterator[Source]:
    members = _zipped(name, kind)
    if not members:
        raise RubricateError(bad_package(name, f"package without {kind.what}", "an article in it"))
    for member in sorted(members):
        inside = "/".join(part for part in PurePosixPath(member).parts if part not in ("..", "/"))
        yield Source(name, member, named=False, relative=f"{prefix}/{inside}" if prefix else inside)


def _of_tar(path: Path, prefix: str, kind: Kind, found: Found, unpack_in: Path | None) -> Iterator[Source]:
    """Members of a compressed archive can't be picked one by one: what matters of it is unpacked, once."""
    import tempfile  # few name an archive, and the validator is to start fast

    from .files import write_file

    folder = tempfile.TemporaryDirectory(prefix=".rubricate-unpacked-", dir=unpack_in)
    found._unpacked.append(folder)
    names = []
    for member, stream in _tar_members(path):
        inside = PurePosixPath(*[part for part in PurePosixPath(member.name).parts if part not in (".", "/")])
        if ".." in inside.parts or _hidden_inside(member.name) or not inside.parts:
            continue
        if inside.suffix.lower() in (*kind.suffixes, *kind.beside):
            data = stream.read(
                limit("file-bytes") + 1
            )  # one that is too large stays so, and is refused when it is read
            write_file(Path(folder.name) / inside, data, make_folder=True)
            if inside.suffix.lower() in kind.suffixes:
                names.append(inside.as_posix())
        else:
            found.left_out[inside.suffix.lower() or inside.name] += 1
    if not names:
        raise RubricateError(bad_package(str(path), f"archive without {kind.what}", "an article in it"))
    for name in sorted(set(names)):
        relative = f"{prefix}/{name}" if prefix else name
        yield Source(str(Path(folder.name) / name), "", named=False, relative=relative, label=f"{path}!{name}")


def _tar_members(path: Path) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    import lzma
    import tarfile
    import zlib

    try:
        with tarfile.open(path) as archive:
            for number, member in enumerate(archive):
                if number >= MAX_MEMBERS:
                    raise RubricateError(bad_package(str(path), "more members", f"at most {MAX_MEMBERS}"))
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is not None:
                    yield member, stream
    except (OSError, tarfile.TarError, EOFError, lzma.LZMAError, zlib.error, ValueError) as error:
        raise RubricateError(bad_package(str(path), f"archive that can't be read ({error})", "a tar file")) from None


def zip_members(name: str) -> list[zipfile.ZipInfo]:
    """The files of a zip archive. Raises RubricateError (`bad-package`)."""
    try:
        members = [info for info in open_package(name).infolist() if not info.is_dir() and is_decent(info.filename)]
    except zip_faults() as error:
        raise RubricateError(bad_package(name, f"package that can't be read ({error})", "a zip file")) from None
    if len(members) > MAX_MEMBERS:
        raise RubricateError(bad_package(name, f"{len(members)} members", f"at most {MAX_MEMBERS}"))
    return members


def zip_bytes(path: str, member: str, info: zipfile.ZipInfo | None = None) -> bytes:
    """The bytes of one member, never more than the limit `file-bytes`. Raises RubricateError (`bad-package`)."""
    name, most = f"{path}!{member}", limit("file-bytes")
    try:
        package = open_package(path)
        info = info or package.getinfo(member)
        if info.file_size > most or info.file_size > MAX_RATIO * max(info.compress_size, PACKED_LITTLE):
            found = f"{info.file_size} bytes unpacked"
            raise RubricateError(bad_package(name, found, "an article of usual size"))
        with package.open(info) as stream:
            return stream.read(most + 1)
    except zip_faults() as error:
        raise RubricateError(bad_package(name, f"member that can't be read ({error})", "a whole zip file")) from None


def zip_beside(path: str, member: str, kind: Kind) -> dict[str, bytes]:
    """What lies beside a member and below its folder and belongs to it, by its path from there; at most `archive-bytes`."""
    folder = member.rpartition("/")[0]
    start = f"{folder}/" if folder else ""
    out: dict[str, bytes] = {}
    left = limit("archive-bytes")
    for info in zip_members(path):
        inside = info.filename.removeprefix(start)
        if info.filename.startswith(start) and inside.lower().endswith(kind.beside) and info.file_size <= left:
            left -= info.file_size
            out[inside] = zip_bytes(path, info.filename, info)
    return out


def bad_package(name: str, found: str, expected: str) -> Finding:
    """The finding of an archive that is none, or not what it should be."""
    return Finding("bad-package", Severity.ERROR, f"Unexpected {found}, expected {expected}", Place(file=name))


def _none(name: str, found: str, expected: str) -> RubricateError:
    message = f"Unexpected {found}, expected {expected}"
    return RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(file=name)))


def _is_archive(name: str) -> bool:
    return name.lower().endswith((*ZIPS, *TARS)) and Path(name).is_file()


def _stem(name: str) -> str:
    """The name of a folder or archive as a folder of the output: `run/a.tar.gz` is a."""
    base = os.path.basename(os.path.normpath(os.path.abspath(name)))
    ending = next(
        (suffix for suffix in sorted((*ZIPS, *TARS), key=len, reverse=True) if base.lower().endswith(suffix)), ""
    )
    return base[: len(base) - len(ending)] or base


def _fixed_part(pattern: str) -> Path:
    parts = Path(pattern).parts
    fixed = parts[: next(number for number, part in enumerate(parts) if has_magic(part))]
    return Path(*fixed)


def _is_hidden(part: str) -> bool:
    return part.startswith((".", "~$")) or part == "__MACOSX"


def _hidden_inside(name: str) -> bool:
    return any(_is_hidden(part) for part in PurePosixPath(name).parts if part not in (".", ".."))
