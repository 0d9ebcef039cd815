"""Blocks to JATS: paragraphs, lists, quotations, code; figures and tables are handed on."""

from __future__ import annotations

from collections.abc import Iterable

import panflute as pf
from lxml import etree

from ..inlines import list_number, strip
from .context import Context, children, element, is_empty, sub
from .floats import write_figure, write_table_wrap
from .formulas import display_formula
from .inline import write_inlines

LIST_TYPES = {
    "LowerAlpha": "alpha-lower",
    "UpperAlpha": "alpha-upper",
    "LowerRoman": "roman-lower",
    "UpperRoman": "roman-upper",
}
NO_FLOATS = frozenset(
    (
        "fn",
        "list-item",
        "disp-quote",
        "td",
        "th",
        "def",
        "caption",
        "table-wrap-foot",
        "license",
        "corresp",
        "abstract",
        "trans-abstract",
    )
)
SKIPPED = frozenset(("page-furniture", "front-notes", "floats-group"))


def write_blocks(parent: etree._Element, blocks: Iterable[pf.Block], context: Context) -> etree._Element:
    """Append blocks to `parent`, in order."""
    for block in blocks:
        write_block(parent, block, context)
    return parent


def write_block(parent: etree._Element, block: pf.Block, context: Context) -> None:
    """Append one block."""
    kind = type(block)
    if kind in (pf.Para, pf.Plain):
        _paragraph(parent, children(block), context)
    elif kind is pf.Header:
        _lost_heading(parent, block, context)
    elif kind in (pf.BulletList, pf.OrderedList):
        _list(parent, block, context)
    elif kind is pf.DefinitionList:
        _definitions(parent, block, context)
    elif kind is pf.BlockQuote:
        _append(parent, write_blocks(element("disp-quote"), children(block), context))
    elif kind is pf.CodeBlock:
        holder = parent if parent.tag not in NO_FLOATS else sub(parent, "p")
        language = block.classes[0] if block.classes else ""
        sub(holder, "code" if language else "preformat", block.text, language=language)
    elif kind is pf.LineBlock:
        _verse(parent, block, context)
    elif kind is pf.Figure:
        _float(parent, write_figure(block, context))
    elif kind is pf.Table:
        _float(parent, write_table_wrap([block], context, identifier=block.identifier))
    elif kind is pf.Div:
        _div(parent, block, context)
    elif kind is pf.RawBlock:
        context.warn("raw-markup", f"Unexpected raw {block.format} in the text, expected plain text: kept as text.")
        _append(parent, element("p", block.text))


def _append(parent: etree._Element, made: etree._Element) -> None:
    if not is_empty(made):
        parent.append(made)


def _float(parent: etree._Element, made: etree._Element) -> None:
    """Floats stand in sections; where JATS allows none, they stand in a paragraph."""
    if parent.tag in NO_FLOATS:
        parent = sub(parent, "p")
    parent.append(made)


def _div(parent: etree._Element, div: pf.Div, context: Context) -> None:
    classes = set(div.classes)
    if classes & SKIPPED:
        return
    if "fig" in classes or "table-wrap" in classes:
        from .floats import write_float_div

        _float(parent, write_float_div(div, context))
    elif is_supplement(div):
        _supplement(parent, div, context)
    elif "disp-quote" in classes:
        _append(parent, write_blocks(element("disp-quote"), children(div), context))
    else:
        write_blocks(parent, children(div), context)


def is_supplement(div: pf.Div) -> bool:
    """One entry of supplementary material: it has a label, as a section of them has none."""
    return "supplementary-material" in div.classes and "label" in div.attributes


def _supplement(parent: etree._Element, div: pf.Div, context: Context) -> None:
    """`<supplementary-material>` with its label and what is said about it."""
    from .floats import write_caption

    name = context.targets.get(div.identifier) or context.id_for(div.identifier, "supp")
    made = element("supplementary-material", id=name)
    sub(made, "label", div.attributes["label"])
    write_caption(made, children(div), context)
    _float(parent, made)


