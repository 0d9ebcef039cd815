"""The desk itself: what lies there, and the form by which an article comes to it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..proof.assets import asset
from ..validation.profile import profile_names
from . import document_pages, journal_pages
from .desk import Desk
from .render import address, choices, desk_of, gone_to, page
from .uploads import BadForm, files_of, filled, text_of
from .work import plain_name

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".tif", ".tiff", ".webp", ".bmp", ".eps", ".emf", ".wmf")
YAML = (".yaml", ".yml")


async def home(request: Request) -> Response:
    """The desk."""
    desk = desk_of(request)
    return page("desk.html", kept=desk.folder if desk.kept else None, of=choices(desk), **_list(desk))


async def listed(request: Request) -> Response:
    """The list of documents alone, asked for again and again while one is in work."""
    return page("documents.html", **_list(desk_of(request)))


def _list(desk: Desk) -> dict[str, Any]:
    documents = list(reversed(desk.documents.values()))
    return {"documents": documents, "busy": sum(one.busy for one in documents), "address": address}


async def add(request: Request) -> Response:
    """Files that were chosen or dropped, or a text that was pasted."""
    desk = desk_of(request)
    async with filled(request) as fields:
        journal, profile = text_of(fields, "journal"), text_of(fields, "profile")
        if profile and profile not in profile_names():
            raise BadForm(f"Unexpected rules {profile!r}, expected one of {', '.join(profile_names())}.")
        sent = [(plain_name(one.filename or ""), await one.read()) for one in files_of(fields, "files")]
        text = text_of(fields, "text")
        if text.strip():
            kind = ".md" if text_of(fields, "kind") == "markdown" else ".txt"
            first = " ".join(text.split())[:40].strip() or "pasted"
            sent.append(
                (plain_name(first.replace("/", " ").replace("\\", " ") + kind), text.encode("utf-8", "replace"))
            )
    pictures = {name: data for name, data in sent if name.casefold().endswith(PICTURES)}
    yaml = [name for name, _ in sent if name.casefold().endswith(YAML)]
    articles = [(name, data) for name, data in sent if name not in pictures and name not in yaml]
    if yaml:
        raise BadForm(
            f"Unexpected {yaml[0]} among the articles: facts go to Journals, corrections to the article's own page."
        )
    if not articles:
        raise BadForm("Unexpected nothing, expected a file or a text: choose a file, drop one, or paste the article.")
    made = [await desk.add(name, data, pictures, journal, profile) for name, data in articles]
    return gone_to(address(made[0]) if len(made) == 1 else "/#documents")


async def style(request: Request) -> Response:
    """The design that the desk shares with the proof page."""
    return Response(asset("page.css"), media_type="text/css")


ROUTES = (
    Route("/", home),
    Route("/documents", listed),
    Route("/documents", add, methods=["POST"]),
    *document_pages.ROUTES,
    *journal_pages.ROUTES,
    Route("/static/page.css", style),
)
