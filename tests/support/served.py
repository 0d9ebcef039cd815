"""The service on a free port of this machine, in a thread of the test or in a process; every answer is held against its OpenAPI."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from measure import below
from starlette.applications import Starlette

from rubricate.limits import VARIABLE, changed_limits
from rubricate.web import openapi
from rubricate.web.app import app as application

PATIENCE = 40.0
"""Seconds that a test waits for what must come."""
BOUNDARY = "part-of-a-test"


@dataclass(slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def ids(self) -> list[str]:
        return [finding["id"] for finding in self.json["findings"]]


@dataclass(slots=True)
class Asked:
    """A request whose answer has not been read."""

    method: str
    path: str
    connection: HTTPConnection

    def answer(self) -> Answer:
        """Its answer, which the description must know; the connection is closed."""
        found = read(self.connection.getresponse())
        self.connection.close()
        conforms(self.method, self.path.partition("?")[0], found)
        return found

    def leave(self) -> None:
        """Go away without an answer."""
        self.connection.close()


@dataclass(slots=True)
class Served:
    port: int
    app: Starlette | None = None
    """Where it runs in a thread of the test."""

    def begin(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, **options: str
    ) -> Asked:
        where = f"{path}?{urlencode(options)}" if options else path
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, where, body=body or None, headers=dict(headers or {}))
        return Asked(method, where, connection)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, **options: str
    ) -> Answer:
        return self.begin(method, path, body, headers, **options).answer()

    def convert(self, body: bytes, name: str = "", headers: Mapping[str, str] | None = None, **options: str) -> Answer:
        return self.ask("POST", "/v1/convert", body, headers, **({"name": name} if name else {}), **options)

    def send(self, path: str, *parts: tuple[str, str, bytes], **options: str) -> Answer:
        """A form: parts are `(name, file name, content)`; without a file name it is a field."""
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.ask("POST", path, form(*parts), kind, **options)

    def health(self) -> Any:
        return self.ask("GET", "/healthz").json

    def figures(self) -> dict[str, float]:
        """The metrics by name and labels."""
        lines = self.ask("GET", "/metrics").body.decode().splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


def form(*parts: tuple[str, str, bytes]) -> bytes:
    out = b""
    for name, file, content in parts:
        said = f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
        out += f"--{BOUNDARY}\r\n{said}\r\n\r\n".encode() + content + b"\r\n"
    return out + f"--{BOUNDARY}--\r\n".encode()


def read(response: HTTPResponse) -> Answer:
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


def conforms(method: str, path: str, found: Answer) -> None:
    """Status, media type, headers and body are as the description says; every answer carries what keeps browsers off."""
    assert found.headers["x-content-type-options"] == "nosniff"
    document = openapi.document()
    operation = document["paths"].get(path, {}).get(method.lower())
    if operation is None:
        assert found.status in (404, 405), f"{method} {path} is not described, answered {found.status}"
        return
    said = operation["responses"][str(found.status)]
    said = document["components"]["responses"][said["$ref"].rpartition("/")[2]] if "$ref" in said else said
    media = found.headers["content-type"].partition(";")[0]
    assert media in said["content"], f"{media} is not described for {found.status}"
    for name, header in said.get("headers", {}).items():
        assert name.lower() in found.headers or not header["required"], f"{name} is missing"
    if media.endswith("json"):
        schema = {**said["content"][media]["schema"], "components": document["components"]}
        Draft202012Validator(schema).validate(found.json)


@contextmanager
def served(**limits: int) -> Iterator[Served]:
    """A service under these limits (`file_bytes=1000`)."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    with changed_limits({name.replace("_", "-"): value for name, value in limits.items()}):
        app = application(port, "a-key-that-the-service-needs-not", api=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))

        def life() -> None:
            with changed_limits({name.replace("_", "-"): value for name, value in limits.items()}):
                server.run([listening])

        thread = threading.Thread(target=life)
        thread.start()
    try:
        until(lambda: server.started)
        yield Served(port, app)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()
        assert not thread.is_alive()


PROGRAM = """
import sys, uvicorn
from rubricate.web.app import app
port = int(sys.argv[1])
uvicorn.run(app(port, "a-key-that-the-service-needs-not", api=True), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1)
"""


@contextmanager
def process(**limits: int) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    """The same as a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = ",".join(f"{name.replace('_', '-')}={value}" for name, value in limits.items())
    started = subprocess.Popen([sys.executable, "-c", PROGRAM, str(port)], env={**os.environ, VARIABLE: told})
    try:
        until(lambda: _listens(port))
        yield Served(port), started
    finally:
        started.terminate()
        started.wait(PATIENCE)


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def until(holds: Callable[[], bool], what: str = "") -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what or "it did not come about"
        time.sleep(0.03)


def at_work(server: int) -> list[int]:
    """The processes that are at work on documents, below a server: forked from its fork server."""
    found = []
    for pid in below(server):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"multiprocessing.forkserver" in line and parent != server:
            found.append(pid)
    return found
