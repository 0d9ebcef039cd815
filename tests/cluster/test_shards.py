"""What there is to convert: folders, archives and lines, on a disk and in an object store, are listed and read alike."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fsspec", reason="The extra is not here: pip install '.[dask]' runs these tests")
pytest.importorskip("pyarrow", reason="The extra is not here: pip install '.[dask]' runs these tests")
pytest.importorskip("distributed", reason="The extra is not here: pip install '.[dask]' runs these tests")

import fsspec

from rubricate.batch import BatchSettings, versions
from rubricate.cluster import storage
from rubricate.cluster.archives import members_of, read_members
from rubricate.cluster.run import convert_on_cluster
from rubricate.cluster.shards import Shard, shards_of
from rubricate.cluster.tables import COLUMNS, read_table, write_table
from rubricate.cluster.task import Order, Task, convert_documents, load
from rubricate.findings import Finding, RubricateError
from rubricate.limits import changed_limits
from rubricate.pandoc import pandoc_path
from rubricate.sources import ARTICLES, find

TEXTS = {"a.md": b"# One\n", "deep/b.txt": b"Two\n", "deep/.hidden.md": b"no\n", "deep/notes.csv": b"no\n"}
PICTURES = {"deep/b.yaml": b"title: Two\n", "figs/p.png": b"\x89PNG\r\n\x1a\n"}


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder of an object store that lives in this process."""
    system = fsspec.filesystem("memory")
    yield "memory://bucket/in"
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def lines(files: dict[str, bytes]) -> bytes:
    rows = [{"name": name, "base64": base64.b64encode(data).decode()} for name, data in files.items()]
    return "".join(json.dumps(row) + "\n" for row in [{"name": "first.txt", "text": "Zuerst ü"}, *rows]).encode()


ARCHIVES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "z.zip": zipped,
    "t.tar": lambda files: tarred(files, "w"),
    "g.tar.gz": lambda files: tarred(files, "w:gz"),
    "x.tar.xz": lambda files: tarred(files, "w:xz"),
}


def read_all(shards: list[Shard]) -> dict[str, bytes]:
    return {document.name: load(document)[0] for shard in shards for document in shard.documents}


@pytest.mark.parametrize("store", ["disk", "memory"])
@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_an_archive_is_a_shard(store: str, name: str, tmp_path: Path, memory: str) -> None:
    root = str(tmp_path) if store == "disk" else memory
    file = storage.join(root, name)
    storage.write_bytes_to(file, ARCHIVES[name](TEXTS | PICTURES))
    (shard,) = shards_of([file])
    stem = name.partition(".")[0]
    assert shard.name == stem
    assert read_all([shard]) == {f"{stem}/a.md": b"# One\n", f"{stem}/deep/b.txt": b"Two\n"}
    b = next(one for one in shard.documents if one.name.endswith("b.txt"))
    assert b.output == f"{stem}/deep/b.xml"
    assert b.label == f"{file}!deep/b.txt"
    assert load(b)[1] == {"b.yaml": b"title: Two\n"}
    a = next(one for one in shard.documents if one.name.endswith("a.md"))
    assert load(a)[1] == {"figs/p.png": PICTURES["figs/p.png"]}


@pytest.mark.parametrize("store", ["disk", "memory"])
def test_lines_are_documents(store: str, tmp_path: Path, memory: str) -> None:
    file = storage.join(str(tmp_path) if store == "disk" else memory, "l.jsonl")
    storage.write_bytes_to(file, lines({"a.docx": b"PK\x03\x04"}))
    (shard,) = shards_of([file])
    assert read_all([shard]) == {"l/first.txt": "Zuerst ü".encode(), "l/a.docx": b"PK\x03\x04"}
    assert [one.label for one in shard.documents] == [f"{file}!first.txt", f"{file}!a.docx"]


def test_a_folder_of_a_store_and_one_of_a_disk_are_listed_alike(tmp_path: Path, memory: str) -> None:
    files = {**TEXTS, **PICTURES, "more.zip": zipped(TEXTS)}
    for root in (str(tmp_path / "in"), memory):
        for name, data in files.items():
            storage.write_bytes_to(storage.join(root, name), data)
    disk, store = (list(shards_of([root])) for root in ("file://" + str(tmp_path / "in"), memory))
    assert read_all(disk) == read_all(store)
    assert sorted(read_all(disk)) == ["a.md", "deep/b.txt", "more/a.md", "more/deep/b.txt"]
    assert [shard.name for shard in disk] == [shard.name for shard in store] == ["in", "in.more"]
    assert [[one.output for one in shard.documents] for shard in disk] == [
        [one.output for one in shard.documents] for shard in store
    ]
    b = next(one for one in store[0].documents if one.name == "deep/b.txt")
    assert load(b)[1] == {"b.yaml": b"title: Two\n"}


