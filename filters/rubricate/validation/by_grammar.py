"""What the grammar says about a document: the verdict by libxml2, the words for it by the explainer."""

from __future__ import annotations

from lxml import etree

from ..findings import Finding, Severity
from ..schemas import Doctype
from .grammar import Grammar, LogEntry, load
from .places import Places

TAG_LIBRARY = "https://jats.nlm.nih.gov/{tag_set}/tag-library/{version}/element/{element}.html"
TAG_LIBRARY_SETS = {"authoring": "articleauthoring"}
TOO_MANY = "too-many-findings"
MANY_ELEMENTS = 20_000
"""From here on the explainer looks first: for each fault libxml2 counts all nodes before it, which is endless in a bad file."""


def by_grammar(tree: etree._ElementTree, doctype: Doctype, places: Places) -> list[Finding]:
    """The findings of the grammar; empty where the document is valid."""
    grammar = load(doctype)
    many = places.more_than(MANY_ELEMENTS)
    if not many and grammar.is_valid(tree):
        return []
    from .namespaces import unusual_prefixes, with_usual_prefixes  # only here: a valid document needs no words

    unusual = unusual_prefixes(tree.getroot())
    findings = [_prefix_finding(places, *key, number) for key, number in unusual.items()]
    if unusual:
        tree = etree.ElementTree(with_usual_prefixes(tree.getroot()))
    if many and (explained := _too_many(tree, grammar, places)):
        return [*findings, *explained]
    log = grammar.faults(tree)
    if not log:
        return findings
    said = _explained(tree, grammar, places, log if not unusual else [])
    return [*findings, *(said or _unexplained(log, places))]


def _too_many(tree: etree._ElementTree, grammar: Grammar, places: Places) -> list[Finding]:
    """What the explainer says where it is more than is told; else nothing."""
    from .explain_namespaces import by_source
    from .faults import MAX_FAULTS
    from .many_faults import looks_faulty

    if looks_faulty(list(tree.getroot().iter("*")), grammar.declarations, MAX_FAULTS):
        found = _explained(tree, grammar, places, [])
        if found and found[-1].id == TOO_MANY:
            return found
    found = by_source(places, grammar.declarations) if places.count("xmlns") >= MAX_FAULTS else []
    return [*found, _told(places, MAX_FAULTS)] if len(found) == MAX_FAULTS else []


def _explained(tree: etree._ElementTree, grammar: Grammar, places: Places, log: list[LogEntry]) -> list[Finding]:
    """What the explainer says; with libxml2's log, what it says of namespaces, too."""
    from .explain import explain
    from .explain_namespaces import by_log, by_source
    from .faults import MAX_FAULTS

    faults = explain(tree.getroot(), grammar.declarations)
    findings = []
    if any(" xmlns" in entry.message for entry in log):
        findings += by_source(places, grammar.declarations) if places.has_source else by_log(log, places)
    for fault in faults:
        place = places.of(fault.element, fault.part)
        link = _link(grammar.declarations.doctype, fault.parent)
        findings.append(Finding(fault.id, Severity.ERROR, fault.message, place, fault.suggestion, link))
    return [*findings, _told(places, MAX_FAULTS)] if len(faults) == MAX_FAULTS else findings


def _told(places: Places, number: int) -> Finding:
    message = f"Unexpected number of faults, only the first {number:,} are told"
    return Finding(TOO_MANY, Severity.INFO, message, places.of_line(0, ""))


def _link(doctype: Doctype, element: str) -> str:
    """The page of an element in the tag library; drafts have none, their release has."""
    if not element or ":" in element:
        return ""
    tag_set = TAG_LIBRARY_SETS.get(doctype.tag_set, doctype.tag_set)
    return TAG_LIBRARY.format(tag_set=tag_set, version=doctype.version.partition("d")[0], element=element)


def _unexplained(log: list[LogEntry], places: Places) -> list[Finding]:
    """The words of libxml2, for what the explainer does not see: none is known, but a verdict must have its reason."""
    findings = []
    for entry in log:
        message = f"Unexpected content, expected what the grammar allows: {entry.message}"
        place = places.of_path(entry.path, entry.line)
        findings.append(Finding("invalid-jats", Severity.ERROR, message, place))
    return findings


def _prefix_finding(places: Places, prefix: str, uri: str, number: int) -> Finding:
    from .namespaces import PREFIXES

    usual = PREFIXES[uri]
    found = f"prefix {prefix}:" if prefix else "default namespace"
    message = f"Unexpected {found} for {uri}, expected {usual}: (the rest is judged as if it were {usual}:)"
    suggestion = f'Declare xmlns:{usual}="{uri}" on <article> and use {usual}:.'
    return Finding("namespace-prefix", Severity.ERROR, message, places.of(number), suggestion)
