"""A content model as an automaton: which children fit, which is the first that does not, what is allowed there.

A state is the set of places in the model where one may be. Rule: XML 1.0, 3.2.1 Element Content, 3.2.2 Mixed Content.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cached_property
from itertools import pairwise

State = frozenset[int]
TOKEN = re.compile(r"[(),|?*+]|#PCDATA|[^\s(),|?*+#]+")  # one bracket, sign or name of a model
FAR = 1_000_000


class ContentModel:
    """The model of one element, from its declaration.

    >>> model = ContentModel("(label?,title,p*)")
    >>> sorted(model.allowed(model.start))
    ['label', 'title']
    """

    def __init__(self, source: str) -> None:
        self.is_empty = source == "EMPTY"
        self.is_any = source == "ANY"
        self.is_mixed = source.startswith("(#PCDATA")
        self._edges: list[tuple[str, int]] = []
        """For each place, the name that leads on and where to; "" leads on freely."""
        self._free: list[list[int]] = []
        self._steps: dict[tuple[State, str], State] = {}
        self._distances: dict[State, int] = {}
        self.names: frozenset[str] = frozenset(TOKEN.findall(source)) - set("(),|?*+") - {"#PCDATA", "EMPTY", "ANY"}
        self._first = self._end = -1
        if not (self.is_empty or self.is_any or self.is_mixed):
            self._first, self._end = _Builder(source, self._edges, self._free).build()

    @property
    def takes_text(self) -> bool:
        return self.is_mixed or self.is_any

    @cached_property
    def start(self) -> State:
        """The state before the first child."""
        return self._closure([self._first]) if self._first >= 0 else frozenset()

    def step(self, state: State, name: str) -> State | None:
        """The state after one more child; None where it is not allowed."""
        if self._first < 0:
            return state if self.is_any or (self.is_mixed and name in self.names) else None
        known = self._steps.get((state, name))
        if known is None:
            known = self._closure([self._edges[place][1] for place in state if self._edges[place][0] == name])
            self._steps[state, name] = known
        return known or None

    def allowed(self, state: State) -> set[str]:
        """The names of the children that are allowed in `state`."""
        if self._first < 0:
            return set(self.names)
        return {self._edges[place][0] for place in state} - {""}

    def accepts(self, state: State) -> bool:
        """May the element end in `state`?"""
        return self._first < 0 or self._end in state

    def needed(self, state: State) -> set[str]:
        """The names of which one must come next, if nothing more than necessary comes before the end.

        >>> model = ContentModel("(label?,title,p*)")
        >>> model.needed(model.start)
        {'title'}
        """
        distance = self._distance(state)
        if distance in (0, FAR):
            return set()
        return {name for name in self.allowed(state) if self._distance(self._after(state, name)) == distance - 1}

    def path_to(self, state: State, name: str) -> list[str]:
        """The shortest list of missing children after which `name` would fit; empty where there is none."""
        queue: deque[tuple[State, list[str]]] = deque([(state, [])])
        seen = {state}
        while queue:
            here, path = queue.popleft()
            if path and self.step(here, name) is not None:
                return path
            for following in sorted(self.allowed(here)):
                after = self._after(here, following)
                if after not in seen:
                    seen.add(after)
                    queue.append((after, [*path, following]))
        return []

    def _after(self, state: State, name: str) -> State:
        return self.step(state, name) or frozenset()

    def _distance(self, state: State) -> int:
        """The number of children that are needed before the element may end."""
        if state in self._distances:
            return self._distances[state]
        queue, seen = deque([(state, 0)]), {state}
        found = FAR
        while queue:
            here, count = queue.popleft()
            if self.accepts(here):
                found = count
                break
            for name in self.allowed(here):
                after = self._after(here, name)
                if after not in seen:
                    seen.add(after)
                    queue.append((after, count + 1))
        self._distances[state] = found
        return found

    def _closure(self, places: list[int]) -> State:
        seen, waiting = set(places), list(places)
        while waiting:
            for place in self._free[waiting.pop()]:
                if place not in seen:
                    seen.add(place)
                    waiting.append(place)
        return frozenset(seen)


class _Builder:
    """Turns the text of a model into places, named edges and free edges."""

    def __init__(self, source: str, edges: list[tuple[str, int]], free: list[list[int]]) -> None:
        self.tokens = TOKEN.findall(source)
        self.at = 0
        self.edges, self.free = edges, free

    def build(self) -> tuple[int, int]:
        return self.particle()

    def place(self) -> int:
        self.edges.append(("", -1))
        self.free.append([])
        return len(self.edges) - 1

    def particle(self) -> tuple[int, int]:
        """A name or a group, with its `?`, `*` or `+`: its first and last place."""
        if self.tokens[self.at] == "(":
            first, last = self.group()
        else:
            first, last = self.place(), self.place()
            self.edges[first] = (self.tokens[self.at], last)
            self.at += 1
        sign = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if sign not in ("?", "*", "+"):
            return first, last
        self.at += 1
        before, after = self.place(), self.place()
        self.free[before].append(first)
        self.free[last].append(after)
        if sign != "+":
            self.free[before].append(after)
        if sign != "?":
            self.free[last].append(first)
        return before, after

    def group(self) -> tuple[int, int]:
        parts, separator = [], ""
        while self.tokens[self.at] != ")":
            separator = self.tokens[self.at]
            self.at += 1
            parts.append(self.particle())
        self.at += 1
        if separator == "|":
            before, after = self.place(), self.place()
            for first, last in parts:
                self.free[before].append(first)
                self.free[last].append(after)
            return before, after
        for (_, last), (first, _) in pairwise(parts):
            self.free[last].append(first)
        return parts[0][0], parts[-1][1]
