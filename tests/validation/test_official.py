"""The bundled grammars are the official ones: the same declarations, and the same verdicts on whatever arrives."""

from __future__ import annotations

import importlib.util
import io
import os
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lxml import etree
from mutants import MUTATIONS, spoilt
from official_verdicts import Official, compare, errors

from rubricate.schemas import Doctype, doctypes
from rubricate.validation import catalogue, grammar
from rubricate.validation.declarations import declarations_of
from rubricate.xml import parse_xml

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "tests" / "validation" / "fixtures").glob("*.xml"))
SAMPLES = sorted((ROOT / "samples").glob("*/expected.xml"))
MUTANTS_EACH = 30


def _module(name: str) -> Any:
    """A script of schemas/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "schemas" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the official modules (RUBRICATE_OFFICIAL names one that is there already)."""
    named = os.environ.get("RUBRICATE_OFFICIAL")
    if named:
        return Path(named)
    fetch = _module("fetch")
    try:
        folder: Path = fetch.official_modules(cache=tmp_path_factory.mktemp("dtds"))
    except fetch.FetchError as error:
        pytest.skip(f"the official modules are out of reach: {error}")
    return folder


@pytest.fixture(scope="session")
def official(modules: Path) -> Official:
    return Official(modules)


def model(content: Any) -> Any:
    """A content model as nested tuples; a sequence or choice of several is a chain in libxml2, here one list."""
    if content is None:
        return None
    if content.type not in ("seq", "or"):
        return (content.type, content.name, content.occur)
    parts, rest = [], content
    while rest is not None and rest.type == content.type and (rest is content or rest.occur == "once"):
        parts.append(model(rest.left))
        rest = rest.right
    return (content.type, content.occur, *parts, model(rest))


def declared(dtd: etree.DTD) -> dict[str, Any]:
    """Everything that libxml2 knows of a DTD's elements."""
    found = {}
    for element in dtd.iterelements():
        attributes = {
            f"{item.prefix or ''}:{item.name}": (item.type, item.default, item.default_value, tuple(item.values()))
            for item in element.iterattributes()
        }
        found[f"{element.prefix or ''}:{element.name}"] = (element.type, model(element.content), attributes)
    return found


@pytest.mark.timeout(300)
@pytest.mark.parametrize("tag_set", ["archiving", "authoring", "publishing"])
def test_the_same_declarations_in_every_document_type(tag_set: str, official: Official) -> None:
    seen = 0
    for doctype in doctypes():
        if doctype.tag_set == tag_set:
            declarations = declarations_of(doctype)
            ours = etree.DTD(io.BytesIO(declarations.text(declarations.elements).encode("utf-8")))
            theirs = etree.DTD(str(official.driver(doctype)))
            assert declared(ours) == declared(theirs), doctype.public
            seen += 1
    assert seen >= 25


def test_a_changed_declaration_would_be_seen() -> None:
    text = declarations_of(doctypes()[0]).text(["sec", "p"])
    changes = [
        ("(sec-meta?,", "(sec-meta,"),
        ("id ID #IMPLIED", "id ID #REQUIRED"),
        ("|bold|", "|"),
        ("sec-type CDATA", "type CDATA"),
    ]
    for old, new in changes:
        assert old in text
        before, after = (etree.DTD(io.BytesIO(one.encode("utf-8"))) for one in (text, text.replace(old, new, 1)))
        assert declared(before) != declared(after), old


def test_every_identifier_of_the_official_catalogue_is_known(modules: Path) -> None:
    import json

    identifiers = json.loads((modules / "doctypes.json").read_text(encoding="utf-8"))
    assert len(identifiers) == len(doctypes()) == 125
    for public, system in identifiers.items():
        by_public = catalogue.by_identifier(public, "anything.dtd")
        assert by_public is not None and (by_public.public, by_public.system) == (public, system)
        assert catalogue.by_identifier("", system) == by_public
        assert catalogue.by_full_name(catalogue.name_of(by_public)) == by_public


@pytest.mark.timeout(180)
@pytest.mark.parametrize("path", [*FIXTURES, *SAMPLES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_same_verdict_in_every_edition(path: Path, official: Official) -> None:
    tree = parse_xml(path.read_bytes())
    for doctype in usual_doctypes():
        assert grammar.load(doctype).is_valid(tree) == official.is_valid(tree, doctype), doctype.public
    assert official.is_valid(tree, doctype_of(tree))
    assert errors(path.read_bytes()) == []


def usual_doctypes() -> list[Doctype]:
    found = [
        catalogue.by_name(tag_set, version)
        for tag_set, versions in catalogue.grammar_versions().items()
        for version in versions
    ]
    assert len(found) == 15
    return [doctype for doctype in found if doctype is not None]


def doctype_of(tree: etree._ElementTree) -> Doctype:
    doctype = catalogue.by_identifier(tree.docinfo.public_id or "", tree.docinfo.system_url or "")
    assert doctype is not None
    return doctype


@pytest.mark.timeout(240)
def test_the_same_verdict_on_mutants(official: Official) -> None:
    chance = Random(7)
    seen: Counter[bool] = Counter()
    elsewhere = []
    for path in [*FIXTURES, *SAMPLES]:
        original = parse_xml(path.read_bytes())
        for number in range(MUTANTS_EACH):
            mutant = spoilt(original, MUTATIONS[number % len(MUTATIONS)], chance)
            if mutant is None:
                continue
            found = errors(mutant.data)
            theirs = official.is_valid(parse_xml(mutant.data), doctype_of(original))
            assert theirs == (not found), f"{path}: {mutant.mutation}, mutant {number}"
            seen[theirs] += 1
            if found and found[0].place.line not in mutant.lines:
                elsewhere.append(f"{path}: {mutant.mutation}, mutant {number}: {found[0]}")
            assert all(finding.id != "invalid-jats" for finding in found), f"{path}: {mutant.mutation}, mutant {number}"
    assert seen[True] >= 50 and seen[False] >= 200
    assert len(elsewhere) <= 0.02 * seen[False], "\n".join(elsewhere)


@pytest.mark.timeout(240)
def test_the_same_verdict_on_published_articles_and_their_mutants(shared: Path, modules: Path) -> None:
    """A slice; the whole is `python tests/benchmarks/official_verdicts.py`."""
    counts = compare(shared / "data" / "articles", modules, mutants=90, limit=20)
    assert counts.articles == 20 and counts.mutants == 90 and counts.invalid >= 50
    assert counts.differing == []
    assert counts.unexplained == 0
    assert counts.first_right >= 0.98 * counts.invalid, counts.missed
