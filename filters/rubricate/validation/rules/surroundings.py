"""What lies beside an article's XML: the files of its folder, or the members of its package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

HEAD = 65536


@dataclass(frozen=True, slots=True)
class Surroundings:
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
    files: dict[str, int] = {}
    try:
        for item in sorted(path.parent.iterdir()):
            for inner in [item] if item.is_file() else sorted(item.iterdir()) if item.is_dir() else []:
                if inner.is_file():
                    files[inner.relative_to(path.parent).as_posix()] = inner.stat().st_size
                    if len(files) > limit:
                        return None
    except OSError:
        return None

    def head(name: str) -> bytes:
        try:
            with (path.parent / name).open("rb") as stream:
                return stream.read(HEAD)
        except OSError:
            return b""

    return Surroundings(path.name, files, head)
