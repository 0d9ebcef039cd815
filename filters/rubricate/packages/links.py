"""The files that an article names: found, renamed, and the names in the XML with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from ..findings import Finding, Severity

XLINK = "{http://www.w3.org/1999/xlink}href"
NAMING = (
    "graphic", "inline-graphic", "media", "inline-media", "supplementary-material", "inline-supplementary-material", "self-uri",
)  # fmt: skip
REMOTE = ("http://", "https://", "ftp://", "doi:", "urn:", "mailto:", "#")
IMAGES = (".tif", ".tiff", ".eps", ".jpg", ".jpeg", ".png", ".gif", ".svg")
KINDS = {
    "supplementary-material": "supplement", "inline-supplementary-material": "supplement", "fig": "figure", "table-wrap": "table",
    "disp-formula": "formula", "inline-formula": "inline",
}  # fmt: skip


class Named(NamedTuple):
    """One file that the article names: its kind, its number among those, "a", "b" … where several stand in one float."""

    old: str
    kind: str
    number: int
    panel: str
    extension: str


class Linked(NamedTuple):
    """The rewritten article, its files by their new names, the renamings, and what is not there."""

    root: etree._Element
    files: dict[str, bytes]
    renamed: dict[str, str]
    kinds: dict[str, str]
    """New name to kind: figure, table, formula, inline, supplement."""
    findings: list[Finding]


def relink(root: etree._Element, files: Mapping[str, bytes], name: Callable[[Named], str]) -> Linked:
    """A copy of the article in which each local file has the name that `name` gives it."""
    root = deepcopy(root)
    out: dict[str, bytes] = {}
    kinds: dict[str, str] = {}
    renamed: dict[str, str] = {}
    findings: list[Finding] = []
    for element, one in _named(root, files):
        found = file_of(one.old, files)
        if one.old not in renamed:
            new = _free(name(one), out)
            renamed[one.old] = new
            kinds[new] = one.kind
            if found:
                out[new] = files[found]
            else:
                message = f"Unexpected file name {one.old} in the article, expected a file of that name beside it."
                findings.append(Finding("package-file", Severity.ERROR, message, suggestion="Put the file there."))
        element.set(XLINK, renamed[one.old])
    return Linked(root, out, renamed, kinds, findings)


def _named(root: etree._Element, files: Mapping[str, bytes]) -> Iterator[tuple[etree._Element, Named]]:
    holders: Counter[str] = Counter()
    numbers: dict[etree._Element, tuple[str, int]] = {}
    in_holder: dict[etree._Element, list[etree._Element]] = {}
    listed: list[tuple[etree._Element, etree._Element]] = []
    for element in root.iter(*NAMING):
        href = element.get(XLINK, "").strip()
        if not href or href.startswith(REMOTE) or (element.tag == "self-uri" and not file_of(href, files)):
            continue
        holder = element if element.tag in KINDS else next(element.iterancestors(*KINDS), element)
        if holder not in numbers:
            kind = KINDS.get(str(holder.tag), "inline" if "inline" in str(element.tag) else "figure")
            kind = "supplement" if element.tag in ("media", "self-uri") and holder is element else kind
            holders[kind] += 1
            numbers[holder] = (kind, holders[kind])
        in_holder.setdefault(holder, []).append(element)
        listed.append((element, holder))
    for element, holder in listed:
        old = element.get(XLINK, "").strip()
        kind, number = numbers[holder]
        siblings = in_holder[holder]
        panel = _letters(siblings.index(element)) if len(siblings) > 1 else ""
        found = file_of(old, files) or old
        extension = found.rpartition(".")[2].lower() if "." in found.rpartition("/")[2] else ""
        yield element, Named(old, kind, number, panel, f".{extension}" if extension else "")


def _letters(number: int) -> str:
    return chr(97 + number) if number < 26 else f"{_letters(number // 26 - 1)}{_letters(number % 26)}"


def file_of(href: str, files: Mapping[str, bytes]) -> str:
    """The file that a name stands for, also where it leaves out the extension; "" where there is none."""
    href = href.removeprefix("./")
    return next((name for name in (href, *(href + extension for extension in IMAGES)) if name in files), "")


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    stem, dot, extension = name.rpartition(".")
    number, new = 1, name
    while new in taken:
        number += 1
        new = f"{stem}-{number}.{extension}" if dot else f"{name}-{number}"
    return new
