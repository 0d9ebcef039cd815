"""`<front>`: journal and article metadata, in the order that the grammar demands."""

from __future__ import annotations

from lxml import etree

from ..article import Abstract, Article, ArticleDate, KeywordGroup
from .context import HREF, LANG, Context, element, sub
from .contrib import write_contributors
from .inline import write_inlines
from .sections import write_sections

NO_LABEL_TYPES = {"epub": ("pub", "electronic"), "ppub": ("pub", "print"), "collection": ("collection", "")}


def write_front(article: Article, context: Context) -> etree._Element:
    """The whole `<front>` but its notes."""
    front = element("front")
    journal = _journal(article)
    if len(journal):
        front.append(journal)
    front.append(_article_meta(article, context))
    return front


def publishing_needs(article: Article) -> list[str]:
    """Metadata keys that Journal Publishing demands and the article lacks (journal-id, title, ISSN)."""
    journal = article.journal
    needs = []
    if not (journal.publisher_id or journal.nlm_ta or journal.pmc):
        needs.append("journal.publisher-id")
    if not journal.title:
        needs.append("journal.title")
    if not (journal.pissn or journal.eissn or journal.issn):
        needs.append("journal.pissn or journal.eissn (ISSN)")
    if not article.title:
        needs.append("title")
    return needs


def _journal(article: Article) -> etree._Element:
    journal = article.journal
    made = element("journal-meta")
    for kind, value in (("nlm-ta", journal.nlm_ta), ("pmc", journal.pmc), ("publisher-id", journal.publisher_id)):
        if value:
            sub(made, "journal-id", value, journal_id_type=kind)
    if journal.title or journal.abbrev_title:
        group = sub(made, "journal-title-group")
        if journal.title:
            sub(group, "journal-title", journal.title)
        if journal.abbrev_title:
            sub(group, "abbrev-journal-title", journal.abbrev_title)
    for medium, value in (("print", journal.pissn), ("electronic", journal.eissn), ("", journal.issn)):
        if value and value not in [issn.text for issn in made.findall("issn")]:
            sub(made, "issn", value, publication_format=medium)
    if journal.publisher_name:
        publisher = sub(made, "publisher")
        sub(publisher, "publisher-name", journal.publisher_name)
        if journal.publisher_loc:
            sub(publisher, "publisher-loc", journal.publisher_loc)
    return made


def _article_meta(article: Article, context: Context) -> etree._Element:
    meta = element("article-meta")
    for kind, value in article.ids:
        sub(meta, "article-id", value, pub_id_type=kind)
    _categories(meta, article)
    _titles(meta, article, context)
    write_contributors(meta, article, context)
    for date in article.publication_dates:
        meta.append(_date("pub-date", date))
    for tag, value in (
        ("volume", article.volume),
        ("issue", article.issue),
        ("issue-title", article.issue_title),
        ("supplement", article.supplement),
    ):
        if value:
            sub(meta, tag, value)
    if article.fpage:
        sub(meta, "fpage", article.fpage)
        if article.lpage:
            sub(meta, "lpage", article.lpage)
    elif article.elocation_id:
        sub(meta, "elocation-id", article.elocation_id)
    if article.history:
        history = sub(meta, "history")
        for date in article.history:
            history.append(_date("date", date))
    _permissions(meta, article, context)
    for number, (kind, link, identifier) in enumerate(article.related, start=1):
        related = sub(
            meta,
            "related-article",
            id=context.id_for(f"ra{number}", "ra"),
            related_article_type=kind,
            ext_link_type=link,
        )
        related.set(HREF, identifier)
    for abstract in sorted(article.abstracts, key=lambda a: bool(a.lang)):
        meta.append(_abstract(abstract, context))
    for group in article.keyword_groups:
        meta.append(_keywords(group, article, context))
    if article.funding_statement:
        write_inlines(sub(sub(meta, "funding-group"), "funding-statement"), article.funding_statement, context)
    return meta


def _categories(meta: etree._Element, article: Article) -> None:
    subjects = list(dict.fromkeys(filter(None, (article.heading, *article.categories))))
    if not subjects:
        return
    holder = sub(meta, "article-categories")
    for number, subject in enumerate(subjects):
        sub(
            sub(holder, "subj-group", subj_group_type="heading" if number == 0 and article.heading else "subject"),
            "subject",
            subject,
        )


def _titles(meta: etree._Element, article: Article, context: Context) -> None:
    if not (article.title or article.subtitle or article.translated_titles or article.running_title):
        return
    group = sub(meta, "title-group")
    write_inlines(sub(group, "article-title"), article.title, context)
    if article.subtitle:
        write_inlines(sub(group, "subtitle"), article.subtitle, context)
    for other in article.translated_titles:
        made = sub(group, "trans-title-group")
        if other.lang:
            made.set(LANG, other.lang)
        write_inlines(sub(made, "trans-title"), other.title, context)
        if other.subtitle:
            write_inlines(sub(made, "trans-subtitle"), other.subtitle, context)
    if article.running_title:
        write_inlines(sub(group, "alt-title", alt_title_type="running-head"), article.running_title, context)


def _date(tag: str, date: ArticleDate) -> etree._Element:
    """A date without an invented day, month or medium."""
    kind, medium = date.type, date.publication_format
    if tag == "pub-date" and kind in NO_LABEL_TYPES:
        kind, said = NO_LABEL_TYPES[kind]
        medium = medium or said
    made = element(tag, date_type=kind, publication_format=medium if tag == "pub-date" else "")
    value = date.value
    if value.season:
        sub(made, "season", value.season)
    else:
        if value.day is not None and value.month is not None:
            sub(made, "day", str(value.day))
        if value.month is not None:
            sub(made, "month", str(value.month))
    sub(made, "year", str(value.year))
    return made


def _permissions(meta: etree._Element, article: Article, context: Context) -> None:
    permissions = article.permissions
    made = element("permissions")
    for tag, value in (
        ("copyright-statement", permissions.statement),
        ("copyright-year", permissions.year),
        ("copyright-holder", permissions.holder),
    ):
        if value:
            sub(made, tag, value)
    if permissions.license_text or permissions.license_link:
        licence = sub(made, "license", license_type=permissions.license_type)
        if permissions.license_link:
            licence.set(HREF, permissions.license_link)
        for block in permissions.license_text:
            paragraph = sub(licence, "license-p")
            write_inlines(
                paragraph,
                getattr(block, "_content", block.content).list if hasattr(block, "content") else [],
                context,
                home="license-p",
            )
        if not len(licence):
            link = sub(sub(licence, "license-p"), "ext-link", permissions.license_link, ext_link_type="uri")
            link.set(HREF, permissions.license_link)
    if len(made):
        meta.append(made)


def _abstract(abstract: Abstract, context: Context) -> etree._Element:
    made = element("trans-abstract" if abstract.lang else "abstract", abstract_type=abstract.type)
    if abstract.lang:
        made.set(LANG, abstract.lang)
    if abstract.title:
        sub(made, "title", abstract.title)
    return write_sections(made, abstract.blocks, context)


def _keywords(group: KeywordGroup, article: Article, context: Context) -> etree._Element:
    made = element("kwd-group", kwd_group_type=group.type)
    lang = group.lang or (article.lang if group.type == "author" else "")
    if lang:
        made.set(LANG, lang)
    if group.title:
        sub(made, "title", group.title)
    for number, keyword in enumerate(group.keywords):
        write_inlines(sub(made, "kwd", content_type="major" if number in group.major else ""), keyword, context)
    return made
