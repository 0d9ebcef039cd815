"""Raw HTML in Markdown: the few inline tags that writers use become what they mean, the rest is text again, and said."""

from __future__ import annotations

import html
import re

import panflute as pf

from ..inlines import inlines_of
from ..values import Finding, Place, Severity

KINDS = {
    "sup": pf.Superscript,
    "sub": pf.Subscript,
    "i": pf.Emph,
    "em": pf.Emph,
    "b": pf.Strong,
    "strong": pf.Strong,
    "u": pf.Underline,
    "s": pf.Strikeout,
    "del": pf.Strikeout,
    "small": pf.Span,
    "span": pf.Span,
}
TAG = re.compile(r"^<(/?)([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,400}>$")
ATTRIBUTE = {
    name: re.compile(rf"\s{name}\s{{0,2}}=\s{{0,2}}[\"']([^\"'<>]{{1,1000}})[\"']", re.IGNORECASE)
    for name in ("src", "alt", "href")
}
"""The value of an attribute in quotes: `src="oven.png"`."""
ELSEWHERE = frozenset(("jats", "tex", "latex", "openxml", "opendocument", "typst", "rtf"))


def without_raw(doc: pf.Doc, name: str) -> list[Finding]:
    """Change a document in place so that it holds no raw element; findings name what became text."""
    kept: list[str] = []
    _blocks(doc, kept)
    if not kept:
        return []
    return [
        Finding(
            "raw-markup",
            Severity.WARNING,
            f"Unexpected raw markup ({len(kept)} pieces), expected text: kept as text.",
            Place(name, excerpt=kept[0][:60]),
            "Write it in Markdown, or take it out.",
        )
    ]


def _blocks(doc: pf.Doc, kept: list[str]) -> None:
    def action(element: pf.Element, _: pf.Doc) -> pf.Element | list[pf.Element] | None:
        if isinstance(element, pf.RawBlock):
            if element.format == "html" and element.text.lstrip().startswith("<!--"):
                return []
            if element.format == "html" and TAG.match(element.text.strip()):
                return []
            kept.append(element.text)
            return pf.Para(pf.Str(element.text))
        content = getattr(element, "_content", None)
        if (
            content is not None
            and isinstance(element, pf.Inline | pf.Para | pf.Plain | pf.Header | pf.Caption)
            and any(isinstance(child, pf.RawInline) for child in content.list)
        ):
            element.content = _paired(list(content.list), kept)
        return None

    doc.walk(action)


def _paired(inlines: list[pf.Inline], kept: list[str]) -> list[pf.Inline]:
    """Opening and closing tags of known kinds around inlines become elements; comments and other tags go."""
    stack: list[tuple[str, list[pf.Inline]]] = [("", [])]
    for inline in inlines:
        if not isinstance(inline, pf.RawInline):
            stack[-1][1].append(inline)
            continue
        text = inline.text.strip()
        if text.startswith("<!--"):
            continue
        match = TAG.match(text) if inline.format == "html" else None
        if match is None:
            kept.append(text)
            stack[-1][1].append(pf.Str(text))
            continue
        closing, tag = match.group(1), match.group(2).casefold()
        if tag == "br":
            stack[-1][1].append(pf.LineBreak())
        elif tag == "img" and (source := ATTRIBUTE["src"].search(text)):
            alt = ATTRIBUTE["alt"].search(text)
            stack[-1][1].append(pf.Image(*inlines_of(html.unescape(alt.group(1)) if alt else ""), url=source.group(1)))
        elif tag == "a" and closing and stack[-1][0].startswith("a "):
            opening, inner = stack.pop()
            target = ATTRIBUTE["href"].search(opening)
            stack[-1][1].extend([pf.Link(*inner, url=html.unescape(target.group(1)))] if target else inner)
        elif tag == "a" and not closing:
            stack.append((f"a {text}", []))
        elif tag in KINDS and not closing and not text.endswith("/>"):
            stack.append((tag, []))
        elif tag in KINDS and closing and stack[-1][0] == tag:
            inner = stack.pop()[1]
            stack[-1][1].append(KINDS[tag](*inner))
        else:
            kept.append(text)
            stack[-1][1].append(pf.Str(text))
    while len(stack) > 1:
        tag, inner = stack.pop()
        tag = tag.partition(" ")[0]
        kept.append(f"<{tag}>")
        stack[-1][1].extend([pf.Str(f"<{tag}>"), *inner])
    return stack[0][1]
