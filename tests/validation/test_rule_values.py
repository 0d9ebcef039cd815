"""What rules know by heart: check digits, language tags, countries, days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rubricate.validation.rules.calendar import day_of, iso_day, iso_text, month_length
from rubricate.validation.rules.check_digits import issn_check_digit, orcid_check_digit
from rubricate.validation.rules.countries import country_code, country_name
from rubricate.validation.rules.language_tags import LANGUAGES, MEANT, is_language_tag, meant_tag


@pytest.mark.parametrize("issn", ["2049-3630", "0317-8471", "2434-561X", "1050-124X", "0028-0836"])
def test_issn(issn: str) -> None:
    assert issn_check_digit(issn.replace("-", "")[:7]) == issn[-1]


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_orcid(orcid: str) -> None:
    assert orcid_check_digit(orcid.replace("-", "")[:15]) == orcid[-1]


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_any_wrong_digit_of_an_orcid_is_seen(digits: str, at: int, more: int) -> None:
    changed = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert orcid_check_digit(changed) != orcid_check_digit(digits)


@given(st.text("0123456789", min_size=7, max_size=7), st.integers(0, 6), st.integers(1, 9))
def test_any_wrong_digit_of_an_issn_is_seen(digits: str, at: int, more: int) -> None:
    changed = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert issn_check_digit(changed) != issn_check_digit(digits)


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "EN",
        "pt-BR",
        "zh-Hant-TW",
        "ko-Latn",
        "es-419",
        "zh-yue",
        "haw",
        "sl-rozaj",
        "de-1996",
        "x-house",
        "en-x-a",
    ],
)
def test_language_tags(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("", ""),
        ("english", "en"),
        ("eng", "en"),
        ("jp", "ja"),
        ("en_US", "en-US"),
        ("en-UK", "en-GB"),
        ("en-USA", ""),
        ("en-", ""),
        ("q1", ""),
        ("xx", ""),
        ("한국어", ""),
    ],
)
def test_what_is_no_language_tag(tag: str, meant: str) -> None:
    assert not is_language_tag(tag)
    assert meant_tag(tag) == meant


def test_what_is_meant_is_valid() -> None:
    assert len(LANGUAGES) > 180
    assert {tag for tag in MEANT.values() if not is_language_tag(tag)} == set()


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    is_language_tag(text)
    assert meant_tag(text) == "" or is_language_tag(meant_tag(text))
    assert country_code(text) == "" or country_name(country_code(text))
    iso_day(text)


def test_countries() -> None:
    assert country_code("The Netherlands") == "NL"
    assert country_code("Côte d'Ivoire") == country_code("Côte d’Ivoire") == "CI"
    assert country_code("USA") == country_code("United States") == "US"
    assert country_name("UK") == country_name("us") == ""


@given(st.dates())
def test_days_that_are(date: object) -> None:
    text = str(date)
    day = iso_day(text)
    assert day is not None
    assert iso_text(day) == text
    year, month, number = day
    assert year is not None and month is not None and number is not None
    assert number <= month_length(month, year)


def test_numbers_that_are_none() -> None:
    def of(xml: str) -> tuple[int | None, int | None, int | None]:
        return day_of(etree.fromstring(f"<date>{xml}</date>"))

    assert of("<day>31</day><month>5</month><year>2024</year>") == (2024, 5, 31)
    assert of("<day>31</day><month>13</month><year>2024</year>") == (2024, None, None)
    assert of("<day>0</day><month>5</month><year>24</year>") == (None, 5, None)
    assert of("<month>٥</month><year/>") == (None, None, None)