def test_archives_in_a_folder_are_named_as_on_one_machine(tmp_path: Path) -> None:
    files = {**TEXTS, "more.zip": zipped(TEXTS), "deep.zip": zipped(TEXTS), "deep/data.zip": zipped({"a.csv": b"1"})}
    for name, data in files.items():
        storage.write_bytes_to(str(tmp_path / "in" / name), data)
    with find([str(tmp_path / "in")], ARTICLES) as found:
        alone = sorted(source.relative for source in found.sources)
    shards = list(shards_of([str(tmp_path / "in")]))
    assert sorted(one.name for shard in shards for one in shard.documents) == alone
    assert "deep.zip/a.md" in alone


def test_a_broken_archive_in_a_folder_costs_no_other_document(tmp_path: Path) -> None:
    for name, data in (("a.md", b"# One\n"), ("broken.zip", b"PK no zip")):
        storage.write_bytes_to(str(tmp_path / "in" / name), data)
    told: list[Finding] = []
    shards = list(shards_of([str(tmp_path / "in")], say=told.append))
    assert [one.name for shard in shards for one in shard.documents] == ["a.md"]
    assert [(finding.id, finding.place.file if finding.place else "") for finding in told] == [
        ("bad-package", str(tmp_path / "in" / "broken.zip"))
    ]
    with pytest.raises(RubricateError):
        list(shards_of([str(tmp_path / "in")]))


def test_what_lies_in_the_output_folder_is_no_input(tmp_path: Path) -> None:
    for name in ("a.md", "out/rubricate-run.html"):
        storage.write_bytes_to(str(tmp_path / "in" / name), b"text\n")
    (shard,) = shards_of([str(tmp_path / "in")], ".xml", str(tmp_path / "in" / "out"))
    assert [one.name for one in shard.documents] == ["a.md"]


def test_slices_do_not_move_when_a_document_is_added(tmp_path: Path) -> None:
    names = [f"{number:04d}.txt" for number in range(1200)]
    for name in names:
        (tmp_path / name).touch()
    before = {one.name: shard.name for shard in shards_of([str(tmp_path)]) for one in shard.documents}
    (tmp_path / "0000-new.txt").touch()
    after = {one.name: shard.name for shard in shards_of([str(tmp_path)]) for one in shard.documents}
    assert len(set(before.values())) == 4
    assert {name: after[name] for name in before} == before


