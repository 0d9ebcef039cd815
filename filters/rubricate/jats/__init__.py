"""JATS: a tagged document and its `Article` become bytes, and the lxml tree that they parse to.

Body, floats and back matter are written straight from the AST with lxml, so that no version of pandoc changes a byte of
them; pandoc is asked for the MathML of the formulas only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import panflute as pf
from lxml import etree

from ..article import Article
from ..values import Finding, RubricateError, Severity
from ..xml import parse_xml
from .back import split_blocks, write_back
from .context import LANG, NSMAP, Context, element, sub
from .counts import counts_of, insert_counts
from .doctypes import doctype
from .formulas import MathML, fill_mathml
from .front import publishing_needs, write_front
from .plain_blocks import as_plain_blocks
from .sections import write_sections
from .serialise import indent, to_bytes
from .targets import collect_targets

__all__ = ["BuildResult", "build", "with_plain_blocks"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The bytes, the tree that they parse to, the tag set it was written for, and what there is to say about it."""

    xml: bytes
    tree: etree._ElementTree
    tag_set: str
    findings: tuple[Finding, ...]
    log: tuple[dict[str, str], ...] = ()
    """What the writer left out or added, by rule."""


def build(
    doc: pf.Doc,
    article: Article,
    *,
    version: str = "1.3",
    tag_set: str = "",
    citations: str = "element",
    mathml: MathML,
) -> BuildResult:
    """Write the article. `tag_set` is "publishing", "archiving", or "": Publishing where its demands are met;
    `citations` one of `references.FORMS`.

    Raises RubricateError (`publishing-needs`) where Publishing is asked for and facts that it demands are missing.
    """
    context = Context(references=article.references, citations=citations)
    chosen = _tag_set(article, tag_set, context)
    collect_targets(doc, context)
    root = etree.Element("article", nsmap=NSMAP)
    if article.article_type:
        root.set("article-type", article.article_type)
    root.set("dtd-version", version)
    if article.lang:
        root.set(LANG, article.lang)
    _parts(root, article, context)
    fill_mathml(context, mathml)
    insert_counts(root[0], counts_of(root, article))
    if not article.title:
        context.warn(
            "no-title",
            "Unexpected article without a title, expected one.",
            "Give -M title=…, or a heading at the top of the text.",
        )
    etree.cleanup_namespaces(root, top_nsmap=NSMAP)
    indent(root)
    xml = to_bytes(root, doctype(chosen, version))
    return BuildResult(xml, parse_xml(xml), chosen, tuple(context.findings), tuple(context.log))


def with_plain_blocks(
    built: BuildResult, places: Sequence[str], version: str
) -> tuple[BuildResult, list[tuple[int, str]]]:
    """The article with the block around each XPath as plain text: `(number of the place, XPath of the block)` of each."""
    root = parse_xml(built.xml).getroot()
    replaced = as_plain_blocks(root, places)
    indent(root)
    xml = to_bytes(root, doctype(built.tag_set, version))
    return BuildResult(xml, parse_xml(xml), built.tag_set, built.findings, built.log), replaced


def _parts(root: etree._Element, article: Article, context: Context) -> None:
    """Front, body, back and floats; footnotes go before the reference list."""
    body_blocks, back_blocks, floats, notes = split_blocks(article.blocks)
    front = write_front(article, context)
    root.append(front)
    body = write_sections(element("body"), body_blocks, context)
    back = write_back(back_blocks, context)
    group = write_sections(element("floats-group"), floats, context)
    if notes:
        write_sections(sub(front, "notes"), notes, context)
    if context.notes:
        holder = element("fn-group")
        holder.extend(context.notes)
        lists = back.findall("ref-list")
        back.insert(back.index(lists[0]) if lists else len(back), holder)
    root.extend(part for part in (body, back, group) if len(part))


def _tag_set(article: Article, wanted: str, context: Context) -> str:
    needs = publishing_needs(article)
    if wanted == "archiving" or not needs:
        return wanted or "publishing"
    message = f"Journal Publishing needs what is not known: {', '.join(needs)}."
    suggestion = "Give them in a metadata file: rubricate init, then --metadata-file journal.yaml."
    if wanted == "publishing":
        raise RubricateError(
            Finding(
                "publishing-needs",
                Severity.ERROR,
                f"Unexpected article for --jats publishing: {message}",
                suggestion=suggestion,
            )
        )
    context.warn("publishing-needs", f"Written as Journal Archiving: {message}", suggestion)
    return "archiving"
