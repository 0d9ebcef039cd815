"""Write the bundled grammars from the official JATS modules: `python schemas/build.py [TARBALL]`.

Without a tarball the modules are fetched with npm (see fetch.py). The same modules give the same bytes:

* `rubricate-jats-<tag set>-<version>.dtd`: one self-contained file each, no comments, no parameter entities;
* `rubricate-characters.ent`: the character entities (&alpha;), the same in all of them;
* `doctypes.json`: which PUBLIC and SYSTEM id means which file; `SHA256SUMS`: the checksums of all of these.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import NamedTuple

from fetch import PACKAGE, official_modules
from flatten import Grammar, flatten

HERE = Path(__file__).resolve().parent
CHARACTERS = "rubricate-characters.ent"
PREDEFINED = {"amp", "lt", "gt", "apos", "quot"}


class Edition(NamedTuple):
    tag_set: str
    version: str
    public: str
    public_mathml2: str
    driver: str
    standard: str


def _editions() -> list[Edition]:
    dates = {"1.2": ("20190208", "2019"), "1.3": ("20210610", "2021"), "1.4": ("20241031", "2024")}
    sets = {
        "archiving": ("Journal Archiving and Interchange", "JATS-archivearticle1"),
        "publishing": ("Journal Publishing", "JATS-journalpublishing1"),
    }
    editions = []
    for tag_set, (name, stem) in sets.items():
        for version, (date, year) in dates.items():
            suffix = "" if version == "1.2" else "-" + version[2:]
            public = f"-//NLM//DTD JATS (Z39.96) {name} DTD{{}} v{version} {date}//EN"
            driver = f"{version}/{stem}{suffix}-mathml3.dtd"
            editions.append(
                Edition(tag_set, version, public.format(" with MathML3"), public.format(""), driver, f"Z39.96-{year}")
            )
    return editions


DTD_HEADER = """\
<!-- {file}
     {title} Tag Set, JATS {version} (ANSI/NISO {standard}), with MathML 3.0 and XHTML tables.

     Created from, and fully compatible with, the ANSI/NISO Z39.96 Journal Article Tag Suite (JATS).

     This is not one of the official modules. The rubricate project made it from them ({package},
     {driver}): parameter entities expanded, comments removed,
     character entities moved to {characters}. Do not edit: run schemas/build.py.

     JATS DTD Suite: public domain; sponsored by the National Center for Biotechnology Information,
     National Library of Medicine; made by Mulberry Technologies, Inc. for the NISO Z39.96 Working Group.

     The elements with the prefix mml are from the MathML 3.0 DTD, as adapted for JATS:
     Copyright 1998-2010 W3C (MIT, ERCIM, Keio), All Rights Reserved. W3C liability, trademark, document
     use and software licensing rules apply. Permission to use, copy, modify and distribute the MathML 2.0
     DTD and its accompanying documentation for any purpose and without fee is hereby granted in
     perpetuity, provided that the above copyright notice and this paragraph appear in all copies. The
     copyright holders make no representation about the suitability of the DTD for any purpose.
     It is provided "as is" without expressed or implied warranty.

     The table elements are from the XHTML Table Module:
     Copyright 1998-2005 W3C (MIT, ERCIM, Keio), All Rights Reserved.
-->
"""

CHARACTERS_HEADER = """\
<!-- {file}
     The character entities of JATS 1.2, 1.3 and 1.4 with MathML 3.0 (the same in all of them).

     Created from, and fully compatible with, the ANSI/NISO Z39.96 Journal Article Tag Suite (JATS).

     This is not one of the official modules. The rubricate project made it from them ({package}).
     Do not edit: run schemas/build.py.

     Entity names are derived from files carrying the following notices:
     (C) International Organization for Standardization 1986
     (C) International Organization for Standardization 1991
     Permission to copy in any form is granted for use with conforming SGML systems and applications as
     defined in ISO 8879, provided this notice is included in all copies.
     The numeric values are those of the XML versions by David Carlisle for the W3C Math Working Group.
-->
"""


def dtd_text(edition: Edition, grammar: Grammar, file: str) -> str:
    """The flattened DTD: elements by name, one attribute a line."""
    title = {"archiving": "Journal Archiving and Interchange", "publishing": "Journal Publishing"}[edition.tag_set]
    lines = [
        DTD_HEADER.format(
            file=file, title=title, version=edition.version, standard=edition.standard,
            package=PACKAGE, driver=edition.driver, characters=CHARACTERS,
        )
    ]  # fmt: skip
    lines += [f"<!NOTATION {name} {identifier}>\n" for name, identifier in sorted(grammar.notations.items())]
    for name, model in sorted(grammar.elements.items()):
        lines.append(f"<!ELEMENT {name} {model}>\n")
        attributes = grammar.attributes.get(name)
        if attributes:
            lines.append(f"<!ATTLIST {name}\n")
            lines += [f"{key} {item.type} {_quoted(item.default)}\n" for key, item in sorted(attributes.items())]
            lines.append(">\n")
    return "".join(lines)


def _quoted(default: str) -> str:
    """A default with double quotes: `#FIXED 'a'` becomes `#FIXED "a"`."""
    return default if '"' in default else default.replace("'", '"')


def characters_text(entities: dict[str, str]) -> str:
    """The character entities as declarations; the five of XML itself are left out."""
    lines = [CHARACTERS_HEADER.format(file=CHARACTERS, package=PACKAGE)]
    for name, characters in sorted(entities.items()):
        if name not in PREDEFINED:
            references = "".join(f"&#x{ord(character):X};" for character in characters)
            lines.append(f'<!ENTITY {name} "{references}">\n')
    return "".join(lines)


def build(modules: Path, target: Path) -> list[str]:
    """Write all files into `target`; returns their names."""
    texts: dict[str, str] = {}
    catalogue = []
    identifiers: dict[str, str] = json.loads((modules / "doctypes.json").read_text(encoding="utf-8"))
    for edition in _editions():
        grammar = flatten(modules / edition.driver)
        file = f"rubricate-jats-{edition.tag_set}-{edition.version}.dtd"
        texts[file] = dtd_text(edition, grammar, file)
        characters = characters_text(grammar.entities)
        if texts.setdefault(CHARACTERS, characters) != characters:
            raise SystemExit(f"Unexpected character entities in {edition.driver}, expected the same in all editions")
        for mathml, public in (("3.0", edition.public), ("2.0", edition.public_mathml2)):
            catalogue.append(
                {
                    "public": public,
                    "system": identifiers[public],
                    "tag_set": edition.tag_set,
                    "version": edition.version,
                    "mathml": mathml,
                    "file": file,
                }
            )
    texts["doctypes.json"] = json.dumps(catalogue, indent=1) + "\n"
    texts["SHA256SUMS"] = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(texts.items())
    )
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(texts)


if __name__ == "__main__":
    tarball = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    for written in build(official_modules(tarball), HERE):
        print(written, (HERE / written).stat().st_size)
