"""Rules on alternatives: the same name, affiliation or group in several forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .affiliations import aff_words
from .contributors import name_text
from .document import LANG, Document, shown, tag
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree


@rule(
    "alt-distinct",
    34,
    Severity.ERROR,
    source="PMC Style Checker (alternatives)",
    link=TAG_LIBRARY + "element/name-alternatives.html",
    suggestion="Give each form its xml:lang (“ko”, “ko-Latn”, “en”) or its specific-use (“index”).",
)
def alt_distinct(document: Document) -> Iterator[Hit]:
    """The forms of a name, an affiliation or a group differ by xml:lang or specific-use.

    Otherwise a reader can't choose one and shows all, as if they were several people or places. A <name> for the index
    (content-type="index") is told apart by that.
    """
    for alternatives in document.all("name-alternatives", "aff-alternatives", "collab-alternatives"):
        seen: dict[tuple[str, str, str], etree._Element] = {}
        for form in alternatives.iterchildren("*"):
            lang, use = form.get(LANG, ""), form.get("specific-use", "")
            content = "index" if form.get("content-type") == "index" else ""
            first = seen.setdefault((lang.casefold(), use, content), form)
            if first is form:
                continue
            marks = " and ".join(
                f"{name}={shown(value)}" for name, value in (("xml:lang", lang), ("specific-use", use)) if value
            )
            found = f"second {tag(form)} {shown(_said(form))} {f'with {marks}' if marks else 'without xml:lang'}"
            expected = f"an xml:lang or specific-use that differs from that of {shown(_said(first))}"
            yield Hit(form, found, f"{expected} in {tag(alternatives)}")


def _said(form: etree._Element) -> str:
    return aff_words(form) if form.tag == "aff" else name_text(form)
