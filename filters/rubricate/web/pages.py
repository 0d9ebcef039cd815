"""The desk itself: what lies there, and the form by which an article comes to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .. import sources
from ..proof.assets import asset
from ..validation.profile import profile_names
from . import document_pages, journal_pages
from .desk import Desk
from .render import address, choices, desk_of, gone_to, page
from .uploads import BadForm, files_of, filled, text_of
from .work import plain_name

PICTURES = tuple(suffix for suffix in sources.PICTURES if suffix != ".pdf")  # dropped alone it is meant as an article
YAML = (".yaml", ".yml")
CORRECTIONS = ".corrections"


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
    articles, beside, corrections = _sorted(sent)
    if not articles:
        what = "pictures or facts alone" if sent else "nothing"
        raise BadForm(f"Unexpected {what}, expected a file or a text: choose a file, drop one, or paste the article.")
    made = [
        await desk.add(name, data, beside, journal, profile, corrections.get(_stem(name), ""))
        for name, data in articles.items()
    ]
    return gone_to(address(made[0]) if len(made) == 1 else "/#documents")


def _sorted(sent: Sequence[tuple[str, bytes]]) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, str]]:
    """Articles, what lies beside them (pictures, `article.yaml`, a YAML of an article's own name), and corrections by stem.

    A YAML of another name stays among the articles: the list says of it that it is none.
    """
    names = _without_doubles(sent)
    stems = {_stem(name) for name in names if not name.casefold().endswith((*PICTURES, *YAML))}
    articles: dict[str, bytes] = {}
    beside: dict[str, bytes] = {}
    corrections: dict[str, str] = {}
    for name, data in names.items():
        lower, stem = name.casefold(), _stem(name)
        if lower.endswith(PICTURES) or (lower.endswith(YAML) and stems and stem in (*stems, "article")):
            beside[name] = data
        elif lower.endswith(YAML) and (of := stem.removesuffix(CORRECTIONS)) in stems:
            corrections[of] = data.decode("utf-8-sig", "replace")
        else:
            articles[name] = data
    return (articles if stems else {}), beside, corrections


def _without_doubles(sent: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """By name; a second file of one name gets a number, so that none is lost."""
    out: dict[str, bytes] = {}
    for name, data in sent:
        path, number, free = PurePosixPath(name), 2, name
        while free in out:
            free, number = f"{path.stem}-{number}{path.suffix}", number + 1
        out[free] = data
    return out


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


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
