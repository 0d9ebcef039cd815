"""The service, asked what its own description allows, and what it does not, thousands of times: never a 500, always an answer
that the description knows. RUBRICATE_FUZZ_CASES=500 asks for longer.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("schemathesis", reason="pip install '.[web,service-fuzz]' fuzzes the service")

from served import Served, served

from rubricate.web import openapi, options

schemathesis: Any = import_module("schemathesis")
checks: Any = import_module("schemathesis.specs.openapi.checks")
ROOT = Path(__file__).parents[2]
CASES = int(os.environ.get("RUBRICATE_FUZZ_CASES", "60"))
"""Requests drawn for each operation, beside those that cover every option."""
ARTICLES = sorted((ROOT / "samples").glob("*/expected.xml"))
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*/article.txt"))]
LINES = [line for text in TEXTS for line in text.splitlines() if line.strip()]


def texts() -> st.SearchStrategy[bytes]:
    """Articles of a few lines, picked from the samples and mixed with anything."""
    line = st.one_of(st.sampled_from(LINES), st.sampled_from(LINES), st.text(max_size=60), st.just(""))
    return st.lists(line, min_size=1, max_size=25).map(lambda lines: "\n".join(lines).encode("utf-8", "replace"))


@st.composite
def articles(draw: st.DrawFn) -> bytes:
    """An article in JATS: whole, without some of its lines, or with a piece cut out."""
    data = draw(st.sampled_from(ARTICLES)).read_bytes()
    how = draw(st.sampled_from(("whole", "lines", "lines", "piece")))
    if how == "whole":
        return data
    if how == "lines":
        lines = data.splitlines()
        gone = draw(st.sets(st.integers(2, len(lines) - 1), max_size=4))
        return b"\n".join(line for number, line in enumerate(lines) if number not in gone)
    start = draw(st.integers(0, len(data)))
    return data[:start] + data[start + draw(st.integers(1, 200)) :]


@st.composite
def packed(draw: st.DrawFn, ending: str) -> bytes:
    """A Word or OpenDocument file, whole, or with a byte changed."""
    data = bytearray((ROOT / "samples" / "full" / f"article{ending}").read_bytes())
    for _ in range(draw(st.sampled_from((0, 0, 1, 5)))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


for _kind in options.TYPES:
    if _kind.endswith("xml"):
        schemathesis.openapi.media_type(_kind, articles())
    elif options.is_text(_kind):
        schemathesis.openapi.media_type(_kind, texts())
    else:
        schemathesis.openapi.media_type(_kind, packed(".odt" if "opendocument" in _kind else ".docx"))
STATUSES: Counter[tuple[str, int]] = Counter()


schema = schemathesis.openapi.from_dict(openapi.document())


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(document_seconds=30) as one:
        yield one


@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.timeout(300 + 2 * CASES)
def test_every_answer_is_described(case: Any, server: Served) -> None:
    # Whether bytes are a Word file, or a text is YAML, is nothing that a schema can say: both may be refused.
    response = case.call_and_validate(
        f"http://127.0.0.1:{server.port}", excluded_checks=[checks.positive_data_acceptance]
    )
    STATUSES[case.operation.path, response.status_code] += 1
    assert response.status_code < 500


def test_it_went_through_and_was_refused() -> None:
    """What only sees refusals has not been inside."""
    if not STATUSES:
        pytest.skip("the cases were not run")
    print("\n".join(f"{number:6} {status} {path}" for (path, status), number in sorted(STATUSES.items())))
    for path in ("/v1/convert", "/v1/validate", "/v1/package"):
        assert STATUSES[path, 200] > 0 and STATUSES[path, 400] > 0
