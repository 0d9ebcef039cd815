"""Validate a tree, bytes or a file: verdict by the grammar that it names, findings with place and remedy."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from ..values import Finding, Place, RubricateError, Severity
from ..xml import decode_xml, parse_xml
from . import grammar as grammars
from .apply_rules import apply_rules
from .catalogue import Entry
from .explain import MAX_FAULTS, explain
from .faults import Fault
from .namespaces import PREFIXES, element_name, unusual_prefixes, with_usual_prefixes
from .positions import SourceMap
from .profile import DEFAULT, Profile, load_profile
from .rules.registry import Hit, Rule
from .rules.surroundings import Surroundings, folder_of

TAG_LIBRARY = "https://jats.nlm.nih.gov/{tag_set}/tag-library/{version}/element/{element}.html"


def validate_file(path: Path, grammar: str = "", profile: Profile | str = DEFAULT) -> list[Finding]:
    """The findings about one file, sorted by line; empty where it is clean. Never raises for what the file holds.

    `grammar` forces one ("publishing-1.3"); RubricateError (`unknown-grammar`) where it is none of ours. `profile` names
    the rules that are asked beyond the grammar ("pmc"); RubricateError (`unknown-profile`). Rules that need the files
    beside the XML see its folder.
    """
    chosen = load_profile(profile) if isinstance(profile, str) else profile
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"Unexpected {reason.lower()}, expected a readable file"
        return [Finding("unreadable-file", Severity.ERROR, message, Place(file=str(path)))]
    return examine(data, str(path), grammar, chosen, folder_of(path) if chosen.asks else None).findings


def validate_bytes(
    data: bytes,
    name: str = "",
    grammar: str = "",
    profile: Profile | str = DEFAULT,
    surroundings: Surroundings | None = None,
) -> list[Finding]:
    """As `validate_file`, for bytes that were read already; `name` is what the findings call them."""
    chosen = load_profile(profile) if isinstance(profile, str) else profile
    return examine(data, name, grammar, chosen, surroundings).findings


def validate_tree(
    tree: etree._ElementTree, *, file: str = "", grammar: str = "", profile: Profile | str = DEFAULT
) -> list[Finding]:
    """The findings about a tree. One that was just built has no lines: the place is an XPath then."""
    chosen = load_profile(profile) if isinstance(profile, str) else profile
    return _validate(tree, file, grammar, None, chosen, None).findings


def validate(
    source: str | Path | bytes | etree._ElementTree | etree._Element,
    *,
    profile: Profile | str = DEFAULT,
    grammar: str = "",
    name: str = "",
) -> list[Finding]:
    """The findings about an article: a path, the bytes of a file, or a tree; empty where it is clean.

    `profile` is the name of a bundled one ("pmc") or the path of a house's TOML file, `grammar` forces one
    ("publishing-1.3"), `name` is what findings call bytes and trees. Raises RubricateError for a profile or grammar that
    does not exist, and for nothing else.
    """
    if isinstance(source, bytes):
        return validate_bytes(source, name, grammar, profile)
    if isinstance(source, str | Path):
        return validate_file(Path(source), grammar, profile)
    tree = etree.ElementTree(source) if isinstance(source, etree._Element) else source
    return validate_tree(tree, file=name, grammar=grammar, profile=profile)


@dataclass(frozen=True, slots=True)
class Examined:
    """The findings about one document, sorted by place, and those that the document itself asked to leave out."""

    file: str
    findings: list[Finding]
    suppressed: list[Finding] = field(default_factory=list)
    root: str = ""
    """Name of the root element; "" where the document could not be read."""


def examine(data: bytes, name: str, grammar: str, profile: Profile, surroundings: Surroundings | None) -> Examined:
    """All that is known of one document; never raises for what it holds."""
    try:
        tree = parse_xml(data, name)
    except RubricateError as error:
        return Examined(name, sorted((finding.at(name) for finding in error.findings), key=_order))
    return _validate(tree, name, grammar, data, profile, surroundings)


def _validate(
    tree: etree._ElementTree,
    file: str,
    forced: str,
    data: bytes | None,
    profile: Profile,
    surroundings: Surroundings | None,
) -> Examined:
    name = element_name(tree.getroot())
    if tree.getroot().tag != "article":
        return Examined(file, [_wrong_root(tree.getroot(), file)], root=name)
    entry, said = grammars.choose(tree, forced)
    findings = [finding.at(file) for finding in said]
    places = _Places(tree, file, data)
    if entry is not None:
        findings += _by_grammar(tree, entry, places)
    findings += [_broken_rule(rule, hit, places) for rule, hit in apply_rules(tree, profile, surroundings)]
    suppressed: list[Finding] = []
    if data is not None and b"<?rubricate" in data:
        from .rules import all_rules
        from .suppress import suppress

        findings, suppressed = suppress(findings, tree, file, profile.ids, profile.ids | set(all_rules()))
    return Examined(file, sorted(findings, key=_order), suppressed, name)


def _by_grammar(tree: etree._ElementTree, entry: Entry, places: _Places) -> list[Finding]:
    """What the grammar says."""
    grammar = grammars.load(entry.file)
    if grammar.is_valid(tree):
        return []
    unusual = unusual_prefixes(tree.getroot())
    findings = [_prefix_finding(places, *key, number) for key, number in unusual.items()]
    if unusual:
        tree = etree.ElementTree(with_usual_prefixes(tree.getroot()))
    faults = explain(tree.getroot(), grammar.declarations) if not unusual or not grammar.is_valid(tree) else []
    findings += [_finding(fault, places, entry) for fault in faults]
    findings += _unexplained(grammar.faults(tree), places, bool(faults))
    if len(faults) == MAX_FAULTS:
        message = f"Unexpected number of faults, only the first {MAX_FAULTS} are told"
        findings.append(Finding("too-many-findings", Severity.INFO, message, places.of_line(0, "")))
    return findings


class _Places:
    """The places of elements, with all that is known about them; the source is mapped when the first one is asked for."""

    def __init__(self, tree: etree._ElementTree, file: str, data: bytes | None) -> None:
        self._tree, self._file, self._data = tree, file, data

    @cached_property
    def _elements(self) -> list[etree._Element]:
        return list(self._tree.getroot().iter("*"))

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._elements)}

    @cached_property
    def _source(self) -> SourceMap | None:
        source = SourceMap(decode_xml(self._data)) if self._data is not None else None
        return source if source is not None and len(source) == len(self._elements) else None

    def of_element(self, element: etree._Element, part: str = "start") -> Place:
        return self.of(self._numbers[element], part)

    def of(self, element: int, part: str = "start") -> Place:
        """The place of the n-th element."""
        node = self._elements[element]
        xpath = self._tree.getpath(node)
        if part.startswith("@"):
            xpath += f"/{part}"
        if self._source is None:
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


def _broken_rule(rule: Rule, hit: Hit, places: _Places) -> Finding:
    place = places.of_element(hit.element, hit.part)
    severity = hit.severity if hit.severity is not None else rule.severity
    return Finding(hit.id or rule.id, severity, hit.message, place, hit.suggestion or rule.suggestion, rule.link)


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
