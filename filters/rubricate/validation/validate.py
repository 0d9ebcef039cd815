"""Validate a tree, bytes or a file: verdict by the grammar that it names, findings with place and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from ..findings import Finding, Place, RubricateError, Severity
from ..xml import parse_xml, read_xml
from .apply_rules import apply_rules
from .by_grammar import by_grammar
from .choose import choose
from .namespaces import element_name
from .places import Places
from .profile import DEFAULT, Profile, load_profile
from .rules.surroundings import Surroundings, folder_of

if TYPE_CHECKING:
    from .rules.registry import Hit, Rule


def validate_file(path: Path, grammar: str = "", profile: Profile | str = DEFAULT) -> list[Finding]:
    """The findings about one file, sorted by line; empty where it is clean. Never raises for what the file holds.

    `grammar` forces one ("publishing-1.3"); RubricateError (`unknown-grammar`) where it is none of ours. `profile` names
    the rules that are asked beyond the grammar ("pmc"); RubricateError (`unknown-profile`). Rules that need the files
    beside the XML see its folder.
    """
    chosen = _loaded(profile)
    try:
        data = read_xml(path)
    except RubricateError as error:
        return [finding.at(str(path)) for finding in error.findings]
    return examine(data, str(path), grammar, chosen, folder_of(path) if chosen.asks else None).findings


def validate_bytes(
    data: bytes,
    name: str = "",
    grammar: str = "",
    profile: Profile | str = DEFAULT,
    surroundings: Surroundings | None = None,
) -> list[Finding]:
    """As `validate_file`, for bytes that were read already; `name` is what the findings call them."""
    return examine(data, name, grammar, _loaded(profile), surroundings).findings


def validate_tree(
    tree: etree._ElementTree, *, file: str = "", grammar: str = "", profile: Profile | str = DEFAULT
) -> list[Finding]:
    """The findings about a tree. One that was just built has no lines: the place is an XPath then."""
    return _validate(tree, file, grammar, None, _loaded(profile), None).findings


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


def _loaded(profile: Profile | str) -> Profile:
    return load_profile(profile) if isinstance(profile, str) else profile


class Examined(NamedTuple):
    """The findings about one document, sorted by place, and those that the document itself asked to leave out."""

    file: str
    findings: list[Finding]
    suppressed: Sequence[Finding] = ()
    root: str = ""
    """Name of the root element; "" where the document could not be read."""
    milliseconds: float = 0.0
    """How long it took, where that was measured."""


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
    entry, said = choose(tree, forced)
    findings = [finding.at(file) for finding in said]
    places = Places(tree, file, data)
    if entry is not None:
        findings += by_grammar(tree, entry, places)
    findings += [_broken_rule(rule, hit, places) for rule, hit in apply_rules(tree, profile, surroundings)]
    suppressed: list[Finding] = []
    if data is not None and b"<?rubricate" in data:
        from .rules import all_rules
        from .suppress import suppress

        findings, suppressed = suppress(findings, tree, file, profile.ids, profile.ids | set(all_rules()))
    return Examined(file, sorted(findings, key=_order), suppressed, name)


def _broken_rule(rule: Rule, hit: Hit, places: Places) -> Finding:
    place = places.of_element(hit.element, hit.part)
    severity = hit.severity if hit.severity is not None else rule.severity
    return Finding(hit.id or rule.id, severity, hit.message, place, hit.suggestion or rule.suggestion, rule.link)


def _wrong_root(root: etree._Element, file: str) -> Finding:
    name = element_name(root)
    found = f"namespace {str(root.tag)[1:].partition('}')[0]} on <{name}>" if name == "article" else f"root <{name}>"
    place = Place(file=file, line=root.sourceline, xpath=f"/{name}")
    return Finding("wrong-root", Severity.ERROR, f"Unexpected {found}, expected <article>", place)


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.place.line or 0, finding.place.column or 0, finding.id)
