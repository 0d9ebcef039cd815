"""Rules on what floats: label and caption, files of graphics, texts for those who can't see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import XLINK, Document, ancestor, name_of, shown, text_of
from .registry import Hit, rule

DISPLAY = "https://jats4r.niso.org/display-objects-figures-tables-boxed-text-etc/"
# "Figure 1", "Fig. S2:", "Table 3.", "그림 1"
NUMBERED = re.compile(
    r"(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)|table(?:au)?|tabla|tabela|tab\.|scheme|그림|표|图|表)\s?\.?\s?S?\d{1,3}\b",
    re.IGNORECASE,
)
# An extension: a dot, then two to five letters or digits, one of them a letter.
EXTENSION = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{2,5}$")


@rule(
    "label-caption",
    49,
    Severity.ERROR,
    source="JATS4R (display objects); PMC tagging guidelines (figures, tables)",
    link=DISPLAY,
    suggestion="Write the number in <label> (“Figure 1”) and what is shown in <caption>.",
)
def label_caption(document: Document) -> Iterator[Hit]:
    """A figure or table has a label or a caption, and the label is not in the caption.

    Without either nobody can speak of it. “Figure 1” at the head of a caption is the label; where a `<label>` says the
    same, readers get it twice (both warnings: nothing is lost). A figure in a group may leave both to the group. A table
    without either is a warning: keys and small tables in the run of the text are written so.
    """
    for element in document.all("fig", "table-wrap"):
        label, caption = element.find("label"), element.find("caption")
        label_text = text_of(label)
        text = text_of(caption)
        if not label_text and not text and not _in_group(element):
            severity = Severity.WARNING if element.tag == "table-wrap" else None
            found = f"<{name_of(element)}> without label and caption"
            yield Hit(element, found, "a <label> or a <caption>", severity=severity)
        elif caption is not None and text:
            yield from _label_in_caption(caption, text, label_text)


def _label_in_caption(caption: etree._Element, text: str, label: str) -> Iterator[Hit]:
    match = NUMBERED.match(text)
    if label:
        plain = label.rstrip(".: ")
        if len(plain) > 1 and text.startswith(plain) and not text[len(plain) : len(plain) + 1].isalnum():
            found = f"label {shown(label)} again at the head of the caption"
            yield Hit(caption, found, "it in <label> only", severity=Severity.WARNING)
    elif match:
        found = f"{shown(match[0])} at the head of the caption"
        yield Hit(caption, found, "it in <label>", severity=Severity.WARNING)


def _in_group(element: etree._Element) -> bool:
    """Whether something around it has label or caption for all its members."""
    for around in element.iterancestors(
        "fig-group", "table-wrap-group", "boxed-text", "supplementary-material", "fig", "abstract", "app", "table-wrap"
    ):
        if any(text_of(around.find(name)) for name in ("label", "caption", "title")) or around.tag == "abstract":
            return True
    return False


@rule(
    "alt-text",
    51,
    Severity.WARNING,
    source="JATS4R (accessibility); W3C (text alternatives)",
    link="https://jats4r.niso.org/accessibility/",
    suggestion="Say in <alt-text> what the picture shows, for those who can't see it.",
)
def alt_text(document: Document) -> Iterator[Hit]:
    """A picture has a text for those who can't see it, and not the caption once more.

    `<alt-text>` or `<long-desc>` in the graphic, or in the figure that holds it alone. A picture that stands beside
    another form of the same (MathML, a table) needs none: that form can be read aloud. A file name or the words of label,
    title or caption say nothing new.
    """
    for graphic in document.all("graphic", "media", "inline-graphic"):
        around = graphic.getparent()
        if around is None or around.tag == "supplementary-material" or _other_form(graphic):
            continue
        if graphic.get("content-type") in ("decorative", "decoration"):
            continue
        holder = ancestor(graphic, "fig", "table-wrap", "boxed-text", "chem-struct-wrap")
        texts = list(graphic.iterchildren("alt-text", "long-desc"))
        if around.tag in ("alternatives", "fig", "chem-struct", "chem-struct-wrap"):
            texts += around.iterchildren("alt-text", "long-desc")
        if holder is not None and around.tag == "alternatives":
            texts += holder.iterchildren("alt-text", "long-desc")
        if not any(text_of(text) or text.get(XLINK + "href") for text in texts):
            where = texts[0] if texts else graphic
            found = f"empty <{name_of(where)}>" if texts else f"<{name_of(graphic)}> without <alt-text>"
            yield Hit(where, found, "what the picture shows")
            continue
        said = (
            {text_of(holder.find(path)) for path in ("label", "caption/title", "caption", "caption/p")}
            if holder is not None
            else set()
        )
        for text in texts:
            words = text_of(text)
            if words and words in said:
                yield Hit(
                    text,
                    f"<{name_of(text)}> {shown(words)}, which label or caption says",
                    "what the picture shows",
                    "text",
                )
            elif words and (words == graphic.get(XLINK + "href") or (" " not in words and EXTENSION.search(words))):
                yield Hit(text, f"file name {shown(words)} in <{name_of(text)}>", "what the picture shows", "text")


def _other_form(graphic: etree._Element) -> bool:
    """Whether the same thing is there in a form that can be read."""
    around = graphic.getparent()
    if around is None or around.tag not in ("alternatives", "disp-formula", "inline-formula", "table-wrap"):
        return False
    return any(
        etree.QName(sibling).localname
        in ("math", "tex-math", "table", "textual-form", "preformat", "array", "chem-struct")
        for sibling in around.iterchildren("*")
    )
