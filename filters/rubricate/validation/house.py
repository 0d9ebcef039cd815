"""A house's profile: a TOML file that starts from a bundled one and says what differs.

    base = "pmc"
    title = "Journal of Garden Medicine"
    schematron = ["house.sch"]          # beside this file

    [rules]                             # "off", "error", "warning" or "info"
    alt-text = "off"
    kwd = "error"

    [require]                           # fields that every article must have
    orcid = "warning"
    data-availability = "error"

    [[rule]]
    id = "no-footnotes"
    xpath = "//body//fn"                # XPath 1.0: what it finds is at fault
    message = "Unexpected footnote, expected none in our journal"
    severity = "warning"
    suggestion = "Move it into the text."

Prefixes in XPath: xlink, mml, ali, xml. Keys that mean nothing are errors, with the nearest that does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lxml import etree

from ..findings import Finding, Place, RubricateError, Severity
from .profile import DEFAULT, Profile, house_fault, load_profile, profile_names
from .required import FIELDS, required
from .rules import all_rules
from .rules.document import Document
from .rules.registry import Hit, Rule
from .schematron import schematron_rule

TOP = {
    "base": str,
    "title": str,
    "about": str,
    "link": str,
    "schematron": (str, list),
    "rules": dict,
    "require": dict,
    "rule": list,
}
OWN = {"id": str, "xpath": str, "message": str, "severity": str, "suggestion": str, "link": str}
SEVERITIES = ("error", "warning", "info")
NAMESPACES = {
    "xlink": "http://www.w3.org/1999/xlink",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def house_profile(path: Path) -> Profile:
    """The profile in a TOML file. Raises RubricateError (`unknown-profile`, `house-profile`) with all its faults."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "bytes that are no UTF-8"
        message = f"Unexpected {reason.lower()}, expected a profile in TOML"
        raise RubricateError(Finding("unknown-profile", Severity.ERROR, message, Place(file=str(path)))) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RubricateError(house_fault(path, f"TOML that can't be read ({error})", "a profile in TOML")) from None
    reader = _Reader(path, text)
    profile = reader.profile(data)
    if reader.faults:
        raise RubricateError(*reader.faults)
    return profile


