"""The journals: their facts as a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..findings import Finding, Severity
from . import facts as journal_facts
from .render import address, desk_of, gone_to, page
from .uploads import file_text, files_of, filled, text_of

EMPTY = Finding("no-journal-facts", Severity.ERROR, "Unexpected empty form, expected one fact or more.")


async def journal(request: Request) -> Response:
    """The form of a journal, empty or filled."""
    desk, id = desk_of(request), request.path_params.get("id", "")
    if id and id not in desk.journals:
        raise HTTPException(404, "There is no such journal.")
    values, rest = journal_facts.shown(desk.journals.get(id, {}))
    return _journal_form(request, id, values, rest, ())


def _journal_form(
    request: Request, id: str, values: Mapping[str, str], rest: str, findings: Sequence[Finding], status: int = 200
) -> Response:
    groups = {"The journal": journal_facts.FIELDS, "For packages": journal_facts.PACKAGE_FIELDS}
    back = request.query_params.get("for", "")
    back = back if back in desk_of(request).documents else ""
    return page("journal.html", status, id=id, values=values, rest=rest, groups=groups, findings=findings, back=back)


async def keep_journal(request: Request) -> Response:
    """A filled form, or a `journal.yaml` that takes its place."""
    desk, id = desk_of(request), request.path_params.get("id", "")
    async with filled(request) as fields:
        if files_of(fields, "file"):
            found, findings = journal_facts.read(await file_text(fields, "file"))
            values, rest = journal_facts.shown(found)
            return _journal_form(request, id, values, rest, findings)
        values = {one.path: text_of(fields, one.path) for one in journal_facts.EVERY}
        rest = text_of(fields, "rest")
    found, findings = journal_facts.joined(values, rest)
    if any(finding.severity is Severity.ERROR for finding in findings) or not found:
        return _journal_form(request, id, values, rest, findings or [EMPTY], 422)
    id = desk.keep_journal(id, found)
    wanted = desk.documents.get(request.query_params.get("for", ""))
    # Facts that have changed reach the articles that were made with the old ones.
    for document in desk.documents.values():
        if not document.busy and (document.journal == id or document is wanted):
            desk.again(document, document.revision, journal=id)
    return gone_to(address(wanted) if wanted is not None else f"/?journal={quote(id)}")


async def drop_journal(request: Request) -> Response:
    desk_of(request).drop_journal(request.path_params["id"])
    return gone_to("/")


ROUTES = (
    Route("/journals/new", journal),
    Route("/journals/new", keep_journal, methods=["POST"]),
    Route("/journals/{id}", journal),
    Route("/journals/{id}", keep_journal, methods=["POST"]),
    Route("/journals/{id}/remove", drop_journal, methods=["POST"]),
)
