"""The service to other programs. Every answer in this file is held against the OpenAPI description (`served.conforms`)."""

from __future__ import annotations

import base64
import io
import json
import os
import signal
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("prometheus_client", reason="the extra web is not installed")
pytest.importorskip("jsonschema", reason="the extra test is not installed")

from measure import below, resident
from served import Served, at_work, process, served, until

import rubricate
from rubricate import convert_command, package_command
from rubricate.findings import Finding, RubricateError, Severity
from rubricate.web import openapi, options, uploads
from rubricate.web.answers import wants

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt")).read_bytes()
EXPECTED = (ROOT / "samples" / "seed" / "expected.xml").read_bytes()
SLOW = SEED * 60
"""Some seconds of work."""


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as one:
        yield one


# What it is for


def test_a_document_becomes_what_the_command_writes(server: Served) -> None:
    answer = server.convert(SEED, "seed.txt")
    assert answer.status == 200
    assert answer.json["jats"].encode() == EXPECTED
    assert answer.json["verdict"] == "to confirm" and answer.json["tag-set"] == "archiving"
    assert answer.json["ledger"] == answer.json["report"]["ledger"] and answer.json["ledger"]["unexplained"] == []
    assert answer.json["report"] == rubricate.convert(SEED, name="seed.txt").report


def test_the_article_alone_where_xml_is_asked_for(server: Served) -> None:
    answer = server.convert(SEED, "seed.txt", {"Accept": "application/xml"})
    assert answer.body == EXPECTED and answer.headers["content-type"] == "application/xml"
    assert answer.headers["rubricate-verdict"] == "to confirm"
    assert answer.headers["rubricate-findings"] == "error=0, warning=1, query=0, info=0"


def test_a_form_with_facts_and_corrections(server: Served) -> None:
    facts = b"journal:\n  publisher-id: jgm\n  title: Journal of Garden Medicine\n  eissn: 2049-3630\n"
    corrections = b"- part: volume\n  was: '21'\n  now: '22'\n"
    answer = server.send(
        "/v1/convert", ("file", "seed.txt", SEED), ("journal", "", facts), ("corrections", "c.yaml", corrections)
    )
    assert answer.json["tag-set"] == "publishing"
    assert "<volume>22</volume>" in answer.json["jats"]
    assert answer.json["report"]["corrections"][0]["applied"] is True


def test_options_stand_in_the_query_or_in_the_form(server: Served) -> None:
    for answer in (
        server.convert(SEED, "seed.txt", jats="1.4", citations="mixed"),
        server.send("/v1/convert", ("file", "seed.txt", SEED), ("jats", "", b"1.4"), ("citations", "", b"mixed")),
    ):
        assert answer.json["version"] == "1.4"
        assert "<element-citation" not in answer.json["jats"] and "<mixed-citation" in answer.json["jats"]


def test_the_media_type_tells_the_format_where_no_name_does(server: Served) -> None:
    answer = server.convert(
        b"# On *gardens*\n\nText of it.\n", headers={"Content-Type": "text/markdown; charset=utf-8"}
    )
    assert answer.json["name"] == "article.md" and "<italic>gardens</italic>" in answer.json["jats"]


def test_pictures_come_where_they_are_asked_for(server: Served) -> None:
    word = (ROOT / "samples" / "full" / "article.docx").read_bytes()
    told, whole = (
        server.convert(word, "article.docx").json["media"],
        server.convert(word, "article.docx", media="1").json["media"],
    )
    assert len(told) >= 2 and all("data" not in one for one in told)
    assert [len(base64.b64decode(one["data"])) for one in whole] == [one["bytes"] for one in told]


def test_findings_of_a_profile(server: Served) -> None:
    assert "issn" in server.convert(SEED, "seed.txt", profile="pmc").ids
    assert "issn" in server.ask("POST", "/v1/validate", EXPECTED, profile="pmc").ids


def test_validation_answers_whatever_the_verdict(server: Served) -> None:
    assert server.ask("POST", "/v1/validate", EXPECTED).json["valid"] is True
    broken = server.ask(
        "POST", "/v1/validate", EXPECTED.replace(b"<volume>21</volume>", b"<volum>21</volum>"), name="a.xml"
    )
    assert (broken.status, broken.json["valid"], broken.ids) == (200, False, ["unknown-element"])
    assert broken.json["findings"][0]["place"]["file"] == "a.xml"
    assert server.ask("POST", "/v1/validate", b"no XML").json["valid"] is False
    assert server.send("/v1/validate", ("file", "a.xml", b"")).ids == ["empty-file"]


