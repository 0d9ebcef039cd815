"""Names of files in a folder, store or archive: which are articles, and what lies with each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from ..sources import ARTICLES

WHOLE = (".docx", ".docm", ".odt", ".epub")
"""Formats that hold their pictures."""
BESIDE = 50
"""Pictures beside one document; where more lie there, nobody can tell which are whose without opening each."""


def hidden(name: str) -> bool:
    """Whether it is what systems leave lying about (`.DS_Store`, `__MACOSX/`, `~$lock.docx`)."""
    return any(
        part.startswith((".", "~$")) or part == "__MACOSX"
        for part in PurePosixPath(name).parts
        if part not in (".", "..")
    )


def is_article(name: str) -> bool:
    return name.lower().endswith(ARTICLES.suffixes) and not hidden(name)


def what_lies(names: Sequence[str]) -> dict[str, list[str]]:
    """What belongs to documents, by its folder."""
    found: dict[str, list[str]] = {}
    for name in names:
        if name.lower().endswith(ARTICLES.beside):
            found.setdefault(str(PurePosixPath(name).parent), []).append(name)
    return found


def beside_of(name: str, lying: dict[str, list[str]]) -> list[str]:
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
