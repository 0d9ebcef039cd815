"""What there is to convert, in shards: slices of a listing, or the documents of one zip, tar or JSONL file.

Names on disks are listed by `sources.find`, as for one machine; what it does not know is listed here: object stores, and
archives of which each worker reads its own members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from ..batch.targets import targets_of
from ..findings import Finding, Place, RubricateError, Severity
from ..sources import ARTICLES, TARS, ZIPS, Source, bad_package, find
from . import storage
from .archives import LINES, is_archive, members_of
from .slices import slice_name, slice_of

SLICE = 500
"""Documents of a slice, at most about."""
WHOLE = (".docx", ".docm", ".odt", ".epub")
"""Formats that hold their pictures."""
BESIDE = 50
"""Pictures beside one document; where more lie there, nobody can tell which are whose without opening each."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: where it is read, and what its output is called."""

    name: str
    """Inside the input; the key of its row, and where its output goes."""
    file: str
    """A path or URL: of the document, or of the archive that holds it."""
    member: str = ""
    """In a zip or tar file its name there; in a JSONL file "OFFSET+BYTES:NAME" of its line."""
    beside: tuple[str, ...] | None = None
    """Names of the pictures and the YAML file that lie with it: in a store relative to its folder, in an archive whole. `None`:
    it lies on a disk, and they are looked for there."""
    output: str = ""
    """Its output below the output folder."""

    @property
    def label(self) -> str:
        """What findings call it."""
        if not self.member:
            return self.file
        return f"{self.file}!{self.member.partition(':')[2] if self.file.lower().endswith(LINES) else self.member}"


class Shard(NamedTuple):
    """Documents whose rows lie in one file: `tables/NAME.parquet`."""

    name: str
    documents: Sequence[Document]


def shards_of(inputs: Sequence[str], suffix: str = ".xml", output: str = "") -> Iterator[Shard]:
    """The shards of files, folders, patterns, lists (`@FILE`) and archives, each a path or URL, in the order given.

    `suffix` is that of outputs; what lies in the folder `output` is none of the input.

    Raises RubricateError: no-such-file, bad-package, output-clash, and those of `storage`.
    """
    names: Counter[str] = Counter()
    for shard in _shards(list(map(storage.plain_name, inputs)), suffix, storage.plain_name(output) + "/"):
        names[shard.name] += 1
        if names[shard.name] > 1:
            message = f"Unexpected second input of the name {shard.name}, expected one."
            raise RubricateError(Finding("output-clash", Severity.ERROR, message, suggestion="Take them one by one."))
        yield shard


def _shards(inputs: Sequence[str], suffix: str, output: str) -> Iterator[Shard]:
    single: list[Document] = []
    for given in inputs:
        prefix = "" if len(inputs) == 1 else stem(given) + "/"
        if is_archive(given):
            yield _archive(given, stem(given), stem(given) + "/", suffix)
        elif storage.is_folder(given):
            yield from _folder(given, prefix, suffix, output)
        elif storage.is_url(given):
            if storage.size_of(given) is None:
                message = f"Unexpected name {given}, expected an object or folder that exists."
                raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(given)))
            single.append(Document(PurePosixPath(given).name, given, "", ()))
        else:
            with find([given], ARTICLES) as found:
                single += [Document(one.relative, one.path) for one in found.sources]
    yield from _slices("files", single, suffix)


def stem(name: str) -> str:
    """The name of a folder or archive as a folder of the output.

    >>> stem("s3://bucket/2024/part-07.tar.gz")
    'part-07'
    """
    last = PurePosixPath(name.partition("://")[2] or name).name
    ending = next((e for e in sorted((*TARS, *ZIPS, *LINES), key=len, reverse=True) if last.lower().endswith(e)), "")
    return last[: len(last) - len(ending)] or "documents"


