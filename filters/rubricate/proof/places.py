"""Where on the page a finding leads to."""

from __future__ import annotations

from lxml import etree

from ..values import Finding
from .article_view import MML, View
from .model import Proof
from .source_view import target_of
from .words import Matched


def anchor_of(finding: Finding, proof: Proof, matched: Matched | None, view: View) -> tuple[str, str] | None:
    """`(id, words for people)`: the line of the source, else the element of the article; `None` where there is no place."""
    place = finding.place
    if matched is not None:
        number = (
            place.line or _line(place.excerpt, matched) or (place.block if _is_line(place.block, matched) else None)
        )
        if number and 0 < number <= len(matched.lines) and matched.lines[number - 1].strip():
            return f"s{number}", f"line {number}"
    if proof.tree is None:
        return None
    node = _element(proof, place.xpath, place.line if matched is None else None)
    shown = _shown(node, view)
    if shown is None:
        return None
    where = f"line {place.line}" if place.line and matched is None else f"<{node.tag!s}>" if node is not None else ""
    return shown, where


def name_places(proof: Proof, view: View) -> None:
    """Give an id to every element that a finding is about, before the article is shown."""
    for finding in (*proof.checked, *proof.findings):
        node = _element(proof, finding.place.xpath, finding.place.line if proof.result is None else None)
        if node is not None:
            view.name(target_of(node))


def _is_line(block: int | None, matched: Matched) -> bool:
    return block is not None and 0 < block <= len(matched.lines)


def _line(excerpt: str, matched: Matched) -> int | None:
    words = " ".join(excerpt.split())[:60]
    if len(words) < 4:
        return None
    return next(
        (n for n, line in enumerate(matched.lines, start=1) if words in " ".join(line.replace("\u200b", "").split())),
        None,
    )


def _element(proof: Proof, xpath: str, line: int | None) -> etree._Element | None:
    tree = proof.tree
    if tree is None:
        return None
    if xpath.startswith("/"):
        prefixes = {prefix: uri for prefix, uri in {"mml": MML[1:-1], **tree.getroot().nsmap}.items() if prefix}
        try:
            found = tree.xpath(xpath.split("/@")[0], namespaces=prefixes)
        except etree.XPathError:
            found = None
        if isinstance(found, list) and found and isinstance(found[0], etree._Element):
            return found[0]
    if line is not None:
        return next((node for node in tree.getroot().iter("*") if node.sourceline == line), None)
    return None


def _shown(node: etree._Element | None, view: View) -> str | None:
    """The id of the nearest element that the page shows."""
    here = target_of(node) if node is not None else None
    while here is not None:
        if here in view.names:
            return view.names[here]
        here = here.getparent()
    return "article" if node is not None else None
