"""What there is to convert, in shards: slices of a folder's listing, or the members of one zip, tar or JSONL file."""

from __future__ import annotations

import hashlib
import json
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from ..findings import Finding, Place, RubricateError, Severity
from ..limits import limit
from ..reading.formats import FORMATS
from . import storage

SLICE = 500
"""Documents of a slice, about; slices are told by a digest of names, so that a new document moves no other one."""
ARTICLES = frozenset(FORMATS) - {"", ".json", ".native", ".xml", ".nxml", ".pptx", ".xlsx", ".man", ".opml"}
"""Suffixes of what is converted in a folder or archive; a file that was named itself may have any."""
WHOLE = frozenset((".docx", ".docm", ".odt", ".epub"))
"""Formats that hold their pictures."""
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".svg", ".webp", ".bmp", ".eps"))
BESIDE = 50
"""Pictures beside one document; where more lie there, nobody can tell which are whose without opening each."""
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
LINES = (".jsonl", ".ndjson")
RATIO = 200
"""Unpacked by packed bytes of a member."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: where it is read, and what its output is called."""

    name: str
    """Inside the input; the key of its row."""
    file: str
    """A path or URL: of the document, or of the archive that holds it."""
    member: str = ""
    """Of a zip or tar file its name there, of a JSONL file "OFFSET+LENGTH:NAME" of its line in bytes."""
    beside: tuple[str, ...] | None = None
    """Names of the pictures and the `article.yaml` that lie with it: in a store relative to its folder, in an archive whole; `None` is a file on
    a disk, beside which they are looked for."""
    output: str = ""
    """Below the output folder, without its suffix."""

    @property
    def label(self) -> str:
        """What findings call it."""
        if not self.member:
            return self.file
        inside = self.member.partition(":")[2] if kind_of(self.file) == "lines" else self.member
        return f"{self.file}!{inside}"


class Shard(NamedTuple):
    """Documents whose rows lie in one file: `tables/NAME.parquet`."""

    name: str
    documents: Sequence[Document]


def kind_of(name: str) -> str:
    """ "zip", "tar", "lines", or "" for a document."""
    lower = name.lower()
    return (
        "zip" if lower.endswith(".zip") else "tar" if lower.endswith(TARS) else "lines" if lower.endswith(LINES) else ""
    )


def shards_of(inputs: Sequence[str]) -> Iterator[Shard]:
    """The shards of files, folders and archives, each a path or URL, in the order given.

    Raises RubricateError: no-such-file, bad-package, and those of `storage`.
    """
    single: list[str] = []
    for given in map(storage.plain_name, inputs):
        prefix = "" if len(inputs) == 1 else _stem(given) + "/"
        if kind_of(given):
            yield _archive(given, _stem(given), prefix)
        elif storage.is_folder(given):
            yield from _folder(given, prefix)
        elif storage.size_of(given) is None:
            message = f"Unexpected name {given}, expected a file or folder that exists and that all workers see."
            raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(given)))
        else:
            single.append(given)
    if single:
        names = _unlike([PurePosixPath(name).name for name in single])
        yield from _slices(
            "files", [Document(name, file, "", _none(file)) for name, file in zip(names, single, strict=True)]
        )


def _stem(name: str) -> str:
    last = PurePosixPath(name.partition("://")[2] or name).name
    for suffix in (*TARS, ".zip", *LINES):
        last = last[: -len(suffix)] if last.lower().endswith(suffix) else last
    return last or "documents"


def _none(file: str) -> tuple[str, ...] | None:
    return () if storage.is_url(file) else None


def _unlike(names: Sequence[str]) -> list[str]:
    """Names, with a number before those that stand there twice."""
    seen: Counter[str] = Counter()
    out = []
    for name in names:
        seen[name] += 1
        out.append(name if seen[name] == 1 else f"{seen[name]}/{name}")
    return out


