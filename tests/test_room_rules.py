"""The rooms of the house: who may import whom, and what only one room may do (parsing XML: test_one_parser.py)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "filters" / "rubricate"
FACES = frozenset(
    (
        "cli",
        "cli_convert",
        "cli_validator",
        "batch_command",
        "cluster_command",
        "compare_command",
        "convert_command",
        "diff_command",
        "export_command",
        "package_command",
        "docs_command",
        "references_command",
        "serve_command",
        "rules_command",
        "validate_command",
        "pandoc_face",
        "proof_command",
        "proof_many",
        "pandoc_filter",
    )
)
ONLY = {
    # what a file imports or calls, and the files that may
    "subprocess": frozenset(("pandoc.py",)),
    "pypandoc": frozenset(("pandoc.py",)),
}
ROOMS_ONLY = {
    # what only some rooms import
    "pycrfsuite": frozenset(("sequence", "training")),
    "distributed": frozenset(("cluster",)),
    "fsspec": frozenset(("cluster",)),
    "pyarrow": frozenset(("cluster",)),
    "starlette": frozenset(("web",)),
    "uvicorn": frozenset(("",)),
    "prometheus_client": frozenset(("web",)),
}
READERS = {
    # rooms that begin with finished JATS, and what of ours they may import
    "from_jats": frozenset(("findings", "values", "parsing", "references")),
    "compare": frozenset(("findings", "values", "from_jats")),
    "exports": frozenset(("findings", "values", "from_jats", "references")),
    "docs": frozenset(("limits", "metadata_keys", "validation", "pandoc", "__version__")),
    "packages": frozenset(("findings", "values", "from_jats", "references", "validation", "xml", "jats")),
}
CALLS = {
    "write_bytes": frozenset(("files.py",)),
    "write_text": frozenset(("files.py",)),
    "mkstemp": frozenset(("files.py",)),
}


def imports_of(source: str, nesting: int) -> set[str]:
    """First names of what a module imports: rooms of ours as "rubricate.NAME", others by their package.

    `nesting`: how many folders below the package the module lies.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                found.add((node.module or "").split(".")[0])
            elif node.level <= nesting:
                continue  # inside the room
            else:
                names = [node.module] if node.module else [alias.name for alias in node.names]
                found |= {f"rubricate.{name.split('.')[0]}" for name in names if name}
    return found


def faults(path: str, source: str) -> list[str]:
    """What a module at `path` (relative to the package) does that its room may not."""
    room = path.split("/")[0] if "/" in path else ""
    name = path.rsplit("/", 1)[-1]
    ours = {
        item.removeprefix("rubricate.") for item in imports_of(source, path.count("/")) if item.startswith("rubricate.")
    }
    others = {item for item in imports_of(source, path.count("/")) if not item.startswith("rubricate.")}
    out = []
    if room == "parsing" and ours - {"values"}:
        out.append(f"parsing imports {sorted(ours - {'values'})}, expected values only")
    if room == "parsing" and others & {"lxml", "panflute"}:
        out.append("parsing knows no XML and no pandoc")
    if path == "article.py" and (ours - {"values", "references"} or others & {"lxml"}):
        out.append(f"article imports {sorted(ours)}, expected values and the record of references only")
    if room == "references" and ours - {"values", "sequence", "parsing"}:
        out.append(f"references imports {sorted(ours)}, expected values, sequence and parsing only")
    if room == "references" and others & {"lxml", "panflute"}:
        out.append("references knows no XML and no pandoc")
    if room == "sequence" and ours:
        out.append(f"sequence imports {sorted(ours)}, expected nothing of ours")
    if name == "pool.py" and ours - {"findings", "limits"}:
        out.append(f"pool imports {sorted(ours)}, expected findings and limits only")
    if room == "batch" and ours & {"tagging", "parsing", "jats"}:
        out.append("batch goes through the pipeline, not past it")
    if room != "training" and "training" in ours:
        out.append("imports training, which is no part of the package")
    for package, rooms in ROOMS_ONLY.items():
        if package in others and room not in rooms:
            out.append(f"imports {package}, which only {sorted(rooms)} may")
    if room != "cluster" and "cluster" in ours and path != "cluster_command.py":
        out.append("imports cluster, whose packages are an extra")
    if room == "tagging" and "jats" in ours:
        out.append("tagging imports jats")
    if room == "jats" and "tagging" in ours:
        out.append("jats imports tagging")
    if room == "corrections" and (ours - {"values", "files", "xml"} or others & {"lxml", "panflute"}):
        out.append("corrections knows values, files and clean text only, no pandoc and no XML")
    if room != "proof" and "proof" in ours and path not in ("proof_command.py", "proof_many.py") and room != "web":
        out.append("imports proof, which only faces and the web room may")
    if room == "validation" and ours - {
        "findings",
        "limits",
        "values",
        "xml",
        "xml_entities",
        "schemas",
        "zip_faults",
        "sources",
        "__version__",
    }:
        out.append(f"validation imports {sorted(ours)}")
    for name_of_room, allowed in READERS.items():
        if room == name_of_room and ours - allowed:
            out.append(f"{room} imports {sorted(ours - allowed)}, expected {sorted(allowed)} only")
    if room != "web" and path != "serve_command.py" and "web" in ours:
        out.append("imports web, which only its command may")
    if path.removesuffix(".py") not in FACES and ours & FACES:
        out.append(f"imports a face: {sorted(ours & FACES)}")
    for package, allowed in ONLY.items():
        if package in others and name not in allowed:
            out.append(f"imports {package}, which only {sorted(allowed)} may")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            callers = CALLS.get(node.func.attr)
            if callers is not None and name not in callers:
                out.append(f"line {node.lineno} calls {node.func.attr}, which only {sorted(callers)} may")
    return out


MODULES = sorted(str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES)
def test_rooms(path: str) -> None:
    assert faults(path, (SOURCE / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("parsing/x.py", "from ..tagging.record import put"),
        ("parsing/x.py", "import lxml.etree"),
        ("article.py", "from .pandoc import run_pandoc"),
        ("tagging/x.py", "from ..jats import build"),
        ("jats/x.py", "from ..tagging import tag"),
        ("reading/x.py", "from ..cli import main"),
        ("references/x.py", "import pycrfsuite"),
        ("references/x.py", "from ..pandoc import run_pandoc"),
        ("references/x.py", "import panflute"),
        ("sequence/x.py", "from ..references import parse"),
        ("references/x.py", "from ..training.references import build"),
        ("corrections/x.py", "import panflute"),
        ("corrections/x.py", "from ..tagging import tag"),
        ("pipeline.py", "from .proof import proof_of"),
        ("ledger/x.py", "import subprocess"),
        ("batch/x.py", "import distributed"),
        ("batch/x.py", "from ..cluster.run import connect"),
        ("batch/x.py", "from ..jats import build"),
        ("proof/x.py", "from ..web.desk import Desk"),
        ("proof/x.py", "import starlette"),
        ("from_jats/x.py", "from ..pipeline import convert"),
        ("compare/x.py", "from ..tagging import tag"),
        ("jats/x.py", "from pathlib import Path\nPath('a').write_text('b')"),
    ],
)
def test_an_offender_is_seen(path: str, source: str) -> None:
    assert faults(path, source) != []


def test_files_are_small() -> None:
    sizes = {path: len((SOURCE / path).read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: size for path, size in sizes.items() if size > 400} == {}
    assert sum(size <= 150 for size in sizes.values()) > 0.6 * len(sizes)


def test_the_root_holds_only_what_belongs_there() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert folders <= {"filters", "schemas", "tests", "samples", "seeds", "build", "dist"}
