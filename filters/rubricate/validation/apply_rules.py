"""The rules of a profile, applied to one article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from ..findings import Severity
from .profile import Profile

if TYPE_CHECKING:
    from .rules.registry import Hit, Rule
    from .rules.surroundings import Surroundings

MAX_EACH = 200
"""Hits of one rule that are told; a thousand of the same kind help nobody."""


def apply_rules(
    tree: etree._ElementTree, profile: Profile, surroundings: Surroundings | None = None
) -> Iterator[tuple[Rule, Hit]]:
    """Each hit with its rule and the severity that counts (of the profile's, the hit's own, the rule's), at most 200 a rule."""
    if not profile.asks:
        return
    from .rules import all_rules
    from .rules.document import Document

    document = Document(tree, surroundings)
    known = all_rules() if profile.rules else {}
    asked = [(known[id], severity) for id, severity in profile.rules.items()]
    for rule, severity in [*asked, *profile.own]:
        for hit in islice(rule.check(document), MAX_EACH):
            yield rule, hit._replace(severity=severity_of(hit, rule, severity))


def severity_of(hit: Hit, rule: Rule, profile: Severity) -> Severity:
    """What counts for one hit: a case that matters less than its rule does so in every profile, stern or mild."""
    if hit.severity is None:
        return profile
    if hit.severity.rank > rule.severity.rank:
        return max(hit.severity, profile, key=lambda severity: severity.rank)
    return hit.severity if profile == rule.severity else profile