def _folder(root: str, prefix: str, suffix: str, output: str) -> Iterator[Shard]:
    names = [name for name in storage.files_below(root) if not storage.join(root, name).startswith(output)]
    archives = [name for name in names if is_archive(name) and not hidden(name)]
    lying = _lying(names) if storage.is_url(root) else None
    if lying is not None:
        articles = [name for name in names if _is_article(name)]
    elif archives and not any(map(_is_article, names)):
        articles = []
    else:
        with find([root], ARTICLES) as found:
            articles = [one.relative for one in found.sources if not one.path.startswith(output)]
    if not articles and not archives:
        message = f"Unexpected folder {root} without articles, expected files *{', *'.join(ARTICLES.suffixes[:6])} … or archives of such."
        raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(root)))
    documents = []
    for name in articles:
        beside = None if lying is None else tuple(relative(one, name) for one in _beside(name, lying))
        documents.append(Document(prefix + name, storage.join(root, name), "", beside))
    yield from _slices(stem(root), documents, suffix)
    for name in archives:
        inside = prefix + PurePosixPath(name).with_name(stem(name)).as_posix()
        yield _archive(storage.join(root, name), f"{stem(root)}.{inside.replace('/', '.')}", inside + "/", suffix)


def hidden(name: str) -> bool:
    """Whether it is what systems leave lying about (`.DS_Store`, `__MACOSX/`, `~$lock.docx`)."""
    return any(
        part.startswith((".", "~$")) or part == "__MACOSX"
        for part in PurePosixPath(name).parts
        if part not in (".", "..")
    )


def _is_article(name: str) -> bool:
    return name.lower().endswith(ARTICLES.suffixes) and not hidden(name)


def _lying(names: Sequence[str]) -> dict[str, list[str]]:
    """What belongs to documents, by its folder."""
    found: dict[str, list[str]] = {}
    for name in names:
        if name.lower().endswith(ARTICLES.beside):
            found.setdefault(str(PurePosixPath(name).parent), []).append(name)
    return found


def _beside(name: str, lying: dict[str, list[str]]) -> list[str]:
    """The YAML file of a document, and the pictures in its folder and the folders in that."""
    path = PurePosixPath(name)
    own = {path.with_suffix(".yaml").as_posix(), path.with_name("article.yaml").as_posix()}
    here = str(path.parent)
    wanted = [one for one in lying.get(here, ()) if one in own]
    if not name.lower().endswith(WHOLE):
        near = [at for at in lying if at == here or str(PurePosixPath(at).parent) == here]
        pictures = [one for at in near for one in lying[at] if not one.lower().endswith(".yaml")]
        wanted += pictures if len(pictures) <= BESIDE else []
    return sorted(wanted)


def relative(name: str, to: str) -> str:
    """A name as seen from the folder of the document `to`."""
    folder = str(PurePosixPath(to).parent)
    return name if folder == "." else name.removeprefix(folder + "/")


def _slices(name: str, documents: Sequence[Document], suffix: str) -> Iterator[Shard]:
    count = 1
    while count * SLICE < len(documents):
        count *= 2
    slices: dict[int, list[Document]] = {}
    for document in _with_outputs(documents, suffix):
        slices.setdefault(slice_of(document.name, count), []).append(document)
    for number, found in sorted(slices.items()):
        yield Shard(slice_name(name, number, count), found)


def _with_outputs(documents: Sequence[Document], suffix: str) -> list[Document]:
    """Each with its output's name, as on one machine."""
    targets = targets_of([Source(document.file, relative=document.name) for document in documents], suffix)
    return [replace(document, output=target) for document, target in zip(documents, targets, strict=True)]


def _archive(file: str, name: str, prefix: str, suffix: str) -> Shard:
    members = members_of(file)
    if file.lower().endswith(LINES):
        documents = [Document(prefix + _safe(m.partition(":")[2]), file, m, ()) for m in members]
    else:
        lying = _lying(members)
        articles = [member for member in members if _is_article(member)]
        documents = [Document(prefix + _safe(m), file, m, tuple(_beside(m, lying))) for m in articles]
    if not documents:
        raise RubricateError(bad_package(file, "archive without articles", "an article in it"))
    return Shard(name, _with_outputs(documents, suffix))


def _safe(name: str) -> str:
    """A member's name that stays below the output folder."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or "document"
