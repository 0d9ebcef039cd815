"""The desk over the wire: who gets in, what is kept, what a form does. What a person sees: tests/browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("uvicorn", reason="the extra web is not installed")

from desk_server import Server, serving

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt")).read_bytes()


@pytest.fixture(scope="module")
def desk() -> Iterator[Server]:
    with serving() as server:
        yield server


def said(answer: HTTPResponse) -> str:
    """The text of a page, without its mark-up."""
    plain = re.sub(r"<[^>]*>", " ", answer.text.decode("utf-8"))  # type: ignore[attr-defined]
    return " ".join(plain.split())


def done(server: Server, address: str) -> None:
    """Wait until a document is converted."""
    for _ in range(400):
        if server.ask("GET", f"{address}/state").getheader("HX-Refresh"):
            return
        time.sleep(0.1)
    raise AssertionError("still in work")


def added(server: Server, name: str = "seed.txt", data: bytes = SEED, **fields: str) -> str:
    answer = server.send("/documents", ("files", name, data), **fields)
    assert answer.status == 303, said(answer)
    address = answer.getheader("Location", "")
    done(server, address)
    return address


def test_without_the_key_nothing_is_shown(desk: Server) -> None:
    assert desk.ask("GET", "/", Cookie="").status == 403
    assert desk.ask("GET", "/?key=wrong", Cookie="").status == 403
    first = desk.ask("GET", f"/?key={desk.key}", Cookie="")
    assert first.status == 200
    cookie = first.getheader("Set-Cookie", "")
    assert (
        cookie.startswith(f"rubricate-{desk.port}={desk.key};") and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example.org"},
        {"Origin": "http://evil.example.org"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
    ],
    ids=str,
)
def test_other_sites_are_refused(desk: Server, headers: dict[str, str]) -> None:
    assert desk.ask("POST", "/documents", b"x", **headers).status == 403
    assert desk.ask("GET", "/documents", b"", **headers).status == 403


def test_every_answer_carries_the_policy(desk: Server) -> None:
    address = added(desk)
    for path in ("/", address, "/journals/new", "/documents/none", "/static/desk.css", "/documents"):
        answer = desk.ask("GET", path)
        policy = answer.getheader("Content-Security-Policy", "")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, path
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
    framed = desk.ask("GET", f"{address}/proof").getheader("Content-Security-Policy", "")
    assert "sandbox allow-scripts allow-downloads allow-popups" in framed and "frame-ancestors 'self'" in framed
    assert "allow-same-origin" not in framed and "connect-src" not in framed


def test_the_article_is_that_of_the_command(desk: Server) -> None:
    answer = desk.ask("GET", f"{added(desk)}/files/xml")
    assert answer.text == (ROOT / "samples" / "seed" / "expected.xml").read_bytes()  # type: ignore[attr-defined]


def test_pictures_come_along(desk: Server) -> None:
    folder = ROOT / "samples" / "full"
    pictures = [("files", path.name, path.read_bytes()) for path in sorted(folder.glob("*.png"))]
    answer = desk.send("/documents", ("files", "article.md", (folder / "article.md").read_bytes()), *pictures)
    address = answer.getheader("Location", "")
    done(desk, address)
    found = desk.ask("GET", f"{address}/files/zip").text  # type: ignore[attr-defined]
    assert found.startswith(b"PK") and b"flow.png" in found


def test_corrections_and_the_revision_that_they_belong_to(desk: Server) -> None:
    address = added(desk)
    made = "- part: volume\n  was: '21'\n  now: '22'\n"
    assert desk.send(f"{address}/corrections", revision="1", corrections=made).status == 303
    done(desk, address)
    assert b"<volume>22</volume>" in desk.ask("GET", f"{address}/files/xml").text  # type: ignore[attr-defined]
    assert desk.send(f"{address}/corrections", revision="1", corrections=made).status == 409
    wrong = desk.send(f"{address}/corrections", revision="2", corrections="- part: volum\n  now: 1\n")
    assert wrong.status == 303
    done(desk, address)
    assert "The last change was not taken" in said(desk.ask("GET", address))
    assert b"<volume>22</volume>" in desk.ask("GET", f"{address}/files/xml").text  # type: ignore[attr-defined]


def test_facts_of_a_journal(desk: Server) -> None:
    facts = {"journal.title": "Journal of Garden Medicine", "journal.eissn": "2049-3630", "journal.publisher-id": "jgm"}
    kept = desk.send("/journals/new", **facts, rest="license:\n- link: https://creativecommons.org/licenses/by/4.0/\n")
    id = kept.getheader("Location", "").partition("journal=")[2]
    address = added(desk, journal=id)
    xml = desk.ask("GET", f"{address}/files/xml").text  # type: ignore[attr-defined]
    assert b"Journal of Garden Medicine" in xml and b"creativecommons.org/licenses/by/4.0/" in xml
    form = desk.ask("GET", f"/journals/{id}").text.decode()  # type: ignore[attr-defined]
    assert 'value="Journal of Garden Medicine"' in form and "creativecommons.org" in form


def test_wrong_facts_are_said_with_their_line(desk: Server) -> None:
    answer = desk.send("/journals/new", **{"journal.title": "A"}, rest="journal: [\n")
    assert answer.status == 422 and "bad-yaml" in said(answer)


def test_a_package_says_what_stands_against_it(desk: Server) -> None:
    address = added(desk)
    answer = desk.post(f"{address}/package", **{"for": "crossref"})
    assert answer.status == 200 and "would refuse it" in said(answer)
    draft = desk.post(f"{address}/package", **{"for": "crossref", "draft": "yes"})
    assert draft.getheader("Content-Disposition", "").startswith("attachment")
    assert desk.post(f"{address}/package", **{"for": "nobody"}).status == 422


@pytest.mark.parametrize(
    ("name", "data", "status", "told"),
    [
        ("", b"", 422, "expected a file or a text"),
        ("journal.yaml", b"journal:\n  title: A\n", 422, "facts alone"),
    ],
)
def test_what_is_no_article_is_refused(desk: Server, name: str, data: bytes, status: int, told: str) -> None:
    answer = desk.send("/documents", ("files", name, data))
    assert answer.status == status and told in said(answer)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xml", "a.odt", "a.zip", "a.exe"])
def test_a_file_that_is_something_else_fails_alone(desk: Server, name: str) -> None:
    address = added(desk, name, b"MZ\x00\x01 not what it says")
    page = said(desk.ask("GET", address))
    assert "This could not be read" in page or "Not valid" in page
    assert desk.ask("GET", f"{address}/files/xml").status == 404


def test_hostile_names_stay_text(desk: Server) -> None:
    address = added(desk, "<script>alert(1)</script>.txt")
    for path in ("/", address):
        assert b"<script>alert" not in desk.ask("GET", path).text  # type: ignore[attr-defined]
    assert "/" not in address.removeprefix("/documents/")


def test_a_document_that_is_taken_away_is_gone(desk: Server) -> None:
    address = added(desk)
    assert desk.post(f"{address}/remove").status == 303
    assert desk.ask("GET", address).status == 404


def test_more_than_the_limits_allow_is_refused() -> None:
    with serving(limits="file-bytes=2000,desk-documents=1") as server:
        assert server.send("/documents", ("files", "long.txt", b"word " * 1000)).status == 413
        added(server, "short.txt", b"A title of this text\n\nAnd a word or two.")
        full = server.send("/documents", ("files", "more.txt", b"A title"))
        assert full.status == 422 and "desk-documents" in said(full)


def test_nothing_is_kept_when_the_process_ends(tmp_path: Path) -> None:
    with serving(temporary=tmp_path) as server:
        added(server)
        assert list(tmp_path.glob("rubricate-desk-*/seed/seed.xml"))
    assert not list(tmp_path.rglob("*seed*"))


def test_a_folder_keeps_the_desk(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    with serving("--folder", str(folder)) as server:
        address = added(server)
        server.send("/journals/new", **{"journal.title": "Journal of Garden Medicine"})
        first = server.ask("GET", f"{address}/files/xml").text  # type: ignore[attr-defined]
    assert (folder / "seed" / "source" / "seed.txt").read_bytes() == SEED
    with serving("--folder", str(folder)) as server:
        assert server.ask("GET", f"{address}/files/xml").text == first  # type: ignore[attr-defined]
        shown = said(server.ask("GET", "/"))
        assert "Journal of Garden Medicine" in shown and "A Case of Rituximab Therapy" in shown


def test_it_ends_in_the_midst_of_work(tmp_path: Path) -> None:
    long = SEED + b"\n\n".join([b"A paragraph of many words, again and again. " * 30] * 300)
    with serving(temporary=tmp_path) as server:
        for number in range(4):
            server.send("/documents", ("files", f"{number}.txt", long))
        started = time.monotonic()
    assert time.monotonic() - started < 15
    assert not list(tmp_path.glob("rubricate-*"))
