"""Who may ask: this machine by its own names; no other site, whatever its pages try."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from rubricate.web.guard import HEADERS, Guard

OURS = {"host": "127.0.0.1:8123"}


async def _answer(_: Request) -> PlainTextResponse:
    return PlainTextResponse("inside")


GUARD = Guard(Starlette(routes=[Route("/", _answer, methods=["GET", "POST"])]), 8123)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("GET", {"host": "localhost:8123"}),
        ("GET", {"host": "[::1]:8123"}),
        ("POST", {"origin": "http://127.0.0.1:8123", "sec-fetch-site": "same-origin"}),
        ("POST", {}),  # a program: it sends neither
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}),  # a link
    ],
)
def test_let_in(method: str, headers: dict[str, str]) -> None:
    assert GUARD.refusal(Headers({**OURS, **headers}), method) == ""


@pytest.mark.parametrize(
    ("method", "headers", "said"),
    [
        ("GET", {"host": "evil.example:8123"}, "Host"),
        ("GET", {"host": "127.0.0.1:8124"}, "Host"),
        ("GET", {"host": "127.0.0.1"}, "Host"),
        ("GET", {"host": "127.0.0.1.evil.example:8123"}, "Host"),
        ("GET", {"host": ""}, "Host"),
        ("POST", {"origin": "https://evil.example"}, "Origin"),
        ("POST", {"origin": "null"}, "Origin"),
        ("POST", {"origin": "http://localhost:8123"}, "Origin"),  # ours, but not the name that is asked
        ("POST", {"sec-fetch-site": "cross-site"}, "another site"),
        ("POST", {"sec-fetch-site": "same-site"}, "another site"),  # another port of this machine
        (
            "GET",
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
            "another site",
        ),
        (
            "GET",
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
            "another site",
        ),
        (
            "POST",
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
            "another site",
        ),
    ],
)
def test_refused(method: str, headers: dict[str, str], said: str) -> None:
    assert said in GUARD.refusal(Headers({**OURS, **headers}), method)


@pytest.mark.parametrize(("host", "status"), [(b"127.0.0.1:8123", 200), (b"evil.example", 403)])
def test_every_answer_carries_the_headers(host: bytes, status: int) -> None:
    import asyncio

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": [(b"host", host)],
    }
    asyncio.run(GUARD(scope, receive, send))
    assert sent[0]["status"] == status
    headers = Headers(raw=sent[0]["headers"])
    assert {name: headers[name] for name in HEADERS} == HEADERS
