"""What the running text can call: labelled figures, tables, formulas, sections, appendices, supplements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import panflute as pf

from ..inlines import items, plain
from ..parsing.calls import find_calls, normal, supplement_key
from ..values import Spot


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """One part that has a number; `kind` is a JATS `@ref-type`."""

    kind: str
    label: str
    """As printed."""
    element: pf.Element


@dataclass(slots=True)
class Targets:
    """Parts of a document by kind and number."""

    by_number: dict[tuple[str, str], Target] = field(default_factory=dict)
    listed: list[Target] = field(default_factory=list)
    called: set[Target] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    """Identifiers in use."""

    @classmethod
    def of(cls, doc: pf.Doc) -> Targets:
        """Read a document behind the filters for floats, sections and formulas."""
        targets = cls()
        targets._read(doc.content.list)
        return targets

    def _read(self, blocks: Iterable[pf.Element]) -> None:
        for block in blocks:
            label = getattr(block, "attributes", {}).get("label", "")
            self.taken.add(getattr(block, "identifier", ""))
            if type(block) is pf.Figure:
                self._float("fig", label, block)
            elif type(block) is pf.Header:
                if label:
                    self._add("sec", normal(label), label, block)
            elif type(block) is pf.Div:
                self._div(block, label)
            elif type(block) is pf.Para:
                for inline in items(block):
                    if type(inline) is pf.Span and "disp-formula" in inline.classes and inline.identifier:
                        label = inline.attributes.get("label", "")
                        self._add("disp-formula", normal(label.strip("[] ")), label, inline)

    def _div(self, block: pf.Div, label: str) -> None:
        if "table-wrap" in block.classes:
            self._float("table", label, block)
            return
        if "app" in block.classes:
            head = next((child for child in items(block)[:1] if type(child) is pf.Header), None)
            title = f"{head.attributes.get('label', '')} {plain(items(head))}".strip() if head is not None else ""
            spots = [spot for spot in find_calls(title) if spot.kind == "app" and spot.start == 0]
            self._add("app", spots[0].value if spots else "", title, block)
        elif "supplementary-material" in block.classes and label:
            for spot in find_calls(f"{label} "):
                self._add("supplementary-material", supplement_of(spot), label, block)
        if "ref-list" not in block.classes:
            self._read(items(block))

    def _float(self, kind: str, label: str, block: pf.Element) -> None:
        spots = find_calls(label)
        if spots and spots[0].kind == "supplementary-material":
            self._add("supplementary-material", spots[0].value, label, block)
            return
        words = label.strip(" .:()|").split()
        number = normal(words[-1]) if words else ""
        if number and (number[-1].isdigit() or (len(number) <= 5 and len(words) > 1)):
            self._add(kind, number, label, block)
            if number[
                :-1
            ].isdigit():  # "Figure 1A" has a caption of its own: a call to Figure 1 means the first of them
                self.by_number.setdefault((kind, number[:-1]), self.listed[-1])

    def _add(self, kind: str, number: str, label: str, element: pf.Element) -> None:
        target = Target(kind, label.strip(" .:"), element)
        self.listed.append(target)
        self.by_number.setdefault((kind, number), target)

    def all(self, kind: str) -> list[Target]:
        """Targets of a kind, in order."""
        return [target for target in self.listed if target.kind == kind]

    def find(self, kind: str, value: str) -> Target | None:
        """The target of a call; "Table S1" may be a table of the article or a supplement, and the other way round."""
        target = self.by_number.get((kind, value))
        if target is None and kind in ("fig", "table"):
            target = (
                self.by_number.get(("supplementary-material", supplement_key(kind, value)))
                if value[:1] == "S"
                else None
            )
        elif target is None and kind == "supplementary-material":
            word, _, number = value.partition(" ")
            target = self.by_number.get((word, f"S{number}"))
        if target is not None:
            self.called.add(target)
        return target

    def name(self, target: Target) -> str:
        """The identifier of a target's element; one that has none gets it here: sec2-1, app1, supp1."""
        element = target.element
        if not element.identifier:
            prefix = {"supplementary-material": "supp"}.get(target.kind, target.kind)
            bare = (
                "".join(c if c.isalnum() and c.isascii() else "-" for c in normal(target.label))
                if target.kind == "sec"
                else ""
            )
            number = 1
            name = f"{prefix}{bare}" if bare else f"{prefix}{number}"
            while name in self.taken:
                number += 1
                name = f"{prefix}{bare}-{number}" if bare else f"{prefix}{number}"
            self.taken.add(name)
            element.identifier = name
        return str(element.identifier)


def supplement_of(spot: Spot) -> str:
    """The key of a supplement from the form of its label ("Table S1" as "S1 Table")."""
    return spot.value if spot.kind == "supplementary-material" else supplement_key(spot.kind, spot.value)
