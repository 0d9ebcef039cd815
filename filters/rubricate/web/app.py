"""The application: pages, and with `api` the service, behind the guard and the key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from ..limits import limit
from . import pages, render
from .api import routes as api_routes
from .desk import Desk
from .guard import Guard
from .key import Key
from .workers import Workers

STATIC = Path(__file__).parent / "static"


def app(port: int, key: str, folder: Path | None = None, *, api: bool = False) -> Starlette:
    """The whole of `rubricate serve`; `folder` is where documents are kept, without one they go with the process.

    Raises RubricateError where the folder can't be used.
    """
    workers = Workers(limit("conversions"), limit("conversions-waiting"))
    desk = Desk(workers, folder)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        desk.begin()
        yield
        await desk.close()

    service = api_routes(workers) if api else []
    routes: list[BaseRoute] = [*service, *pages.ROUTES, Mount("/static", StaticFiles(directory=STATIC), name="static")]
    middleware = [Middleware(Guard, port=port), Middleware(Key, key=key, port=port)]
    made = Starlette(routes=routes, middleware=middleware, lifespan=life, exception_handlers=render.PROBLEMS)
    made.state.desk, made.state.workers = desk, workers
    return made
