"""The service alone, without the pages: guard, routes and workers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware

from ..limits import limit
from .api import routes
from .guard import Guard
from .workers import Workers


def service(port: int) -> Starlette:
    """The application for a server on `port` of this machine, under the limits `conversions` and `conversions-waiting`."""
    workers = Workers(limit("conversions"), limit("conversions-waiting"))

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = workers
        yield
        await workers.close()

    return Starlette(routes=routes(workers), middleware=[Middleware(Guard, port=port)], lifespan=life)
