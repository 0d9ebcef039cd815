"""Crossref deposits of real articles, judged by Crossref's own schema and by our table of its rules.

    python tests/benchmarks/crossref_schema.py ARTICLES SCHEMA [--limit N]

ARTICLES is a folder of JATS files, SCHEMA the folder of Crossref's XSD files (5.5.0, which differs from the 5.4.0 that is written
in names alone, for these elements). Needs `pip install xmlschema`: the schema is XSD 1.1, which libxml2 does not know. Each
deposit is also broken in one place, to see that both judges find it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from rubricate.packages import PackageArticle
from rubricate.packages.crossref import crossref
from rubricate.packages.crossref_rules import RULES, VERSION
from rubricate.xml import parse_xml, read_xml

SETTINGS = {
    "acronym": "jgm", "depositor-name": "Garden Society", "depositor-email": "doi@jgm.example.org",
    "registrant": "Garden Society", "resource": "https://jgm.example.org/doi/{doi}",
}  # fmt: skip


def schema_of(folder: Path) -> Any:
    """Crossref's schema, with the addresses of the modules of others turned to the files beside it."""
    import xmlschema  # type: ignore[import-not-found, unused-ignore]

    own = {
        "http://www.w3.org/2001/xml.xsd": "xml.xsd",
        "http://www.w3.org/2009/01/xml.xsd": "xml.xsd",
        "http://www.w3.org/Math/XMLSchema/mathml3/mathml3.xsd": "standard-modules/mathml3/mathml3.xsd",
    }
    mapped = {address: str(folder / name) for address, name in own.items()}
    return xmlschema.XMLSchema11(
        str(folder / "crossref5.5.0.xsd"), uri_mapper=lambda uri: mapped.get(uri, uri), validation="lax"
    )


def broken(root: etree._Element, chance: random.Random) -> str:
    """Break one place: an element gone, twice, or empty; returns what was done."""
    nodes = [node for node in root.iter("*") if node.getparent() is not None and RULES.name(node).count(":") == 0]
    node = chance.choice(nodes)
    parent = node.getparent()
    assert parent is not None
    deed = chance.choice(("gone", "twice", "empty"))
    if deed == "gone":
        parent.remove(node)
    elif deed == "twice":
        parent.insert(parent.index(node), etree.fromstring(etree.tostring(node)))
    else:
        node.text = None
        for child in list(node):
            node.remove(child)
    return f"{deed} {RULES.name(node)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("--limit", type=int, default=10_000)
    given = parser.parse_args()
    schema = schema_of(given.schema)
    chance = random.Random(1)
    counts: Counter[str] = Counter()
    for path in sorted(given.articles.glob("*.xml"))[: given.limit]:
        article = PackageArticle(parse_xml(read_xml(path)), path.stem, settings=SETTINGS, timestamp="20260101000000")
        built = crossref(article)
        [data] = built.files.values()
        if any(finding.id == "package-fact" for finding in built.findings):
            counts["left out: a fact is missing"] += 1
            continue
        for kind in ("whole", "broken"):
            root = etree.fromstring(data)
            done = broken(root, chance) if kind == "broken" else ""
            ours = [finding.message for finding in RULES.check(root)]
            text = etree.tostring(root, encoding="unicode").replace(VERSION, "5.5.0")
            theirs = [f"{error.path}: {error.reason}" for error in schema.iter_errors(text)]
            counts[f"{kind}: schema {'refuses' if theirs else 'takes'}, table {'refuses' if ours else 'takes'}"] += 1
            if bool(ours) != bool(theirs) or (kind == "whole" and ours):
                print(path.name, done, ours[:1], theirs[:1], sep=" | ", file=sys.stderr)
    for name, number in sorted(counts.items()):
        print(f"{number:6}  {name}")


if __name__ == "__main__":
    main()
