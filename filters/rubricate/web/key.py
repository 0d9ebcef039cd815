"""The key in the address that `rubricate serve` prints: who doesn't have it, another user of this machine, sees nothing.

The first request brings it as `?key=…` and takes a cookie home; cookies know no ports, so that its name holds ours.
"""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN = ("/static/", "/v1/", "/openapi.json", "/healthz", "/metrics")
"""What needs no key: nothing of a document is there, or the answer goes to who sent the document."""


class Key:
    """Middleware."""

    def __init__(self, app: ASGIApp, key: str, port: int) -> None:
        self.app, self.key, self.cookie = app, key, f"rubricate-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
            return
        given = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[-1]
        if self._is_right(given):

            async def remembered(message: Message) -> None:
                if message["type"] == "http.response.start":
                    cookie = f"{self.cookie}={self.key}; Path=/; HttpOnly; SameSite=Strict"
                    MutableHeaders(scope=message).append("Set-Cookie", cookie)
                await send(message)

            await self.app(scope, receive, remembered)
        elif self._is_right(HTTPConnection(scope).cookies.get(self.cookie, "")):
            await self.app(scope, receive, send)
        else:
            text = (
                "Unexpected request without the key, expected the address that `rubricate serve` printed.\n\n"
                "Each start of the program has a new key: go to its window and open the address that stands there.\n"
            )
            await PlainTextResponse(text, status_code=403)(scope, receive, send)

    def _is_right(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8"), self.key.encode("ascii"))
