"""The bundled grammars judge as the official modules do: on the samples, on fixtures, and on hundreds of mutants of them."""

from __future__ import annotations

import copy
import importlib.util
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from rubricate.validation import catalogue
from rubricate.validation import grammar as bundled
from rubricate.xml import parse_xml

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "tests" / "validation" / "fixtures").glob("*.xml"))
SAMPLES = sorted((ROOT / "samples").glob("*/expected.xml"))
MUTANTS_EACH = 18


def _fetch() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fetch", ROOT / "schemas" / "fetch.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the official modules (RUBRICATE_OFFICIAL names one that is there already)."""
    named = os.environ.get("RUBRICATE_OFFICIAL")
    if named:
        return Path(named)
    fetch = _fetch()
    try:
        folder: Path = fetch.official_modules(cache=tmp_path_factory.mktemp("dtds"))
    except fetch.FetchError as error:
        pytest.skip(f"the official modules are out of reach: {error}")
    return folder


class Judges:
    """For each grammar the bundled and the official verdict."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loaded: dict[str, etree.DTD] = {}

    def verdicts(self, tree: etree._ElementTree, entry: catalogue.Entry) -> tuple[bool, bool]:
        if entry.file not in self.loaded:
            driver = entry.system.rsplit("/", 1)[-1]
            self.loaded[entry.file] = etree.DTD(str(self.folder / entry.version / driver))
        return bundled.load(entry).is_valid(tree), bool(self.loaded[entry.file].validate(tree))


@pytest.fixture(scope="session")
def judges(official: Path) -> Judges:
    return Judges(official)


def entry_of(tree: etree._ElementTree) -> catalogue.Entry:
    entry = catalogue.by_identifier(tree.docinfo.public_id or "", tree.docinfo.system_url or "")
    assert entry is not None
    return entry


def all_editions() -> Iterator[catalogue.Entry]:
    for tag_set in ("archiving", "publishing"):
        for version in ("1.2", "1.3", "1.4"):
            entry = catalogue.by_name(tag_set, version)
            assert entry is not None
            yield entry


@pytest.mark.timeout(180)
@pytest.mark.parametrize("path", [*FIXTURES, *SAMPLES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_same_verdict_in_every_edition(path: Path, judges: Judges) -> None:
    tree = parse_xml(path.read_bytes())
    for entry in all_editions():
        ours, theirs = judges.verdicts(tree, entry)
        assert ours == theirs, entry.name
    ours, theirs = judges.verdicts(tree, entry_of(tree))
    assert ours and theirs


def drop(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def double(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    node.addnext(copy.deepcopy(node))


def rename(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    node.tag = chance.choice(["p", "sec", "title", "fig", "volume", "aff", "xref", "kwd", "nonsense"])


def move(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    targets = [other for other in root.iter() if other is not node and node not in other.iterancestors()]
    chance.choice(targets).append(node)


def swap(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    following = node.getnext()
    if following is not None:
        node.addprevious(following)


def text(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    node.text = "stray " + (node.text or "")


def attribute(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    name = chance.choice(["id", "content-type", "rid", "ref-type", "nonsense", "list-type", "corresp", "rowspan"])
    node.set(name, chance.choice(["x1", "yes", "B1", "two words", ""]))


def lose_attribute(root: etree._Element, node: etree._Element, chance: random.Random) -> None:
    for name in list(node.attrib):
        del node.attrib[name]


CHANGES: list[Callable[[etree._Element, etree._Element, random.Random], None]] = [
    drop, double, rename, move, swap, text, attribute, lose_attribute,
]  # fmt: skip


@pytest.mark.timeout(240)
def test_the_same_verdict_on_mutants(judges: Judges) -> None:
    chance = random.Random(7)
    seen: Counter[bool] = Counter()
    for path in [*FIXTURES, *SAMPLES]:
        original = parse_xml(path.read_bytes())
        entry = entry_of(original)
        for number in range(MUTANTS_EACH):
            tree = copy.deepcopy(original)
            root = tree.getroot()
            nodes = [node for node in root.iter("*") if node is not root]
            change = CHANGES[number % len(CHANGES)]
            change(root, chance.choice(nodes), chance)
            ours, theirs = judges.verdicts(tree, entry)
            assert ours == theirs, f"{path}: {change.__name__}, mutant {number}"
            seen[ours] += 1
    assert seen.total() >= 200
    assert seen[True] >= 20 and seen[False] >= 100