def test_an_article_in_jats_is_looked_at_only(server: Served) -> None:
    assert server.convert(EXPECTED, "a.xml").json["jats"].encode() == EXPECTED
    refused = server.convert(EXPECTED, "a.xml", citations="mixed")  # it would change nothing, and that is said
    assert (refused.status, refused.ids) == (400, ["bad-option"])
    wide = EXPECTED.replace(b'encoding="UTF-8"', b'encoding="UTF-16"').decode().encode("utf-16")
    assert server.convert(wide, "a.xml").json["jats"].startswith("<?xml")
    assert server.convert(wide, "a.xml", {"Accept": "application/xml"}).body == wide


def test_a_package(server: Served) -> None:
    refused = server.ask("POST", "/v1/package", EXPECTED, {}, **{"for": "pmc"})
    assert refused.status == 422 and "issn" in refused.ids
    draft = server.ask("POST", "/v1/package", EXPECTED, {}, **{"for": "meca", "draft": "1"})
    assert base64.b64decode(draft.json["data"]).startswith(b"PK") and draft.json["type"] == "application/zip"
    alone = server.ask("POST", "/v1/package", EXPECTED, {"Accept": "application/zip"}, **{"for": "meca", "draft": "1"})
    assert alone.body.startswith(b"PK")
    assert alone.headers["content-disposition"].endswith(".zip")


# What it refuses, and how it says so


@pytest.mark.parametrize(
    ("body", "asked", "status", "id"),
    [
        (SEED, {"name": "a.txt", "citations": "elements"}, 400, "bad-option"),
        (SEED, {"name": "a.txt", "citation": "element"}, 400, "bad-option"),
        (SEED, {"name": "a.txt", "profile": "../../etc/passwd.toml"}, 400, "bad-option"),
        (SEED, {"name": "a.txt", "from": "/tmp/reader.lua"}, 400, "bad-option"),
        (SEED, {"name": "n" * 256}, 400, "bad-option"),
        (SEED, {}, 415, "unsupported-type"),
        (SEED, {"name": "a.exe"}, 415, "unknown-format"),
        (b"%PDF-1.7", {"name": "a.pdf"}, 415, "refused-format"),
        (b"", {"name": "a.txt"}, 400, "bad-form"),
        (b" \n", {"name": "a.txt"}, 422, "empty-file"),
        (b"PK\x03\x04 no Word file", {"name": "a.docx"}, 422, "not-a-zip"),
        (EXPECTED[:500], {"name": "a.xml"}, 422, "not-well-formed"),
    ],
)
def test_refused(server: Served, body: bytes, asked: dict[str, str], status: int, id: str) -> None:
    answer = server.ask("POST", "/v1/convert", body, {}, **asked)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["status"] == status and answer.json["detail"]
    assert id in answer.ids


def test_no_valid_article_is_a_problem_with_all_that_was_found(server: Served) -> None:
    answer = server.convert(EXPECTED.replace(b"<volume>21</volume>", b"<volum>21</volum>"), "a.xml")
    assert answer.status == 422
    assert answer.json["verdict"] == "not valid" and answer.json["report"]["written"] is False
    assert answer.json["findings"][0]["place"]["line"] > 1


@pytest.mark.parametrize(
    ("parts", "id"),
    [
        ([], "bad-form"),
        ([("file", "", b"a text, no file")], "bad-form"),
        ([("file", "a.txt", b"A"), ("file", "b.txt", b"B")], "bad-form"),
        ([("fil", "a.txt", b"A")], "bad-form"),
        ([("file", "a.txt", b"A"), *((f"field-{number}", "", b"1") for number in range(20))], "bad-form"),
        ([("file", "a.txt", b"A"), ("name", "n.txt", b"A")], "bad-form"),
        ([("file", "a.txt", b"A"), ("jats", "", b"1.3"), ("jats", "", b"1.4")], "bad-option"),
        ([("file", "a.txt", SEED), ("journal", "", b"journal: [")], "bad-yaml"),
        ([("file", "a.txt", SEED), ("journal", "", b"\xff\xfe")], "bad-yaml"),
        ([("file", "a.txt", SEED), ("journal", "j.yaml", b"\xff\xfe")], "bad-form"),
        ([("file", "a.txt", SEED), ("journal", "", b"rubricate-corrections: /etc/passwd")], "bad-facts"),
        ([("file", "a.txt", SEED), ("corrections", "", b"- part: volum\n  now: 1\n")], "bad-corrections"),
    ],
)
def test_a_wrong_form(server: Served, parts: list[tuple[str, str, bytes]], id: str) -> None:
    answer = server.send("/v1/convert", *parts)
    assert (answer.status, answer.ids) == (400, [id])


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "multipart/form-data"}, b"no boundary", 400),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--y\r\n\r\n", 400),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\nContent-Disposition: form-data\r\n\r\n", 400),
        ({"Content-Encoding": "gzip"}, b"\x1f\x8b", 415),
    ],
)
def test_bodies_that_cannot_be_read(server: Served, headers: dict[str, str], body: bytes, status: int) -> None:
    assert server.convert(body, "a.txt", headers).status == status


