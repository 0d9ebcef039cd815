"""The limits: what the README says of them, and that each can be changed and is named when it is hit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rubricate.limits import LIMITS, VARIABLE, changed_limits, limit, parse_limits
from rubricate.values import RubricateError

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_limit() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ([0-9]+) \| ([^|]+) \| `([a-z-]+)` \|$", README, re.MULTILINE)
    assert {name: (int(value), what, finding) for name, value, what, finding in rows} == {
        name: (known.value, known.what, known.finding) for name, known in LIMITS.items()
    }


def test_a_limit_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "text-bytes=7, nesting=9")
    from contextvars import Context

    assert Context().run(lambda: (limit("text-bytes"), limit("nesting"))) == (7, 9)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("text-byte=1", "Unexpected limit 'text-byte', expected text-bytes."),
        ("text-bytes", "Unexpected value '' of the limit text-bytes, expected a whole number above 0."),
        ("text-bytes=-1", "Unexpected value '-1' of the limit text-bytes, expected a whole number above 0."),
        ("text-bytes=0", "Unexpected value '0' of the limit text-bytes, expected a whole number above 0."),
    ],
)
def test_a_wrong_limit_is_said(pair: str, message: str) -> None:
    with pytest.raises(RubricateError) as caught:
        parse_limits([pair])
    assert caught.value.findings[0].message == message


def test_a_changed_limit_ends_with_its_block() -> None:
    before = limit("nesting")
    with changed_limits({"nesting": 5}):
        assert limit("nesting") == 5
    assert limit("nesting") == before
