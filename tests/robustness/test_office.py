"""Word files that a stranger made: bombs, lies in the archive, entities, pictures with hostile names."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from pathlib import Path

import made_documents as documents
import pytest

import rubricate
from rubricate.limits import changed_limits
from rubricate.media import safe_name

ROOT = Path(__file__).parents[2]


def errors(data: bytes, from_: str = "docx") -> list[str]:
    result = rubricate.convert(data, from_=from_)
    assert (result.xml is None) == bool(result.errors)
    return [finding.id for finding in result.errors]


def test_the_article_itself_is_converted() -> None:
    assert errors(documents.docx()) == []


@pytest.mark.timeout(30)
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert errors(documents.docx(documents.paragraph("a" * 30_000_000))) == ["archive-bomb"]


@pytest.mark.timeout(30)
def test_a_header_that_lies_is_not_believed() -> None:
    data = documents.docx(documents.paragraph("a" * 30_000_000))
    assert errors(documents.lying(data, "word/document.xml", 100)) in (["archive-bomb"], ["not-a-zip"])


@pytest.mark.timeout(30)
def test_many_members() -> None:
    with changed_limits({"archive-members": 50}):
        assert errors(documents.docx(parts={f"word/x{n}.bin": b"" for n in range(60)})) == ["archive-bomb"]


def test_a_zip_in_the_zip_is_not_opened() -> None:
    inner = documents.docx(documents.paragraph("a" * 5_000_000))
    assert errors(documents.docx(parts={"word/embeddings/x": inner})) == []


def test_extreme_compression_of_another_part() -> None:
    assert errors(documents.docx(parts={"word/big": b"0" * 20_000_000})) == ["archive-bomb"]


def test_entities_in_a_part(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary-7f3a")
    body = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><w:document {documents.W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(documents.docx())) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, body if info.filename == "word/document.xml" else old.read(info))
    result = rubricate.convert(data.getvalue(), from_="docx")
    assert b"canary" not in (result.xml or b"")
    assert result.xml is None and result.errors


def test_the_whole_of_many_parts_is_counted() -> None:
    """No part is too large by itself."""
    noise = random.Random(1).randbytes(900_000)
    with changed_limits({"archive-bytes": 5_000_000}):
        assert errors(documents.docx(parts={f"word/x{n}.bin": noise for n in range(6)})) == ["archive-bomb"]


def packed(kind: str, picture: bytes | None, name: str = "media/image1.png", link: str = "") -> bytes:
    """A Word or OpenDocument file that shows the picture `link`, with this picture in it."""
    link = link or name
    if kind == "docx":
        data = documents.docx(pictures={link: picture or b""})
        if picture is not None and link == name:
            return data
        changed = {f"word/{name}": picture} if picture is not None else {}
        return repacked(data, {f"word/{link}": None, **changed})
    full = (Path(__file__).parents[2] / "samples" / "full" / "article.odt").read_bytes()
    with zipfile.ZipFile(io.BytesIO(full)) as archive:
        (first, *_) = sorted(n for n in archive.namelist() if n.startswith("Pictures/"))
        content = archive.read("content.xml").replace(first.encode(), link.encode())
    return repacked(full, {first: None, "content.xml": content, **({name: picture} if picture is not None else {})})


def repacked(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """An archive with other members; None takes one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in change:
                new.writestr(info.filename, old.read(info))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


ODD = {
    "missing": (None, "media/image1.png", "", {"missing-picture", "objects-lost", "pandoc-warning"}),
    "renamed in the archive": (documents.png(), "media/other.png", "media/image1.png", {"missing-picture", "objects-lost", "pandoc-warning"}),
    "no picture at all": (b"MZ no picture", "media/image1.png", "", {"not-a-picture"}),
    "out of the archive": (documents.png(), "../../../evil.png", "", {"missing-picture", "objects-lost", "unsafe-picture"}),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_odd_pictures_of_documents_are_said(kind: str, case: str, tmp_path: Path) -> None:
    picture, name, link, kinds = ODD[case]
    source = tmp_path / "in" / f"article.{kind}"
    source.parent.mkdir()
    source.write_bytes(packed(kind, picture, name, link))
    result = rubricate.convert(source)
    found = {finding.id for finding in result.findings}
    inside = case == "out of the archive" and all(".." not in key for key in result.media) and result.media
    assert found & kinds or inside, found
    assert all(data.startswith(b"\x89PNG") for data in result.media.values())


FOLDER = {
    "missing": ("loaf.png", None, "missing-picture"),
    "another kind": ("loaf.png", b"MZ", "not-a-picture"),
    "out of the folder": ("../loaf.png", None, "unsafe-picture"),
    "absolute": ("/etc/passwd", None, "unsafe-picture"),
    "no suffix of a picture": ("loaf.exe", b"MZ", "unsafe-picture"),
    "a name that receivers refuse": ("my%20loaf%20(1).png", documents.png(), "renamed-picture"),
    "a folder": ("folder.png", None, "missing-picture"),
}


@pytest.mark.parametrize("case", FOLDER)
def test_odd_pictures_of_folders_are_said(case: str, tmp_path: Path) -> None:
    name, data, kind = FOLDER[case]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "folder.png").mkdir()
    (tmp_path / "loaf.png").write_bytes(documents.png())
    if data is not None:
        (folder / name.replace("%20", " ")).write_bytes(data)
    (folder / "a.md").write_text(f"# Bread\n\n![Figure 1. A loaf.](<{name}>)\n\nIt rose.\n")
    result = rubricate.convert(folder / "a.md")
    assert kind in [finding.id for finding in result.findings]
    assert len(result.media) == (kind == "renamed-picture")
    assert (
        result.ledger is not None and result.ledger.objects_out["picture"] == result.ledger.objects_in["picture"] == 1
    )


