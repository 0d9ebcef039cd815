"""Answers to a program that say what went wrong: problem details (RFC 9457) with the findings, and the status that fits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from ..findings import Finding, Severity
from ..validation.reports.as_json import dumped
from .work import FACTS

PROBLEM = "application/problem+json"
JSON = "application/json"
WRONG = 400
INVALID = 422
STATUSES = {
    # the server or this machine is at fault
    500: ("internal-fault", "worker-died"),
    503: ("server-closing", "pandoc-missing", "pandoc-too-old", "schema-missing", "disk-full", "not-written"),
    504: ("document-timeout", "pandoc-timeout"),
    # the request is
    429: ("server-busy",),
    413: ("upload-too-large", "file-too-large"),
    415: ("unsupported-type", "refused-format", "unknown-format"),
    400: ("bad-form", "bad-option", "bad-facts", "unknown-profile", "unknown-grammar", "bad-corrections"),
}
"""The status for findings of these ids, the first that fits; every other error is the document's, 422."""
MEANT = {
    400: "The request is not as it should be: an option, the form, the facts of a journal or the corrections.",
    403: "Refused: not asked by a name of this machine, or by a page of another site. Plain text.",
    404: "There is nothing of that name.",
    405: "There is something of that name, but this is not done with it; `Allow` says what is.",
    408: "The body did not go on for too long.",
    413: "The request, or the document in it, is larger than a limit allows; the finding names the limit.",
    415: "Of a kind that can't be read, or of none: neither a name nor a media type tells what it is.",
    422: "No valid article came of this document; the findings tell why.",
    429: "As many documents wait as may; `Retry-After` says in how many seconds to ask again.",
    500: "A fault of rubricate, or its process was killed. It cost this document alone.",
    503: "The server is ending, or this machine lacks what is needed (pandoc, room on the disk).",
    504: "The document took longer than a limit allows.",
}
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""Names of RFC 9110 that Python knows only from 3.13 on."""
SOON = "5"
"""Seconds after which a server that is ending, or a full disk, may be asked again."""


def status_of(findings: Sequence[Mapping[str, Any]]) -> int:
    """The status for the findings (as dicts) of a document without an answer."""
    ids = {finding["id"] for finding in findings if finding["severity"] == Severity.ERROR}
    found = next((status for status, some in STATUSES.items() if ids.intersection(some)), None)
    return found or (WRONG if any(_is_of_facts(finding) for finding in findings) else INVALID)


def _is_of_facts(finding: Mapping[str, Any]) -> bool:
    """Whether the facts of a journal are at fault, which came beside the document."""
    return bool(finding["severity"] == Severity.ERROR and finding.get("place", {}).get("file") == FACTS)


def problem(
    status: int,
    findings: Sequence[Mapping[str, Any]] = (),
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """A problem whose type is its status (`about:blank`): what is special about it stands in the findings."""
    first = next((f["message"] for f in findings if f["severity"] == Severity.ERROR), "")
    told = {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or first or MEANT[status],
        "findings": list(findings),
        **(more or {}),
    }
    headers = {**({"Retry-After": SOON} if status == 503 else {}), **(headers or {})}
    return Response(dumped(told), status, headers, PROBLEM)


def problem_of(findings: Sequence[Finding], headers: Mapping[str, str] | None = None) -> Response:
    """The problem that these findings are."""
    dicts = [finding.as_dict() for finding in findings]
    return problem(status_of(dicts), dicts, headers=headers)


def answer(values: Any, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(dumped(values), 200, headers, JSON)


def error(id: str, message: str, suggestion: str = "") -> Finding:
    """A finding about a request."""
    return Finding(id, Severity.ERROR, message, suggestion=suggestion)
