"""The corrections file: what is written is read again, and what is wrong in it is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricate.corrections import KINDS, Correction, Corrections, load_corrections, read_corrections, write_corrections
from rubricate.values import RubricateError

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
PART = st.sampled_from(sorted(KINDS))


@given(st.lists(st.builds(Correction, PART, TEXT, TEXT, TEXT), max_size=5), TEXT)
def test_what_is_written_is_read_again(entries: list[Correction], of: str) -> None:
    text = write_corrections(Corrections(tuple(entries), of=of))
    again = read_corrections(text)
    assert [entry.as_dict() for entry in again.entries] == [entry.as_dict() for entry in entries]
    assert again.of == of


def test_it_reads_as_a_person_would_write_it() -> None:
    text = write_corrections(
        Corrections((Correction("author 2 / surname", "Ahnn", "Ahn", "Daniel Ahnn"),), of="article.docx")
    )
    assert text == (
        "of: article.docx\ncorrections:\n- part: author 2 / surname\n  was: Ahnn\n  now: Ahn\n  near: Daniel Ahnn\n"
    )


@pytest.mark.parametrize("number", ["12", "012", "1e3", "yes", "2014-08-05", "~", "null", "1:30"])
def test_what_looks_like_a_number_or_a_word_of_yaml_stays_text(number: str) -> None:
    written = write_corrections(Corrections((Correction("volume", number, number + "x"),)))
    assert read_corrections(written).entries[0].was == number


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- part: volumme\n  was: '1'\n  now: '2'", 1, "did you mean 'volume'?"),
        ("- part: volume\n  was: '1'", 1, "without now"),
        ("- part: volume\n  wsa: '1'\n  now: '2'", 2, "Unexpected key wsa, expected was"),
        ("- part: volume\n  now: [1, 2]", 2, "Unexpected value of now"),
        ("- just a text", 1, "expected part, was and now"),
        ("volume: 22", 1, "expected a list"),
        ("- part: 'volume", 1, "expected correct syntax"),
        ("- &a {part: volume, now: '1'}\n- *a", None, "Unexpected alias"),
        ("[" * 2000, None, "Unexpected YAML"),
    ],
)
def test_faults_are_said_with_their_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(RubricateError) as caught:
        read_corrections(text, "c.yaml")
    finding = caught.value.findings[0]
    assert finding.id == "bad-corrections"
    assert said in finding.message
    assert line is None or finding.place.line == line


def test_all_faults_at_once() -> None:
    with pytest.raises(RubricateError) as caught:
        read_corrections("- {part: volumme, now: '1'}\n- {part: isue, now: '1'}")
    assert [finding.place.line for finding in caught.value.findings] == [1, 2]


def test_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("# none\n", encoding="utf-8")
    assert load_corrections(tmp_path / "empty.yaml").entries == ()


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(RubricateError) as caught:
        load_corrections(Path("nowhere.yaml"))
    assert caught.value.findings[0].id == "no-such-file"
