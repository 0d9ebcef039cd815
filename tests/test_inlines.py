"""The text view of inlines and the way back: what a slice of the text is, in inlines."""

from __future__ import annotations

import panflute as pf
from hypothesis import given
from hypothesis import strategies as st

from rubricate.inlines import cut, inlines_of, marked_spans, only_wrapped_in, plain, split_lines, strip


def sample() -> list[pf.Inline]:
    return [
        pf.Str("Ann"),
        pf.Space(),
        pf.Str("Lee"),
        pf.Superscript(pf.Str("1,2")),
        pf.Str(","),
        pf.Space(),
        pf.Emph(pf.Str("E."), pf.Space(), pf.Str("coli")),
    ]


def test_plain_is_the_text() -> None:
    assert plain(sample()) == "Ann Lee1,2, E. coli"


def test_superscripts_have_places() -> None:
    assert marked_spans(sample()) == [(7, 10)]
    assert plain(sample())[7:10] == "1,2"


def test_a_cut_keeps_markup() -> None:
    piece = cut(sample(), 15, 19)
    assert plain(piece) == "coli"
    assert isinstance(piece[0], pf.Emph)


def test_quotation_marks_count() -> None:
    quoted = [pf.Quoted(pf.Str("net"), quote_type="DoubleQuote"), pf.Str("s")]
    assert plain(quoted) == "“net”s"
    assert plain(cut(quoted, 1, 4)) == "net"


def test_a_note_stays_with_the_word_before_it() -> None:
    inlines = [pf.Str("word"), pf.Note(pf.Para(pf.Str("note"))), pf.Space(), pf.Str("more")]
    assert any(isinstance(inline, pf.Note) for inline in cut(inlines, 0, 4))
    assert not any(isinstance(inline, pf.Note) for inline in cut(inlines, 5, 9))


def test_lines_are_cut_inside_bold_too() -> None:
    inlines = [pf.Strong(pf.Str("a"), pf.LineBreak(), pf.Str("b"))]
    assert [plain(line) for line in split_lines(inlines)] == ["a", "b"]
    assert all(isinstance(line[0], pf.Strong) for line in split_lines(inlines))


def test_only_bold() -> None:
    assert only_wrapped_in([pf.Strong(pf.Str("Methods")), pf.Str(".")], pf.Strong)
    assert not only_wrapped_in([pf.Strong(pf.Str("Aim:")), pf.Space(), pf.Str("We")], pf.Strong)


@given(st.text(alphabet="ab \t\n\u00a0é한", max_size=60))
def test_a_string_becomes_inlines_and_the_same_string(text: str) -> None:
    assert plain(inlines_of(text)) == text


@given(st.text(alphabet="ab \t", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_cut_is_a_slice(text: str, start: int, end: int) -> None:
    inlines = [pf.Str("x"), pf.Emph(*inlines_of(text)), pf.Space(), *inlines_of(text)]
    whole = plain(inlines)
    assert plain(cut(inlines, start, end)) == whole[start : max(start, min(end, len(whole)))]


@given(st.text(alphabet="ab \t\u00a0", max_size=40))
def test_strip_is_strip(text: str) -> None:
    assert plain(strip(inlines_of(text))) == text.strip()
