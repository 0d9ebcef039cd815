"""The rule on the figures of a Korean delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...findings import Severity
from .document import XLINK, Document, ancestor, shown
from .images import resolution
from .package import split_name
from .registry import Hit, rule

# jkms_34_12_fig_1.tif: journal, volume or year, issue or number, kind, number
KOREAN = re.compile(
    r"[A-Za-z]{1,40}[_-]\d{1,10}(?:[_-][0-9A-Za-z]{1,30}){1,6}[_-](?:fig|table|eq|formula|scheme|g|t|e|s)[_-]?\d{1,6}[A-Za-z]?"
)


KOREAN_DPI = 600


@rule(
    "package-korean",
    69,
    Severity.ERROR,
    source="KoreaMed Synapse and ScienceCentral (figure files)",
    link="https://www.koreamed.org/",
    suggestion="Deliver figures as TIFF or EPS of 600 dots an inch or more, named jour_year_number_fig_1.tif.",
)
def package_korean(document: Document) -> Iterator[Hit]:
    """Figures of a Korean delivery are TIFF or EPS of 600 dots an inch, named after journal, year and number.

    As jour_year_number_fig_1.tif (a warning where the name is another). Says nothing where the files are not known to be a
    delivery, and of EPS, which has no dots, only that it is there.
    """
    around = document.surroundings
    if around is None or not around.package:
        return
    for element in document.all("graphic"):
        href = element.get(XLINK + "href", "").strip().removeprefix("./")
        if href not in around.files or ancestor(element, "fig") is None:
            continue
        stem, extension = split_name(href)
        if extension.lower() not in (".tif", ".tiff", ".eps"):
            yield Hit(element, f"figure file {shown(href)}", "TIFF or EPS", "@xlink:href")
            continue
        dots = resolution(around.head(href))
        if dots is not None and 0 < dots < KOREAN_DPI:
            yield Hit(element, f"{dots} dots an inch in {shown(href)}", f"{KOREAN_DPI} or more", "@xlink:href")
        if not KOREAN.fullmatch(stem):
            found = f"file name {shown(href)}"
            yield Hit(
                element, found, f"one like jour_year_number_fig_1{extension}", "@xlink:href", severity=Severity.WARNING
            )
