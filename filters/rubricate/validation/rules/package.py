"""Rules on a delivery: the names of its files, and whether they and the XML belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...values import Severity
from .document import XLINK, Document, ancestor, shown
from .graphic_files import LINKING, REMOTE
from .images import resolution
from .registry import Hit, rule
from .surroundings import Surroundings

BAD = re.compile(r"[\s?%#:\\*\"<>|]")
XML_NAMES = (".xml", ".nxml", ".jats")
# What a delivery holds beside the article and what the article names.
OTHERS = frozenset(("manifest.xml", "manifest.txt", "readme.txt", "go.xml", "license.txt", "thumbs.db", ".ds_store"))
# jgm-12-34-g001.tif: what is shown (g figure, t table, e and i formula, s supplement …) and three digits; or _fig_1
NUMBERED = re.compile(
    r"[-_](?:[a-z]\d{3}[a-z]?|(?:fig(?:ure)?|tab(?:le)?|eq|scheme|supp?)[-_]?\d{1,3}[a-z]?)$", re.IGNORECASE
)
LETTERS = {"fig": "g", "table-wrap": "t", "disp-formula": "e", "inline-formula": "i", "supplementary-material": "s"}
MIN_DPI = 300


@rule(
    "package",
    67,
    Severity.ERROR,
    source="PMC file requirements (naming, images)",
    link="https://pmc.ncbi.nlm.nih.gov/pub/filespec-xml/",
    suggestion="Name the files after the article: jgm-12-34.xml, jgm-12-34.pdf, jgm-12-34-g001.tif, jgm-12-34-s001.csv.",
)
def package(document: Document) -> Iterator[Hit]:
    """The files of a delivery are named as they are received, and all of them belong to the article.

    XML and PDF have the same name but for the extension; extensions in small letters; no spaces and none of ? % # : in a
    name; every file is named in the XML. Files of figures end in -g001 and so on (tables -t001, supplements -s001), and
    images have 300 dots an inch or more (both warnings, as is a file that the XML does not name). Says nothing where the
    files are not known to be a delivery. A file that is named and not there is what `graphic-href` tells.
    """
    around = document.surroundings
    if around is None or not around.package:
        return
    named = [(element, href.strip().removeprefix("./")) for element, href in _named(document)]
    yield from _names(document, around)
    yield from _belonging(document, around, {href for _, href in named})
    for element, href in named:
        if href in around.files:
            yield from _numbered(element, href)
            yield from _image(element, href, around)


def _named(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for element in document.all(*LINKING, "self-uri"):
        href = element.get(XLINK + "href", "")
        if href.strip() and not href.startswith(REMOTE):
            yield element, href


def _stem(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    return (stem, dot + extension) if dot else (name, "")


def _names(document: Document, around: Surroundings) -> Iterator[Hit]:
    root = document.root
    stem = _stem(around.name)[0]
    papers = [name for name in around.files if name.lower().endswith(".pdf") and "/" not in name]
    articles = [
        name
        for name in around.files
        if name.lower().endswith(XML_NAMES) and "/" not in name and name.lower() not in OTHERS
    ]
    if papers and len(articles) < 2 and not any(_stem(name)[0] == stem for name in papers):
        whole = [name for name in papers if not NUMBERED.search(_stem(name)[0])]
        if whole:
            yield Hit(root, f"PDF {shown(whole[0])} beside {around.name}", f"{stem}.pdf")
    for name in around.files:
        extension = _stem(name.rpartition("/")[2])[1]
        if extension != extension.lower():
            yield Hit(root, f"file name {shown(name)}", f"an extension in small letters, {extension.lower()}")
        if match := BAD.search(name):
            what = "a space" if match[0].isspace() else match[0]
            yield Hit(root, f"{what} in the file name {shown(name)}", "letters, digits, - and _")


def _belonging(document: Document, around: Surroundings, named: set[str]) -> Iterator[Hit]:
    stem = _stem(around.name)[0]
    bare = {_stem(name)[0] for name in named} | {name for name in named if "." not in name}
    for name in around.files:
        short = name.rpartition("/")[2]
        if (
            name in named
            or short == around.name
            or short.lower() in OTHERS
            or short.lower().endswith((*XML_NAMES, ".dtd", ".ent"))
        ):
            continue
        if short.lower().endswith(".pdf") and (_stem(short)[0] == stem or not NUMBERED.search(_stem(short)[0])):
            continue
        if _stem(name)[0] in bare:
            continue  # another format of the same picture
        found = f"file {shown(name)} that the XML does not name"
        yield Hit(document.root, found, "a <graphic> or <supplementary-material> for it", severity=Severity.WARNING)


def _numbered(element: etree._Element, href: str) -> Iterator[Hit]:
    holder = ancestor(element, *LETTERS)
    kind = (
        "supplementary-material"
        if element.tag == "supplementary-material"
        else ""
        if holder is None
        else str(holder.tag)
    )
    letter = LETTERS.get(kind)
    stem, extension = _stem(href)
    match = NUMBERED.search(stem)
    if letter is not None and match is None:
        expected = f"a number at its end, as in -{letter}001{extension}"
        yield Hit(element, f"file name {shown(href)}", expected, "@xlink:href", severity=Severity.WARNING)


def _image(element: etree._Element, href: str, around: Surroundings) -> Iterator[Hit]:
    if not href.lower().endswith((".tif", ".tiff", ".png", ".jpg", ".jpeg")) or element.tag in (
        "supplementary-material",
        "inline-graphic",
    ):
        return
    dots = resolution(around.head(href))
    if dots is not None and 0 < dots < MIN_DPI:
        found = f"{dots} dots an inch in {shown(href)}"
        yield Hit(
            element,
            found,
            f"{MIN_DPI} or more",
            "@xlink:href",
            suggestion="Export the picture anew, larger; don't change the number alone.",
            severity=Severity.WARNING,
        )


# jkms_34_12_fig_1.tif: journal, volume or year, issue or number, kind, number
KOREAN = re.compile(
    r"[A-Za-z]+[_-]\d+[_-][0-9A-Za-z]+(?:[_-][0-9A-Za-z]+)*[_-](?:fig|table|eq|formula|scheme|g|t|e|s)[_-]?\d+[A-Za-z]?"
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
        stem, extension = _stem(href)
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
