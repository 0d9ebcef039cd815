"""Records that a person corrected: matched by text, id, label or content; applied; what belongs to nothing is said."""

from __future__ import annotations

from typing import Any

from rubricate.references.corrections import (
    Entry,
    changed_variables,
    checksum,
    correct,
    corrected_all,
    match,
    values_not_printed,
    with_linked,
)
from rubricate.references.csl_fields import values_of
from rubricate.references.record import Reference, Span

TEXT = "Kim A. Beans in the dark. J Gard. 2001;21:2–3."
OTHER = "Lee B. Peas and pods. J Gard. 2002;2:14."
ITEM: dict[str, Any] = {
    "type": "article-journal",
    "author": [{"family": "Kim", "given": "A"}],
    "title": "Beans in the dark",
    "container-title": "J Gard",
    "issued": {"date-parts": [[2001]]},
    "volume": "21",
    "page": "2-3",
}
SPANS = (
    Span("surname", 0, 3, 0.9, "author", 1),
    Span("given-names", 4, 5, 0.9, "author", 1),
    Span("article-title", 7, 24, 0.9),
    Span("source", 26, 32, 0.9),
    Span("year", 34, 38, 0.9),
    Span("volume", 39, 41, 0.9),
    Span("fpage", 42, 43, 0.9),
    Span("lpage", 44, 45, 0.9),
)
PARSED = Reference(TEXT, "1.", "journal", SPANS, ITEM, {}, 0.5)
ENTRIES = [Entry("B1", "1.", TEXT), Entry("B2", "2.", OTHER)]
SECOND = Reference(OTHER, "2.", "journal")


def test_what_differs() -> None:
    assert changed_variables(ITEM, {**ITEM, "id": "B1", "custom": {"text": "x"}, "volume": 21}) == []
    assert changed_variables(ITEM, {**ITEM, "volume": "22", "issue": "4"}) == ["volume", "issue"]
    assert changed_variables({"title": "A “b” – c"}, {"title": 'A "b" - c'}) == []


def test_matching() -> None:
    by_text = {"custom": {"text": OTHER}}
    by_id = {"id": "B1", "title": "Beans in the light"}
    by_label = {"custom": {"label": "2.", "text": OTHER.replace("Peas", "Pears")}}
    by_content = {"title": "Peas and pods", "issued": {"date-parts": [[2002]]}}
    other = {"id": "B1", "title": "Something else", "author": [{"family": "Moon"}]}
    assert match(ENTRIES, [by_text]) == {0: 1}
    assert match(ENTRIES, [by_id]) == {0: 0}
    assert match(ENTRIES, [by_label]) == {0: 1}
    assert match(ENTRIES, [by_content]) == {0: 1}
    assert match(ENTRIES, [other]) == {}
    assert match(ENTRIES, [by_id, by_text, by_content]) == {0: 0, 1: 1}


def test_a_value_in_the_text_gets_its_span() -> None:
    made = correct(PARSED, {**ITEM, "title": "Beans"}, ["title"])
    (title,) = [span for span in made.spans if span.name == "article-title"]
    assert TEXT[title.start : title.end] == "Beans"
    assert ("corrected-title", "Beans in the dark", "Beans") in made.rules
    assert made.confidence == 1.0


def test_a_value_that_is_not_in_the_text_is_in_the_record_alone() -> None:
    made = correct(PARSED, {**ITEM, "volume": "22"}, ["volume"])
    assert "volume" not in [span.name for span in made.spans]
    assert made.item["volume"] == "22"


def test_names_are_found_all_or_none() -> None:
    two = {**ITEM, "author": [{"family": "Kim", "given": "A"}, {"family": "Moon", "given": "D"}]}
    assert not any(span.role for span in correct(PARSED, two, ["author"]).spans)
    one = {**ITEM, "author": [{"family": "A", "given": "Kim"}]}
    assert [span.name for span in correct(PARSED, one, ["author"]).spans if span.role] == ["given-names", "surname"]


def test_an_untouched_record_is_no_correction() -> None:
    mine = {**ITEM, "volume": "99"}
    mine["custom"] = {"text": TEXT, "check": checksum(mine)}
    assert corrected_all(ENTRIES, [PARSED, SECOND], [mine]).references[0] is PARSED
    mine["volume"] = "98"
    outcome = corrected_all(ENTRIES, [PARSED, SECOND], [mine])
    assert outcome.references[0].item["volume"] == "98"
    assert outcome.changes == [("21", "98")]
    assert [finding.id for finding in outcome.findings] == ["reference-corrected"]


def test_a_record_of_no_entry_is_said() -> None:
    lost = {"id": "kim1999", "title": "Quite another title of 1999"}
    outcome = corrected_all(ENTRIES, [PARSED, SECOND], [lost])
    assert [finding.id for finding in outcome.findings] == ["reference-record-unused"]
    assert outcome.unused == [lost]


def test_values_of_an_item() -> None:
    chapter = {
        "type": "chapter",
        "title": "A",
        "container-title": "B",
        "publisher": "C",
        "issued": {"date-parts": [["2001", "8"]]},
    }
    assert [(value.name, value.text) for value in values_of(chapter)] == [
        ("chapter-title", "A"), ("source", "B"), ("publisher-name", "C"), ("year", "2001"), ("month", "8"),
    ]  # fmt: skip
    assert [value.name for value in values_of({"type": "report", "title": "A", "number": "3"})] == [
        "source",
        "report-number",
    ]


def test_identifiers_of_links() -> None:
    entry = Entry("B1", "1.", TEXT, (("DOI", "10.5555/a"), ("PMID", "123")))
    (made,) = with_linked([entry], [PARSED])
    assert made.item["DOI"] == "10.5555/a" and ("linked-DOI", "", "10.5555/a") in made.rules
    assert [value.name for value in values_not_printed(made)] == ["doi", "pmid"]
    (same,) = with_linked([entry], [Reference(TEXT, "1.")])
    assert same.item == {}
