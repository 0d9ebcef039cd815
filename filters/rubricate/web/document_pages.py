"""The page of one document, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from ..corrections import Corrections, read_corrections, write_corrections
from ..findings import Finding, Severity
from ..packages import RECEIVERS
from ..packages.zipped import zipped
from ..proof import content_policy
from ..validation.profile import profile_names
from . import article_facts
from . import facts as journal_facts
from .desk import Stale
from .document import Document
from .render import address, attached, choices, desk_of, gone_to, page
from .uploads import BadForm, file_text, files_of, filled, text_of
from .work import plain_name

FRAME = "sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"
"""The proof page is of a stranger's making in part: it runs in a frame without our origin, and nobody else may frame it."""
KINDS = {
    "xml": "application/xml",
    "report.json": "application/json",
    "corrections.yaml": "application/yaml",
    "proof.html": "text/html",
}
ONE = "/documents/{id}"


def document_of(request: Request) -> Document:
    document = desk_of(request).documents.get(request.path_params["id"])
    if document is None:
        raise HTTPException(404, "There is no such document on the desk: it was taken away, or never there.")
    return document


async def show(request: Request) -> Response:
    """One document: what can be taken home, and its proof page in a frame."""
    desk, document = desk_of(request), document_of(request)
    corrected = document.corrections().count("\n- part:")
    return page("document.html", document=document, here=address(document), corrected=corrected, of=choices(desk))


async def state(request: Request) -> Response:
    """Asked again and again while a document is in work; then the page loads itself anew."""
    document = document_of(request)
    if not document.busy:
        return Response(headers={"HX-Refresh": "true"})
    return page("state.html", document=document, here=address(document))


async def proof(request: Request) -> Response:
    """The proof page, for the frame."""
    document = document_of(request)
    if not document.has("proof.html"):
        raise HTTPException(404, "There is no proof page of this document (yet).")
    policy = {"Content-Security-Policy": f"{content_policy()}; {FRAME}", "X-Frame-Options": "SAMEORIGIN"}
    return FileResponse(document.path("proof.html"), media_type="text/html", headers=policy)


async def correct(request: Request) -> Response:
    """Corrections of the proof page, or a file of them: the document is converted again."""
    desk, document = desk_of(request), document_of(request)
    async with filled(request) as fields:
        made, revision = await file_text(fields, "corrections"), text_of(fields, "revision")
        join = text_of(fields, "join")
    if join:
        made = _joined(document.corrections(), made)
    try:
        desk.again(document, _number(revision), made)
    except Stale as stale:
        stale.sent = made
        raise
    return gone_to(address(document))


def _joined(stands: str, more: str) -> str:
    """Corrections to those that stand; of two for one place the new one."""
    old, new = (read_corrections(text, "corrections.yaml") if text else Corrections() for text in (stands, more))
    places = {(one.part, one.was, one.near) for one in new.entries}
    kept = tuple(one for one in old.entries if (one.part, one.was, one.near) not in places)
    return write_corrections(Corrections((*kept, *new.entries), of=new.of or old.of))


async def facts(request: Request) -> Response:
    """The facts of one article as a form."""
    values, rest = article_facts.shown(journal_facts.read(document_of(request).facts())[0])
    return _facts_form(document_of(request), values, rest, ())


def _facts_form(
    document: Document, values: Mapping[str, str], rest: str, findings: Sequence[Finding], status: int = 200
) -> Response:
    return page(
        "facts.html", status, document=document, here=address(document), values=values, rest=rest, findings=findings
    )


async def keep_facts(request: Request) -> Response:
    """Facts of the article: it is converted again."""
    desk, document = desk_of(request), document_of(request)
    async with filled(request) as fields:
        values = {name: text_of(fields, name) for name in ("authors", "licence", "date", "format")}
        rest, revision = text_of(fields, "rest"), text_of(fields, "revision")
    found, findings = article_facts.joined(values, rest)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return _facts_form(document, values, rest, findings, 422)
    desk.again(document, _number(revision), facts=journal_facts.write(found))
    return gone_to(address(document))


async def settings(request: Request) -> Response:
    """Another journal, other rules: the document is converted again."""
    desk, document = desk_of(request), document_of(request)
    async with filled(request) as fields:
        journal, profile, revision = (text_of(fields, name) for name in ("journal", "profile", "revision"))
    if (profile and profile not in profile_names()) or (journal and journal not in desk.journals):
        raise BadForm("Unexpected journal or rules, expected one of those in the list.")
    desk.again(document, _number(revision), journal=journal, profile=profile)
    return gone_to(address(document))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


async def remove(request: Request) -> Response:
    desk_of(request).remove(document_of(request))
    return gone_to("/#documents")


async def download(request: Request) -> Response:
    """The article, the report, the corrections or the proof page as a file."""
    document, kind = document_of(request), request.path_params["kind"]
    if kind == "zip":
        return _article_zip(document)
    if kind not in KINDS or not document.has(kind):
        raise HTTPException(404, "This document has no such file.")
    path = document.path(kind)
    return FileResponse(path, media_type=KINDS[kind], filename=path.name)


def _article_zip(document: Document) -> Response:
    if not document.has("xml"):
        raise HTTPException(404, "There is no valid article of this document.")
    path = document.path("xml")
    return attached(zipped({path.name: path.read_bytes(), **document.pictures()}), f"{document.stem}.zip")


async def package(request: Request) -> Response:
    """The package for a receiver: what stands against it first, then the file."""
    desk, document = desk_of(request), document_of(request)
    async with filled(request) as fields:
        receiver, draft = text_of(fields, "for"), text_of(fields, "draft")
        for one in files_of(fields, "extra"):
            document.keep_extra(plain_name(one.filename or ""), await one.read())
    if receiver not in RECEIVERS:
        raise BadForm(f"Unexpected receiver {receiver!r}, expected one of {', '.join(RECEIVERS)}.")
    if not document.has("xml"):
        raise HTTPException(404, "There is no valid article of this document.")
    path = document.path("xml")
    made = await desk.workers.run(
        "package", data=path.read_bytes(), name=path.name, media=document.pictures(), receiver=receiver,
        facts=desk.facts(document), day=int(path.stat().st_mtime), extra=document.extra, desk=True,
    )  # fmt: skip
    if draft or not made["findings"]:
        return attached(made["data"], made["name"])
    return page(
        "package.html",
        document=document,
        here=address(document),
        receiver=receiver,
        made=made,
        extra=sorted(document.extra()),
    )


ROUTES = (
    Route(ONE, show),
    Route(ONE + "/state", state),
    Route(ONE + "/proof", proof),
    Route(ONE + "/corrections", correct, methods=["POST"]),
    Route(ONE + "/settings", settings, methods=["POST"]),
    Route(ONE + "/facts", facts),
    Route(ONE + "/facts", keep_facts, methods=["POST"]),
    Route(ONE + "/package", package, methods=["POST"]),
    Route(ONE + "/remove", remove, methods=["POST"]),
    Route(ONE + "/files/{kind}", download),
)
