"""What a rule is, what a check yields, and the registry that holds them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from ...findings import Severity

if TYPE_CHECKING:
    from lxml import etree

    from .document import Document


class Hit(NamedTuple):
    """One place that breaks a rule: "Unexpected `found`, expected `expected`"."""

    element: etree._Element
    found: str
    expected: str
    part: str = "start"
    """Where in the element: "start", "end" (its end tag), "text", "tail" or "@name" (with prefix: "@xlink:href")."""
    suggestion: str = ""
    """Better than the rule's own, where the case tells more."""
    severity: Severity | None = None
    """Where one case matters less or more than the rule does. Less stays less in every profile; more gives way to a
    profile that has its own word on the rule."""
    text: str = ""
    """The whole message, of rules that a house words itself."""
    id: str = ""
    """Of an assertion in a house's Schematron; otherwise the rule's id counts."""

    @property
    def message(self) -> str:
        return self.text or f"Unexpected {self.found}, expected {self.expected}"


Check = Callable[["Document"], Iterable[Hit]]


class Rule(NamedTuple):
    """A rule of the catalogue. `name` is one line, `about` the rest of what is to say (both from the docstring)."""

    id: str
    number: int
    """Of the list of checks in the documentation; orders the catalogue."""
    severity: Severity
    source: str
    """Who asks for it ("PMC Style Checker; Crossref schema")."""
    link: str
    """Where that can be read."""
    suggestion: str
    check: Check
    name: str
    about: str


RULES: dict[str, Rule] = {}


def rule(
    id: str, number: int, severity: Severity, *, source: str, link: str, suggestion: str
) -> Callable[[Check], Check]:
    """Register a check under `id`. Raises ValueError for an id that is taken or a check without a docstring."""

    def register(check: Check) -> Check:
        name, _, about = (check.__doc__ or "").strip().partition("\n")
        if id in RULES or not name:
            raise ValueError(f"Unexpected rule {id!r}, expected a new id and a docstring")
        text = " ".join(about.split())
        RULES[id] = Rule(id, number, severity, source, link, suggestion, check, name.rstrip("."), text)
        return check

    return register
