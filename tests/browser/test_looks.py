"""How the desk looks and reads: axe-core on every page, nothing wider than the window, pictures for a person's eye.

pytest tests/browser/test_looks.py --accept     writes those of the README anew (samples/pictures)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("playwright", reason="the extra browser is not installed")
pytest.importorskip("axe_playwright_python", reason="the extra browser is not installed")

from desk_hands import correct, frame, put, value
from desk_server import Server, serving
from playwright.sync_api import Browser, Frame, Page

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))
PICTURES = ROOT / "samples" / "pictures"
MOST = 150_000
"""Bytes of one picture in the repository."""
WIDTHS = {390: 844, 1280: 900, 2560: 1440}
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
Window = Callable[..., Page]


@pytest.fixture(scope="module")
def laid(chromium: Browser) -> Iterator[tuple[Server, dict[str, str]]]:
    """A desk with a journal, the seed (corrected once), an article with figures, and a file that can't be read."""
    with serving() as server:
        page = chromium.new_page()
        page.goto(server.opened)
        server.send("/journals/new", **{"journal.title": "Journal of Example Medicine", "journal.eissn": "2049-3630"})
        where: dict[str, str] = {}
        for name, path in (("seed", SEED), ("full", ROOT / "samples" / "full" / "article.md")):
            page.goto(server.url)
            put(page, path, *path.parent.glob("*.png"))
            frame(page)
            where[name] = page.url
        page.goto(server.url)
        page.set_input_files("#files", {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
        page.get_by_role("button", name="Convert").click()
        page.wait_for_selector("text=This could not be read")
        where["failed"] = page.url
        where["desk"] = server.url + "/"
        where["journal"] = server.url + "/journals/new"
        where["missing"] = server.url + "/documents/none"
        page.close()
        yield server, where


def grave(place: Page | Frame) -> list[str]:
    """What axe-core finds that is serious or worse: rule and places."""
    place.evaluate(AXE)
    found: dict[str, Any] = place.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


@pytest.mark.timeout(150)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["desk", "seed", "full", "failed", "journal", "missing"])
def test_nothing_serious_for_axe(
    chromium: Browser, laid: tuple[Server, dict[str, str]], name: str, scheme: Any
) -> None:
    server, where = laid
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(server.opened)
    page.goto(where[name])
    if name in ("seed", "full"):
        frame(page)
        [inside] = [one for one in page.frames if one.url.partition("?")[0].endswith("/proof")]
        assert grave(inside) == []
        inside.evaluate("() => document.querySelector('.open-corrections').click()")
        assert grave(inside) == []
        page.get_by_text("Settings").first.click()
    assert grave(page) == []
    context.close()


@pytest.mark.timeout(150)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(
    chromium: Browser, laid: tuple[Server, dict[str, str]], width: int, scheme: Any, tmp_path: Path
) -> None:
    """And a picture of each page for who wants to look."""
    server, where = laid
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]})
    page = context.new_page()
    page.goto(server.opened)
    for name, address in where.items():
        page.goto(address)
        places: list[Page | Frame] = [page]
        if name in ("seed", "full"):
            frame(page)
            places += [one for one in page.frames if "/proof" in one.url]
        page.screenshot(path=tmp_path / f"{name}.png")
        for place in places:
            wide, window = place.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
            assert wide <= window, f"{name} at {width}: {wide}"
    context.close()


@pytest.mark.timeout(150)
def test_pictures_of_the_readme(chromium: Browser, accept: bool, tmp_path: Path) -> None:
    folder = PICTURES if accept else tmp_path
    folder.mkdir(exist_ok=True)
    with serving() as server:
        context = chromium.new_context(viewport={"width": 1120, "height": 720})
        page = context.new_page()
        page.goto(server.opened)
        server.send("/journals/new", **{"journal.title": "Journal of Example Medicine", "journal.eissn": "2049-3630"})
        for path in sorted((ROOT / "samples").glob("*/article.md")):
            pictures = [("files", one.name, one.read_bytes()) for one in path.parent.glob("*.png")]
            server.send("/documents", ("files", f"{path.parent.name}.md", path.read_bytes()), *pictures)
        server.send("/documents", ("files", "seed.txt", SEED.read_bytes()))
        server.send("/documents", ("files", "holiday.pdf", b"%PDF-1.7"))
        page.goto(server.url)
        page.wait_for_selector("#documents:not([hx-get])")
        page.screenshot(path=folder / "desk.png", full_page=True)
        put(page, ROOT / "samples" / "full" / "article.md", *(ROOT / "samples" / "full").glob("*.png"))
        correct(page, value(page, "title"), "Home blood pressure in two towns")
        inside = frame(page)
        inside.locator(".panes").scroll_into_view_if_needed()
        inside.get_by_role("button", name="Corrections").click()
        page.screenshot(path=folder / "corrections.png")
        before = page.locator("iframe#proof").get_attribute("src")
        inside.get_by_role("button", name="Apply").click()
        page.wait_for_selector(f'iframe#proof:not([src="{before}"])')
        frame(page)
        page.screenshot(path=folder / "proof.png")
        context.close()
    made = sorted(path.name for path in folder.glob("*.png"))
    assert made == ["corrections.png", "desk.png", "proof.png"]
    kept = sorted(PICTURES.glob("*.png"))
    assert [path.name for path in kept] == made
    assert all(path.stat().st_size < MOST for path in kept)
