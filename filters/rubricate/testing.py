"""Assertions for the tests of those who make JATS.

>>> from rubricate.testing import assert_valid_jats
>>> assert_valid_jats("article.xml", profile="pmc")  # doctest: +SKIP

Works with pytest, unittest or alone; nothing but rubricate is needed.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from .validation import validate
from .validation.profile import Profile
from .validation.report import render

__all__ = ["assert_valid_jats"]

Source: TypeAlias = "str | PathLike[str] | bytes | etree._ElementTree | etree._Element"


def assert_valid_jats(
    source: Source, profile: Profile | str = "jats", *, grammar: str = "", fail_on: str = "error", name: str = ""
) -> None:
    """Assert that an article has no finding of severity `fail_on` ("error" or "warning") or more.

    `source` is a path, or the XML itself as bytes, text (it begins with "<") or a tree; `profile`, `grammar` and `name` are
    those of `rubricate.validate`. Raises AssertionError with all findings, a line each; RubricateError for a profile or
    grammar that is not known; ValueError for another `fail_on`.
    """
    __tracebackhide__ = True  # pytest then shows the line of the test
    if fail_on not in ("error", "warning"):
        raise ValueError(f'Unexpected fail_on {fail_on!r}, expected "error" or "warning"')
    findings = validate(_readable(source), profile=profile, grammar=grammar, name=name)
    if any(finding.fails(fail_on) for finding in findings):
        raise AssertionError("not valid JATS\n" + render(findings, "concise").rstrip("\n"))


def _readable(source: Source) -> Path | bytes | etree._ElementTree | etree._Element:
    """The source as `rubricate.validate` takes it: text that is XML becomes bytes."""
    if isinstance(source, str) and _is_xml(source):
        return _without_encoding(source).encode("utf-8", "surrogatepass")
    return source if isinstance(source, bytes | etree._ElementTree | etree._Element) else Path(source)


def _is_xml(text: str) -> bool:
    """Whether a string is XML and not the name of a file.

    >>> _is_xml("<article/>"), _is_xml("<a>.xml"), _is_xml("issue/a.xml")
    (True, False, False)
    """
    start = text.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and ">" in start and not start.rstrip().lower().endswith((".xml", ".nxml"))


def _without_encoding(text: str) -> str:
    """Text that was decoded already: its XML declaration, which names the encoding it once had, becomes spaces.

    Line and column of all that follows stay.

    >>> _without_encoding('<?xml version="1.0" encoding="euc-kr"?><a/>').strip()
    '<a/>'
    """
    text = text.removeprefix("\ufeff")
    if not text.startswith("<?xml") or (end := text.find("?>")) < 0:
        return text
    return "".join(letter if letter in "\r\n" else " " for letter in text[: end + 2]) + text[end + 2 :]
