"""A headless Chromium and a desk to look at; skipped, with the reason said, where either is not installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("playwright", reason="the extra browser is not installed")

from desk_server import Server, serving
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, expect, sync_playwright

CHROMIUM = os.environ.get("RUBRICATE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SECONDS = 30
expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="module")  # while it is open a loop runs in this thread, which tests of other rooms can't have
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def window(chromium: Browser, desk: Server) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own on the desk; what its pages say on the console, or throw, or ask in a dialog, is a fault."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        watched(page, faults)
        page.goto(desk.opened)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def watched(page: Page, faults: list[str]) -> None:
    """Gather what a page complains of; a refusal that a test asks for (4xx) is none."""

    def asked(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def complained(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and "the server responded" not in said.text:
            faults.append(said.text)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", asked)
    page.on("console", complained)
