"""The samples of the rules: `samples/ID.md` holds for each rule what passes and what fails, as changes of one clean article.

A sample begins with `Passes:` or `Fails:`, says where (`in place of`, `inside`, `before`, `behind` or `without`, and an
XPath below `<article>`), and gives the XML in a block; `replacing` and a piece of the source changes that instead (the
DOCTYPE, a namespace). More changes follow as `And:`. `Beside it:` names files and their sizes in bytes; `As package:` the
same for a delivery; an image may be "of 600 dpi". `Said:` holds the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from ...xml import parse_xml
from .images import blank_tiff
from .surroundings import Surroundings

FOLDER = Path(__file__).parent / "samples"
CHANGE = re.compile(r"^(in place of|inside|before|behind|without|replacing) `([^`]+)`$")
FILE = re.compile(r"`([^`]+)` (\d+)(?: of (\d+) dpi)?")
LINE = re.compile(r"^(Passes|Fails|And|Beside it|As package|Said): ?(.*)$")
PREFIXES = {"mml": "http://www.w3.org/1998/Math/MathML", "ali": "http://www.niso.org/schemas/ali/1.0/"}
NAMESPACES = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" '
    'xmlns:ali="http://www.niso.org/schemas/ali/1.0/"'
)


@dataclass(slots=True)
class Sample:
    """A change of the clean article: whether it passes, and what is said where it does not."""

    passes: bool
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    """How ("in place of" …), XPath, XML."""
    surroundings: Surroundings | None = None
    said: str = ""

    def tree(self) -> etree._ElementTree:
        """The clean article with the changes made, parsed anew (so that lines are right)."""
        tree = parse_xml(clean_article())
        for how, path, xml in self.changes:
            if how != "replacing":
                _change(tree, how, path, xml)
        return tree

    def data(self) -> bytes:
        """The article as bytes, DOCTYPE included."""
        text = etree.tostring(self.tree(), encoding="utf-8", xml_declaration=True).decode("utf-8")
        for how, old, new in self.changes:
            if how == "replacing":
                if old not in text:
                    raise ValueError(f"Unexpected text {old!r}, expected some that the clean article has")
                text = text.replace(old, new)
        return text.encode("utf-8")


@lru_cache(maxsize=1)
def clean_article() -> bytes:
    """An article that no rule finds fault with."""
    return (FOLDER / "clean.xml").read_bytes()


def samples(id: str) -> list[Sample]:
    """The samples of a rule, in the order of its file. Raises FileNotFoundError, ValueError where the file is not right."""
    return list(_read((FOLDER / f"{id}.md").read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Sample]:
    sample: Sample | None = None
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("```"):
            block = []
            for inner in lines:
                if inner.startswith("```"):
                    break
                block.append(inner)
            assert sample is not None
            how, path, _ = sample.changes[-1]
            sample.changes[-1] = (how, path, "\n".join(block))
        elif match := LINE.match(line):
            word, rest = match.groups()
            if word in ("Passes", "Fails"):
                if sample is not None:
                    yield sample
                sample = Sample(passes=word == "Passes")
            if sample is None:
                raise ValueError(f"Unexpected line {line!r}, expected Passes: or Fails: first")
            if word in ("Passes", "Fails", "And") and rest not in ("the clean article", ""):
                change = CHANGE.match(rest)
                if change is None:
                    raise ValueError(f"Unexpected change {rest!r}, expected as in: in place of `front/article-meta`")
                sample.changes.append((change[1], change[2], ""))
            elif word in ("Beside it", "As package"):
                sample.surroundings = _surroundings(FILE.findall(rest), word == "As package")
            elif word == "Said":
                sample.said = rest.strip("`")
        elif line.strip():
            raise ValueError(f"Unexpected line {line!r}")
    if sample is not None:
        yield sample


def _surroundings(found: list[tuple[str, str, str]], package: bool) -> Surroundings:
    files = {name: int(size) for name, size, _ in found}
    images = {name: blank_tiff(int(dots)) for name, _, dots in found if dots}
    article = next((name for name in files if name.endswith(".xml")), "article.xml")
    return Surroundings(article, files, lambda name: images.get(name, b""), package)


def _change(tree: etree._ElementTree, how: str, path: str, xml: str) -> None:
    found = [tree.getroot()] if path == "." else tree.getroot().findall(path, PREFIXES)
    if not found:
        raise ValueError(f"Unexpected path {path!r}, expected one that the clean article has")
    target = found[0]
    parent = target.getparent()
    pieces = list(parse_xml(f"<pieces {NAMESPACES}>{xml}</pieces>".encode()).getroot()) if xml else []
    if how == "inside":
        target.extend(pieces)
    elif parent is not None:
        index = parent.index(target) + (how == "behind")
        for number, piece in enumerate(pieces):
            parent.insert(index + number, piece)
        if how in ("in place of", "without"):
            if pieces:
                pieces[-1].tail = target.tail
            parent.remove(target)
    etree.cleanup_namespaces(tree, keep_ns_prefixes=["xlink", "mml", "ali", "xsi"])
