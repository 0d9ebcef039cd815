"""Expand the modules of a DTD into plain declarations: no comments, no parameter entities, no marked sections.

In: the driver file of a DTD. Out: a `Grammar` of elements, attribute lists, notations and character entities.
Follows XML 1.0 (fifth edition), 2.8 and 4.4: the first declaration of an entity or attribute wins; a parameter
entity is expanded in an entity value when that value is declared, and anywhere else where it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

REFERENCE = re.compile(r"%([A-Za-z_:][\w.:-]*);")  # %sec.class;
TOKEN = re.compile(r"""\([^()]*\)|"[^"]*"|'[^']*'|[^\s"'()]+""")  # one word, literal or group of an ATTLIST
CHARACTER = re.compile(r"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")  # &#x3B1; &#945;
SPACE = re.compile(r"\s+")


class FlattenError(Exception):
    """The modules are not what this script understands."""


@dataclass(frozen=True)
class Attribute:
    """`type` is CDATA, ID, … or "(a|b)"; `default` is "#REQUIRED", "#IMPLIED", '"b"' or '#FIXED "b"'."""

    type: str
    default: str


@dataclass
class Grammar:
    elements: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Attribute]] = field(default_factory=dict)
    notations: dict[str, str] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    """Character entities: name to the characters themselves."""


def flatten(driver: Path) -> Grammar:
    """The grammar that `driver` (a .dtd file) and the modules beside it describe."""
    flattener = _Flattener()
    flattener.read_file(driver)
    return flattener.grammar


class _Flattener:
    def __init__(self) -> None:
        self.grammar = Grammar()
        self.parameters: dict[str, str | Path] = {}

    def read_file(self, path: Path) -> None:
        self.declarations(path.read_text(encoding="utf-8"), path.parent)

    def declarations(self, text: str, base: Path, start: int = 0, *, section: bool = False) -> int:
        """Read declarations from `start` to the end, or to the `]]>` of a section; the offset after it."""
        at = start
        while at < len(text):
            if text[at].isspace():
                at += 1
            elif text.startswith("<!--", at):
                at = _after(text, "-->", at + 4)
            elif text.startswith("<?", at):
                at = _after(text, "?>", at)
            elif text.startswith("<![", at):
                at = self.marked_section(text, base, at)
            elif text.startswith("<!", at):
                end = _declaration_end(text, at)
                self.declaration(text[at + 2 : end - 1], base)
                at = end
            elif section and text.startswith("]]>", at):
                return at + 3
            elif match := REFERENCE.match(text, at):
                self.include(match[1], base)
                at = match.end()
            else:
                raise FlattenError(f"Unexpected {text[at : at + 30]!r} in {base}, expected a declaration")
        return at

    def include(self, name: str, base: Path) -> None:
        value = self.parameter(name)
        if isinstance(value, Path):
            self.read_file(value)
        else:
            self.declarations(value, base)

    def parameter(self, name: str) -> str | Path:
        if name not in self.parameters:
            raise FlattenError(f"Unexpected %{name};, expected a declared parameter entity")
        return self.parameters[name]

    def marked_section(self, text: str, base: Path, at: int) -> int:
        body = text.index("[", at + 3) + 1
        keyword = self.expand(text[at + 3 : body - 1]).strip()
        if keyword == "INCLUDE":
            return self.declarations(text, base, body, section=True)
        if keyword != "IGNORE":
            raise FlattenError(f"Unexpected {keyword!r}, expected INCLUDE or IGNORE")
        depth = 1
        while depth:
            opened, closed = text.find("<![", body), text.index("]]>", body)
            if 0 <= opened < closed:
                depth, body = depth + 1, opened + 3
            else:
                depth, body = depth - 1, closed + 3
        return body

    def declaration(self, text: str, base: Path) -> None:
        kind, rest = SPACE.split(text, maxsplit=1)
        if kind == "ENTITY":
            self.entity(rest, base)
        elif kind == "ELEMENT":
            name, model = SPACE.split(self.expand(rest).strip(), maxsplit=1)
            if name in self.grammar.elements:
                raise FlattenError(f"Unexpected second declaration of element {name}")
            self.grammar.elements[name] = SPACE.sub("", model)
        elif kind == "ATTLIST":
            self.attribute_list(self.expand(rest))
        elif kind == "NOTATION":
            name, identifier = SPACE.split(self.expand(rest).strip(), maxsplit=1)
            self.grammar.notations.setdefault(name, SPACE.sub(" ", identifier))
        else:
            raise FlattenError(f"Unexpected <!{kind}, expected ENTITY, ELEMENT, ATTLIST or NOTATION")

    def entity(self, text: str, base: Path) -> None:
        tokens = TOKEN.findall(text)
        is_parameter = tokens[0] == "%"
        name, *definition = tokens[1:] if is_parameter else tokens
        if not is_parameter:
            if len(definition) != 1:
                raise FlattenError(f"Unexpected external entity {name}, expected a character entity")
            self.grammar.entities.setdefault(name, _characters(self.expand(definition[0][1:-1], pad="")))
        elif definition[0] in ("SYSTEM", "PUBLIC"):
            self.parameters.setdefault(name, base / definition[-1][1:-1])
        elif name not in self.parameters:
            self.parameters[name] = self.expand(definition[0][1:-1], pad="")

    def attribute_list(self, text: str) -> None:
        element, *tokens = TOKEN.findall(text)
        known = self.grammar.attributes.setdefault(element, {})
        at = 0
        while at < len(tokens):
            name, kind = tokens[at : at + 2]
            at += 2
            if kind == "NOTATION":
                kind, at = f"NOTATION {tokens[at]}", at + 1
            default, at = tokens[at], at + 1
            if default == "#FIXED":
                default, at = f"#FIXED {tokens[at]}", at + 1
            known.setdefault(name, Attribute(_tight(kind), default))

    def expand(self, text: str, pad: str = " ") -> str:
        """`text` with its parameter entities replaced, and those in the replacements."""

        def replacement(match: re.Match[str]) -> str:
            value = self.parameter(match[1])
            if isinstance(value, Path):
                raise FlattenError(f"Unexpected external entity %{match[1]}; inside a declaration")
            return f"{pad}{value}{pad}"

        while "%" in text:
            expanded = REFERENCE.sub(replacement, text)
            if expanded == text:
                break
            text = expanded
        return text


def _tight(kind: str) -> str:
    """An attribute type without needless space: `NOTATION ( a | b )` becomes `NOTATION (a|b)`."""
    return SPACE.sub("", kind).replace("NOTATION(", "NOTATION (")


def _characters(value: str) -> str:
    """The characters of an entity value: its references are resolved once when it is declared, once when used."""
    for _ in range(2):
        value = CHARACTER.sub(_character, value)
    return value


def _character(match: re.Match[str]) -> str:
    digits = match[1]
    return chr(int(digits[1:], 16) if digits[0] == "x" else int(digits))


def _after(text: str, mark: str, at: int) -> int:
    return text.index(mark, at) + len(mark)


def _declaration_end(text: str, at: int) -> int:
    """The offset after the `>` that ends the declaration at `at`; literals may hold one."""
    quote = ""
    for position in range(at, len(text)):
        character = text[position]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == ">":
            return position + 1
    raise FlattenError(f"Unexpected end of file in {text[at : at + 40]!r}")
