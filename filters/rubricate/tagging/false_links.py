"""Filter: links that Markdown made of plain text become text again.

"[2, 3](S1 Fig)" is a citation and a call to a figure, not a link: no web address and no file name holds a bare space. The
words of the "target" would be lost.
"""

from __future__ import annotations

from urllib.parse import unquote

import panflute as pf

from ..inlines import inlines_of, items
from ..meta import meta_text
from ..walk import descendants
from .record import get

SCHEMES = ("http:", "https:", "mailto:", "ftp:", "doi:", "#")


def false_links(doc: pf.Doc) -> None:
    """Write every link whose target is running text as it was printed: `[text](target)`."""
    if meta_text(get(doc, "rubricate-source.format")) not in ("", "markdown", "md"):
        return  # elsewhere a target is no text that was printed
    for element in descendants(doc):
        content = getattr(element, "_content", None)
        if content is None or not any(type(child) is pf.Link and _is_text(child) for child in content.list):
            continue
        out: list[pf.Element] = []
        for child in items(element):
            out += _printed(child) if type(child) is pf.Link and _is_text(child) else [child]
        element.content = out


def _is_text(link: pf.Link) -> bool:
    """Whether a target has a space in it, and neither a scheme nor a folder."""
    target = unquote(link.url)
    return " " in target.strip() and "/" not in target and not target.startswith(SCHEMES)


def _printed(link: pf.Link) -> list[pf.Inline]:
    title = f' "{link.title}"' if link.title else ""
    return [pf.Str("["), *items(link), *inlines_of(f"]({unquote(link.url)}{title})")]
