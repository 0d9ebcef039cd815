"""What was likely meant: another vocabulary, another version of JATS, a missing prefix, a missing wrapper, another place."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from .content_model import ContentModel
from .declarations import Declarations
from .faults import tags
from .other_editions import with_child, with_element

VOCABULARIES = Path(__file__).parent / "other_vocabularies.toml"
PREFIXED = ("mml:", "ali:", "oasis:")
FEW = 3
"""More suggestions than these are none."""


def about_unknown(name: str, declarations: Declarations) -> tuple[str, str]:
    """Of an element that the grammar does not know: who knows it ("JATS 1.3 and later"), and what to do.

    Both are "" where nobody does.
    """
    editions = with_element(declarations.doctype, name)
    if editions:
        return editions, f"Declare a version that has <{name}> in the DOCTYPE, or leave it out."
    for prefix in PREFIXED:
        if prefix + name in declarations:
            uri = "MathML" if prefix == "mml:" else prefix[:-1]
            return f"{uri} without its prefix", f"Write <{prefix}{name}>."
    vocabulary, instead = other_vocabularies().get(name, ("", ""))
    return (vocabulary, f"JATS has {instead} for it.") if instead else ("", "")


def about_foreign(
    name: str, parent: str, before: str, allowed: set[str], declarations: Declarations
) -> tuple[str, str]:
    """What to do with a known element that its parent does not take, and the child that the parent would have then.

    `before` is the element before it, if any. Both are "" where nothing is likely.
    """
    if before and wraps(before, name, declarations):
        return f"Move it into the <{before}> before it.", ""
    wrappers = {wrapper for wrapper in allowed if wraps(wrapper, name, declarations)}
    if 0 < len(wrappers) <= FEW:
        return f"Wrap it in {tags(wrappers)}.", min(wrappers) if len(wrappers) == 1 else ""
    pairs = {outer: pair for outer in sorted(allowed) if (pair := _two_wrappers(outer, name, declarations))}
    if not wrappers and 0 < len(pairs) <= FEW:
        return f"Wrap it in {' or '.join(pairs.values())}.", next(iter(pairs)) if len(pairs) == 1 else ""
    if editions := with_child(declarations.doctype, parent, name):
        return f"In {editions}, <{name}> may stand in <{parent}>.", ""
    parents = _parents(name, declarations)
    return (f"It belongs in {tags(parents)}." if 0 < len(parents) <= FEW else ""), ""


def wraps(wrapper: str, name: str, declarations: Declarations) -> bool:
    """Would `<wrapper><name/></wrapper>` need nothing more?"""
    if wrapper == name or wrapper not in declarations:
        return False
    model = declarations.model(wrapper)
    if model.is_mixed or model.is_any:
        return False  # running text takes nearly anything, which is no hint
    after = model.step(model.start, name)
    return after is not None and model.accepts(after)


def _two_wrappers(outer: str, name: str, declarations: Declarations) -> str:
    """ "<tbody><tr>" where `<outer><inner><name/></inner></outer>` is whole for one inner element only."""
    if outer not in declarations:
        return ""
    model: ContentModel = declarations.model(outer)
    if model.is_mixed or model.is_any or model.is_empty:
        return ""
    inners = [
        inner
        for inner in model.allowed(model.start)
        if wraps(outer, inner, declarations) and wraps(inner, name, declarations)
    ]
    return f"<{outer}><{inners[0]}>" if len(inners) == 1 else ""


@lru_cache(maxsize=500)
def _parents(name: str, declarations: Declarations) -> set[str]:
    """The elements that may hold `name`."""
    named = re.compile(rf"^<!ELEMENT (\S+) [^\n]*[(,|]{re.escape(name)}[),|?*+]", re.MULTILINE)
    return set(named.findall(declarations.text(declarations.elements)))


@lru_cache(maxsize=1)
def other_vocabularies() -> dict[str, tuple[str, str]]:
    """Element name to the vocabulary that has it and what JATS has instead."""
    import tomllib

    found: dict[str, tuple[str, str]] = {}
    for vocabulary in tomllib.loads(VOCABULARIES.read_text(encoding="utf-8")).values():
        names = {name: instead for name, instead in vocabulary.items() if name != "title"}
        found |= {name: (vocabulary["title"], instead) for name, instead in names.items()}
    return found