def _folder(root: str, prefix: str) -> Iterator[Shard]:
    names = storage.files_below(root)
    articles = [name for name in names if _is_article(name)]
    archives = [name for name in names if kind_of(name)]
    if not articles and not archives:
        message = f"Unexpected folder {root} without articles, expected files of the formats that are read, zip, tar or JSONL files."
        raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(root)))
    lying = _lying(names) if storage.is_url(root) else None
    yield from _slices(
        _stem(root), [Document(prefix + n, storage.join(root, n), "", _relatives(_beside(n, lying), n)) for n in articles]
    )
    for name in archives:
        inside = prefix + str(PurePosixPath(name).with_name(_stem(name)))
        yield _archive(storage.join(root, name), f"{_stem(root)}.{inside.replace('/', '.')}", inside + "/")


def _is_article(name: str) -> bool:
    parts = PurePosixPath(name)
    return parts.suffix.lower() in ARTICLES and not any(part.startswith((".", "__MACOSX")) for part in parts.parts)


def _lying(names: Iterable[str]) -> dict[str, list[str]]:
    """Pictures and YAML files by their folder."""
    found: dict[str, list[str]] = {}
    for name in names:
        if PurePosixPath(name).suffix.lower() in (*PICTURES, ".yaml"):
            found.setdefault(str(PurePosixPath(name).parent), []).append(name)
    return found


def _beside(name: str, lying: dict[str, list[str]] | None) -> tuple[str, ...] | None:
    if lying is None:
        return None
    path = PurePosixPath(name)
    folder = str(path.parent)
    wanted = [n for n in lying.get(folder, ()) if n in (str(path.with_suffix(".yaml")), str(path.with_name("article.yaml")))]  # fmt: skip
    if path.suffix.lower() not in WHOLE:
        below = [found for at, names in lying.items() if at == folder or PurePosixPath(at).parent == path.parent for found in names]  # fmt: skip
        pictures = [found for found in below if not found.endswith(".yaml")]
        wanted += pictures if len(pictures) <= BESIDE else []
    return tuple(sorted(wanted))


def _slices(name: str, documents: Sequence[Document]) -> Iterator[Shard]:
    if not documents:
        return
    count = 1
    while count * SLICE < len(documents):
        count *= 2
    slices: list[list[Document]] = [[] for _ in range(count)]
    for document in with_outputs(documents):
        slices[int(hashlib.sha256(document.name.encode("utf-8", "surrogateescape")).hexdigest(), 16) % count].append(
            document
        )
    for number, found in enumerate(slices):
        if found:
            yield Shard(name if count == 1 else f"{name}.{number:05d}-of-{count:05d}", found)


def with_outputs(documents: Sequence[Document]) -> list[Document]:
    """Each with its output's name: its own without the suffix, or with it where two would meet.

    >>> [one.output for one in with_outputs([Document("a.md", ""), Document("a.txt", ""), Document("b.md", "")])]
    ['a.md', 'a.txt', 'b']
    """
    short = Counter(_without_suffix(document.name).casefold() for document in documents)
    outputs = [
        document.name
        if short[_without_suffix(document.name).casefold()] > 1
        else _without_suffix(document.name)
        for document in documents
    ]  # fmt: skip
    return [
        Document(one.name, one.file, one.member, one.beside, output)
        for one, output in zip(documents, outputs, strict=True)
    ]


def _without_suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return name[: -len(suffix)] if suffix and suffix.lower() in FORMATS else name


def _archive(file: str, name: str, prefix: str) -> Shard:
    try:
        with storage.opened(file) as stream:
            if kind_of(file) == "zip":
                with zipfile.ZipFile(stream) as package:
                    members = [(info.filename, info.filename) for info in package.infolist() if not info.is_dir()]
            elif kind_of(file) == "tar":
                with tarfile.open(fileobj=stream) as package_:
                    members = [(info.name, info.name) for info in package_ if info.isfile()]
            else:
                members = list(_lines(stream, file))
    except (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, EOFError, ValueError) as error:
        raise RubricateError(bad_package(file, f"Unexpected {type(error).__name__}: {error}")) from None
    inside = [(_safe(shown), member) for shown, member in members]
    if kind_of(file) == "lines":
        documents = [Document(prefix + shown, file, member, ()) for shown, member in inside]
    else:
        lying = _lying(member for _, member in inside)
        documents = [Document(prefix + shown, file, member, _beside(member, lying)) for shown, member in inside if _is_article(shown)]  # fmt: skip
    if not documents:
        raise RubricateError(bad_package(file, f"Unexpected archive {file} without articles"))
    if len({document.name for document in documents}) < len(documents):
        twice = Counter(document.name for document in documents).most_common(1)[0][0]
        raise RubricateError(bad_package(file, f"Unexpected second member {twice} in {file}"))
    return Shard(name, with_outputs(documents))


