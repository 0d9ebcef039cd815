"""What lies beside an article: folders, packages that may be hostile, and what the heads of images tell."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricate.findings import RubricateError
from rubricate.sources import XML, Source, find
from rubricate.validation import validate_file
from rubricate.validation.rules.images import blank_tiff, resolution
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.rules.surroundings import HEAD, MAX_MEMBERS, Surroundings, folder_of
from rubricate.validation.sources import load_source
from rubricate.validation.validate import validate_bytes


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return path


def around_of(path: Path, member: str = "a.xml") -> Surroundings:
    _, around = load_source(Source(str(path), member))
    assert around is not None
    return around


def refused(path: Path, member: str = "a.xml") -> str:
    with pytest.raises(RubricateError) as caught:
        load_source(Source(str(path), member))
    return caught.value.findings[0].id


def test_a_package_is_named_from_its_article(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"jgm/jgm-1.xml": b"<article/>", "jgm/jgm-1.pdf": b"%PDF", "other.txt": b"x"})
    assert [source.member for source in find([str(path)], XML).sources] == ["jgm/jgm-1.xml"]
    around = around_of(path, "jgm/jgm-1.xml")
    assert (around.name, around.package) == ("jgm-1.xml", True)
    assert dict(around.files) == {"jgm-1.xml": 10, "jgm-1.pdf": 4}
    assert around.head("jgm-1.pdf") == b"%PDF"
    assert around.head("nothing.tif") == b""


def test_only_the_head_of_a_member_is_unpacked(tmp_path: Path) -> None:
    around = around_of(packed(tmp_path / "a.zip", {"a.xml": b"<article/>", "bomb.tif": bytes(50_000_000)}))
    assert around.files["bomb.tif"] == 50_000_000
    assert len(around.head("bomb.tif")) == HEAD


def test_names_that_leave_the_package_are_left_out(tmp_path: Path) -> None:
    members = {
        "a.xml": b"",
        "../b.tif": b"",
        "/etc/c.tif": b"",
        "x/../../d.tif": b"",
        "__MACOSX/a.xml": b"",
        "e\\f.tif": b"",
    }
    assert list(around_of(packed(tmp_path / "a.zip", members)).files) == ["a.xml"]


def test_each_article_of_a_package_has_its_own_folder(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"1/a.xml": b"", "1/a.tif": b"", "2/b.xml": b""})
    assert set(around_of(path, "1/a.xml").files) == {"a.xml", "a.tif"}
    assert refused(path, "3/c.xml") == "bad-package"


def test_what_is_no_package_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.zip") == "bad-package"
    broken = tmp_path / "broken.zip"
    broken.write_bytes(packed(tmp_path / "a.zip", {"a.xml": b"<article/>" * 100}).read_bytes()[:-30])
    assert refused(broken) == "bad-package"
    many = packed(tmp_path / "many.zip", {f"{n}.tif": b"" for n in range(MAX_MEMBERS + 1)} | {"a.xml": b""})
    assert refused(many) == "bad-package"


@pytest.mark.parametrize("name", ["a.tif", "a.xml"])
def test_a_damaged_member(name: str, tmp_path: Path) -> None:
    """An image has no head then, an article is refused."""
    path = packed(
        tmp_path / "a.zip", {"a.xml": b"<article/>" + bytes(range(65, 90)) * 9, "a.tif": bytes(range(256)) * 40}
    )
    data = path.read_bytes()
    at = data.index(name.encode()) + 5
    path.write_bytes(data[:at] + b"\xff" * 9 + data[at + 9 :])
    if name == "a.xml":
        assert refused(path) == "bad-package"
    else:
        assert around_of(path).head("a.tif") == b""


def test_the_table_of_a_package_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "a.zip", {f"{n}.xml": b"<article/>" for n in range(30)})
    opened: list[object] = []
    real = zipfile.ZipFile

    def counted(name: str) -> zipfile.ZipFile:
        opened.append(name)
        return real(name)

    monkeypatch.setattr(zipfile, "ZipFile", counted)
    for source in find([str(path)], XML).sources:
        data, around = load_source(source)
        assert data == b"<article/>" and around is not None and around.head("7.xml") == b"<article/>"
    assert len(opened) == 1
    monkeypatch.undo()
    packed(path, {"new.xml": b"<article/>" * 2})  # another file of that name is read anew
    assert [source.member for source in find([str(path)], XML).sources] == ["new.xml"]


def test_a_folder(tmp_path: Path) -> None:
    article = tmp_path / "jgm-12-34.xml"
    article.write_bytes(clean_article())
    assert [finding for finding in validate_file(article, profile="pmc") if finding.id == "graphic-href"] == []
    (tmp_path / "jgm-12-34-s001.csv").write_bytes(b"a,b")
    found = [finding for finding in validate_file(article, profile="pmc") if finding.id == "graphic-href"]
    assert [finding.message for finding in found] == [
        "Unexpected file name “jgm-12-34-g001.tif”, expected a file that is there"
    ]
    around = folder_of(article)
    assert around is not None and not around.package
    assert folder_of(article, limit=1) is None


def test_a_delivery_is_told_of_its_images(tmp_path: Path) -> None:
    members = {
        "jgm-12-34.xml": clean_article(),
        "jgm-12-34.pdf": b"%PDF",
        "jgm-12-34-g001.tif": blank_tiff(96),
        "jgm-12-34-s001.csv": b"a,b",
    }
    around = around_of(packed(tmp_path / "a.zip", members), "jgm-12-34.xml")
    found = validate_bytes(members["jgm-12-34.xml"], "jgm-12-34.xml", "", "pmc", around)
    assert [finding.message for finding in found] == [
        "Unexpected 96 dots an inch in “jgm-12-34-g001.tif”, expected 300 or more"
    ]


def tiff(order: str, unit: int, across: tuple[int, int], down: tuple[int, int]) -> bytes:
    tags = [(282, 5, 1, 50), (283, 5, 1, 58)]
    entries = b"".join(struct.pack(order + "HHII", *tag) for tag in tags)
    entries += struct.pack(order + "HHIHH", 296, 3, 1, unit, 0)
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HIH", 42, 8, 3)
    return head + entries + bytes(4) + struct.pack(order + "IIII", *across, *down)


def png(dots: int) -> bytes:
    chunk = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk))


def jpeg(unit: int, dots: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x02" + struct.pack(">BHH", unit, dots, dots)


@pytest.mark.parametrize(
    ("head", "dots"),
    [
        (blank_tiff(600), 600),
        (tiff("<", 2, (3000, 10), (3000, 10)), 300),
        (tiff(">", 2, (600, 1), (300, 1)), 300),
        (tiff(">", 3, (118, 1), (118, 1)), 300),
        (tiff("<", 1, (1, 1), (1, 1)), None),
        (tiff("<", 2, (1, 0), (1, 1)), None),
        (png(11811), 300),
        (jpeg(1, 300), 300),
        (jpeg(2, 118), 300),
        (jpeg(0, 1), None),
        (b"%!PS-Adobe-3.0 EPSF-3.0", None),
        (b"II*\0\xff\xff\xff\x7f", None),
        (b"", None),
    ],
)
def test_dots_an_inch(head: bytes, dots: int | None) -> None:
    assert resolution(head) == dots


@given(st.sampled_from([b"II*\0", b"MM\0*", b"\x89PNG\r\n\x1a\npHYs", b"\xff\xd8\xffJFIF\0"]), st.binary(max_size=200))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    dots = resolution(start + rest)
    assert dots is None or dots >= 0
