"""The forms of facts: what is filled in is what the YAML says, and the other way round; what can't be right is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricate.web import article_facts, facts

JOURNAL = """\
journal:
  title: Journal of Garden Medicine
  eissn: 2049-3630
  publisher-name: Garden Society
license:
- link: https://creativecommons.org/licenses/by/4.0/
package:
  acronym: jgm
  locale: en
"""
ARTICLE = """\
author:
- Sora Kim
- Elena van der Berg
license:
- link: https://creativecommons.org/licenses/by/4.0/
date:
  year: 2014
  month: 8
  publication-format: electronic
article:
  heading: Case Report
"""


def test_a_journal_as_a_form_and_back() -> None:
    given, findings = facts.read(JOURNAL)
    assert findings == []
    values, rest = facts.shown(given)
    assert values["journal.title"] == "Journal of Garden Medicine" and values["package.acronym"] == "jgm"
    assert "creativecommons" in rest and "locale: en" in rest and "title" not in rest
    assert facts.joined(values, rest) == (given, [])
    assert facts.title_of(given) == "Journal of Garden Medicine"


def test_an_article_as_a_form_and_back() -> None:
    given, _ = facts.read(ARTICLE)
    values, rest = article_facts.shown(given)
    assert values == {
        "authors": "Sora Kim\nElena van der Berg",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "date": "2014-08",
        "format": "electronic",
    }
    assert rest == "article:\n  heading: Case Report\n"
    assert article_facts.joined(values, rest) == (given, [])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("journal.eissn", "2049-3631"),
        ("journal.pissn", "2093-940"),
        ("package.depositor-email", "not an email"),
        ("package.resource", "jofx.example.org"),
    ],
)
def test_what_cannot_be_right_is_said(path: str, text: str) -> None:
    _, findings = facts.joined({path: text}, "")
    assert [finding.id for finding in findings] == ["bad-facts"]
    assert text in findings[0].message and path in findings[0].message


@pytest.mark.parametrize("date", ["August 2014", "14-08", "2014-08-01-02", "2014/8"])
def test_a_date_that_cannot_be_read_is_said(date: str) -> None:
    _, findings = article_facts.joined({"authors": "", "licence": "", "date": date, "format": ""}, "")
    assert [finding.id for finding in findings] == ["bad-facts"]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: bool(text.split())
)


@given(st.dictionaries(st.sampled_from([field.path for field in facts.EVERY if "issn" not in field.path and "email" not in field.path and "resource" not in field.path]), TEXT))  # fmt: skip
def test_any_text_of_a_field_comes_back(values: dict[str, str]) -> None:
    """Also through the YAML in which it is kept."""
    found, findings = facts.joined(values, "")
    assert findings == []
    again, _ = facts.read(facts.write(found))
    shown, rest = facts.shown(again)
    assert rest == ""
    assert {path: text for path, text in shown.items() if text} == {
        path: " ".join(text.split()) for path, text in values.items()
    }
