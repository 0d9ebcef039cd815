"""Where each document's output goes below the output folder: mirrored folders, or one level of flat names."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from ..findings import Finding, Place, RubricateError, Severity
from ..sources import Source

DIGITS = 8


def targets_of(sources: Sequence[Source], suffix: str, *, flat: bool = False) -> list[str]:
    """The paths of the outputs, in the order of `sources`; no two are one, on any file system.

    Mirrored: `2020/a.docx` → `2020/a.xml`; where `2020/a.md` is there too, `2020/a.docx/a.xml` and `2020/a.md/a.xml`, so that
    their pictures do not meet either. Flat: `2020-a.xml`; where `2020-a.md` is there too, digits of a digest tell them apart.

    Raises RubricateError (`output-clash`) for two sources of one path.
    """
    twice = [name for name, number in Counter(source.relative.casefold() for source in sources).items() if number > 1]
    if twice:
        raise RubricateError(*(_clash(name) for name in sorted(twice)))
    simple = [_flat(source.relative) if flat else source.relative for source in sources]
    names = [str(PurePosixPath(name).with_suffix("")) for name in simple]
    often = Counter(name.casefold() for name in names)
    out = []
    for source, name in zip(sources, names, strict=True):
        if often[name.casefold()] == 1:
            out.append(name + suffix)
        elif flat:
            out.append(
                f"{name}-{hashlib.sha256(source.relative.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}{suffix}"
            )
        else:
            out.append(f"{source.relative}/{PurePosixPath(name).name}{suffix}")
    return out


def folder_form(target: str) -> str:
    """Where a flat output goes that has pictures: `a.xml` → `a/a.xml`, so that pictures of one name do not meet."""
    path = PurePosixPath(target)
    return str(path.with_suffix("") / path.name)


def _flat(relative: str) -> str:
    return relative.replace("/", "-")


def _clash(name: str) -> Finding:
    message = f"Unexpected second source for {name}, expected one."
    return Finding(
        "output-clash", Severity.ERROR, message, Place(name), "Take them one by one, into different folders."
    )
