"""Which bundled grammar a document names: by PUBLIC id, else SYSTEM id, else `@dtd-version`, else as forced.

The PUBLIC ids come from the official catalogue; `schemas/build.py` writes them to `schemas/doctypes.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from ..schemas import CATALOGUE, schema_bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One document type: its identifiers, and the bundled file that validates it."""

    public: str
    system: str
    tag_set: str
    version: str
    mathml: str
    """"3.0", or "2.0" where the file, which has MathML 3, only stands in."""
    file: str

    @property
    def name(self) -> str:
        """As the user writes it: "publishing-1.3"."""
        return f"{self.tag_set}-{self.version}"


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All document types that we know."""
    return tuple(Entry(**item) for item in json.loads(schema_bytes(CATALOGUE)))


def grammar_versions() -> dict[str, tuple[str, ...]]:
    """The bundled versions of each tag set: {"archiving": ("1.2", "1.3", "1.4"), …}. No grammar is loaded."""
    found: dict[str, set[str]] = {}
    for entry in entries():
        found.setdefault(entry.tag_set, set()).add(entry.version)
    return {tag_set: tuple(sorted(versions)) for tag_set, versions in sorted(found.items())}


def by_identifier(public: str, system: str) -> Entry | None:
    """The entry of a DOCTYPE: the PUBLIC id decides, without one the whole SYSTEM address.

    A bare file name says nothing: JATS 1.0, 1.1 and 1.2 all have a `JATS-archivearticle1.dtd`.
    """
    if public:
        return next((entry for entry in entries() if entry.public == " ".join(public.split())), None)
    return next((entry for entry in entries() if entry.system == system), None)


def by_name(tag_set: str, version: str) -> Entry | None:
    """The MathML 3 entry of a tag set and version."""
    for entry in entries():
        if (entry.tag_set, entry.version, entry.mathml) == (tag_set, version, "3.0"):
            return entry
    return None
