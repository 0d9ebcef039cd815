"""Which grammar judges a document.

1. the one that the user forces;
2. the PUBLIC id of the DOCTYPE; without one, its SYSTEM address;
3. the address of a schema (`xsi:noNamespaceSchemaLocation`, `<?xml-model?>`);
4. `@dtd-version` of the root, which names no tag set: the first of Publishing, Archiving and Authoring that finds the
   document valid, else Publishing.
"""

from __future__ import annotations

from lxml import etree

from ..findings import Finding
from ..schemas import Doctype
from .catalogue import by_identifier


def choose(tree: etree._ElementTree, forced: str = "") -> tuple[Doctype | None, list[Finding]]:
    """The document type that judges `tree`, and what is to be said about the choice.

    `forced` is "publishing-1.3" (also with "-oasis", "-mathml2"), or "publishing": then the version that the document
    names, else 1.3. None and the finding `unknown-doctype` where nothing names a bundled grammar.
    Raises RubricateError (`unknown-grammar`) where `forced` is none of ours.
    """
    declared = tree.getroot().get("dtd-version", "")
    public, system = tree.docinfo.public_id or "", tree.docinfo.system_url or ""
    entry = None if forced else by_identifier(public, system, declared)
    if entry is not None:
        return entry, []
    from . import choose_otherwise as otherwise  # most documents name what they are

    if forced:
        return otherwise.forced_doctype(forced, declared), []
    if not public:
        entry = otherwise.by_schema(tree, declared) or otherwise.by_version(tree, declared)
    return entry, [] if entry is not None else [otherwise.unknown(public, declared)]