BAD = {
    "broken.zip": (b"PK no zip", "bad-package"),
    "broken.tar.gz": (b"\x1f\x8bno", "bad-package"),
    "empty.zip": (zipped({"a.csv": b""}), "bad-package"),
    "broken.jsonl": (b'{"text": "no name"}\n', "bad-package"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_archive_is_a_finding(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name][0])
    with pytest.raises(RubricateError) as told:
        list(shards_of([str(tmp_path / name)]))
    assert [finding.id for finding in told.value.findings] == [BAD[name][1]]


def test_what_is_not_there_is_a_finding(memory: str, tmp_path: Path) -> None:
    for name, kind in (
        (storage.join(memory, "none.md"), "no-such-file"),
        (str(tmp_path / "none"), "no-such-file"),
        ("nosuchstore://bucket/in", "unreadable"),
        (str(tmp_path / "none.zip"), "no-such-file"),
    ):
        with pytest.raises(RubricateError) as told:
            list(shards_of([name]))
        assert [finding.id for finding in told.value.findings] == [kind], name


def test_a_bomb_is_refused_and_costs_itself(tmp_path: Path) -> None:
    file = tmp_path / "z.zip"
    file.write_bytes(zipped({"bomb.txt": b"0" * 5_000_000, "good.txt": b"Title\n"}))
    assert members_of(str(file)) == ["bomb.txt", "good.txt"]
    with pytest.raises(RubricateError, match="5000000 bytes unpacked"):
        read_members(str(file), ["bomb.txt"])
    with changed_limits({"file-bytes": 3}), pytest.raises(RubricateError, match="6 bytes unpacked"):
        read_members(str(file), ["good.txt"])


def test_a_members_name_stays_below_the_output(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(zipped({"../../up.txt": b"x", "/root.txt": b"y"}))
    (shard,) = shards_of([str(tmp_path / "z.zip")])
    assert sorted(one.output for one in shard.documents) == ["z/root.xml", "z/up.xml"]


def test_a_store_that_cannot_be_read_or_written_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("Title\n", encoding="utf-8")
    (shard,) = shards_of([str(tmp_path / "in")])
    (tmp_path / "in" / "a.txt").unlink()
    (tmp_path / "out").write_text("a file, where a folder should be", encoding="utf-8")
    order = Order(str(tmp_path / "out"), BatchSettings(), versions())
    found = [row for row, _ in convert_documents(Task(order, shard.name, shard.documents, {}))]
    assert [row["status"] for row in found] == ["unread", "unwritten"]
    assert [row["findings"][0]["id"] for row in found] == ["no-such-file", "not-written"]
    assert all(set(row) == set(COLUMNS) for row in found)


def test_a_table_can_be_read_by_others(tmp_path: Path) -> None:
    import pyarrow.dataset as dataset

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Title\n\nA text of some words.\n", encoding="utf-8")
    (shard,) = shards_of([str(tmp_path / "in")])
    order = Order(str(tmp_path / "out"), BatchSettings(), versions())
    made = [row for row, _ in convert_documents(Task(order, shard.name, shard.documents, {}))]
    write_table(str(tmp_path / "tables" / "in.parquet"), made)
    table = dataset.dataset(tmp_path / "tables").to_table()
    assert table.column_names == list(COLUMNS)
    assert table.column("document").to_pylist() == ["a.txt"]
    assert read_table(str(tmp_path / "tables" / "in.parquet")) == [{name: made[0][name] for name in COLUMNS}]
    (tmp_path / "tables" / "in.parquet").write_bytes(b"PAR1 cut off")
    assert read_table(str(tmp_path / "tables" / "in.parquet")) == []  # made anew


def test_a_run_in_an_object_store(memory: str) -> None:
    from distributed import Client, LocalCluster

    storage.write_bytes_to(storage.join(memory, "z.zip"), zipped(TEXTS))
    storage.write_bytes_to(storage.join(memory, "c.md"), b"# Three\n\nText.\n")
    options: dict[str, Any] = {"n_workers": 1, "threads_per_worker": 2, "processes": False, "dashboard_address": ":0"}
    with LocalCluster(**options) as local, Client(local) as client:
        ends = list(convert_on_cluster(client, shards_of([memory]), "memory://bucket/out", BatchSettings()))
        assert {worked.row.document: worked.row.status for worked in ends} == {
            "c.md": "written",
            "z/a.md": "written",
            "z/deep/b.txt": "written",
        }
        again = list(convert_on_cluster(client, shards_of([memory]), "memory://bucket/out", BatchSettings()))
        assert not any(worked.done for worked in again)
    assert storage.files_below("memory://bucket/out") == [
        "c.xml", "tables/in.parquet", "tables/in.z.parquet", "timings/in.parquet", "timings/in.z.parquet", "z/a.xml", "z/deep/b.xml",
    ]  # fmt: skip


CHILD = """
from rubricate.batch import BatchSettings
from rubricate.cluster.child import Job, convert_apart
if __name__ == "__main__":
    convert_apart(Job(b"# Title\\n\\nText.\\n", BatchSettings(), "a.md", {}))
"""


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc, which only Linux has"
)
def test_a_worker_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    """The parent is killed in the midst of a document: its child and the pandoc below that end by themselves."""
    mark = f"sleep-of-{os.getpid()}"
    slow = tmp_path / "pandoc"
    version = f'case " $* " in *" --version "*) exec {pandoc_path()} --version ;; esac'
    slow.write_text(f"#!/bin/bash\n{version}\nexec -a {mark} sleep 50\n", encoding="utf-8")
    slow.chmod(0o755)
    script = tmp_path / "script.py"
    script.write_text(CHILD, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "RUBRICATE_PANDOC": str(slow)})
    wait_until(lambda: running(mark) != [])
    parent.kill()
    parent.wait()
    wait_until(lambda: running(mark) == [] and running(str(script)) == [])


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 25
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def running(mark: str) -> list[str]:
    """Command lines of processes that hold `mark`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if mark.encode() in line:
            found.append(line.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found