def test_other_methods_and_paths(server: Served) -> None:
    refused = server.ask("GET", "/v1/convert")
    assert (refused.status, refused.headers["allow"]) == (405, "POST")
    assert server.ask("DELETE", "/healthz").headers["allow"] == "GET, HEAD"
    assert server.ask("POST", "/v1/converts").json["detail"].endswith("/v1/package.")


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Origin": "https://evil.example", "Content-Type": "text/plain"}, b"Origin"),  # a "simple request" of a page
        ({"Origin": "null", "Content-Type": "text/plain"}, b"Origin"),  # of a sandboxed frame
        ({"Sec-Fetch-Site": "cross-site"}, b"another site"),
        ({"Host": "evil.example"}, b"Host"),  # a name that was made to lead here
    ],
)
def test_pages_of_other_sites_are_refused(server: Served, headers: dict[str, str], said: bytes) -> None:
    before = server.figures()
    answer = server.convert(SEED, "seed.txt", headers)
    assert answer.status == 403 and said in answer.body
    assert server.figures() == before  # it never reached the service


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.txt", "C:\\a\\b.txt", "a\r\nX-Evil: 1.txt", "\u202etxt.a.txt", "<script>.txt", "'\";.txt"],
)
def test_names_of_strangers(server: Served, name: str) -> None:
    answer = server.convert(SEED, name)
    assert answer.json["jats"].encode() == EXPECTED
    assert "x-evil" not in answer.headers and "/" not in answer.json["name"] and "\n" not in answer.json["name"]
    package = server.ask(
        "POST",
        "/v1/package",
        EXPECTED,
        {"Accept": "*/*;q=0, application/xml"},
        name=name,
        **{"for": "crossref", "draft": "true"},
    )
    assert package.status == 200 and "x-evil" not in package.headers


def test_pictures_of_a_package(server: Served) -> None:
    """They come by the names that the article calls them; a name that leads outside makes no file there."""
    full = ROOT / "samples" / "full"
    pictures = [("media", file.name, file.read_bytes()) for file in sorted(full.glob("*.png"))]
    outside = ("media", "../../../../tmp/rubricate-outside.png", pictures[0][2])
    article = ("file", "a.xml", (full / "expected.xml").read_bytes())
    answer = server.send("/v1/package", article, *pictures, outside, **{"for": "meca", "draft": "1"})
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(answer.json["data"]))) as package:
        names = {PurePosixPath(name).name for name in package.namelist()}
    assert {"flow.png", "rows.png", "time.png"} <= names
    assert not Path("/tmp/rubricate-outside.png").exists()


# Size, time, number


def test_bodies_that_are_too_large_stop_early() -> None:
    with served(file_bytes=1000, upload_bytes=3000, text_bytes=500) as server:
        assert server.convert(b"a" * 1001, "a.txt").ids == ["upload-too-large"]
        assert server.convert(b"a" * 600, "a.txt").ids == ["file-too-large"]  # text may be less
        assert server.send("/v1/convert", ("file", "a.docx", b"a" * 1001)).status == 413
        assert server.send("/v1/convert", ("file", "a.txt", b"a"), ("journal", "", b"b" * 501)).status == 413
        for asked in (
            head_of(server, "Content-Length: 99999999999", "Expect: 100-continue"),  # refused before it is sent
            head_of(server, "Transfer-Encoding: chunked")
            + b"3e8\r\n"
            + b"a" * 1000
            + b"\r\n1\r\na\r\n",  # and while it is
        ):
            with socket.create_connection(("127.0.0.1", server.port)) as one:
                one.settimeout(20)
                one.sendall(asked)
                answer = b"".join(iter(lambda: one.recv(65536), b""))  # it closes, though the body has no end
            assert answer.startswith(b"HTTP/1.1 413") and b"connection: close" in answer.lower()
        assert server.figures()['rubricate_refused_total{reason="upload-too-large"}'] == 5


