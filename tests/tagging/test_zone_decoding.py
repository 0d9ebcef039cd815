"""What no model may break is kept in decoding, whatever the model says."""

from __future__ import annotations

import pytest

from rubricate.reading.plain_text import read_plain_text
from rubricate.tagging.join_lines import join_wrapped
from rubricate.tagging.units import Unit, units_of
from rubricate.tagging.zone_decoding import Distribution, decode
from rubricate.tagging.zones import rule_labels

PROSE = "We baked bread for a year and weighed every loaf before and after the oven, in the morning and in the evening. It was light."


def units(text: str) -> list[Unit]:
    return join_wrapped(units_of(list(read_plain_text(text).content)))


def roles(text: str, chances: list[Distribution], *, titled: bool = False) -> list[str]:
    sheet, rules = rule_labels(units(text), titled=titled)
    return [role for role, _ in decode(sheet, rules, chances)]


def test_an_article_has_one_title() -> None:
    text = f"Bread in the morning\n\nBread in the evening\n\n{PROSE}"
    found = roles(text, [{"title": 0.9, "p": 0.1}, {"title": 0.95, "sec-title": 0.05}, {"p": 1.0}])
    assert found.count("title") == 1


def test_a_document_with_a_title_in_its_metadata_gets_no_other() -> None:
    text = f"Bread in the morning\n\n{PROSE}"
    assert "title" not in roles(text, [{"title": 1.0}, {"p": 1.0}], titled=True)


def test_the_printed_lines_of_a_title_are_one_title() -> None:
    text = f"Bread in the morning and in the evening of\na long day\n\n{PROSE}"
    assert roles(text, [{"title": 0.9, "p": 0.1}, {"title": 0.9, "p": 0.1}, {"p": 1.0}])[:2] == ["title", "title"]


def test_references_follow_their_heading() -> None:
    text = f"Bread\n\n{PROSE}\n\n{PROSE}"
    assert "ref" not in roles(text, [{"title": 1.0}, {"ref": 0.9, "p": 0.1}, {"ref": 0.9, "p": 0.1}])


def test_a_list_without_heading_begins_at_its_first_number() -> None:
    text = f"Bread\n\n{PROSE}\n\n1 Stone B. Ovens. J Exa Med 2019;1:1.\n2 Poe E. Bread. J Exa Med 2017;3:5."
    chances: list[Distribution] = [{"title": 1.0}, {"p": 1.0}, {"ref": 1.0}, {"ref": 1.0}]
    assert roles(text, chances)[2:] == ["ref", "ref"]


def test_running_text_is_never_page_furniture() -> None:
    text = f"Bread\n\n{PROSE}"
    assert roles(text, [{"title": 1.0}, {"page-furniture": 0.999, "p": 0.001}])[1] != "page-furniture"


def test_a_caption_is_never_page_furniture() -> None:
    text = f"Bread\n\n{PROSE}\n\nFig. 1\n\n{PROSE}"
    assert roles(text, [{"title": 1.0}, {"p": 1.0}, {"page-furniture": 0.99, "fig": 0.01}, {"p": 1.0}])[2] == "fig"


def test_text_of_back_matter_stands_behind_its_heading() -> None:
    text = f"Bread\n\n{PROSE}\n\nFunding\n\nNone."
    chances: list[Distribution] = [
        {"title": 1.0},
        {"back-p": 0.6, "p": 0.4},
        {"back-title": 1.0},
        {"back-p": 0.9, "p": 0.1},
    ]
    assert roles(text, chances) == ["title", "p", "back-title", "back-p"]


def test_no_line_becomes_a_heading_only_so_that_text_may_stand_under_it() -> None:
    text = f"Bread\n\n{PROSE}\n\nStir until it is smooth and warm\n\nPut it into the oven for an hour\n\nTake it out and let it cool"
    chances: list[Distribution] = [
        {"title": 1.0},
        {"p": 1.0},
        {"back-p": 0.67, "p": 0.28, "back-title": 0.05},
        {"back-p": 0.99, "p": 0.01},
        {"back-p": 0.99, "p": 0.01},
    ]
    assert "back-title" not in roles(text, chances)


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_every_unit_has_a_role(count: int) -> None:
    text = "\n\n".join(["Bread"] * count)
    flat: list[Distribution] = [{"ref": 0.5, "table-foot": 0.5}] * count
    assert len(roles(text, flat)) == count
