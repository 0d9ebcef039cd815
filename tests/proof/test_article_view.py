"""JATS as HTML, case by case: article_cases.md reads as documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_as_tests import cases

from rubricate.proof import proof_of_article, proof_page

CASES = cases(Path(__file__).parent / "article_cases.md")
NAMESPACES = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"'


@pytest.mark.parametrize(("title", "source", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, source: str, expected: str) -> None:
    where = ("", source) if source.startswith("<ref-list>") else (source, "")
    xml = f"<article {NAMESPACES}><body>{where[0]}</body><back>{where[1]}</back></article>"
    page = proof_page(proof_of_article(xml.encode("utf-8")))
    article = page[page.index("<article>") : page.index("</article>")]
    at = 0
    for line in expected.split("\n"):
        if line.startswith("not: "):
            assert line.removeprefix("not: ") not in article
        else:
            found = article.find(line, at)
            assert found >= 0, f"{line}\nis not in\n{article[at:]}"
            at = found + len(line)


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