def test_a_body_that_does_not_go_on_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SILENCE", 0.3)
    with served() as server, socket.create_connection(("127.0.0.1", server.port)) as one:
        one.sendall(head_of(server, "Content-Length: 9") + b"A")
        one.settimeout(20)
        assert one.recv(65536).startswith(b"HTTP/1.1 408")


def test_a_body_that_trickles_is_given_up() -> None:
    with served(document_seconds=1) as server, socket.create_connection(("127.0.0.1", server.port)) as one:
        one.sendall(head_of(server, "Content-Length: 9999"))
        one.settimeout(0.1)
        answer = b""
        for _ in range(100):
            with suppress(TimeoutError):
                one.sendall(b"A")
                answer = one.recv(65536)
                break
        assert answer.startswith(b"HTTP/1.1 408")


def head_of(server: Served, *lines: str) -> bytes:
    """The head of a request whose body is to come."""
    told = ("POST /v1/convert?name=a.txt HTTP/1.1", f"Host: 127.0.0.1:{server.port}", *lines, "", "")
    return "\r\n".join(told).encode()


def test_what_takes_too_long_is_ended_and_costs_itself() -> None:
    with served(document_seconds=1) as server:
        late = server.convert(SLOW, "a.txt")
        assert (late.status, late.ids) == (504, ["document-timeout"])
        assert server.ask("POST", "/v1/validate", EXPECTED).status == 200


def test_two_at_once(server: Served) -> None:
    asked = [server.begin("POST", "/v1/convert", SEED * 10, name="a.txt") for _ in range(2)]
    until(lambda: len(at_work(os.getpid())) == 2)
    first, second = [one.answer() for one in asked]
    assert first.json["jats"] == second.json["jats"]


def test_a_full_line_is_refused_with_the_time_to_come_again() -> None:
    with served(conversions=1, conversions_waiting=1) as server:
        asked = [server.begin("POST", "/v1/convert", SLOW, name="a.txt")]
        until(lambda: server.health()["in-work"] == 1)
        asked.append(server.begin("POST", "/v1/convert", SEED, name="a.txt"))
        until(lambda: server.health()["waiting"] == 1)
        assert server.health()["status"] == "busy"
        refused = server.convert(SEED, "a.txt")
        assert (refused.status, refused.ids) == (429, ["server-busy"])
        assert 1 <= int(refused.headers["retry-after"]) <= 600
        with socket.create_connection(("127.0.0.1", server.port)) as one:  # before the body is sent
            one.settimeout(20)
            one.sendall(head_of(server, "Content-Length: 9999"))
            assert one.recv(65536).startswith(b"HTTP/1.1 429")
        assert server.figures()['rubricate_refused_total{reason="server-busy"}'] == 2
        asked[1].leave()  # its document leaves the line
        until(lambda: server.health()["waiting"] == 0)
        asked.append(server.begin("POST", "/v1/convert", SEED, name="a.txt"))
        until(lambda: server.health()["waiting"] == 1)
        asked[0].leave()  # its process is ended, and the next one's turn has come
        assert asked[2].answer().json["jats"].encode() == EXPECTED
        assert server.figures()['rubricate_documents_total{status="gone",task="convert"}'] == 2


def test_a_killed_process_costs_its_document_alone() -> None:
    with served(conversions=1) as server:
        asked = [server.begin("POST", "/v1/convert", body, name="a.txt") for body in (SLOW,)]
        until(lambda: len(at_work(os.getpid())) == 1)
        asked.append(server.begin("POST", "/v1/convert", SEED, name="a.txt"))
        os.kill(at_work(os.getpid())[0], signal.SIGKILL)
        killed = asked[0].answer()
        assert (killed.status, killed.ids) == (500, ["worker-died"])
        assert asked[1].answer().json["jats"].encode() == EXPECTED
        assert server.figures()['rubricate_processes_lost_total{reason="worker-died"}'] == 1


def test_what_waits_lies_on_the_disk() -> None:
    """Eight bodies of 30 MB in line behind a slow document: the server holds none of them in memory."""
    with process(conversions=1, conversions_waiting=8) as (server, program):
        server.convert(SEED, "a.txt")
        slow = server.begin("POST", "/v1/convert", SLOW, name="a.txt")
        until(lambda: server.health()["in-work"] == 1)
        before = resident(program.pid)
        large = b"PK\x03\x04" + bytes(30 * 2**20)
        asked: list[Any] = []
        senders = [
            threading.Thread(target=lambda: asked.append(server.begin("POST", "/v1/convert", large, name="a.docx")))
            for _ in range(8)
        ]
        for sender in senders:
            sender.start()
        until(lambda: server.health()["waiting"] == 8)
        assert resident(program.pid) - before < 40 * 2**20
        slow.leave()
        for sender in senders:
            sender.join()
        assert {one.answer().status for one in asked} == {422}


