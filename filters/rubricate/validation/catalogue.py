"""Which document type a file names: by PUBLIC id, else by the address of its DTD or schema, else by `@dtd-version`.

The identifiers are those of the official catalogue; `schemas/build.py` writes them to `schemas/doctypes.tsv`.
"""

from __future__ import annotations

from functools import lru_cache

from ..schemas import Doctype, doctypes

OFFICIAL = "//jats.nlm.nih.gov/"  # then tag set and version: "publishing/1.3/JATS-journalpublishing1-3.dtd"
LATEST = "3.0"


def name_of(entry: Doctype) -> str:
    """The name of a document type as the user writes it: "publishing-1.3", "archiving-1.2-oasis-mathml2".

    Said is what is not usual: OASIS tables, and MathML 2 where there is MathML 3 (from 1.1 on).
    """
    oasis = "-oasis" if entry.tables == "oasis" else ""
    mathml = "-mathml2" if entry.mathml != LATEST and not _only_mathml2(entry.version) else ""
    return f"{entry.tag_set}-{entry.version}{oasis}{mathml}"


def grammar_versions() -> dict[str, tuple[str, ...]]:
    """The bundled releases of each tag set: {"archiving": ("1.0", "1.1", …), …}; their drafts are bundled as well."""
    found: dict[str, set[str]] = {}
    for entry in doctypes():
        if "d" not in entry.version:
            found.setdefault(entry.tag_set, set()).add(entry.version)
    return {tag_set: tuple(sorted(versions)) for tag_set, versions in sorted(found.items())}


def by_identifier(public: str, system: str, declared: str = "") -> Doctype | None:
    """The document type of a DOCTYPE: the PUBLIC id decides; without one the SYSTEM address, a schema's as well.

    A bare file name needs `declared`, the `@dtd-version`: JATS 1.0, 1.1 and 1.2 all have a `JATS-archivearticle1.dtd`.
    """
    if public:
        return _by_public().get(" ".join(public.split()))
    return by_address(system, declared)


def by_address(address: str, declared: str = "") -> Doctype | None:
    """The document type of a DTD, XSD or RNG by its address or file name."""
    folder, _, file = address.rpartition("/")
    stem, _, kind = file.rpartition(".")
    if not stem.startswith("JATS-") or kind not in ("dtd", "xsd", "rng"):
        return None
    official = folder.partition(OFFICIAL)[2].split("/")
    version = official[1] if len(official) > 1 else declared
    found = [entry for entry in doctypes() if entry.system.endswith(f"/{stem}.dtd")]
    if len(found) > 1 or official[0]:
        found = [entry for entry in found if entry.version == version]
    return found[0] if len(found) == 1 else None


def by_name(tag_set: str, version: str) -> Doctype | None:
    """The usual document type of a tag set and version: XHTML tables, MathML 3 (in 1.0, which has none, MathML 2)."""
    return by_full_name(f"{tag_set}-{version}")


def by_full_name(name: str) -> Doctype | None:
    """The document type that `name_of` calls `name`."""
    return next((entry for entry in doctypes() if name_of(entry) == name), None)


@lru_cache(maxsize=1)
def _by_public() -> dict[str, Doctype]:
    return {entry.public: entry for entry in doctypes()}


@lru_cache(maxsize=32)
def _only_mathml2(version: str) -> bool:
    return all(entry.mathml != LATEST for entry in doctypes() if entry.version == version)
