"""What an element holds: text, or an object that stands for some."""

from __future__ import annotations

from lxml import etree

# What makes an element hold something, though it has no text.
OBJECTS = frozenset(
    (
        "graphic", "inline-graphic", "media", "inline-media", "supplementary-material", "inline-supplementary-material",
        "chem-struct", "private-char", "milestone-start", "milestone-end", "array", "table", "tex-math", "code",
        "preformat", "ext-link", "related-article", "related-object", "alternatives", "textual-form", "answer", "question",
        "object-id", "inline-formula", "disp-formula", "index-term", "hr", "target",
    )
)  # fmt: skip


def holds(element: etree._Element) -> bool:
    """Whether there is text inside, or an object. Ends at the first.

    >>> holds(etree.fromstring("<p><bold> </bold><!-- note --></p>"))
    False
    """
    for part in element.iter("*"):
        if part is not element:
            if part.tag in OBJECTS or "}" in str(part.tag):
                return True
            if part.tail and not part.tail.isspace():
                return True
        if part.text and not part.text.isspace():
            return True
    # Text behind a comment or an instruction is the tail of a node that is no element.
    return any(not str(text).isspace() for text in element.itertext("*"))
