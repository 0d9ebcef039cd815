"""Errors of the parser, alike ones together, on a made-up scorer and references."""

from __future__ import annotations

from rubricate.training.references.errors import Error, Move, grouped, joined, mark_at, moves, pieces

TEXT = "Kim A, Lee B. Slow bread. J Exa. 2004;3:1."
FIELDS = ["authors", "first_author", "title", "container", "year", "volume"]
RIGHT = {"authors": "kim|lee", "title": "slowbread", "container": "jexa", "year": "2004", "volume": "3"}


def told(**read: str) -> list[str]:
    return ["; ".join(map(str, error)) for error in joined(moves(TEXT, RIGHT, {**RIGHT, **read}, FIELDS))]


def test_what_is_right_is_no_error() -> None:
    assert told() == []


def test_text_that_goes_from_one_field_to_another_is_one_error() -> None:
    assert told(title="slowbreadjexa", container="") == ["container → title (all) at “.”"]
    assert told(title="slow", container="breadjexa") == ["title → container (end) at “space”"]


def test_text_in_no_field_of_the_gold_or_the_reading() -> None:
    assert told(volume="") == ["volume → nothing (all) at “;”"]
    assert told(year="2004", authors="kim") == ["authors → nothing (end) at “,”"]
    assert told(title="slowbreadzzz", volume="") == ["nothing → title (end) at “”", "volume → nothing (all) at “;”"]


def test_people_cut_otherwise() -> None:
    assert told(authors="kiml|ee") == ["authors → authors (same) at “”"]


def test_pieces_and_marks() -> None:
    assert list(pieces("abcd", "bc")) == [("start", "a"), ("end", "d")]
    assert list(pieces("abxd", "abyd")) == [("inside", "x")]
    assert list(pieces("ab", "xabx")) == []
    assert mark_at(TEXT, "kim", "start") == "space"
    assert mark_at(TEXT, "nowhere", "end") == ""


def test_commonest_first() -> None:
    one, two = Move("title", "all", "nothing", "."), Move("year", "all", "nothing", ";")
    found = [Error((move,), "made", number, TEXT, ()) for number, move in enumerate((one, two, two), start=1)]
    assert [[error.number for error in group] for group in grouped(found)] == [[2, 3], [1]]
