"""A bundled grammar, ready to validate: one object a process, read when it is first needed."""

from __future__ import annotations

import io
import threading
from functools import cache
from typing import NamedTuple

from lxml import etree

from ..schemas import Doctype
from .declarations import Declarations, declarations_of
from .namespaces import element_name


class LogEntry(NamedTuple):
    """One entry of libxml2's error log."""

    line: int
    path: str
    message: str


class Grammar:
    """One document type: verdicts by libxml2, declarations for explaining them.

    libxml2 gets the declarations of the elements that a document has, no others: the verdict is the same, and to read
    them takes a fifth of the time. A later document with other elements makes it read all, once.
    """

    def __init__(self, doctype: Doctype) -> None:
        self.declarations: Declarations = declarations_of(doctype)
        self._dtd: etree.DTD | None = None
        self._names: frozenset[str] | None = frozenset()
        """The elements that `_dtd` was made for; None: all."""
        self._lock = threading.Lock()

    def is_valid(self, tree: etree._ElementTree) -> bool:
        with self._lock:
            return bool(self._ready(tree).validate(tree))

    def faults(self, tree: etree._ElementTree) -> list[LogEntry]:
        """What libxml2 says about `tree`; empty where it is valid."""
        with self._lock:
            dtd = self._ready(tree)
            if dtd.validate(tree):
                return []
            log = list(dtd.error_log)
        return [LogEntry(entry.line, entry.path or "", entry.message) for entry in log]

    def _ready(self, tree: etree._ElementTree) -> etree.DTD:
        names = names_in(tree)
        if self._dtd is None:
            self._names = names
            self._dtd = self._read(names)
        elif self._names is not None and not names <= self._names:
            self._names = None
            self._dtd = self._read(self.declarations.elements)
        return self._dtd

    def _read(self, names: frozenset[str] | list[str]) -> etree.DTD:
        return etree.DTD(io.BytesIO(self.declarations.text(sorted(names)).encode("utf-8")))


def names_in(tree: etree._ElementTree) -> frozenset[str]:
    """The names under which libxml2 looks up the elements of `tree`: "mml:math", and "math" where there is no such one."""
    found: dict[tuple[str, str | None], str] = {}
    for element in tree.getroot().iter("*"):
        tag = str(element.tag)
        key = (tag, element.prefix) if tag[0] == "{" else (tag, None)
        if key not in found:
            found[key] = element_name(element)
    return frozenset(name for full in found.values() for name in (full, full.rpartition(":")[2]))


@cache
def load(doctype: Doctype) -> Grammar:
    """The grammar of `doctype`."""
    return Grammar(doctype)
