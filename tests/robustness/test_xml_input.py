"""XML from a stranger: entities, external files, bombs, compressed data. A finding, in bounded time, and nothing read."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from rubricate.validation import validate
from rubricate.values import RubricateError
from rubricate.xml import parse_xml

CANARY = "canary-7f3a"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(CANARY)
    return path


@pytest.fixture
def hits() -> Iterator[tuple[int, list[str]]]:
    """A server on loopback, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!ENTITY a 'fetched'>")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


CLASSICS = {
    "local file": '<!DOCTYPE article [<!ENTITY x SYSTEM "file://{file}">]><article>&x;</article>',
    "relative file": '<!DOCTYPE article [<!ENTITY x SYSTEM "secret.txt">]><article>&x;</article>',
    "remote file": '<!DOCTYPE article [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]><article>&x;</article>',
    "public id": '<!DOCTYPE article [<!ENTITY x PUBLIC "-//x//y" "file://{file}">]><article>&x;</article>',
    "parameter entity": '<!DOCTYPE article [<!ENTITY % x SYSTEM "http://127.0.0.1:{port}/x"> %x;]><article>&a;</article>',
    "parameter entity in a value": '<!DOCTYPE article [<!ENTITY % f SYSTEM "file://{file}"><!ENTITY a "%f;">]><article>&a;</article>',
    "attribute": '<!DOCTYPE article [<!ENTITY x SYSTEM "file://{file}">]><article id="&x;"/>',
    "external DTD": '<!DOCTYPE article SYSTEM "http://127.0.0.1:{port}/x.dtd"><article>&a;</article>',
    "xinclude": '<article xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{file}" parse="text"/></article>',
    "schema location": '<article xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://127.0.0.1:{port}/x.xsd"/>',
    "stylesheet": '<?xml-stylesheet href="http://127.0.0.1:{port}/x.xsl" type="text/xsl"?><article/>',
    "unparsed entity": '<!DOCTYPE article [<!NOTATION n SYSTEM "file://{file}"><!ENTITY x SYSTEM "file://{file}" NDATA n>]><article/>',
}  # fmt: skip


@pytest.mark.parametrize("name", CLASSICS)
def test_no_file_and_no_address_is_read(name: str, canary: Path, hits: tuple[int, list[str]]) -> None:
    port, asked = hits
    path = canary.parent / "a.xml"
    path.write_text(CLASSICS[name].replace("{file}", str(canary)).replace("{port}", str(port)))
    findings = validate(path, grammar="publishing-1.3")
    assert findings
    assert CANARY not in repr(findings) and "fetched" not in repr(findings)
    assert asked == []


LAUGHS = "<!DOCTYPE article [<!ENTITY a 'ha'>{}]><article>&l9;</article>".format(
    "".join(f"<!ENTITY l{n} '{('&l' + str(n - 1) + ';' if n > 1 else '&a;') * 10}'>" for n in range(1, 10))
)
QUADRATIC = f"<!DOCTYPE article [<!ENTITY a '{'a' * 50_000}'>]><article>{'&a;' * 50_000}</article>"


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", [LAUGHS, QUADRATIC], ids=["billion laughs", "quadratic blow-up"])
def test_bombs_are_refused_before_they_are_lit(text: str) -> None:
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(RubricateError) as caught:
        parse_xml(text.encode())
    seconds, most = time.perf_counter() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.findings[0].id == "entity-declaration"
    assert seconds < 1 and most < 50 * 2**20


@pytest.mark.parametrize("data", [gzip.compress(b"<article/>"), b"PK\x03\x04rest", b"BZhrest", b"\x28\xb5\x2f\xfdrest"])
def test_compressed_data_is_no_xml(data: bytes) -> None:
    assert [finding.id for finding in validate(data)] == ["compressed-file"]


def test_depth_is_bounded() -> None:
    assert next(finding.id for finding in validate(b"<p>" * 5000 + b"</p>" * 5000)) == "not-well-formed"


def test_a_plain_doctype_is_no_fault() -> None:
    tree = parse_xml(b'<!DOCTYPE article PUBLIC "-//x" "http://127.0.0.1:9/x.dtd"><article>&alpha;</article>')
    assert tree.getroot().text == "α"
