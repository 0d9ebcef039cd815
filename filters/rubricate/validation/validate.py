"""Validate a tree, bytes or a file: verdict by the grammar that it names, findings with place and remedy."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ..findings import Finding, Place, RubricateError, Severity
from ..xml import decode_xml, parse_xml
from . import grammar as grammars
from .catalogue import Entry
from .explain import MAX_FAULTS, explain
from .faults import Fault
from .namespaces import PREFIXES, element_name, unusual_prefixes, with_usual_prefixes
from .positions import SourceMap

TAG_LIBRARY = "https://jats.nlm.nih.gov/{tag_set}/tag-library/{version}/element/{element}.html"


def validate_file(path: Path, grammar: str = "") -> list[Finding]:
    """The findings about one file, sorted by line; empty where it is valid. Never raises for what the file holds.

    `grammar` forces one ("publishing-1.3"); RubricateError (`unknown-grammar`) where it is none of ours.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"Unexpected {reason.lower()}, expected a readable file"
        return [Finding("unreadable-file", Severity.ERROR, message, Place(file=str(path)))]
    return validate_bytes(data, str(path), grammar)


def validate_bytes(data: bytes, name: str = "", grammar: str = "") -> list[Finding]:
    """As `validate_file`, for bytes that were read already; `name` is what the findings call them."""
    try:
        tree = parse_xml(data, name)
    except RubricateError as error:
        return sorted((finding.at(name) for finding in error.findings), key=_order)
    return _validate(tree, name, grammar, data)


def validate_tree(tree: etree._ElementTree, *, file: str = "", grammar: str = "") -> list[Finding]:
    """The findings about a tree. One that was just built has no lines: the place is an XPath then."""
    return _validate(tree, file, grammar, None)


def _validate(tree: etree._ElementTree, file: str, forced: str, data: bytes | None) -> list[Finding]:
    root = tree.getroot()
    if root.tag != "article":
        return [_wrong_root(root, file)]
    entry, said = grammars.choose(tree, forced)
    findings = [finding.at(file) for finding in said]
    if entry is None:
        return findings
    grammar = grammars.load(entry.file)
    if grammar.is_valid(tree):
        return findings
    source = SourceMap(decode_xml(data)) if data is not None else None
    places = _Places(tree, file, source)
    unusual = unusual_prefixes(root)
    if unusual:
        findings += [_prefix_finding(places, *key, number) for key, number in unusual.items()]
        tree = etree.ElementTree(with_usual_prefixes(root))
    faults = explain(tree.getroot(), grammar.declarations) if not unusual or not grammar.is_valid(tree) else []
    findings += [_finding(fault, places, entry) for fault in faults]
    findings += _unexplained(grammar.faults(tree), places, bool(faults))
    if len(faults) == MAX_FAULTS:
        message = f"Unexpected number of faults, only the first {MAX_FAULTS} are told"
        findings.append(Finding("too-many-findings", Severity.INFO, message, Place(file=file)))
    return sorted(findings, key=_order)


class _Places:
    """The place of the n-th element, with all that is known about it."""

    def __init__(self, tree: etree._ElementTree, file: str, source: SourceMap | None) -> None:
        self._tree, self._file, self._source = tree, file, source
        self._elements = list(tree.getroot().iter("*"))

    def of(self, element: int, part: str = "start") -> Place:
        node = self._elements[element]
        xpath = self._tree.getpath(node)
        if part.startswith("@"):
            xpath += f"/{part}"
        if self._source is None or len(self._source) != len(self._elements):
            return Place(file=self._file, line=node.sourceline, xpath=xpath)
        offset = self._source.offset(element, part)
        line, column = self._source.line_and_column(offset)
        return Place(file=self._file, line=line, column=column, xpath=xpath, excerpt=self._source.excerpt(offset))

    def of_line(self, line: int, path: str) -> Place:
        return Place(file=self._file, line=line or None, xpath=path)


def _finding(fault: Fault, places: _Places, entry: Entry) -> Finding:
    place = places.of(fault.element, fault.part)
    link = ""
    if fault.parent and ":" not in fault.parent:
        link = TAG_LIBRARY.format(tag_set=entry.tag_set, version=entry.version, element=fault.parent)
    return Finding(fault.id, Severity.ERROR, fault.message, place, fault.suggestion, link)


def _unexplained(faults: list[grammars.Fault], places: _Places, explained: bool) -> list[Finding]:
    """What only libxml2 sees: namespace declarations, and anything else where nothing was explained."""
    findings = []
    for fault in faults[:MAX_FAULTS]:
        place = places.of_line(fault.line, fault.path)
        if " xmlns" in fault.message:
            message = f"Unexpected namespace declaration, expected it on <article> only: {fault.message}"
            suggestion = "Declare the prefixes of JATS once, on <article>."
            findings.append(Finding("namespace-declaration", Severity.ERROR, message, place, suggestion))
        elif not explained:
            message = f"Unexpected content, expected what the grammar allows: {fault.message}"
            findings.append(Finding("invalid-jats", Severity.ERROR, message, place))
    return findings


def _prefix_finding(places: _Places, prefix: str, uri: str, number: int) -> Finding:
    usual = PREFIXES[uri]
    found = f"prefix {prefix}:" if prefix else "default namespace"
    message = f"Unexpected {found} for {uri}, expected {usual}: (validated as if it were {usual}:)"
    suggestion = f'Declare xmlns:{usual}="{uri}" on <article> and use {usual}:.'
    return Finding("namespace-prefix", Severity.WARNING, message, places.of(number), suggestion)


def _wrong_root(root: etree._Element, file: str) -> Finding:
    name = element_name(root)
    found = f"namespace {str(root.tag)[1:].partition('}')[0]} on <{name}>" if name == "article" else f"root <{name}>"
    place = Place(file=file, line=root.sourceline, xpath=f"/{name}")
    return Finding("wrong-root", Severity.ERROR, f"Unexpected {found}, expected <article>", place)


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.place.line or 0, finding.place.column or 0, finding.id)
