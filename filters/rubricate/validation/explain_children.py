"""Explain the children of one element: the first that does not fit, what is allowed there, what was likely meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .content_model import ContentModel, State
from .declarations import Declarations
from .faults import Fault, excerpt, nearest, tags
from .hints import about_foreign, about_unknown
from .other_editions import title


class Child(NamedTuple):
    """A child element: its number in the document, its name with the usual prefix, and the text after it."""

    element: int
    name: str
    tail: str


def explain_children(
    element: int, name: str, text: str, children: list[Child], has_nodes: bool, declarations: Declarations
) -> Iterator[Fault]:
    """The faults in the content of a declared element; `has_nodes`: it holds anything, be it a comment."""
    model = declarations.model(name)
    if model.is_empty:
        if has_nodes:
            message = f"Unexpected content in <{name}>, expected the empty element <{name}/>"
            yield Fault(element, "start", "not-empty", message, f"Remove what is inside <{name}>.", name)
        return
    if not model.takes_text:
        yield from _texts(element, name, text, children, model)
    yield from _Walk(element, name, children, model, declarations).faults()


def _texts(element: int, name: str, text: str, children: list[Child], model: ContentModel) -> Iterator[Fault]:
    spots = [(element, "text", text), *((child.element, "tail", child.tail) for child in children)]
    for number, part, found in spots:
        if found.strip(" \t\r\n"):
            shown = excerpt(found)
            message = f'Unexpected text "{shown}" in <{name}>, expected elements only: {tags(set(model.names))}'
            suggestion = f"Wrap it in <{wrapper}>." if (wrapper := _text_wrapper(model)) else ""
            yield Fault(number, part, "text-not-allowed", message, suggestion, name)


def _text_wrapper(model: ContentModel) -> str:
    return "p" if "p" in model.names else ""


class _Walk:
    """Follows the children through the model; after a fault it goes on as if the fault were mended."""

    def __init__(
        self, element: int, name: str, children: list[Child], model: ContentModel, declarations: Declarations
    ) -> None:
        self.element, self.name, self.children = element, name, children
        self.model, self.declarations = model, declarations
        self.state: State = model.start
        self.accepted: list[tuple[State, str]] = []
        """The children that fitted, each with the state before it."""

    def faults(self) -> Iterator[Fault]:
        for child in self.children:
            after = self.model.step(self.state, child.name)
            if after is None:
                yield self.misfit(child)
            else:
                self.accept(child.name, after)
        if not self.model.accepts(self.state):
            needed = tags(self.model.needed(self.state))
            message = f"Unexpected end of <{self.name}>, expected {needed}"
            yield Fault(self.element, "end", "missing-element", message, f"Add {needed}." if needed else "", self.name)

    def accept(self, name: str, after: State) -> None:
        self.accepted.append((self.state, name))
        self.state = after

    def misfit(self, child: Child) -> Fault:
        if child.name not in self.declarations:
            return self.unknown(child)
        if child.name not in self.model.names:
            return self.foreign(child)
        if path := self.model.path_to(self.state, child.name):
            for name in [*path, child.name]:
                self.accept(name, self.model.step(self.state, name) or frozenset())
            missing = "".join(f"<{name}>" for name in path)
            message = f"Unexpected <{child.name}> in <{self.name}>, expected {missing} before it"
            return self.fault(child, "missing-element", message, f"Add {missing} before it.")
        return self.misplaced(child)

    def unknown(self, child: Child) -> Fault:
        allowed = self.allowed()
        editions, suggestion = about_unknown(child.name, self.declarations)
        if suggestion:
            message = f"Unexpected element <{child.name}> of {editions} in <{self.name}>"
            message += f", expected what {title(self.declarations.doctype)} has: {self.expected()}"
            return self.fault(child, "unknown-element", message, suggestion)
        meant = nearest(child.name, allowed) or nearest(child.name, self.declarations.elements)
        after = self.model.step(self.state, meant) if meant else None
        if after is not None:
            self.accept(meant, after)
        message = f"Unexpected element <{child.name}>, which JATS does not know, in <{self.name}>"
        message += f", expected {tags({meant} if meant else allowed) or 'no element'}"
        return self.fault(child, "unknown-element", message, f"Did you mean <{meant}>?" if meant else "")

    def foreign(self, child: Child) -> Fault:
        before = self.accepted[-1][1] if self.accepted else ""
        suggestion, wrapper = about_foreign(child.name, self.name, before, self.allowed(), self.declarations)
        message = f"Unexpected <{child.name}> in <{self.name}>, expected {self.expected()}"
        if wrapper:  # go on as if it were there: else its absence would be a second fault
            self.accept(wrapper, self.model.step(self.state, wrapper) or self.state)
        return self.fault(child, "element-not-allowed", message, suggestion)

    def misplaced(self, child: Child) -> Fault:
        previous = f" after <{self.accepted[-1][1]}>" if self.accepted else ""
        for position in range(len(self.accepted) - 1, -1, -1):
            before, follower = self.accepted[position]
            after = self.model.step(before, child.name)
            if after is None:
                continue
            if follower == child.name and self.model.step(after, child.name) is None:
                break
            message = f"Unexpected <{child.name}>{previous} in <{self.name}>, expected it before <{follower}>"
            return self.fault(child, "misplaced-element", message, f"Move <{child.name}> before <{follower}>.")
        if any(name == child.name for _, name in self.accepted):
            message = f"Unexpected second <{child.name}> in <{self.name}>, expected {self.expected()}"
            return self.fault(child, "repeated-element", message, f"Keep one <{child.name}>, or join them.")
        message = f"Unexpected <{child.name}>{previous} in <{self.name}>, expected {self.expected()}"
        return self.fault(child, "misplaced-element", message)

    def allowed(self) -> set[str]:
        return self.model.allowed(self.state)

    def expected(self) -> str:
        allowed, end = self.allowed(), f"the end of <{self.name}>"
        if self.model.is_mixed:
            return f"text or {tags(allowed)}" if allowed else "text"
        if not self.model.accepts(self.state):
            return tags(allowed)
        return f"{tags(allowed)} or {end}" if allowed else end

    def fault(self, child: Child, kind: str, message: str, suggestion: str = "") -> Fault:
        return Fault(child.element, "start", kind, message, suggestion, self.name)
