"""The catalogue of rules: each has all that a rule must have, and its samples say what it says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rubricate.validation.apply_rules import apply_rules
from rubricate.validation.profile import Profile, load_profile, profile_names
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.manual import index, page
from rubricate.validation.rules.registry import Hit, Rule
from rubricate.validation.rules.samples import Sample, clean_article, samples
from rubricate.validation.validate import validate_bytes
from rubricate.values import Finding, Severity
from rubricate.xml import parse_xml

RULES = all_rules()
EVERYTHING = Profile("everything", "All rules", rules={id: rule.severity for id, rule in RULES.items()})
SAMPLES = [(id, number, sample) for id in RULES for number, sample in enumerate(samples(id), 1)]


def findings(sample: Sample) -> list[Finding]:
    return validate_bytes(sample.data(), "article.xml", "", EVERYTHING, sample.surroundings)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert rule.name and rule.about and rule.source and rule.suggestion
    assert rule.link.startswith("https://")
    assert rule.id == rule.id.lower() and " " not in rule.id
    assert [profile for profile in profile_names() if rule.id in load_profile(profile).rules] != []
    assert {sample.passes for sample in samples(rule.id)} == {True, False}


def test_numbers_are_unique() -> None:
    numbers = [rule.number for rule in RULES.values()]
    assert len(numbers) == len(set(numbers))


def test_the_clean_article_is_clean() -> None:
    assert validate_bytes(clean_article(), "article.xml", "", EVERYTHING) == []


@pytest.mark.parametrize(("id", "number", "sample"), SAMPLES, ids=lambda value: str(value)[:40])
def test_sample(id: str, number: int, sample: Sample) -> None:
    said = findings(sample)
    if sample.passes:
        assert said == []
    else:
        ours = [finding for finding in said if finding.id in RULES]
        assert {finding.id for finding in ours} == {id}  # and nothing else was reported
        assert sample.said in [finding.message for finding in ours]
        assert all(finding.place.line and finding.place.column for finding in ours)


@pytest.mark.parametrize(
    ("hit", "profile", "expected"),
    [
        (None, Severity.ERROR, Severity.ERROR),
        (None, Severity.INFO, Severity.INFO),
        (Severity.INFO, Severity.WARNING, Severity.INFO),  # less than the rule: less everywhere
        (Severity.INFO, Severity.ERROR, Severity.INFO),
        (
            Severity.ERROR,
            Severity.WARNING,
            Severity.ERROR,
        ),  # more than the rule: where the profile says what the rule does
        (Severity.ERROR, Severity.INFO, Severity.INFO),
    ],
)
def test_severity_of_a_case(hit: Severity | None, profile: Severity, expected: Severity) -> None:
    def check(document: Document) -> Iterator[Hit]:
        yield Hit(document.root, "a", "b", severity=hit)

    rule = RULES["volume"]._replace(check=check)
    assert rule.severity == Severity.WARNING
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(RULES, "volume", rule)
        tree = parse_xml(clean_article())
        applied = list(apply_rules(tree, Profile("one", "", rules={"volume": profile})))
    assert [found.severity for _, found in applied] == [expected]


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_names_only_rules_that_exist(name: str) -> None:
    assert set(load_profile(name).rules) <= set(RULES)


def test_the_pages_in_schemas_are_those_of_the_registry() -> None:
    folder = Path(__file__).parents[2] / "schemas" / "rules"
    expected = {f"{rule.id}.md": page(rule) for rule in RULES.values()} | {"README.md": index()}
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == expected