def _lost_heading(parent: etree._Element, header: pf.Header, context: Context) -> None:
    """A heading where no section can begin: a paragraph in bold."""
    made = sub(parent, "p")
    label = header.attributes.get("label", "")
    write_inlines(
        sub(made, "bold"), [*([pf.Str(label), pf.Space()] if label else []), *children(header)], context, home="p"
    )


def _paragraph(parent: etree._Element, inlines: list[pf.Inline], context: Context) -> None:
    formula = _only_formula(inlines)
    if formula is not None:
        math, identifier, label = formula
        name = context.targets.get(identifier, "") if identifier else ""
        made = display_formula(math, context, identifier=name, label=label)
        if parent.tag in NO_FLOATS:
            parent = sub(parent, "p")
        parent.append(made)
        return
    made = element("p")
    for inline in strip(inlines):
        if type(inline) is pf.Math and inline.format == "DisplayMath":
            made.append(display_formula(inline, context))
        elif type(inline) is pf.Span and "disp-formula" in inline.classes:
            inner = [child for child in children(inline) if type(child) is pf.Math]
            for math in inner:
                made.append(
                    display_formula(
                        math,
                        context,
                        identifier=context.targets.get(inline.identifier, ""),
                        label=inline.attributes.get("label", ""),
                    )
                )
        else:
            write_inlines(made, [inline], context, home="p")
    if not is_empty(made):
        parent.append(made)


def _only_formula(inlines: list[pf.Inline]) -> tuple[pf.Math, str, str] | None:
    solid = [inline for inline in inlines if type(inline) not in (pf.Space, pf.SoftBreak, pf.LineBreak)]
    if len(solid) != 1:
        return None
    only = solid[0]
    if type(only) is pf.Math and only.format == "DisplayMath":
        return only, "", ""
    if type(only) is pf.Span and "disp-formula" in only.classes:
        inner = children(only)
        if len(inner) == 1 and type(inner[0]) is pf.Math:
            return inner[0], only.identifier, only.attributes.get("label", "")
    return None


def _list(parent: etree._Element, block: pf.BulletList | pf.OrderedList, context: Context) -> None:
    ordered = type(block) is pf.OrderedList
    kind = LIST_TYPES.get(block.style, "order") if ordered else "bullet"
    made = element("list", list_type=kind)
    labelled = ordered and (block.start != 1 or block.delimiter in ("OneParen", "TwoParens"))
    for number, item in enumerate(children(block)):
        entry = element("list-item")
        write_blocks(entry, children(item), context)
        if not len(entry):
            sub(entry, "p")
        if labelled:
            label = element("label", list_number(block, number))
            entry.insert(0, label)
        made.append(entry)
    if len(made):
        (
            sub(parent, "p") if parent.tag in ("td", "th", "license", "caption", "table-wrap-foot", "fn") else parent
        ).append(made)


def _definitions(parent: etree._Element, block: pf.DefinitionList, context: Context) -> None:
    made = element("def-list")
    for item in children(block):
        entry = sub(made, "def-item")
        write_inlines(sub(entry, "term"), item.term.list, context)
        holder = sub(entry, "def")
        for definition in item.definitions.list:
            write_blocks(holder, children(definition), context)
        if not len(holder):
            entry.remove(holder)
        for other in holder.xpath("*[not(self::p)]"):
            paragraph = element("p")  # a definition holds paragraphs only
            other.addprevious(paragraph)
            paragraph.append(other)
    (sub(parent, "p") if parent.tag in NO_FLOATS else parent).append(made)


def _verse(parent: etree._Element, block: pf.LineBlock, context: Context) -> None:
    made = element("verse-group")
    for line in children(block):
        write_inlines(sub(made, "verse-line"), children(line), context)
    if parent.tag in NO_FLOATS:
        parent = sub(parent, "p")
    if len(made):
        parent.append(made)
