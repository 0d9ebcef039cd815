"""What a person does on the desk, in few words."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page


def put(page: Page, *files: str | Path) -> None:
    """Choose files and convert them."""
    page.set_input_files("#files", [str(file) for file in files])
    page.get_by_role("button", name="Convert").click()


def frame(page: Page) -> FrameLocator:
    """The proof page of the document that is shown, when it is there."""
    page.wait_for_selector("iframe#proof")
    inside = page.frame_locator("iframe#proof")
    inside.locator("main").wait_for()
    return inside


def value(page: Page, parts: str) -> Locator:
    """The first value of the article whose part begins with one of these words (`|` between them)."""
    inside = frame(page)
    for start in parts.split("|"):
        found = inside.locator(f'#article .v[data-part^="{start}"]:not(.empty)').first
        if found.count():
            return found
    raise AssertionError(f"none of {parts}")


def correct(page: Page, place: Locator, text: str) -> None:
    """Write something else over a value."""
    place.click()
    place.press("ControlOrMeta+a")
    place.press_sequentially(text)
    place.press("Enter")


def apply(page: Page) -> None:
    """Send the corrections, and wait until the article is there anew."""
    before = page.locator("iframe#proof").get_attribute("src")
    inside = frame(page)
    inside.get_by_role("button", name="Corrections").click()
    inside.get_by_role("button", name="Apply").click()
    page.wait_for_function(
        "before => { const frame = document.querySelector('iframe#proof'); return frame && frame.getAttribute('src') !== before; }",
        arg=before,
    )
    frame(page)


def download(page: Page, link: Locator) -> tuple[str, bytes]:
    """What a link gives: name and bytes."""
    with page.expect_download() as started:
        link.click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()
