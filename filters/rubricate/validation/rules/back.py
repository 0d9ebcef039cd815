"""Rules on the back matter and what leads out of the article: footnotes, related articles, supplements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import XLINK, Document, ancestor, name_of, shown, text_of
from .registry import Hit, rule

FN_PARENTS = frozenset(("fn-group", "author-notes", "table-wrap-foot", "table-wrap", "boxed-text", "ref-list"))


@rule(
    "fn-place",
    64,
    Severity.ERROR,
    source="PMC tagging guidelines (footnotes); PMC Style Checker (back)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/fn-group.html",
    suggestion='Write the notes of the text as <back><fn-group><fn id="fn1">…</fn></fn-group></back> and call them with <xref ref-type="fn" rid="fn1">.',
)
def fn_place(document: Document) -> Iterator[Hit]:
    """Footnotes of the text stand together in the back matter, which has no title of its own.

    `<fn-group>` in `<back>`: a `<fn>` in the middle of a paragraph breaks the sentence for those who listen (warning), and
    so does a group of notes in the body. What tables, titles and authors note belongs there and is left alone.
    """
    for note in document.all("fn"):
        parent = note.getparent()
        if parent is None or parent.tag in FN_PARENTS:
            continue
        if ancestor(note, "front", "front-stub", "table-wrap") is not None:
            continue  # what `title` and `table-fn` tell
        yield Hit(note, f"<fn> in <{name_of(parent)}>", "it in <back><fn-group>", severity=Severity.WARNING)
    for group in document.all("fn-group"):
        if ancestor(group, "back", "table-wrap-foot", "front", "boxed-text", "front-stub") is None:
            parent = group.getparent()
            name = "" if parent is None else name_of(parent)
            yield Hit(group, f"<fn-group> in <{name}>", "it in <back>", severity=Severity.WARNING)
    for back in document.all("back"):
        for title in back.iterchildren("title"):
            found = f"title {shown(text_of(title))} in <back>"
            yield Hit(
                title,
                found,
                "titles in its parts only",
                suggestion="Give the title to the <sec>, <ack> or <ref-list> that it names.",
            )


# What an article of the kind must point at.
RELATED = {
    "correction": ("corrected-article",),
    "retraction": ("retracted-article", "partial-retraction", "retracted-republished-article"),
    "partial-retraction": ("retracted-article", "partial-retraction"),
    "expression-of-concern": ("object-of-concern",),
    "addendum": ("addended-article",),
}
LINK_TYPES = ("doi", "pmid", "pmcid", "pmc", "uri", "arxiv", "pubmed")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S+)", re.IGNORECASE)


@rule(
    "related-article",
    65,
    Severity.ERROR,
    source="PMC tagging guidelines (related-article); PMC Style Checker",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-relart",
    suggestion='Write <related-article related-article-type="corrected-article" ext-link-type="doi" xlink:href="10.5555/12345678"/> in <article-meta>.',
)
def related_article(document: Document) -> Iterator[Hit]:
    """Corrections, retractions and the like point at their article; no article points at itself.

    A correction without `<related-article>` of the right type reaches nobody who reads the article. Each related article
    has its type, @ext-link-type and @xlink:href, which agree. Warnings: a missing type of the link where the address shows
    it, and an addendum that points nowhere.
    """
    wanted = RELATED.get(document.type)
    all_related = list(document.all("related-article"))
    if wanted is not None and not any(link.get("related-article-type") in wanted for link in all_related):
        expected = f'related-article-type="{wanted[0]}"'
        if all_related:
            given = all_related[0].get("related-article-type", "")
            yield Hit(
                all_related[0],
                f'related-article-type="{given}" in a {document.type}',
                expected,
                "@related-article-type",
            )
        else:
            where = document.article_meta if document.article_meta is not None else document.root
            severity = Severity.WARNING if document.type == "addendum" else None
            yield Hit(where, f"{document.type} without <related-article>", f"one with {expected}", severity=severity)
    own = _own_dois(document)
    for link in all_related:
        yield from _link(link, own)


def _own_dois(document: Document) -> set[str]:
    meta = document.article_meta
    ids = meta.iterchildren("article-id") if meta is not None else iter(())
    return {text_of(element).casefold() for element in ids if element.get("pub-id-type") == "doi"}


def _link(link: etree._Element, own: set[str]) -> Iterator[Hit]:
    href, kind = link.get(XLINK + "href"), link.get("ext-link-type")
    if not link.get("related-article-type", "").strip():
        yield Hit(link, "<related-article> without @related-article-type", "how the articles are related")
    if href is None or not href.strip():
        if not any(link.get(name) for name in ("vol", "page", "elocation-id", "journal-id")) and not text_of(link):
            found = "<related-article> without @xlink:href" if href is None else "empty @xlink:href"
            yield Hit(link, found, "the DOI of the other article", "start" if href is None else "@xlink:href")
        return
    bare = href.strip()
    if kind is None:
        yield Hit(
            link,
            "<related-article> without @ext-link-type",
            '"doi"' if bare.startswith("10.") else '"doi" or "uri"',
            severity=Severity.WARNING,
        )
    elif kind not in LINK_TYPES:
        yield Hit(
            link,
            f'ext-link-type="{kind}"',
            f"one of: {', '.join(LINK_TYPES)}",
            "@ext-link-type",
            severity=Severity.WARNING,
        )
    match = DOI.fullmatch(bare)
    if kind == "doi" and match is None:
        yield Hit(link, f"DOI {shown(href)}", "one that begins with 10.", "@xlink:href")
    elif match is not None and match[1].casefold() in own:
        yield Hit(link, f"related article {bare}, which is this one", "the DOI of the other article", "@xlink:href")
    elif kind == "uri" and "://" not in bare:
        yield Hit(
            link,
            f"address {shown(href)}",
            "one with its scheme, as in https://",
            "@xlink:href",
            severity=Severity.WARNING,
        )


@rule(
    "supplement",
    66,
    Severity.WARNING,
    source="PMC tagging guidelines (supplementary material)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/supplementary-material.html",
    suggestion='Write <supplementary-material id="S1" xlink:href="jgm-12-34-s001.pdf" mimetype="application" mime-subtype="pdf"> with <label> or <caption>.',
)
def supplement(document: Document) -> Iterator[Hit]:
    """Supplementary material names its file, says what it is and of what type.

    @xlink:href, a `<label>` or `<caption>`, @mimetype: on the element or on the `<media>` or `<graphic>` in it. Material
    that holds its content itself (a table, text) needs no file. A missing type is information where the name's extension
    tells it.
    """
    for element in document.all("supplementary-material"):
        files = [
            element,
            *element.iter("media", "graphic", "inline-supplementary-material", "ext-link", "uri", "self-uri"),
        ]
        named = [file for file in files if file.get(XLINK + "href", "").strip()]
        if not named:
            if not any(
                child.tag
                in (
                    "table-wrap",
                    "fig",
                    "sec",
                    "boxed-text",
                    "disp-formula",
                    "preformat",
                    "code",
                    "table-wrap-group",
                    "fig-group",
                    "alternatives",
                )
                for child in element
            ) and not _only_text(element):
                yield Hit(element, "<supplementary-material> without file", "@xlink:href, or a <media> that has it")
        elif not any(file.get("mimetype") for file in files) and not any(
            file.tag in ("ext-link", "uri") for file in named
        ):
            name = named[0].get(XLINK + "href", "")
            severity = Severity.INFO if "." in name[-6:] else None
            yield Hit(named[0], f"file {shown(name)} without @mimetype", "its type", severity=severity)
        inner = [element, *element.iterchildren("media", "graphic")]
        if not any(
            text_of(part.find(name)) for part in inner for name in ("label", "caption", "title")
        ) and not _only_text(element):
            yield Hit(element, "<supplementary-material> without label and caption", "what it is")


def _only_text(element: etree._Element) -> bool:
    """Material that is only spoken of: a paragraph with words of its own."""
    return any(len(text_of(child)) > 20 for child in element.iterchildren("p"))
