"""The service to other programs: a document in, JSON (or the article alone) out, one process for each.

    POST /v1/convert    POST /v1/validate    POST /v1/package    GET /openapi.json    GET /healthz    GET /metrics

What is refused is said as a problem (RFC 9457) with the findings. A full line is refused before a body is read.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from .. import __version__
from ..findings import Finding, RubricateError, internal_fault
from ..pandoc import pandoc_version
from ..validation.catalogue import grammar_versions
from . import openapi
from .answers import counts_of
from .metrics import GONE, Metrics
from .problems import answer, error, problem, problem_of
from .requests import Sent, received
from .tasks import TASKS, Task
from .uploads import BadForm, TooMuch, TooSlow
from .workers import Closed, Workers

CLOSE = {"Connection": "close"}
"""For an answer that is given before the body was read: the rest of it is not waited for."""
LOG = logging.getLogger(__name__)


def routes(workers: Workers) -> list[BaseRoute]:
    """The routes of the service. They answer every method and every path below /v1 themselves."""
    return [
        Route("/openapi.json", _Only("GET", _described)),
        Route("/healthz", _Only("GET", _health(workers))),
        *_with_figures(workers),
    ]


def _with_figures(workers: Workers) -> list[BaseRoute]:
    metrics = Metrics(workers, tuple(task.name for task in TASKS))
    service = Service(workers, metrics)

    async def figures(_: Request) -> Response:
        text, kind = metrics.text()
        return Response(text, headers={"Content-Type": kind})

    tasks = [Route(f"/v1/{task.name}", _Only("POST", service.endpoint(task))) for task in TASKS]
    return [Route("/metrics", _Only("GET", figures)), *tasks, Route("/v1/{path:path}", _Only("", _nothing))]


class Service:
    """Requests for tasks. At most as many are let in as the workers may have at work and in line, their bodies included."""

    def __init__(self, workers: Workers, metrics: Metrics) -> None:
        self.workers, self.metrics = workers, metrics
        self.inside = 0

    def endpoint(self, task: Task) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            started = time.monotonic()
            status = GONE
            try:
                response = await self._answer(task, request)
                status = str(response.status_code)
                return response
            except ClientDisconnect:
                return Response(status_code=400)  # nobody is there to read it
            except Exception as fault:
                LOG.exception("a fault of rubricate")
                status = "500"
                return self._refused([internal_fault(fault)], CLOSE)
            finally:
                self.metrics.answered(task.name, status, time.monotonic() - started)

        return answered

    async def _answer(self, task: Task, request: Request) -> Response:
        if self.inside >= self.workers.most + self.workers.longest or self.workers.full:
            return self._busy(self.workers.after, CLOSE)
        self.inside += 1
        try:
            async with AsyncExitStack() as stack:
                sent = await self._received(task, request, stack)
                return sent if isinstance(sent, Response) else await self._worked(task, request, sent)
        finally:
            self.inside -= 1

    async def _received(self, task: Task, request: Request, stack: AsyncExitStack) -> Sent | Response:
        try:
            return await received(request, stack, task.options, task.texts, task.pictures)
        except TooMuch as fault:
            return self._refused([error("upload-too-large", str(fault), "Raise the limit, or send less.")], CLOSE)
        except TooSlow as fault:
            self.metrics.told({}, frozenset(("slow-upload",)))
            return problem(408, [error("slow-upload", str(fault)).as_dict()], headers=CLOSE)
        except BadForm as fault:
            return self._refused([error("bad-form", str(fault))], CLOSE)
        except RubricateError as fault:
            return self._refused(fault.findings, CLOSE)

    async def _worked(self, task: Task, request: Request, sent: Sent) -> Response:
        name = ""
        try:
            arguments = task.arguments(sent)
            name = arguments["name"]
            run = self.workers.run(task.name, **arguments)
            values = await _while_there(request, run)
        except Closed:
            return self._refused([error("server-closing", "Unexpected request to a server that is ending.")])
        except RubricateError as fault:
            return self._refused([finding.at(name) for finding in fault.findings])
        found = values["findings"]
        self.metrics.told(counts_of(found), frozenset(finding["id"] for finding in found))
        # Large answers are made beside the loop, so that others are served meanwhile.
        return await asyncio.to_thread(task.answer, values, sent, request.headers.get("accept", ""))

    def _refused(self, findings: Sequence[Finding], headers: Mapping[str, str] | None = None) -> Response:
        self.metrics.told(counts_of([one.as_dict() for one in findings]), frozenset(one.id for one in findings))
        return problem_of(findings, headers)

    def _busy(self, after: int, headers: Mapping[str, str] | None = None) -> Response:
        most = self.workers.most + self.workers.longest
        message = f"Unexpected document beside {self.inside} others, expected at most {most} (limits conversions, conversions-waiting)."
        finding = error("server-busy", message, f"Ask again in {after} s.")
        return self._refused([finding], {"Retry-After": str(after), **(headers or {})})


async def _while_there(request: Request, work: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    """What the work gives. Where the client goes away meanwhile, it is cancelled: ClientDisconnect."""
    running = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((running, gone), return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            raise ClientDisconnect
        return running.result()
    finally:
        gone.cancel()
        running.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await asyncio.gather(running, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class _Only:
    """An endpoint that takes one method (GET takes HEAD too) and says so to the others; "" takes all."""

    def __init__(self, method: str, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        self.methods = {"": (), "GET": ("GET", "HEAD")}.get(method, (method,))
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if self.methods and request.method not in self.methods:
            allowed = ", ".join(self.methods)
            response = problem(
                405,
                headers={"Allow": allowed, **CLOSE},
                detail=f"Unexpected {request.method[:20]}, expected {allowed}.",
            )
        else:
            response = await self.endpoint(request)
        await response(scope, receive, send)


async def _nothing(request: Request) -> Response:
    names = ", ".join(f"/v1/{task.name}" for task in TASKS)
    return problem(404, detail=f"Unexpected path {request.url.path[:80]}, expected one of {names}.", headers=CLOSE)


async def _described(_: Request) -> Response:
    return answer(openapi.document())


def _health(workers: Workers) -> Callable[[Request], Awaitable[Response]]:
    async def health(_: Request) -> Response:
        """200 where a document can be worked on; 503 where the server is ending, or pandoc is not there or too old."""
        if workers.closed:
            return problem_of([error("server-closing", "Unexpected request to a server that is ending.")])
        try:
            pandoc = await asyncio.to_thread(pandoc_version)
        except RubricateError as fault:
            return problem_of(fault.findings)
        versions = {"rubricate": __version__, "pandoc": ".".join(map(str, pandoc)), "grammars": grammar_versions()}
        load = {"in-work": workers.working, "waiting": workers.waiting}
        room = {"conversions": workers.most, "conversions-waiting": workers.longest}
        return answer({"status": "busy" if workers.full else "ok", "versions": versions, **load, "limits": room})

    return health
