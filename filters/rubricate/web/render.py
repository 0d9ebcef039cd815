"""From values to pages: templates, the way back from what went wrong, files to take home."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from .. import __version__
from ..findings import RubricateError, internal_fault
from ..packages import RECEIVERS
from ..validation.profile import load_profile, profile_names
from .desk import Desk, Stale
from .document import Document
from .facts import title_of
from .uploads import BadForm, TooMuch, TooSlow
from .workers import Closed

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(version=__version__, receivers=RECEIVERS)


def page(name: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A template as an answer."""
    return HTMLResponse(_templates.get_template(name).render(values), status_code=status)


def problem(
    text: str, status: int, back: str = "/", remedy: str = "", sent: str = "", revision: int = 0
) -> HTMLResponse:
    """What went wrong, and the way back. `sent` are corrections that were not applied, to be applied to this `revision`."""
    told = {"text": text, "remedy": remedy, "sent": sent, "revision": revision}
    return page("problem.html", status, back=back, number=status, **told)


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def choices(desk: Desk) -> dict[str, dict[str, str]]:
    """The journals and the rules to choose from, by what the forms send."""
    return {
        "journals": {id: title_of(facts) for id, facts in desk.journals.items()},
        "profiles": {name: load_profile(name).title for name in profile_names()},
    }


def address(document: Document) -> str:
    return f"/documents/{quote(document.id)}"


def gone_to(where: str) -> RedirectResponse:
    return RedirectResponse(where, status_code=303)


def attached(data: bytes, name: str) -> Response:
    """Bytes as a file to keep."""
    kind = "application/zip" if name.endswith(".zip") else "application/xml"
    disposition = f"attachment; filename*=utf-8''{quote(name)}"
    return Response(data, media_type=kind, headers={"Content-Disposition": disposition})


async def problem_page(request: Request, error: Exception) -> Response:
    """What went wrong as a page, never a traceback."""
    match error:
        case TooMuch():
            return problem(str(error), 413)
        case BadForm():
            return problem(str(error), 422)
        case TooSlow():
            return problem(str(error), 408)
        case Closed():
            return problem("The desk is ending: nothing is begun any more.", 503)
        case Stale():
            text = "The document has changed since this page was loaded: in another window, or it is in work."
            remedy = "Look at it as it is now, and make your change there."
            return problem(text, 409, address(error.document), remedy, error.sent, error.document.revision)
        case RubricateError():
            return problem(error.findings[0].message, 422, remedy=error.findings[0].suggestion)
        case HTTPException():
            return problem(error.detail, error.status_code)
    fault = internal_fault(error)
    return problem(fault.message, 500, remedy=fault.suggestion)


PROBLEMS: Any = dict.fromkeys(
    (TooMuch, BadForm, TooSlow, Closed, Stale, RubricateError, HTTPException, 500), problem_page
)
