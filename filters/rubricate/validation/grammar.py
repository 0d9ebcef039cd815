"""A bundled grammar, ready to validate: one object a process, read when it is first needed."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

from ..schemas import schema_bytes
from ..values import Finding, Place, RubricateError, Severity
from .catalogue import Entry, by_identifier, by_name, grammar_versions
from .declarations import Declarations


@dataclass(frozen=True)
class Fault:
    """One entry of libxml2's error log."""

    kind: str
    """"DTD_UNKNOWN_ELEM", "DTD_CONTENT_MODEL", …"""
    line: int
    path: str
    message: str


class Grammar:
    """One flattened DTD: verdicts by libxml2, declarations for explaining them."""

    def __init__(self, file: str) -> None:
        self._source = schema_bytes(file)
        self._dtd = etree.DTD(io.BytesIO(self._source))
        self._lock = threading.Lock()

    @cached_property
    def declarations(self) -> Declarations:
        return Declarations(self._source.decode("utf-8"))

    def is_valid(self, tree: etree._ElementTree) -> bool:
        with self._lock:
            return bool(self._dtd.validate(tree))

    def faults(self, tree: etree._ElementTree) -> list[Fault]:
        """What libxml2 says about `tree`; empty where it is valid."""
        with self._lock:
            if self._dtd.validate(tree):
                return []
            log = list(self._dtd.error_log)
        return [Fault(entry.type_name, entry.line, entry.path or "", entry.message) for entry in log]


@cache
def load(file: str) -> Grammar:
    """The grammar in the bundled file `file`."""
    return Grammar(file)


def choose(tree: etree._ElementTree, forced: str = "") -> tuple[Entry | None, list[Finding]]:
    """The document type of `tree`, and what is to be said about the choice.

    1. `forced` ("publishing-1.3", or "publishing" with the version that the document names, else 1.3);
    2. the PUBLIC id (without one, the SYSTEM address) of the DOCTYPE;
    3. `@dtd-version` of the root: Publishing, unless the document is valid Archiving and not valid Publishing.

    None and the finding `unknown-doctype` where none of these names a bundled grammar.
    Raises RubricateError (`unknown-grammar`) where `forced` is none of ours.
    """
    info = tree.docinfo
    declared = tree.getroot().get("dtd-version", "")
    if forced:
        return _forced(forced, declared), []
    if info.public_id or by_identifier("", info.system_url or ""):
        entry = by_identifier(info.public_id or "", info.system_url or "")
        return entry, [_unknown(info.public_id or "")] if entry is None else _stand_in(entry)
    publishing, archiving = by_name("publishing", declared), by_name("archiving", declared)
    if publishing is None or archiving is None:
        return None, [_unknown("")]
    if not load(publishing.file).is_valid(tree) and load(archiving.file).is_valid(tree):
        return archiving, []
    return publishing, []


def _forced(name: str, declared: str) -> Entry:
    tag_set, _, version = name.partition("-")
    versions = grammar_versions()
    if not version:
        version = declared if declared in versions.get(tag_set, ()) else "1.3"
    entry = by_name(tag_set, version)
    if entry is None:
        known = ", ".join(f"{key}-{value}" for key, values in versions.items() for value in values)
        message = f"Unexpected grammar {name!r}, expected one of: {known}"
        raise RubricateError(Finding("unknown-grammar", Severity.ERROR, message))
    return entry


def _unknown(public: str) -> Finding:
    found = f'document type "{public}"' if public else "document without a document type"
    known = "; ".join(f"{key} {', '.join(values)}" for key, values in grammar_versions().items())
    message = f"Unexpected {found}, expected the PUBLIC id or dtd-version of a bundled JATS grammar ({known})"
    suggestion = "Force a grammar, for example publishing-1.3, or add a DOCTYPE."
    return Finding("unknown-doctype", Severity.ERROR, message, Place(line=1), suggestion)


def _stand_in(entry: Entry) -> list[Finding]:
    if entry.mathml == "3.0":
        return []
    message = f"Unexpected MathML 2.0 in the document type; {entry.name} with MathML 3.0 was used instead"
    return [Finding("grammar-stand-in", Severity.INFO, message, Place(line=1))]
