"""Who may ask at all: this machine by its own names, no other site's pages; and the headers that every answer carries."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
NAMES = ("localhost", "127.0.0.1", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer our own forms would send the origin null
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Middleware. A name that is not ours in `Host` is DNS rebinding; `Origin` and `Sec-Fetch-Site` tell other sites."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.hosts = frozenset(f"{name}:{port}" for name in NAMES) | (frozenset(NAMES) if port == 80 else frozenset())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self.refusal(Headers(scope=scope), scope["method"])

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if refusal:
            await PlainTextResponse(refusal + "\n", status_code=403)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)

    def refusal(self, headers: Headers, method: str) -> str:
        """Why a request is refused; "" for one that is not."""
        host = headers.get("host", "").casefold()
        if host not in self.hosts or len(headers.getlist("host")) != 1:
            return "Unexpected Host, expected localhost or 127.0.0.1 with the port of this server."
        origin = headers.get("origin")
        if origin is not None and origin.casefold() != f"http://{host}":
            return "Unexpected Origin, expected a page of this server: requests of other sites are refused."
        site = headers.get("sec-fetch-site", "none")
        opened = (
            method in SAFE
            and headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
        )
        if site not in ("none", "same-origin") and not opened:
            return "Unexpected request of another site, expected one of this server's own pages."
        return ""
