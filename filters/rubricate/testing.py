"""Assertions for the tests of those who make JATS.

>>> from rubricate.testing import assert_valid_jats
>>> assert_valid_jats("article.xml", profile="pmc")  # doctest: +SKIP

Works with pytest, unittest or alone; nothing but rubricate is needed.
"""

from __future__ import annotations

from .validation.any_source import Source, validate
from .validation.profile import Profile
from .validation.report import ReportContext, render

__all__ = ["assert_valid_jats"]


def assert_valid_jats(
    source: Source, profile: Profile | str = "jats", *, grammar: str = "", fail_on: str = "error", name: str = ""
) -> None:
    """Assert that an article has no finding of severity `fail_on` ("error" or "warning") or more.

    `source`, `profile`, `grammar` and `name` are those of `rubricate.validate`. Raises AssertionError with all findings, a
    line each; RubricateError for a profile or grammar that is not known; ValueError for another `fail_on`.
    """
    __tracebackhide__ = True  # pytest then shows the line of the test
    if fail_on not in ("error", "warning"):
        raise ValueError(f'Unexpected fail_on {fail_on!r}, expected "error" or "warning"')
    findings = validate(source, profile=profile, grammar=grammar, name=name)
    context = ReportContext(fail_on=fail_on)
    if any(context.fails(finding) for finding in findings):
        raise AssertionError("not valid JATS\n" + render(findings, "concise").rstrip("\n"))