HOSTILE = [
    "../../../../tmp/evil.png", "/etc/evil.png", "C:\\evil.png", "media/..\\..\\evil.png", "media/ev il.png", "media/évil.png",
    "media/evil.png;rm -rf", "media/con.png", "media/.hidden.png", "media/a<b>.png", "media/" + "long" * 60 + ".png",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_of_pictures(name: str) -> None:
    safe = safe_name(name)
    assert not safe.startswith(("/", ".", "-")) and ".." not in safe.split("/") and "\\" not in safe and ":" not in safe
    assert all(part and not part.startswith(".") and len(part) < 120 for part in safe.split("/"))
    assert safe.isascii() and " " not in safe


@pytest.mark.parametrize("name", ["media/image1.png", "../evil.png", "media/my image.png"])
def test_pictures_in_are_pictures_out(name: str, tmp_path: Path) -> None:
    source = tmp_path / "in" / "article.docx"
    source.parent.mkdir()
    picture = documents.png()
    source.write_bytes(documents.docx(pictures={name: picture}))
    result = rubricate.convert(source)
    assert result.xml is not None
    if result.media:
        (written,) = result.media
        assert f'xlink:href="{written}"'.encode() in result.xml
        assert ".." not in written and " " not in written
        assert list(result.media.values()) == [picture]
    else:  # pandoc does not find it inside: said
        assert "objects-lost" in [finding.id for finding in result.errors]


def test_two_documents_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    from rubricate.convert_command import Options, run

    out = tmp_path / "out"
    out.mkdir()
    for number, name in enumerate(("one", "two")):
        (tmp_path / f"{name}.docx").write_bytes(documents.docx(pictures={"media/image1.png": documents.png(number)}))
    assert run([str(tmp_path / "one.docx"), str(tmp_path / "two.docx")], Options(output=str(out), quiet=True)) == 0
    names = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert names == ["media/one-image1.png", "media/two-image1.png", "one.xml", "two.xml"]
    assert (out / "media" / "two-image1.png").read_bytes() == documents.png(1)


def test_a_picture_that_would_overwrite_anothers_is_refused(tmp_path: Path) -> None:
    from rubricate.convert_command import Options, run

    out = tmp_path / "out"
    out.mkdir()
    for number, name in enumerate(("one", "two")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.md").write_text("# Bread\n\n![Figure 1. A loaf.](loaf.png)\n\nIt rose.\n")
        (folder / "loaf.png").write_bytes(documents.png(number))
    sources = [str(tmp_path / name / f"{name}.md") for name in ("one", "two")]
    assert run(sources, Options(output=str(out), quiet=True)) == 1
    assert (out / "loaf.png").read_bytes() == documents.png(0)
    assert not (out / "two.xml").exists()


def test_a_link_out_of_the_folder_is_no_picture(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(documents.png())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.png").symlink_to(secret)
    (folder / "a.md").write_text("# Bread\n\n![Figure 1. A loaf.](link.png)\n")
    result = rubricate.convert(folder / "a.md")
    assert "unsafe-picture" in [finding.id for finding in result.errors]
    assert result.media == {}


def test_an_odt_with_formulas_and_names_that_are_empty_or_stand_twice() -> None:
    """Found by fuzzing: such an archive raised IndexError, or a warning, when it was packed again with its formulas marked."""
    source, out = ROOT / "samples" / "full" / "article.odt", io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new, warnings.catch_warnings(action="ignore"):
        for name in [*old.namelist(), "styles.xml"]:
            new.writestr(name, old.read(name))
        new.writestr("?odd", b"odd")
    twice = out.getvalue()
    for packed in (twice, twice.replace(b"?odd", b"\0odd")):
        result = rubricate.convert(packed, from_="odt")
        assert result.xml is not None, result.errors