def test_a_fault_of_ours_is_a_problem_too(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such thing")

    for place in ("rubricate.web.api.received", "rubricate.web.answers.counts_of"):
        with monkeypatch.context() as patch:
            patch.setattr(place, broken)
            answer = server.ask("POST", "/v1/validate", EXPECTED)
        assert (answer.status, answer.ids) == (500, ["internal-fault"])
    assert server.ask("POST", "/v1/validate", EXPECTED).status == 200


def test_the_end_of_the_server_ends_its_processes() -> None:
    with process() as (server, program):
        asked = server.begin("POST", "/v1/convert", SLOW, name="a.txt")
        until(lambda: len(at_work(program.pid)) == 1)
        processes = below(program.pid)
        program.send_signal(signal.SIGTERM)
        program.wait(20)
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes), "a process stayed")
        asked.leave()


def test_a_server_that_is_ending_begins_nothing() -> None:
    with served() as server:
        assert server.app is not None
        server.app.state.workers.closed = True
        for answer in (server.convert(SEED, "a.txt"), server.ask("GET", "/healthz")):
            assert (answer.status, answer.ids) == (503, ["server-closing"])
            assert int(answer.headers["retry-after"]) > 0


# What a monitor and a client's author ask


def test_health_tells_versions_and_load(server: Served) -> None:
    told = server.health()
    assert told["versions"]["rubricate"] == rubricate.__version__ and told["versions"]["pandoc"][0].isdigit()
    assert (told["status"], told["in-work"], told["limits"]["conversions"]) == ("ok", 0, 2)


def test_health_is_ill_without_pandoc(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> tuple[int, ...]:
        raise RubricateError(Finding("pandoc-missing", Severity.ERROR, "Unexpected absence of pandoc, expected it."))

    monkeypatch.setattr("rubricate.web.api.pandoc_version", missing)
    answer = server.ask("GET", "/healthz")
    assert (answer.status, answer.ids, answer.headers["retry-after"]) == (503, ["pandoc-missing"], "5")


def test_figures_count_what_was_answered() -> None:
    with served() as server:
        assert server.figures()['rubricate_documents_total{status="200",task="convert"}'] == 0
        server.convert(SEED, "seed.txt")
        server.convert(b" ", "a.txt")
        server.ask("POST", "/v1/validate", b"no XML")
        told = server.figures()
    assert told['rubricate_documents_total{status="200",task="convert"}'] == 1
    assert told['rubricate_documents_total{status="422",task="convert"}'] == 1
    assert told['rubricate_document_seconds_count{task="convert"}'] == 2
    assert (
        told['rubricate_findings_total{severity="error"}'] == 2
        and told['rubricate_findings_total{severity="warning"}'] == 1
    )
    assert told["rubricate_documents_in_work"] == told["rubricate_documents_waiting"] == 0


def test_the_description_is_openapi_and_names_what_there_is(server: Served) -> None:
    told = server.ask("GET", "/openapi.json").json
    assert told == json.loads(json.dumps(openapi.document()))
    for path, item in told["paths"].items():
        [method] = item
        assert server.ask(method.upper(), path).status not in (404, 405)
    validator = pytest.importorskip(
        "openapi_spec_validator", reason="pip install '.[service-fuzz]' checks the description"
    )
    validator.validate(told)


def test_options_are_those_of_the_command() -> None:
    table = {option.name: option.values for option in options.CONVERT}
    assert (table["jats"], table["tag-set"]) == (convert_command.VERSIONS, convert_command.TAG_SETS)
    assert {option.name: option.values for option in options.PACKAGE}["for"] == package_command.RECEIVERS


@pytest.mark.parametrize(
    ("accept", "xml"),
    [
        ("", False), ("*/*", False), ("application/xml", True), ("text/html, application/xml;q=0.9, */*;q=0.8", True),
        ("application/json, application/xml", False), ("application/*;q=0.5, application/json;q=0.4", True),
        ("application/xml;q=0", False), ("application/xml;q=nan", False), (",;,=;q", False),
    ],
)  # fmt: skip
def test_what_a_client_likes_better(accept: str, xml: bool) -> None:
    assert wants(accept, "application/xml") is xml
