"""The rule on the files that graphics and media name."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import XLINK, Document, name_of, shown
from .floats import EXTENSION
from .registry import Hit, rule
from .surroundings import Surroundings

LINKING = (
    "graphic",
    "inline-graphic",
    "media",
    "inline-media",
    "supplementary-material",
    "inline-supplementary-material",
)
REMOTE = ("http://", "https://", "ftp://", "doi:", "urn:")
# What a name without extension may stand for, since displays make their own copies.
IMAGES = (".tif", ".tiff", ".eps", ".jpg", ".jpeg", ".png", ".gif", ".svg")


@rule(
    "graphic-href",
    50,
    Severity.ERROR,
    source="PMC Style Checker (href); PMC file requirements",
    link="https://pmc.ncbi.nlm.nih.gov/pub/filespec-images/",
    suggestion="Write the file's name as it is on the disk, with its extension and without spaces: jgm-12-34-g001.tif.",
)
def graphic_href(document: Document) -> Iterator[Hit]:
    """A graphic names its file: with extension, without spaces, and the file is there.

    Where files lie beside the XML, the one that is named must be among them, spelt with the same capitals; in a folder
    that holds none of them nothing is said. Of two names that differ by capitals only, one gets lost on many disks. A name without extension is a warning: PMC itself strips some. An address on
    the web is a warning for a picture, which receivers do not fetch.
    """
    named: list[tuple[etree._Element, str]] = []
    for element in document.all(*LINKING):
        href = element.get(XLINK + "href")
        if href is None:
            if element.tag in ("graphic", "inline-graphic", "media", "inline-media", "inline-supplementary-material"):
                yield Hit(element, f"<{name_of(element)}> without @xlink:href", "the name of its file")
            continue
        if not href.strip():
            yield Hit(element, "empty @xlink:href", "the name of its file", "@xlink:href")
        elif any(letter.isspace() for letter in href):
            expected = "one without, as in jgm-12-34-g001.tif"
            yield Hit(element, f"space in the file name {shown(href)}", expected, "@xlink:href")
        elif href.startswith(REMOTE):
            if element.tag in ("graphic", "inline-graphic"):
                found = f"address {shown(href)} of a picture"
                yield Hit(element, found, "the name of a file", "@xlink:href", severity=Severity.WARNING)
        else:
            named.append((element, href))
    yield from _files(document, named)


def _files(document: Document, named: list[tuple[etree._Element, str]]) -> Iterator[Hit]:
    around = document.surroundings
    known = around is not None and (around.package or any(_present(href, around) for _, href in named))
    for element, href in named:
        if around is not None and known and not _present(href, around):
            twin = _twin(href, around)
            expected = f"{twin}, as the file is called" if twin else "a file that is there"
            yield Hit(element, f"file name {shown(href)}", expected, "@xlink:href")
        elif not EXTENSION.search(href):
            found = f"file name {shown(href)} without extension"
            yield Hit(element, found, "one with, as in .tif", "@xlink:href", severity=Severity.WARNING)
    if around is not None and around.package:
        files: dict[str, str] = {}
        for name in around.files:
            if (other := files.setdefault(name.casefold(), name)) != name:
                found = f"files {shown(other)} and {shown(name)}, which differ by capitals only"
                yield Hit(document.root, found, "names that differ more")
    spelt: dict[str, str] = {}
    for element, href in named:
        other = spelt.setdefault(href.casefold(), href)
        if other != href:
            found = f"file name {shown(href)}, which differs from {shown(other)} by capitals only"
            yield Hit(element, found, "names that differ more", "@xlink:href")


def _twin(href: str, around: Surroundings) -> str:
    """The file that was meant: spelt with other capitals, or in a folder beside the XML."""
    folded = href.casefold().removeprefix("./")
    return next((name for name in around.files if name.casefold().rpartition("/")[2] == folded), "")


def _present(href: str, around: Surroundings) -> bool:
    name = href.removeprefix("./")
    return name in around.files or (
        not EXTENSION.search(name) and any(name + extension in around.files for extension in IMAGES)
    )
