"""The reference list: each entry with its fields, to be looked at one by one."""

from __future__ import annotations

from lxml import etree

from ..ledger.output import repeats
from .article_view import SPECIAL, View, anchor, fill, mark, render, write
from .build import add, say

Element = etree._Element
NAMES = frozenset(("name", "string-name", "collab"))
GROUPS = {"editor": " (ed.)", "translator": " (transl.)"}


def _ref_list(parent: Element, node: Element, view: View) -> None:
    made = add(parent, "section", css="j-ref-list")
    anchor(made, node, view)
    entries: Element | None = None
    for child in node:
        if child.tag == "ref":
            entries = entries if entries is not None else add(made, "ol", css="refs")
            _ref(entries, child, view)
        else:
            entries = None
            render(made, child, view)


def _ref(parent: Element, node: Element, view: View) -> None:
    made = add(parent, "li", css="ref block nearby", tabindex="0")
    name = view.names.get(node)
    identifier = node.get("id")
    if identifier in view.ids and identifier not in view.anchored:
        view.anchored.add(identifier)
        made.set("id", f"j-{identifier}")
    if name is not None:
        add(made, "a", id=name, css="anchor")
    for child in node:
        if child.tag == "citation-alternatives":
            for citation in child:
                _citation(made, citation, view)
        else:
            _citation(made, child, view)


def _citation(parent: Element, node: Element, view: View) -> None:
    if node.tag in ("element-citation", "nlm-citation"):
        if not repeats(node):
            made = mark(add(parent, "span", css="citation"), node, view)
            _elements(made, node, view)
    elif node.tag == "mixed-citation":
        fill(mark(add(parent, "span", css="citation", dir="auto"), node, view), node, view)
    else:
        render(parent, node, view)
    say(parent, " ")


def _elements(made: Element, node: Element, view: View) -> None:
    """Fields without punctuation: it is put between them, for the eye only."""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "person-group":
            _people(made, child, view)
        elif child.tag in NAMES:
            _person(made, child, view)
        else:
            render(made, child, view)
        say(made, _behind(child))


def _behind(node: Element) -> str:
    after = node.getnext()
    if after is None:
        return "."
    pair = (node.tag, after.tag)
    if node.tag == "etal" or (len(node) and node[-1].tag == "etal"):
        return " "
    if pair == ("fpage", "lpage"):
        return "–"
    if node.tag in ("year", "month", "day", "volume", "issue", "supplement", "publisher-loc") and after.tag not in (
        "pub-id",
        "ext-link",
    ):
        return (
            " "
            if pair in (("year", "month"), ("month", "day"))
            else "; "
            if node.tag == "year"
            else ": "
            if after.tag in ("fpage", "elocation-id", "publisher-name")
            else ", "
        )
    return ", " if node.tag in NAMES and after.tag in (*NAMES, "etal") else ". "


def _people(made: Element, group: Element, view: View) -> None:
    people = [child for child in group if isinstance(child.tag, str)]
    for number, child in enumerate(people):
        if number:
            say(made, ", ")
        _person(made, child, view)
    say(made, GROUPS.get(group.get("person-group-type", ""), ""))


def _person(made: Element, node: Element, view: View) -> None:
    if node.tag == "etal":
        say(made, "et al.")
        return
    if node.tag != "name":
        render(made, node, view)
        return
    for number, part in enumerate(node):
        if number:
            say(made, " ")
        field = mark(add(made, "span"), part, view)
        write(field, part.text, part, False, view)


SPECIAL["ref-list"] = _ref_list
