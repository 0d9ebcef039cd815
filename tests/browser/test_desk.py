"""The desk as a person uses it, in a headless Chromium."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("playwright", reason="the extra browser is not installed")

from desk_hands import apply, correct, download, frame, put, value
from desk_server import Server, serving
from playwright.sync_api import Browser, Dialog, Error, Page, expect

from rubricate import convert
from rubricate.validation import validate_bytes

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))
SAMPLES = sorted(
    path for path in (ROOT / "samples").glob("*/article.*") if path.suffix in (".txt", ".md", ".html", ".docx", ".odt")
)
Window = Callable[..., Page]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("source", [SEED, *SAMPLES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_whole_way(window: Window, source: Path, tmp_path: Path) -> None:
    """Upload, correct the affiliation (or what there is), download, validate; the command makes the same of the same file."""
    page = window()
    pictures = [path for path in source.parent.iterdir() if path.suffix in (".png", ".jpg", ".svg")]
    put(page, source, *pictures)
    place = value(page, "affiliation|institution|aff|article title|title|paragraph")
    correct(page, place, "Department of Corrected Words")
    apply(page)
    expect(frame(page).locator("#article", has_text="Department of Corrected Words")).to_be_visible()
    name, xml = download(page, page.get_by_role("link", name="Download XML"))
    assert name == f"{source.stem}.xml"
    assert b"Department of Corrected Words" in xml
    assert [finding for finding in validate_bytes(xml, name) if str(finding.severity) == "error"] == []
    page.get_by_text("More files").click()
    _, corrections = download(page, page.get_by_role("link", name="Corrections (1)"))
    (tmp_path / "c.yaml").write_bytes(corrections)
    assert convert(source, name=source.name, corrections=tmp_path / "c.yaml", metadata_files=[]).xml == xml


def test_dropping_a_file(window: Window) -> None:
    page = window()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
          for (const kind of ["dragenter", "dragover", "drop"])
            document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        SEED.read_text(encoding="utf-8"),
    )
    expect(frame(page).locator(".article-title")).to_contain_text("Rituximab")
    expect(page.get_by_role("heading", name="dropped.txt")).to_be_visible()


def test_pasting_a_text(window: Window) -> None:
    page = window()
    page.get_by_text("Paste text instead").click()
    page.get_by_label("Text of the article").fill(SEED.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Convert").click()
    expect(frame(page).locator(".article-title")).to_contain_text("Rituximab")


@pytest.mark.parametrize("name", ["holiday.pdf", "program.exe", "broken.docx"])
def test_a_wrong_file_says_what_it_is(window: Window, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7\n\x00\x01\x02\xff\xfe not an article")
    page = window()
    put(page, tmp_path / name)
    expect(page.get_by_role("heading", name="This could not be read")).to_be_visible()
    expect(page.locator(".finding").first).to_contain_text("expected")
    expect(page.get_by_role("link", name="Download XML")).to_have_count(0)


def test_nothing_chosen(window: Window) -> None:
    page = window()
    page.get_by_role("button", name="Convert").click()
    expect(page.get_by_role("alert")).to_contain_text("choose a file, drop one, or paste")
    page.get_by_role("link", name="Go back").click()
    expect(page.get_by_role("button", name="Convert")).to_be_enabled()


def test_several_files_at_once(window: Window) -> None:
    page = window()
    texts = [path for path in SAMPLES if path.suffix == ".md"][:2]
    copies = [SEED, *texts]
    put(page, *copies)
    for path in copies:
        row = page.locator(".document.done", has_text=path.name).first
        expect(row.get_by_role("link", name="XML")).to_be_visible()
    expect(page.locator("progress")).to_have_count(0)


def test_two_browsers_at_once(window: Window) -> None:
    first, second = window(), window()
    put(first, SEED)
    frame(first)
    second.goto(first.url)
    correct(second, value(second, "title"), "A title of the second")
    correct(first, value(first, "title"), "A title of the first")
    apply(second)
    frame(first).get_by_role("button", name="Corrections").click()
    frame(first).get_by_role("button", name="Apply").click()
    expect(first.get_by_role("alert")).to_contain_text("has changed since")
    expect(first.get_by_label("Your corrections, which were not applied")).to_have_value(
        re.compile("A title of the first")
    )
    first.get_by_role("button", name="Apply them to the article as it is now").click()
    expect(frame(first).locator(".article-title")).to_have_text("A title of the first")
    second.reload()
    expect(frame(second).locator(".article-title")).to_have_text("A title of the first")


def test_an_address_is_corrected_and_not_followed(window: Window) -> None:
    page = window()
    put(page, SEED)
    mail = frame(page).locator("#article a[href^=mailto]").first
    mail.click()
    mail.press("ControlOrMeta+a")
    mail.press_sequentially("office@example.org")
    mail.press("Enter")
    apply(page)
    expect(frame(page).locator("#article")).to_contain_text("office@example.org")


def test_what_is_not_applied_is_not_lost_in_silence(chromium: Browser, desk: Server) -> None:
    """Leaving the page asks first; nothing asks where all is applied."""
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []

    def heard(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", heard)
    page.goto(desk.opened)
    put(page, SEED)
    here = page.url
    correct(page, value(page, "title"), "A title that is not applied yet")
    with suppress(Error):  # the way that was broken off
        page.goto(desk.url, timeout=3000)
    assert asked == ["beforeunload"]
    assert page.url == here
    apply(page)
    page.get_by_role("link", name="The desk").click()
    expect(page.locator("#documents")).to_be_visible()
    assert asked == ["beforeunload"]
    context.close()


def test_authors_and_licence_that_the_text_does_not_name(window: Window) -> None:
    page = window()
    put(page, SEED)
    frame(page)
    page.get_by_text("Settings").click()
    page.get_by_role("link", name="Facts of this article").click()
    page.get_by_label("Authors, one a line").fill("Sora Kim\nElena van der Berg")
    page.get_by_label("Address of the licence").fill("https://creativecommons.org/licenses/by/4.0/")
    page.get_by_label("Date of publication").fill("2014-08")
    page.get_by_label("It was published").select_option("electronic")
    page.get_by_role("button", name="Keep and convert again").click()
    expect(frame(page).locator("#article .authors")).to_contain_text("Elena")
    _, xml = download(page, page.get_by_role("link", name="Download XML"))
    assert b"<surname>van der Berg</surname>" in xml and b"licenses/by/4.0/" in xml
    assert b'publication-format="electronic"' in xml


def test_an_article_of_another_journal_is_asked_about(window: Window) -> None:
    page = window()
    page.get_by_role("link", name="Add a journal").click()
    page.get_by_label("Title", exact=False).first.fill("Journal of Rheumatic Diseases")
    page.get_by_label("ISSN, electronic").fill("2049-3631")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("alert")).to_contain_text("check digit")
    page.get_by_label("ISSN, electronic").fill("2049-3630")
    page.get_by_role("button", name="Keep").click()
    put(page, ROOT / "samples" / "full" / "article.docx")
    expect(frame(page).locator("#queries")).to_contain_text("Unexpected journal “Journal of Garden Medicine”")


def test_a_desk_that_has_ended_says_so(chromium: Browser) -> None:
    with serving() as server:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(server.opened)
        put(page, SEED)
        correct(page, value(page, "title"), "A title for nobody")
        frame(page).get_by_role("button", name="Corrections").click()
        server.process.terminate()
        server.process.wait(20)
        frame(page).get_by_role("button", name="Apply").click()
        expect(page.get_by_role("alert")).to_contain_text("does not answer")
        expect(frame(page).locator("#article")).to_contain_text("A title for nobody")
        context.close()


def test_with_keys_alone(window: Window) -> None:
    page = window()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    reach(page, "summary", "Paste text instead")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(SEED.read_text(encoding="utf-8"))
    reach(page, "button", "Convert")
    page.keyboard.press("Enter")
    inside = frame(page)
    reach(page, "iframe", "")
    page.keyboard.press("a")
    for _ in range(40):
        page.keyboard.press("Tab")
        if inside.locator('.v[data-part="title"]:focus').count():
            break
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("A title by keys alone")
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    reach_inside(page, "Apply")
    before = page.locator("iframe#proof").get_attribute("src")
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('iframe#proof')?.getAttribute('src') > before", arg=before)
    expect(frame(page).locator(".article-title")).to_have_text("A title by keys alone")
    reach(page, "a", "Download XML")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert b"A title by keys alone" in Path(started.value.path()).read_bytes()


def reach(page: Page, tag: str, text: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(60):
        at = page.evaluate("() => [document.activeElement.localName, document.activeElement.textContent.trim()]")
        if at[0] == tag and text in at[1]:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {tag} {text}")


def reach_inside(page: Page, text: str) -> None:
    """The same inside the proof page."""
    [inside] = [one for one in page.frames if "/proof" in one.url]
    for _ in range(60):
        if inside.evaluate("() => document.activeElement.textContent.trim()") == text:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {text}")


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3)",
    "\u202egnisrever\u202c \u0645\u0642\u0627\u0644\u0629",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(4)",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_and_texts(window: Window, tmp_path: Path, text: str) -> None:
    """They are shown as they are, nothing runs: a dialog or an error of a page is a fault."""
    name = tmp_path / (text.replace("/", "\u2215") + ".md")
    name.write_text(
        f"# A title with {text}\n\n[{text}]({text})\n\n## Introduction\n\nThe words {text} stand here.\n",
        encoding="utf-8",
    )
    page = window()
    put(page, name)
    inside = frame(page)
    expect(inside.locator("#article")).to_contain_text("stand here")
    assert inside.locator("script:not(:last-child)").count() == 0
    for link in inside.locator("#article a[href]").all():
        assert not (link.get_attribute("href") or "").strip().casefold().startswith(("javascript", "data"))
    page.goto(page.url.partition("/documents")[0])
    expect(page.locator("#documents")).to_be_visible()
    assert page.locator("#documents img, #documents script").count() == 0


def test_a_text_that_writes_yaml(window: Window) -> None:
    """Quotation marks, braces and line ends in a correction stay what they are."""
    page = window()
    put(page, SEED)
    odd = "A \"quoted\" title: {with} 'all' # marks \\n & <tags>"
    correct(page, value(page, "title"), odd)
    apply(page)
    expect(frame(page).locator(".article-title")).to_have_text(odd)


@contextmanager
def another_site(body: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_another_site_can_neither_send_nor_read_nor_frame(window: Window, desk: Server) -> None:
    page = window()
    before = desk.ask("GET", "/documents").text  # type: ignore[attr-defined]
    body = f"""<!DOCTYPE html><title>Evil</title>
    <form id=f method=post action="{desk.url}/documents" target=into><textarea name=text>Sent by another site</textarea></form>
    <iframe name=into></iframe><iframe id=framed src="{desk.url}/"></iframe><script>f.submit()</script>"""
    with another_site(body) as address:
        other = page.context.new_page()
        other.goto(address)
        other.wait_for_load_state("networkidle")
        read = other.evaluate(
            "url => fetch(url, {credentials: 'include'}).then(a => a.text()).catch(() => 'refused')",
            desk.url + "/documents",
        )
        assert read == "refused"
        framed = [one for one in other.frames if one != other.main_frame]
        assert all("The editor" not in one.content() for one in framed)
    assert desk.ask("GET", "/documents").text == before  # type: ignore[attr-defined]
