"""The rule on a delivery: the names of its files, and whether they and the XML belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import XLINK, Document, ancestor, shown
from .graphic_files import LINKING, REMOTE
from .images import resolution
from .registry import Hit, rule
from .surroundings import XML_NAMES, Surroundings

BAD = re.compile(r"[\s?%#:\\*\"<>|]")


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
    names = {href for _, href in named}
    yield from _names(document, around, names)
    yield from _belonging(document, around, names)
    for element, href in named:
        if href in around.files:
            yield from _numbered(element, href)
            yield from _image(element, href, around)


def _named(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for element in document.all(*LINKING, "self-uri"):
        href = element.get(XLINK + "href", "")
        if href.strip() and not href.startswith(REMOTE):
            yield element, href


def split_name(name: str) -> tuple[str, str]:
    """A file name without its extension, and the extension with its dot ("" without)."""
    stem, dot, extension = name.rpartition(".")
    return (stem, dot + extension) if dot else (name, "")


def _names(document: Document, around: Surroundings, named: set[str]) -> Iterator[Hit]:
    root = document.root
    stem = split_name(around.name)[0]
    papers = [name for name in around.files if name.lower().endswith(".pdf") and "/" not in name]
    articles = [
        name
        for name in around.files
        if name.lower().endswith(XML_NAMES) and "/" not in name and name.lower() not in OTHERS
    ]
    if papers and len(articles) < 2 and not any(split_name(name)[0] == stem for name in papers):
        whole = [name for name in papers if name not in named and not NUMBERED.search(split_name(name)[0])]
        if whole:
            yield Hit(root, f"PDF {shown(whole[0])} beside {around.name}", f"{stem}.pdf")
    for name in around.files:
        extension = split_name(name.rpartition("/")[2])[1]
        if extension != extension.lower():
            yield Hit(root, f"file name {shown(name)}", f"an extension in small letters, {extension.lower()}")
        if match := BAD.search(name):
            what = "a space" if match[0].isspace() else match[0]
            yield Hit(root, f"{what} in the file name {shown(name)}", "letters, digits, - and _")


def _belonging(document: Document, around: Surroundings, named: set[str]) -> Iterator[Hit]:
    stem = split_name(around.name)[0]
    bare = {split_name(name)[0] for name in named} | {name for name in named if "." not in name}
    for name in around.files:
        short = name.rpartition("/")[2]
        if (
            name in named
            or short == around.name
            or short.lower() in OTHERS
            or short.lower().endswith((*XML_NAMES, ".dtd", ".ent"))
        ):
            continue
        if short.lower().endswith(".pdf") and (
            split_name(short)[0] == stem or not NUMBERED.search(split_name(short)[0])
        ):
            continue
        if split_name(name)[0] in bare:
            continue  # another format of the same picture
        found = f"file {shown(name)} that the XML does not name"
        yield Hit(document.root, found, "a <graphic> or <supplementary-material> for it", severity=Severity.WARNING)


def _numbered(element: etree._Element, href: str) -> Iterator[Hit]:
    holder = ancestor(element, *LETTERS)
    kind = str(element.tag)
    if kind != "supplementary-material":
        kind = "" if holder is None else str(holder.tag)
    letter = LETTERS.get(kind)
    stem, extension = split_name(href)
    match = NUMBERED.search(stem)
    if letter is not None and match is None:
        expected = f"a number at its end, as in -{letter}001{extension}"
        yield Hit(element, f"file name {shown(href)}", expected, "@xlink:href", severity=Severity.WARNING)


def _image(element: etree._Element, href: str, around: Surroundings) -> Iterator[Hit]:
    if element.tag != "graphic" or not href.lower().endswith((".tif", ".tiff", ".png", ".jpg", ".jpeg")):
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