class _Reader:
    """Reads one file; gathers all that is wrong with it."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.faults: list[Finding] = []

    def profile(self, data: dict[str, Any]) -> Profile:
        self.keys(data, TOP, "")
        base = self.base(data.get("base", DEFAULT))
        rules = dict(base.rules)
        for id, severity in self.table(data, "rules").items():
            if self.known(id, all_rules(), "rule") and self.severity(id, severity, (*SEVERITIES, "off")):
                if severity == "off":
                    rules.pop(id, None)
                else:
                    rules[id] = Severity(severity)
        own = [*base.own, *self.requirements(data), *self.own_rules(data), *self.schematrons(data)]
        text = {key: str(data.get(key, "")) for key in ("title", "about", "link")}
        return Profile(self.path.stem, text["title"] or self.path.stem, text["about"], text["link"], rules, tuple(own))

    def base(self, name: Any) -> Profile:
        if name in profile_names():
            return load_profile(name)
        if isinstance(name, str) and name.endswith(".toml"):
            other = self.path.parent / name
            if other.resolve() != self.path.resolve() and other.is_file() and not _names_base(other):
                return load_profile(str(other))
            self.say("base", f"base {name!r}", "another file, whose own base is a bundled profile")
            return load_profile()
        self.known(name, profile_names(), "base")
        return load_profile()

    def requirements(self, data: dict[str, Any]) -> Iterator[tuple[Rule, Severity]]:
        for name, severity in self.table(data, "require").items():
            if self.known(name, FIELDS, "field") and self.severity(name, severity, SEVERITIES):
                yield required(name, Severity(severity)), Severity(severity)

    def own_rules(self, data: dict[str, Any]) -> Iterator[tuple[Rule, Severity]]:
        seen: set[str] = set()
        for table in data.get("rule", []) if isinstance(data.get("rule", []), list) else []:
            if not isinstance(table, dict):
                self.say("rule", "value of rule", "tables: [[rule]]")
                continue
            name = str(table.get("id", ""))
            before = len(self.faults)
            self.keys(table, OWN, f"[[rule]] {name}".strip())
            for key in ("id", "xpath", "message"):
                if not table.get(key):
                    self.say("rule", f"[[rule]] {name} without {key}", "id, xpath and message")
            if name in all_rules() or name in seen:
                self.say(name, f"id {name!r}, which another rule has", "an id of its own")
            self.severity(name, table.get("severity", "error"), SEVERITIES)
            if len(self.faults) > before:
                continue
            seen.add(name)
            try:
                find = etree.XPath(table["xpath"], namespaces=NAMESPACES)
            except etree.XPathError as error:
                self.say(table["xpath"], f"XPath {table['xpath']!r} ({error})", "XPath 1.0")
                continue
            severity = Severity(table.get("severity", "error"))
            yield _own_rule(table, severity, find, self.path.name), severity

    def schematrons(self, data: dict[str, Any]) -> Iterator[tuple[Rule, Severity]]:
        names = data.get("schematron", [])
        for name in [names] if isinstance(names, str) else names:
            try:
                yield schematron_rule(self.path.parent / str(name)), Severity.ERROR
            except RubricateError as error:
                self.faults.extend(error.findings)

    def keys(self, table: dict[str, Any], allowed: dict[str, Any], where: str) -> None:
        for key, value in table.items():
            if self.known(key, allowed, f"key{' in ' + where if where else ''}") and not isinstance(
                value, allowed[key]
            ):
                kinds = allowed[key] if isinstance(allowed[key], tuple) else (allowed[key],)
                words = {str: "text", list: "a list", dict: "a table"}
                self.say(key, f"value of {key}", " or ".join(words[kind] for kind in kinds))

    def table(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        value = data.get(key, {})
        return value if isinstance(value, dict) else {}

    def known(self, name: Any, names: Iterable[str], kind: str) -> bool:
        names = list(names)
        if name in names:
            return True
        near = get_close_matches(str(name), names, n=1, cutoff=0.6)
        expected = near[0] if near else f"one of: {', '.join(names)}"
        self.say(str(name), f"{kind} {str(name)!r}", expected, f"Did you mean {near[0]}?" if near else "")
        return False

    def severity(self, name: str, value: Any, allowed: tuple[str, ...]) -> bool:
        if value in allowed:
            return True
        self.say(name, f"severity {value!r} of {name}", " or ".join(allowed))
        return False

    def say(self, word: str, found: str, expected: str, suggestion: str = "") -> None:
        line = next((number for number, line in enumerate(self.lines, 1) if word and word in line), None)
        self.faults.append(house_fault(self.path, found, expected, line, suggestion))


def _names_base(path: Path) -> bool:
    """Whether a house's file starts from another house's file: two steps are enough, and no circle is possible."""
    try:
        base = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("base", "")
    except (OSError, ValueError):
        return True
    return str(base).endswith(".toml")


def _own_rule(table: dict[str, Any], severity: Severity, find: etree.XPath, file: str) -> Rule:
    message, suggestion = table["message"], table.get("suggestion", "")

    def check(document: Document) -> Iterator[Hit]:
        try:
            found = find(document.root)
        except etree.XPathError as error:
            yield Hit(document.root, f"failure of XPath {table['xpath']!r} ({error})", "XPath 1.0 that can be run")
            return
        if isinstance(found, bool | float | str):
            # An expression that is no path: true means that the article is at fault.
            found = [document.root] if found else []
        for item in found if isinstance(found, list) else []:
            element = item if isinstance(item, etree._Element) else getattr(item, "getparent", lambda: None)()
            element = document.root if element is None or not isinstance(element.tag, str) else element
            yield Hit(element, "", "", text=message, suggestion=suggestion)

    return Rule(
        table["id"], 0, severity, f"the house's profile {file}", table.get("link", ""), suggestion, check, message, ""
    )
