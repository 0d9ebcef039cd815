"""The grammar of a document that names none by its DOCTYPE, or another one than ours; or that the user forces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..findings import Finding, Place, RubricateError, Severity
from ..schemas import Doctype, doctypes
from .catalogue import by_address, by_full_name, by_name, grammar_versions
from .faults import nearest
from .grammar import load

TAG_SETS = ("publishing", "archiving", "authoring")
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
USUAL = "1.3"
"""The version where neither the user nor the document names one."""
# "-//NLM//DTD Journal Publishing DTD v3.0 20080202//EN"
NLM = re.compile(
    r"^-//NLM//DTD (Journal Archiving and Interchange|Journal Publishing|Article Authoring) DTD v([1-3]\.\d)"
)
HREF = re.compile(r'href="([^"]{1,500})"')


def by_schema(tree: etree._ElementTree, declared: str) -> Doctype | None:
    addresses = [tree.getroot().get(SCHEMA_LOCATION, ""), *_models(tree.getroot())]
    return next((entry for address in addresses if (entry := by_address(address, declared))), None)


def _models(root: etree._Element) -> Iterator[str]:
    """The addresses in `<?xml-model?>` instructions before the root."""
    for node in root.itersiblings(preceding=True):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            match = HREF.search(node.text or "")
            if match:
                yield match[1]


def by_version(tree: etree._ElementTree, declared: str) -> Doctype | None:
    candidates = [entry for tag_set in TAG_SETS if (entry := by_name(tag_set, declared))]
    return next((entry for entry in candidates if load(entry).is_valid(tree)), candidates[0] if candidates else None)


def forced_doctype(name: str, declared: str) -> Doctype:
    entry = by_full_name(name)
    if entry is None and name in TAG_SETS:
        entry = by_name(name, declared) or by_name(name, USUAL)
    if entry is None:
        known = "; ".join(f"{key}-{', '.join(values)}" for key, values in grammar_versions().items())
        message = f"Unexpected grammar {name!r}, expected one of: {known} (or a draft, as 1.3d2; with OASIS tables, as 1.3-oasis; with MathML 2, as 1.3-mathml2)"
        raise RubricateError(Finding("unknown-grammar", Severity.ERROR, message))
    return entry


def unknown(public: str, declared: str) -> Finding:
    known = "; ".join(f"{key} {', '.join(values)}" for key, values in grammar_versions().items())
    suggestion = "Force a grammar, for example --grammar publishing-1.3, or add a DOCTYPE."
    found = f'document type "{public}"' if public else "document without a document type that JATS knows"
    if match := NLM.match(public):
        found += f" (NLM {match[2]}, older than JATS)"
        suggestion = f"To judge it by the oldest JATS: --grammar {_tag_set(public)}-1.0."
    elif public:
        meant = nearest(public, [entry.public for entry in doctypes()], 0.93)
        suggestion = f'Did you mean "{meant}"?' if meant else f"Force a grammar: --grammar {_tag_set(public)}-{USUAL}."
    elif declared:
        found += f' (dtd-version="{declared[:20]}")'
    message = (
        f"Unexpected {found}, expected the PUBLIC id or dtd-version of a bundled JATS grammar ({known}, and drafts)"
    )
    return Finding("unknown-doctype", Severity.ERROR, message, Place(line=1), suggestion)


def _tag_set(public: str) -> str:
    return "publishing" if "ublishing" in public else "authoring" if "uthoring" in public else "archiving"
