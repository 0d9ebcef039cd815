"""Formulas: TeX as written and MathML 3 side by side in `<alternatives>`."""

from __future__ import annotations

from collections.abc import Callable

import panflute as pf
from lxml import etree

from ..xml import parse_xml
from .context import Context, element, sub

MathML = Callable[[list[tuple[str, bool]]], list[bytes | None]]


def inline_formula(math: pf.Math, context: Context) -> etree._Element:
    """`<inline-formula>`; its MathML is filled in by `fill_mathml`."""
    made = element("inline-formula")
    _alternatives(made, math.text, False, context)
    return made


def display_formula(math: pf.Math, context: Context, *, identifier: str = "", label: str = "") -> etree._Element:
    """`<disp-formula>` with id and label where it has them."""
    made = element("disp-formula", id=identifier)
    if label:
        sub(made, "label", label)
    _alternatives(made, math.text, True, context)
    return made


def _alternatives(parent: etree._Element, tex: str, display: bool, context: Context) -> None:
    holder = sub(parent, "alternatives")
    sub(holder, "tex-math", tex)
    context.formulas.append((tex, display, holder))


def fill_mathml(context: Context, mathml: MathML) -> None:
    """Add the MathML of every formula of the article, from one call; where there is none, TeX stands alone."""
    if not context.formulas:
        return
    answers = mathml([(tex, display) for tex, display, _ in context.formulas])
    for (tex, _, holder), answer in zip(context.formulas, answers, strict=True):
        if answer is None:
            context.warn(
                "formula-without-mathml",
                f"Unexpected TeX {tex[:60]!r}, expected what can be made MathML: the TeX is kept.",
            )
            parent = holder.getparent()
            if parent is not None:
                only = holder[0]
                parent.replace(holder, only)
            continue
        math = parse_xml(answer).getroot()
        for node in math.iter():
            if node.text and not node.text.strip():
                node.text = None
            node.tail = None
        holder.append(math)
