"""What is spoilt: samples, seeds and documents made by hand in every format, and real articles where they are."""

from __future__ import annotations

import json
import random
from pathlib import Path

import made_documents
from fuzz_mutations import HERE, spoil

from rubricate.pandoc import run_pandoc
from rubricate.references import parse_list
from rubricate.references.bibtex import bibtex
from rubricate.references.ris import ris
from rubricate.validation.rules.samples import clean_article

ROOT = Path(__file__).parents[2]
LARGEST = 150_000
"""Bytes of a document that is taken from a folder: hundreds are read in a second, and what matters is their variety."""
TYPES = {
    ".txt": 5, ".md": 4, ".html": 3, ".docx": 5, ".odt": 3, ".tex": 2, ".rst": 2, ".xml": 4, "references.txt": 4, "metadata.yaml": 2, "house.toml": 2,
    "references.json": 1, "references.yaml": 1, ".bib": 1, ".ris": 1, ".csljson": 1,
}  # fmt: skip
"""Kinds of input, and how often each is drawn."""
REFERENCES = made_documents.TEXT.partition("References\n")[2].strip()
METADATA = """title: A short study of *exemplary* bread
author:
  - surname: Lee
    given-names: Ann B.
    orcid: 0000-0002-1825-0097
    email: lee@example.org
    affiliation: [1]
affiliation:
  - id: 1
    organization: University of Example
    country: UK
date: {year: 2020, month: 5, day: 1, type: epub}
journal: {publisher-id: jem, title: Journal of Exemplary Medicine, pissn: 1234-5679, publisher-name: Example Society}
article: {volume: 1, issue: 2, fpage: 3, lpage: 9, doi: 10.5555/bread.1, heading: Original Article}
keywords: [bread, oven]
abstract: We baked. The bread was good.
license: {text: CC BY, type: open-access, link: "https://creativecommons.org/licenses/by/4.0/"}
"""
HOUSE = f"""base = "pmc"
title = "Journal of Garden Medicine"
[rules]
alt-text = "off"
kwd = "error"
[require]
orcid = "warning"
data-availability = "error"
[[rule]]
id = "no-footnotes"
xpath = "//body//fn"
message = "Unexpected footnote, expected none in our journal"
severity = "warning"
# {HERE}
"""
YAML = "references:\n- id: B1\n  type: article-journal\n  title: On bread\n  author: [{family: Roe, given: C. D.}]\n  issued: {date-parts: [[2019]]}\n  page: 1-2\n"


def seeds(shared: Path | None, more: Path | None) -> dict[str, list[bytes]]:
    """What is spoilt, by kind."""
    found: dict[str, list[bytes]] = {kind: [] for kind in TYPES}
    paths = [
        *(ROOT / "samples").glob("*/article.*"),
        *(ROOT / "seeds").iterdir(),
        *(ROOT / "samples").glob("*/expected.xml"),
    ]
    for path in sorted(paths):
        if path.suffix in found:
            found[path.suffix].append(path.read_bytes())
    for kind, writer in ((".tex", "latex"), (".rst", "rst")):
        found[kind] += [run_pandoc(["-f", "markdown", "-t", writer, "-s"], text).stdout for text in found[".md"]]
    items = [reference.item for reference in parse_list(REFERENCES)]
    listed = json.dumps(items, ensure_ascii=False, indent=1).encode()
    found[".docx"].append(made_documents.docx(pictures={"media/image1.png": made_documents.png()}))
    found[".xml"].append(clean_article())
    found["references.txt"] += [REFERENCES.encode(), *(_list(text) for text in found[".txt"] if _list(text))]
    found["metadata.yaml"].append(METADATA.encode())
    found["house.toml"].append(HOUSE.encode())
    found["references.json"].append(listed)
    found["references.yaml"].append(YAML.encode())
    found[".bib"].append(bibtex(items).encode())
    found[".ris"].append(ris(items).encode())
    found[".csljson"].append(listed)
    if shared is not None and (shared / "data" / "articles").is_dir():
        found[".xml"] += _small(sorted((shared / "data" / "articles").glob("*.xml"))[::20])
    if more is not None:
        for kind in (".txt", ".md", ".docx", ".odt", ".html"):
            found[kind] += _small(sorted(more.rglob(f"*{kind}"))[::5])
    return found


def _small(paths: list[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths if path.stat().st_size < LARGEST]


def _list(text: bytes) -> bytes:
    """The reference list at the end of an article."""
    return text.rpartition(b"References\n")[2].strip() if b"References\n" in text else b""


def spoilt(number: int, seed: int, known: dict[str, list[bytes]]) -> tuple[str, bytes]:
    """Input `number` of a seed: its kind and its bytes, the same on every machine that has the same seeds."""
    chance = random.Random(f"{seed}-{number}")
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    return kind, spoil(chance.choice(known[kind]), kind in (".docx", ".odt"), chance)
