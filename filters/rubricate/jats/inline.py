"""Inlines to JATS: emphasis, links, cross references, citations, footnotes, formulas, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable

import panflute as pf
from lxml import etree

from ..inlines import QUOTES, plain
from .context import HREF, Context, add_text, children, element, sub
from .formulas import inline_formula

MARKUP = {
    pf.Emph: "italic", pf.Strong: "bold", pf.Underline: "underline", pf.Strikeout: "strike", pf.Superscript: "sup",
    pf.Subscript: "sub", pf.SmallCaps: "sc",
}  # fmt: skip
BREAKS = frozenset(("title", "article-title", "subtitle", "td", "th", "trans-title", "trans-subtitle", "alt-title"))
"""Elements in which JATS allows `<break/>`."""
SCHEME = re.compile(r"\s{0,20}[A-Za-z][A-Za-z0-9+.-]{0,30}:")
SCHEMES = ("http://", "https://", "ftp://", "doi:", "urn:")
BLANKS = frozenset((pf.Space, pf.SoftBreak))
GAP = re.compile("  +")
"""Gaps of a printed line ("서    론"): white space is one space in JATS as in Markdown."""
LEAN = frozenset(("kwd", "label", "mixed-citation", "email", "aff", "institution", "corresp"))
"""Elements without footnotes, pictures and formulas of their own."""


def write_inlines(
    parent: etree._Element, inlines: Iterable[pf.Inline], context: Context, *, home: str = ""
) -> etree._Element:
    """Append inlines to `parent`; `home` is the block-level element they stand in (default: `parent` itself)."""
    home = home or str(parent.tag)
    words: list[str] = []  # added at once: lxml copies the whole text at each addition
    for inline in inlines:
        kind = type(inline)
        if kind is pf.Str:
            words.append(GAP.sub(" ", inline.text) if "  " in inline.text else inline.text)
        elif kind in BLANKS:
            words.append(" ")
        else:
            add_text(parent, "".join(words))
            words.clear()
            _write(parent, inline, context, home)
    add_text(parent, "".join(words))
    return parent


def _write(parent: etree._Element, inline: pf.Inline, context: Context, home: str) -> None:
    kind = type(inline)
    if kind is pf.LineBreak:
        if home in BREAKS:
            sub(parent, "break")
        else:
            add_text(parent, " ")
    elif kind in MARKUP:
        inner = element(MARKUP[kind])
        write_inlines(inner, children(inline), context, home=home)
        if len(inner) or inner.text:
            parent.append(inner)
    elif kind is pf.Quoted:
        opening, closing = QUOTES[inline.quote_type]
        add_text(parent, opening)
        write_inlines(parent, children(inline), context, home=home)
        add_text(parent, closing)
    elif kind is pf.Code:
        sub(parent, "monospace", inline.text)
    elif kind is pf.Math:
        if home in LEAN:
            add_text(parent, inline.text)
        else:
            parent.append(inline_formula(inline, context))
    elif kind is pf.Link:
        _link(parent, inline, context, home)
    elif kind is pf.Cite:
        _cite(parent, inline, context, home)
    elif kind is pf.Note:
        _note(parent, inline, context, home)
    elif kind is pf.Image:
        _image(parent, inline, context, home)
    elif kind is pf.Span:
        _span(parent, inline, context, home)
    elif kind is pf.RawInline:
        context.warn("raw-markup", f"Unexpected raw {inline.format} in the text, expected plain text: kept as text.")
        add_text(parent, inline.text)


def _span(parent: etree._Element, span: pf.Span, context: Context, home: str) -> None:
    if "panel-label" in span.classes and home == "p":
        inner = sub(parent, "named-content", content_type="panel-label")
        write_inlines(inner, children(span), context, home=home)
    else:
        write_inlines(parent, children(span), context, home=home)


def _link(parent: etree._Element, link: pf.Link, context: Context, home: str) -> None:
    url = link.url
    text = plain(children(link))
    if url.startswith("#"):
        names = [url[1:], *(name for name in link.attributes.get("rid", "").split() if name != url[1:])]
        targets = [context.targets[name] for name in names if name in context.targets]
        if targets and home != "mixed-citation":
            kind = link.attributes.get("ref-type", "") or context.kinds[targets[0]]
            inner = sub(parent, "xref", ref_type=kind, rid=" ".join(targets))
            write_inlines(inner, children(link), context, home=home)
            return
        write_inlines(parent, children(link), context, home=home)
    elif url.startswith("mailto:"):
        address = url[len("mailto:") :].split("?")[0]
        if text == address:
            sub(parent, "email", address)
        else:
            write_inlines(parent, children(link), context, home=home)
            if address not in text:
                add_text(parent, f" ({address})")
    elif url.startswith(SCHEMES) and home not in ("kwd", "institution"):
        inner = sub(parent, "ext-link", ext_link_type="uri")
        inner.set(HREF, url if not url.startswith("doi:") else f"https://doi.org/{url[4:]}")
        write_inlines(inner, _without_links(children(link)), context, home=home)
    else:
        if url and not url.startswith(SCHEMES):
            context.warn(
                "link-without-target",
                f"Unexpected link to {url[:80]}, expected a web address or a place in the article: its text is kept.",
            )
        write_inlines(parent, children(link), context, home=home)


def _without_links(inlines: list[pf.Inline]) -> list[pf.Inline]:
    out: list[pf.Inline] = []
    for inline in inlines:
        out.extend(children(inline) if isinstance(inline, pf.Link) else [inline])
    return out


def _cite(parent: etree._Element, cite: pf.Cite, context: Context, home: str) -> None:
    rids = [context.targets[citation.id] for citation in cite.citations if citation.id in context.targets]
    if not rids or home == "mixed-citation":
        write_inlines(parent, children(cite), context, home=home)
        return
    inner = sub(parent, "xref", ref_type="bibr", rid=" ".join(rids))
    write_inlines(inner, children(cite), context, home=home)


def _note(parent: etree._Element, note: pf.Note, context: Context, home: str) -> None:
    from .blocks import write_blocks

    number = len(context.notes) + 1
    name = context.id_for(f"fn{number}", "fn")
    made = element("fn", id=name)
    context.notes.append(made)
    sub(made, "label", str(number))
    write_blocks(made, children(note), context)
    if len(made) < 2:
        sub(made, "p")  # a note without a word
    if home in LEAN:
        return
    reference = sub(parent, "xref", ref_type="fn", rid=name)
    sub(reference, "sup", str(number))


def may_be_picture(url: str) -> bool:
    """Whether an address may stand as that of a picture: a file's name, http or https; no script, no file of a machine.

    What may not is missing in the ledger's count of pictures, which makes it an error.
    """
    return SCHEME.match(url) is None or url.casefold().startswith(("http:", "https:"))


def _image(parent: etree._Element, image: pf.Image, context: Context, home: str) -> None:
    if home in LEAN:
        write_inlines(parent, children(image), context, home=home)
        return
    if not may_be_picture(image.url):
        write_inlines(parent, children(image), context, home=home)
        return
    inner = sub(parent, "inline-graphic")
    inner.set(HREF, image.url)
    alt = plain(children(image)).strip()
    if alt:
        sub(inner, "alt-text", alt)
