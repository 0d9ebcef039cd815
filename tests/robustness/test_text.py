"""Bytes that are not what they seem, characters that XML forbids, scripts of the whole world: decoded or said, never lost."""

from __future__ import annotations

import codecs

import made_documents as documents
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricate
from rubricate.limits import limit
from rubricate.pipeline import Result
from rubricate.xml import clean_text, parse_xml

WORDS = "Über das Brot und die Größe der Brötchen in Würzburg. " * 15
KOREAN = "병원 정원에서 저녁 빛이 참깨 발아에 미치는 영향을 살펴보았다. " * 15
BYTES = {
    "UTF-8": (WORDS.encode(), "Größe", ""),
    "UTF-8 with its mark": (codecs.BOM_UTF8 + WORDS.encode(), "Größe", ""),
    "UTF-16 with its mark": (WORDS.encode("utf-16"), "Größe", ""),
    "UTF-16, big end first": (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "Größe", ""),
    "UTF-32 with its mark": (WORDS.encode("utf-32"), "Größe", ""),
    "Latin-1": (WORDS.encode("latin-1"), "Größe", "encoding-guessed"),
    "Windows-1252": ((WORDS + "“Brot”").encode("cp1252"), "Größe", "encoding-guessed"),
    "Korean": (KOREAN.encode("cp949"), "참깨", "encoding-guessed"),
    "UTF-8 with one broken byte": (WORDS.encode() + b"\xff end", "Größe", "encoding-damaged"),
    "noise": (bytes(range(256)) * 8, "", "not-text"),
}
SAID = {"encoding-guessed", "encoding-damaged", "not-text", "illegal-characters"}


def convert(data: bytes, from_: str = "text") -> Result:
    result = rubricate.convert(data, from_=from_)
    if result.xml is not None:
        parse_xml(result.xml)
    else:
        assert result.errors
    return result


@pytest.mark.parametrize(("data", "word", "said"), BYTES.values(), ids=list(BYTES))
def test_ten_byte_strings(data: bytes, word: str, said: str) -> None:
    result = convert(data)
    ids = {finding.id for finding in result.findings}
    assert ids & SAID == ({said} if said else set())
    if word and result.xml is not None:
        assert word in result.xml.decode()


FORBIDDEN = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF]
"""What XML 1.0 (2.2) forbids of what UTF-8 can hold."""
CLASSES = {
    "control": 0x85, "delete": 0x7F, "noncharacter": 0xFDD0, "last plane": 0x10FFFF, "private use": 0xE000, "astral": 0x1D538,
    "soft hyphen": 0xAD, "zero width": 0x200B, "joiner": 0x200D, "bidi": 0x202E, "line separator": 0x2028, "mark": 0xFEFF,
    "combining": 0x0301, "unassigned": 0x0378, "emoji": 0x1F600, "hangul": 0xAC00, "replacement": 0xFFFD,
}  # fmt: skip


@pytest.mark.parametrize("from_", ["text", "markdown"])
@pytest.mark.parametrize("code", FORBIDDEN, ids=hex)
def test_a_forbidden_character_goes_and_is_said(code: int, from_: str) -> None:
    result = convert(f"Bread is go{chr(code)}od and it rose well.\n".encode(), from_)
    assert result.xml is not None
    assert chr(code).encode() not in result.xml
    if code not in (0x0B, 0x0C, *range(0x1C, 0x20)):  # these part lines or words for Python
        assert "illegal-characters" in {finding.id for finding in result.findings}


@pytest.mark.parametrize("code", CLASSES.values(), ids=list(CLASSES))
def test_every_other_class_of_character_is_written_and_read_again(code: int) -> None:
    result = convert(f"A title about bread\n\nBread is good{chr(code)}here and it rose well.\n".encode())
    assert result.xml is not None
    assert result.ledger is not None and result.ledger.unexplained == []
    assert "rose well" in "".join(parse_xml(result.xml).getroot().itertext())


SCRIPTS = {
    "Arabic": "الخبز جيد وقد ارتفع في الفرن",
    "Hebrew": "הלחם טוב והוא תפח בתנור",
    "Chinese": "面包很好，在烤箱里发酵",
    "Japanese": "パンは良く、オーブンで膨らんだ",
    "Korean": "빵은 좋고 오븐에서 부풀었다",
    "Devanagari": "रोटी अच्छी है और फूल गई",
    "Thai": "ขนมปังดีและขึ้นฟู",
    "combining": "Brot wa\u0308chst im O\u0301fen",
    "emoji": "bread 🍞 is 👨‍👩‍👧 good 😀",
    "joined": "می‌خواهم نان",
}


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=list(SCRIPTS))
def test_every_script_passes_unchanged(words: str) -> None:
    result = convert(f"A title about bread\n\nAbstract\n\nBread is good.\n\nIntroduction\n\n{words}.\n".encode())
    assert result.xml is not None and words in result.xml.decode()
    assert result.ledger is not None and result.ledger.unexplained == []


@given(st.text(st.characters(codec=None), max_size=80))
def test_lone_surrogates_never_reach_the_writer(text: str) -> None:
    clean, removed = clean_text(text)
    assert len(clean) + removed == len(text)
    clean.encode("utf-8")


@pytest.mark.parametrize("from_", ["text", "markdown"])
@pytest.mark.parametrize("cut", [slice(0, 1), slice(1, 2)], ids=["high", "low"])
def test_half_a_character_is_no_crash(cut: slice, from_: str) -> None:
    half = "😀".encode("utf-16-be")
    pair = [half[:2], half[2:]][cut][0]
    data = codecs.BOM_UTF16_BE + "Bread ".encode("utf-16-be") + pair + " is good.".encode("utf-16-be")
    assert "encoding-damaged" in {finding.id for finding in convert(data, from_).findings}
    convert("Bread \ud83d is good.".encode("utf-8", "surrogatepass"), from_)


def test_more_text_than_the_limit_is_refused_at_once() -> None:
    data = b"word " * (limit("text-bytes") // 5) + b"x"
    assert len(data) > limit("text-bytes")
    for from_ in ("text", "markdown", "html"):
        assert [finding.id for finding in convert(data, from_).errors] == ["file-too-large"]


@pytest.mark.parametrize("from_", ["text", "markdown", "html"])
@pytest.mark.parametrize("mark", ["\u202d", "\u202e", "&#x202E;", "&#8238;"])
def test_a_turned_direction_is_said(mark: str, from_: str) -> None:
    """What a person sees is not what a program reads; the character stays, for it may be wanted."""
    result = convert(f"<p>Bread is good.</p>\n\n<p>The dose is {mark}10 mg.</p>\n".encode(), from_)
    found = [finding for finding in result.findings if finding.id == "direction-override"]
    assert [finding.place.line for finding in found] == [3]
    assert result.ledger is not None and result.ledger.unexplained == []


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=list(SCRIPTS))
def test_text_that_runs_from_right_to_left_is_no_override(words: str) -> None:
    result = convert(f"Bread is good. \u2067{words}\u2069 and \u200f{words}\u200e.\n".encode())
    assert "direction-override" not in {finding.id for finding in result.findings}


def test_a_turned_direction_in_a_word_file_is_said() -> None:
    result = convert(documents.docx(documents.paragraph("The dose is \u202e10 mg.")), "docx")
    assert "direction-override" in {finding.id for finding in result.findings}
