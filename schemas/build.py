"""Write the bundled grammars from the official JATS modules: `python schemas/build.py [TARBALL]`.

Without a tarball the modules are fetched with npm (see fetch.py). The same modules give the same bytes:

* `doctypes.tsv`: the PUBLIC and SYSTEM ids of all document types, one a line, and what they stand for;
* `rubricate-jats-<tag set>.declarations`, `rubricate-mathml.declarations`: the element and attribute declarations of all
  of them, comments and parameter entities gone. A declaration that many document types share is written once: each section
  begins with `<!-- editions HEX -->`, a number whose n-th bit (from the right, from 0) says that the n-th line of
  `doctypes.tsv` has what follows;
* `rubricate-characters.ent`: the character entities (&alpha;), the same in all of them;
* `CHECKSUMS`: CRC-32, size and name of all of these.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from pathlib import Path
from typing import NamedTuple

from fetch import PACKAGE, official_modules
from flatten import Grammar, flatten
from notices import CHARACTERS_NOTICE, JATS_NOTICE, MATHML_NOTICE

HERE = Path(__file__).resolve().parent
CATALOGUE = "doctypes.tsv"
CHARACTERS = "rubricate-characters.ent"
MATHML = "rubricate-mathml.declarations"
CHECKSUMS = "CHECKSUMS"
PREDEFINED = {"amp", "lt", "gt", "apos", "quot"}
TAG_SETS = {"archiving": "archiving", "publishing": "publishing", "articleauthoring": "authoring"}
# "http://jats.nlm.nih.gov/archiving/1.1d3/JATS-archivearticle1.dtd"
SYSTEM = re.compile(r"http://jats\.nlm\.nih\.gov/(\w+)/(1\.\d(?:d\d)?)/(JATS-[\w-]+\.dtd)")


class Edition(NamedTuple):
    """One document type: `mathml` is "2.0" or "3.0", `tables` is "xhtml" or "oasis" (the latter beside the former)."""

    public: str
    system: str
    tag_set: str
    version: str
    mathml: str
    tables: str

    @property
    def driver(self) -> str:
        return f"{self.version}/{self.system.rsplit('/', 1)[-1]}"

    @property
    def file(self) -> str:
        return f"rubricate-jats-{self.tag_set}.declarations"


def editions(identifiers: dict[str, str]) -> list[Edition]:
    """All document types of the official catalogue, in an order that does not change."""
    found = []
    for public, system in identifiers.items():
        match = SYSTEM.fullmatch(system)
        if match is None or match[1] not in TAG_SETS:
            raise SystemExit(f"Unexpected SYSTEM id {system}, expected one of a JATS tag set")
        mathml = "3.0" if "mathml3" in system else "2.0"
        tables = "oasis" if "oasis" in system else "xhtml"
        found.append(Edition(public, system, TAG_SETS[match[1]], match[2], mathml, tables))
    return sorted(found, key=lambda edition: (edition.tag_set, edition.version, edition.tables, edition.mathml))


def declaration(name: str, grammar: Grammar) -> str:
    """One element: its model on one line, then one attribute a line."""
    lines = [f"<!ELEMENT {name} {grammar.elements[name]}>\n"]
    attributes = grammar.attributes.get(name)
    if attributes:
        lines.append(f"<!ATTLIST {name}\n")
        lines += [f"{key} {item.type} {_quoted(item.default)}\n" for key, item in sorted(attributes.items())]
        lines.append(">\n")
    return "".join(lines)


def _quoted(default: str) -> str:
    """A default with double quotes: `#FIXED 'a'` becomes `#FIXED "a"`."""
    return default if '"' in default else default.replace("'", '"')


def notations(grammar: Grammar) -> str:
    return "".join(f"<!NOTATION {name} {identifier}>\n" for name, identifier in sorted(grammar.notations.items()))


class Store:
    """The declarations of one file: text to the set of editions that have it."""

    def __init__(self, notice: str) -> None:
        self.notice = notice
        self.masks: dict[str, int] = {}

    def add(self, text: str, edition: int) -> None:
        self.masks[text] = self.masks.get(text, 0) | 1 << edition

    def text(self) -> str:
        sections: dict[int, list[str]] = {}
        for declared, mask in sorted(self.masks.items()):
            sections.setdefault(mask, []).append(declared)
        return self.notice + "".join(
            f"<!-- editions {mask:x} -->\n{''.join(texts)}" for mask, texts in sorted(sections.items())
        )


def characters_text(entities: dict[str, str]) -> str:
    """The character entities as declarations; the five of XML itself are left out."""
    lines = [CHARACTERS_NOTICE.format(file=CHARACTERS, package=PACKAGE)]
    for name, characters in sorted(entities.items()):
        if name not in PREDEFINED:
            references = "".join(f"&#x{ord(character):X};" for character in characters)
            lines.append(f'<!ENTITY {name} "{references}">\n')
    return "".join(lines)


def texts_of(modules: Path) -> dict[str, str]:
    """All files to write, by name."""
    identifiers: dict[str, str] = json.loads((modules / "doctypes.json").read_text(encoding="utf-8"))
    catalogue = editions(identifiers)
    stores = {MATHML: Store(MATHML_NOTICE.format(file=MATHML, package=PACKAGE))}
    texts = {CATALOGUE: "".join("\t".join(line) + "\n" for line in (Edition._fields, *catalogue))}
    for number, edition in enumerate(catalogue):
        grammar = flatten(modules / edition.driver)
        own = stores.setdefault(edition.file, Store(JATS_NOTICE.format(file=edition.file, package=PACKAGE)))
        own.add(notations(grammar), number)
        for name in grammar.elements:
            (stores[MATHML] if name.startswith("mml:") else own).add(declaration(name, grammar), number)
        characters = characters_text(grammar.entities)
        if texts.setdefault(CHARACTERS, characters) != characters:
            raise SystemExit(f"Unexpected character entities in {edition.driver}, expected the same in all editions")
    texts.update({file: store.text() for file, store in stores.items()})
    return texts


def build(modules: Path, target: Path) -> list[str]:
    """Write all files into `target`; returns their names."""
    texts = texts_of(modules)
    texts[CHECKSUMS] = "".join(
        f"{zlib.crc32(text.encode()):08x} {len(text.encode())} {name}\n" for name, text in sorted(texts.items())
    )
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(texts)


if __name__ == "__main__":
    tarball = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    for written in build(official_modules(tarball), HERE):
        print(written, (HERE / written).stat().st_size)
