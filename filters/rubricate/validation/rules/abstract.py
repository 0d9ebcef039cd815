"""Rules on abstracts and keywords."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import LANG, Document, shown, text_of
from .registry import Hit, rule
from .wording import ABSTRACT, wording

PMC = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-abstract"


@rule(
    "abstract-type",
    35,
    Severity.ERROR,
    source="PMC tagging guidelines (abstract); JATS4R (abstracts)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/attribute/abstract-type.html",
    suggestion='Leave the main abstract without @abstract-type and say what the other is: abstract-type="graphical", "key-points", "teaser", "plain-language-summary".',
)
def abstract_type(document: Document) -> Iterator[Hit]:
    """Every abstract but the main one says what it is.

    An article has one main abstract, without @abstract-type; a second one that says nothing is shown and indexed as if it
    were the main one. An abstract in another language is a `<trans-abstract>`, one for each language and type.
    """
    for meta in document.metas:
        main = False
        for abstract in meta.iterchildren("abstract"):
            kind = abstract.get("abstract-type")
            if kind is not None:
                if not kind.strip():
                    yield Hit(abstract, "empty @abstract-type", 'a type as in "graphical"', "@abstract-type")
                continue
            if main:
                language = abstract.get(LANG, "")
                yield (
                    Hit(
                        abstract,
                        f"second <abstract> without @abstract-type, in {language}",
                        "a <trans-abstract>",
                        suggestion=f'Write <trans-abstract xml:lang="{language}">.',
                    )
                    if language and language != (document.lang or "en")
                    else Hit(abstract, "second <abstract> without @abstract-type", "its type")
                )
            main = True
        seen = set()
        for abstract in meta.iterchildren("trans-abstract"):
            key = (abstract.get(LANG, ""), abstract.get("abstract-type", ""))
            if key in seen and key[0]:
                found = f"second <trans-abstract> in {key[0]}"
                yield Hit(abstract, found, "one for each language, or another @abstract-type")
            seen.add(key)


@rule(
    "abstract-sec",
    36,
    Severity.ERROR,
    source="PMC tagging guidelines (abstract); JATS4R (abstracts)",
    link=PMC,
    suggestion="Write the parts of a structured abstract as several <sec>, each with its <title>; a plain abstract as <p>.",
)
def abstract_sec(document: Document) -> Iterator[Hit]:
    """The sections of an abstract are several, with titles, and without @sec-type.

    A section alone has nothing to be set off from, and one without a title (or label) is a paragraph. @sec-type in an
    abstract is a warning; a title that says only “Abstract” is told as information, since displays print that word
    themselves.
    """
    for abstract in document.all("abstract", "trans-abstract"):
        title = abstract.find("title")
        if title is not None and wording(text_of(title)) in ABSTRACT:
            yield Hit(
                title,
                f"title {shown(text_of(title))} of the abstract",
                "no title, or one that says more",
                suggestion="Leave the <title> out: displays print the word themselves.",
                severity=Severity.INFO,
            )
        sections = list(abstract.iter("sec"))
        blocks = [child for child in abstract.iterchildren("*") if child.tag not in ("title", "label", "object-id")]
        if len(blocks) == 1 and blocks[0].tag == "sec":
            yield Hit(blocks[0], "single <sec> in the abstract", "several, or paragraphs", severity=_single(blocks[0]))
        for section in sections:
            if not _named(section):
                yield Hit(section, "<sec> of the abstract without <title>", "a title, or paragraphs without <sec>")
            if (kind := section.get("sec-type")) is not None:
                yield Hit(
                    section,
                    f'sec-type="{kind}" in the abstract',
                    "no @sec-type there",
                    "@sec-type",
                    suggestion="Leave @sec-type out: it is for the sections of the body.",
                    severity=Severity.WARNING,
                )


def _named(section: etree._Element) -> bool:
    return any(child.tag in ("title", "label") and text_of(child) for child in section)


def _single(section: etree._Element) -> Severity | None:
    """A section with a title of its own says something that the reader sees; the fault is of form only."""
    return Severity.WARNING if _named(section) else None


@rule(
    "kwd",
    37,
    Severity.WARNING,
    source="PMC Style Checker (keywords); JATS tag library",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/kwd-group.html",
    suggestion="Write one <kwd> for each keyword, without separators.",
)
def kwd(document: Document) -> Iterator[Hit]:
    """Each keyword is a `<kwd>` of its own, and several groups say how they differ.

    A list in one `<kwd>` is indexed as a single keyword that nobody searches for. A single comma proves nothing (“Antigens,
    CD20”, “Lymphoma, B-Cell, Marginal Zone”), semicolons, bullets and long runs of commas do. Where an article has several
    groups, at most one may do without @xml:lang and @kwd-group-type (and without a title that tells).
    """
    for group in document.all("kwd-group"):
        words = list(group.iterchildren("kwd"))
        for word in words:
            yield from _keyword(word, alone=len(words) == 1)
    for meta in document.metas:
        groups = list(meta.iterchildren("kwd-group"))
        if len(groups) < 2:
            continue
        plain = [group for group in groups if not _tells(group)]
        for group in plain[1:]:
            yield Hit(
                group,
                "second <kwd-group> without @kwd-group-type and @xml:lang",
                "what sets it off from the first",
                suggestion='Say whose keywords or what language they are: kwd-group-type="author", xml:lang="es".',
            )


def _tells(group: etree._Element) -> bool:
    return bool(
        group.get("kwd-group-type")
        or group.get(LANG)
        or group.get("vocab")
        or any(child.tag in ("title", "label") and text_of(child) for child in group)
    )


def _keyword(word: etree._Element, alone: bool) -> Iterator[Hit]:
    text = text_of(word)
    if not text and not len(word):
        yield Hit(word, "empty <kwd>", "a keyword", suggestion="Leave the empty <kwd> out.")
        return
    start, colon, _ = text.partition(":")
    if colon and wording(start) in (
        "keywords",
        "key words",
        "keyword",
        "palavras chave",
        "palabras clave",
        "mots clés",
    ):
        yield Hit(word, f"{shown(start + ':')} in a keyword", "the keyword alone", "text")
    commas = text.count(", ")
    if any(mark in text for mark in ("; ", "•", " · ", " | ")) or commas > 3 or (alone and commas > 1):
        yield Hit(word, f"list {shown(text)} in one <kwd>", "one <kwd> for each keyword", "text")
