"""Rules on languages: tags, translations, and what a Korean article shows the world in English."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .affiliations import aff_words
from .contributors import name_text
from .document import LANG, Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .language_tags import is_language_tag, language_of, meant_tag
from .registry import Hit, rule

WITH_LANG = etree.XPath("descendant-or-self::*[@xml:lang]")
DEFAULT = "en"
"""What the DTDs of JATS take @xml:lang of an article to be where it has none."""


@rule(
    "xml-lang",
    21,
    Severity.ERROR,
    source="JATS4R (xml:lang); BCP 47",
    link=TAG_LIBRARY + "attribute/xml-lang.html",
    suggestion='Write the shortest code, as xml:lang="en" or xml:lang="pt-BR", on <article>.',
)
def xml_lang(document: Document) -> Iterator[Hit]:
    """The article names its language, and every xml:lang is a valid tag.

    The DTD takes an article without xml:lang to be English, which readers without a DTD can't know; PubMed Central
    allows that, so its profile leaves this rule out. Tags are codes of ISO 639, two letters where there are two.
    """
    if document.root.get(LANG) is None:
        yield Hit(document.root, f"{tag(document.root)} without @xml:lang", "the language of the article, as in “en”")
    for element in WITH_LANG(document.root):
        lang = element.get(LANG, "")
        if not is_language_tag(lang):
            meant = meant_tag(lang)
            expected = f"“{meant}”" if meant else "a language tag of BCP 47, as “en”, “ko” or “pt-BR”"
            suggestion = f'Write xml:lang="{meant}".' if meant else ""
            yield Hit(element, f"xml:lang={shown(lang)}", expected, "@xml:lang", suggestion)


@rule(
    "trans-lang",
    22,
    Severity.ERROR,
    source="PMC Style Checker (translations); JATS4R",
    link=TAG_LIBRARY + "element/trans-abstract.html",
    suggestion="Write the language of the translation in its xml:lang, and that of the article on <article>.",
)
def trans_lang(document: Document) -> Iterator[Hit]:
    """A translated title or abstract says its language, which is not the article's own.

    The article's language is xml:lang of the <article> or <sub-article> around it, English where none is given. One
    language has one translated title. (How many abstracts there may be is the affair of the rule abstract-type.)
    """
    seen: dict[tuple[etree._Element | None, str], etree._Element] = {}
    for element in document.all("trans-title-group", "trans-title", "trans-abstract"):
        parent = element.getparent()
        if parent is not None and parent.tag == "trans-title-group":
            continue
        lang = element.get(LANG)
        if lang is None and element.tag == "trans-title-group":
            lang = next((title.get(LANG) for title in element.iterchildren("trans-title")), None)
        if lang is None or not lang.strip():
            yield Hit(element, f"{tag(element)} without @xml:lang", "the language of the translation")
            continue
        own = (_article_language(element) or DEFAULT).casefold()
        if lang.casefold() == own:
            expected = f"another language than the article's, which is “{own}”"
            yield Hit(element, f"xml:lang={shown(lang)} on {tag(element)}", expected, "@xml:lang")
            continue
        if element.tag != "trans-abstract" and seen.setdefault((parent, lang.casefold()), element) is not element:
            yield Hit(element, f"second {tag(element)} in {shown(lang)}", "one for each language")


def _article_language(element: etree._Element) -> str:
    """xml:lang of the article or sub-article around a piece of metadata."""
    around = next(element.iterancestors("article", "sub-article", "response"), None)
    return language_of(around) if around is not None else ""


@rule(
    "korean-roman",
    23,
    Severity.WARNING,
    source="KoreaMed; JATS (articles in more than one language)",
    link="https://jats.nlm.nih.gov/archiving/tag-library/1.4/chapter/tag-multi-lang-articles.html",
    suggestion='Write the English form beside the Korean one, with xml:lang="en": <trans-title-group>, <name-alternatives>, <aff-alternatives>, <trans-abstract>, <kwd-group>.',
)
def korean_roman(document: Document) -> Iterator[Hit]:
    """An article in Korean has its title, authors, affiliations, abstract and keywords in English too.

    KoreaMed and the indexes behind it show the English form. Asked is only for what the article has in Korean; a part
    written in Latin letters is English enough.
    """
    meta = document.article_meta
    if meta is None or document.lang.casefold().partition("-")[0] != "ko":
        return
    own = meta.find("title-group/article-title")
    english = [*meta.iterfind("title-group/trans-title-group"), *meta.iterfind("title-group/trans-title")]
    if own is not None and _korean(own) and not any(_english(element) for element in english):
        yield Hit(own, "title in Korean only", '<trans-title-group xml:lang="en">')
    for contrib in meta.iter("contrib"):
        names = list(contrib.iter("name", "string-name", "collab"))
        if _korean_only(names):
            found = f"author {shown(name_text(names[0]))} in Korean only"
            yield Hit(names[0], found, '<name-alternatives> with a <name xml:lang="en">')
    wrapped = [(alternatives, list(alternatives.iter("aff"))) for alternatives in meta.iter("aff-alternatives")]
    alone = [(aff, [aff]) for aff in meta.iter("aff") if next(aff.iterancestors("aff-alternatives"), None) is None]
    for element, affs in wrapped + alone:
        if _korean_only(affs):
            found = f"affiliation {shown(aff_words(affs[0]))} in Korean only"
            yield Hit(element, found, '<aff-alternatives> with an <aff xml:lang="en">')
    for name, other, what in (("abstract", "trans-abstract", "abstract"), ("kwd-group", "kwd-group", "keywords")):
        korean = [element for element in meta.iterchildren(name) if _korean(element)]
        if korean and not any(_english(element) for element in meta.iterchildren(other)):
            yield Hit(korean[0], f"{what} in Korean only", f'<{other} xml:lang="en">')


def _korean(element: etree._Element) -> bool:
    """Whether there is Hangul in an element, and more of it than Latin letters."""
    text = text_of(element)
    hangul = sum("\uac00" <= character <= "\ud7a3" for character in text)
    return hangul > sum(character.isascii() and character.isalpha() for character in text)


def _korean_only(forms: list[etree._Element]) -> bool:
    return any(_korean(form) for form in forms) and not any(_english(form) for form in forms)


def _english(element: etree._Element) -> bool:
    return language_of(element).casefold().partition("-")[0] == "en" or (
        not _korean(element) and any(character.isascii() and character.isalpha() for character in text_of(element))
    )
