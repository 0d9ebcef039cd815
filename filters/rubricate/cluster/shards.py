"""What there is to convert, in shards: slices of a listing, or the documents of one zip, tar or JSONL file.

The same names as on one machine (`sources.find`), listed so that object stores can be read too, and so that each worker reads its
own members of an archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from ..batch.targets import targets_of
from ..findings import Finding, Place, RubricateError, Severity
from ..sources import ARTICLES, TARS, ZIPS, Source, bad_package, find
from . import storage
from .archives import LINES, is_archive, members_of
from .listing import beside_of, hidden, is_article, relative, what_lies
from .slices import slice_name, slice_of

SLICE = 500
"""Documents of a slice, at most about."""


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


def _stop(finding: Finding) -> None:
    raise RubricateError(finding)


def shards_of(
    inputs: Sequence[str], suffix: str = ".xml", output: str = "", say: Callable[[Finding], None] = _stop
) -> Iterator[Shard]:
    """The shards of files, folders, patterns, lists (`@FILE`) and archives, each a path or URL, in the order given.

    `suffix` is that of outputs; what lies in the folder `output` is none of the input. `say` gets the finding of an archive in a
    folder that can't be read, and the other documents go on; without it, it is raised.

    Raises RubricateError: no-such-file, bad-package, output-clash, and those of `storage`.
    """
    names: Counter[str] = Counter()
    for shard in _shards(list(map(storage.plain_name, inputs)), suffix, storage.plain_name(output) + "/", say):
        names[shard.name] += 1
        if names[shard.name] > 1:
            message = f"Unexpected second input of the name {shard.name}, expected one."
            raise RubricateError(Finding("output-clash", Severity.ERROR, message, suggestion="Take them one by one."))
        yield shard


def _shards(inputs: Sequence[str], suffix: str, output: str, say: Callable[[Finding], None]) -> Iterator[Shard]:
    single: list[Document] = []
    for given in inputs:
        prefix = "" if len(inputs) == 1 else stem(given) + "/"
        if is_archive(given):
            shards = _archive(given, stem(given), stem(given) + "/", suffix)
            if not shards:
                raise RubricateError(bad_package(given, "archive without articles", "an article in it"))
            yield from shards
        elif storage.is_folder(given):
            yield from _folder(given, prefix, suffix, output, say)
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


def _folder(root: str, prefix: str, suffix: str, output: str, say: Callable[[Finding], None]) -> Iterator[Shard]:
    names = [name for name in storage.files_below(root) if not storage.join(root, name).startswith(output)]
    lying = what_lies(names) if storage.is_url(root) else None
    documents = []
    for name in filter(is_article, names):
        beside = None if lying is None else tuple(relative(one, name) for one in beside_of(name, lying))
        documents.append(Document(prefix + name, storage.join(root, name), "", beside))
    found = list(_slices(stem(root), documents, suffix))
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    for name in names:
        if is_archive(name) and not hidden(name):
            path = PurePosixPath(name)
            bare = path.with_name(stem(name)).as_posix()
            inside = prefix + (
                name if bare in folders else bare
            )  # as on one machine: "more.zip" beside the folder "more"
            with _told(say):
                found += _archive(
                    storage.join(root, name), f"{stem(root)}.{inside.replace('/', '.')}", inside + "/", suffix
                )
    if not found:
        message = f"Unexpected folder {root} without articles, expected files *{', *'.join(ARTICLES.suffixes[:6])} … or archives of such."
        raise RubricateError(Finding("no-such-file", Severity.ERROR, message, Place(root)))
    yield from found


@contextmanager
def _told(say: Callable[[Finding], None]) -> Iterator[None]:
    try:
        yield
    except RubricateError as error:
        for finding in error.findings:
            say(finding)


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


def _archive(file: str, name: str, prefix: str, suffix: str) -> list[Shard]:
    """The shard of an archive; none where no article lies in it (among articles: their data)."""
    members = members_of(file)
    if file.lower().endswith(LINES):
        documents = [Document(prefix + _safe(m.partition(":")[2]), file, m, ()) for m in members]
    else:
        lying = what_lies(members)
        articles = [member for member in members if is_article(member)]
        documents = [Document(prefix + _safe(m), file, m, tuple(beside_of(m, lying))) for m in articles]
    return [Shard(name, _with_outputs(documents, suffix))] if documents else []


def _safe(name: str) -> str:
    """A member's name that stays below the output folder."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or "document"
