"""The source as it stood: every word coloured by the part that it became, what was left out marked with its rule."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from .article_view import View
from .build import add, say
from .categories import CATEGORIES
from .words import UNEXPLAINED, Matched

Element = etree._Element
RULES = {
    "furniture": "page furniture", "cue-word": "cue word", "duplicate": "said twice", "normalised": "written otherwise",
    "corrected": "corrected by hand", UNEXPLAINED: "lost without a rule",
}  # fmt: skip


def source_pane(parent: Element, matched: Matched, view: View) -> None:
    """One line (or paragraph of a Word file) each; blank lines are gaps."""
    holder = add(parent, "div", css="lines")
    gap = False
    for number, (line, runs) in enumerate(zip(matched.lines, matched.runs, strict=True), start=1):
        if not line.strip("\u200b \t\r"):
            gap = True
            continue
        made = add(holder, "p", id=f"s{number}", css="line" + (" gap" if gap else ""), data_n=str(number), dir="auto")
        gap = False
        weights: Counter[str] = Counter()
        done = 0
        for run in runs:
            say(made, line[done : run.start])
            done = run.end
            text = line[run.start : run.end]
            if run.lost:
                rule = RULES.get(run.lost, run.lost.replace("-", " "))
                add(
                    made,
                    "del",
                    text,
                    css=f"l-{'none' if run.lost == UNEXPLAINED else run.lost}",
                    title=f"left out: {rule}",
                )
                weights[run.lost] += run.end - run.start
            elif run.target is not None:
                add(made, "span", text, css=f"c-{run.category}", data_to=view.name(target_of(run.target)))
                weights[run.category] += run.end - run.start
            else:
                say(made, text)
        say(made, line[done:])
        if weights:
            most = weights.most_common(1)[0][0]
            made.set("data-role", CATEGORIES.get(most) or RULES.get(most) or most.replace("-", " "))
            if most == "furniture":
                made.set("class", f"{made.get('class')} is-furniture")


BLOCKS = frozenset(("p", "title", "td", "th", "article-title", "contrib", "aff", "corresp", "fn", "kwd", "ref", "label", "subject", "trans-title",
                    "subtitle", "verse-line", "term", "code", "preformat", "disp-formula", "date", "pub-date"))  # fmt: skip


def target_of(node: Element) -> Element:
    """The element that the page jumps to for a word: the paragraph, entry or person that holds it."""
    here: Element | None = node
    block = node
    while here is not None:
        if here.tag == "ref":
            return here
        if here.tag in BLOCKS and block is node:
            block = here
        here = here.getparent()
    return block
