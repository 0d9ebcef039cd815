"""The bytes of what there is to validate, and what lies beside it."""

from __future__ import annotations

from pathlib import Path

from ..findings import RubricateError
from ..sources import Source, bad_package, zip_bytes, zip_members
from ..xml import read_xml
from .rules.surroundings import MAX_MEMBERS, Surroundings, beside_member, folder_of

__all__ = ["Source", "load_source"]


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
    members = {info.filename: info for info in zip_members(source.path)}
    if len(members) > MAX_MEMBERS:
        raise RubricateError(bad_package(source.path, f"{len(members)} members", f"at most {MAX_MEMBERS}"))
    data = zip_bytes(source.path, source.member, members.get(source.member))
    sizes = {name: info.file_size for name, info in members.items()}
    return data, beside_member(Path(source.path), source.member, sizes) if beside else None
