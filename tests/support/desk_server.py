"""`rubricate serve` as a process of its own on a free port, for tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

BOUNDARY = "a-boundary-that-no-article-holds"


class Server(NamedTuple):
    """A running desk: `url` has no slash at its end."""

    process: subprocess.Popen[str]
    url: str
    key: str
    port: int

    @property
    def opened(self) -> str:
        """The address that was printed."""
        return f"{self.url}/?key={self.key}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> HTTPResponse:
        """One request with the cookie of the desk; names of headers are written with `_`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=50)
        given = {"Cookie": f"rubricate-{self.port}={self.key}"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, {name: value for name, value in given.items() if value})
        answer = connection.getresponse()
        answer.text = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def post(self, path: str, **fields: str) -> HTTPResponse:
        """A form without files."""
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, urlencode(fields).encode(), Content_Type=kind)

    def send(self, path: str, *files: tuple[str, str, bytes], **fields: str) -> HTTPResponse:
        """A form with files: (field, name, bytes)."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        for field, name, data in files:
            head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        return self.ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}")


@contextmanager
def serving(*options: str, temporary: Path | None = None, limits: str = "") -> Iterator[Server]:
    """A server that is ended by SIGTERM behind the `with`."""
    environment = {**os.environ, "RUBRICATE_LIMITS": limits}
    if temporary is not None:
        environment["TMPDIR"] = str(temporary)
    command = [sys.executable, "-m", "rubricate.cli", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"(http://127\.0\.0\.1:(\d+))/\?key=(\S+)", line)
        assert found is not None, line
        yield Server(process, found[1], found[3], int(found[2]))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()