def _safe(name: str) -> str:
    """A member's name that stays below the output folder."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(part.replace(":", "-") for part in parts) or "document"


def _lines(stream: Iterable[bytes], file: str) -> Iterator[tuple[str, str]]:
    """Names and places of the lines of a JSONL file: `{"name": "a.md", "text": "…"}`, or `"base64"` for bytes."""
    at = 0
    for number, line in enumerate(stream, start=1):
        if line.strip():
            try:
                name = str(json.loads(line)["name"])
            except (ValueError, KeyError, TypeError):
                message = f'Unexpected line {number} of {file}, expected {{"name": "article.md", "text": "…"}}'
                raise RubricateError(bad_package(file, message, number)) from None
            yield name, f"{at}+{len(line)}:{name}"
        at += len(line)


def bad_package(file: str, message: str, line: int | None = None) -> Finding:
    """The finding for an archive that can't be read."""
    return Finding("bad-package", Severity.ERROR, message, Place(file, line), "Make the archive again.")


def load(document: Document) -> tuple[bytes, dict[str, bytes] | None]:
    """The bytes of a document and of what lies beside it. Raises RubricateError as `storage` does, bad-package, file-too-large."""
    if not document.member:
        data = storage.read_bytes(document.file)
        if document.beside is None:
            return data, None
        folder = document.file.rpartition("/")[0]
        return data, {name: storage.read_bytes(storage.join(folder, name)) for name in document.beside}
    with storage.opened(document.file) as stream:
        if kind_of(document.file) == "lines":
            return _line(stream, document), {}
        names = [document.member, *(document.beside or ())]
        try:
            found = _zipped(stream, names) if kind_of(document.file) == "zip" else _tarred(stream, names)
        except (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, EOFError, KeyError, ValueError, RuntimeError) as error:  # fmt: skip
            raise RubricateError(
                bad_package(document.label, f"Unexpected member that can't be read ({error})")
            ) from None
    return found.pop(document.member), {
        _relative(name, document.member): content for name, content in found.items()
    }  # fmt: skip


def _relatives(names: tuple[str, ...] | None, to: str) -> tuple[str, ...] | None:
    return None if names is None else tuple(_relative(name, to) for name in names)


def _relative(name: str, to: str) -> str:
    folder = str(PurePosixPath(to).parent)
    return name if folder == "." else name.removeprefix(folder + "/")


def _zipped(stream: IO[bytes], names: Sequence[str]) -> dict[str, bytes]:
    with zipfile.ZipFile(stream) as package:
        for name in names:
            info = package.getinfo(name)
            _check_size(name, info.file_size, info.compress_size)
        return {name: package.read(name) for name in names}


def _tarred(stream: IO[bytes], names: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=stream) as package:
        for info in package:
            if info.name in names and (file := package.extractfile(info)) is not None:
                _check_size(info.name, info.size, info.size)
                found[info.name] = file.read()
            if len(found) == len(names):
                break
    if names[0] not in found:
        raise KeyError(names[0])
    return found


def _check_size(name: str, size: int, packed: int) -> None:
    most = limit("file-bytes")
    if size > most or size > RATIO * max(packed, 1024):
        raise ValueError(f"{name}: {size} bytes unpacked, expected at most {most} and {RATIO} times its packed bytes")


def _line(stream: IO[bytes], document: Document) -> bytes:
    import base64

    offset, _, rest = document.member.partition("+")
    stream.seek(int(offset))
    try:
        value = json.loads(stream.read(int(rest.partition(":")[0])))
        return base64.b64decode(value["base64"]) if "base64" in value else str(value["text"]).encode("utf-8")
    except (ValueError, KeyError, TypeError):
        message = f'Unexpected line of {document.file}, expected {{"name": "article.md", "text": "…"}} or "base64"'
        raise RubricateError(bad_package(document.label, message)) from None
