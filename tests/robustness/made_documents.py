"""Documents made by hand for the tests of robustness: an article, a docx, a zip with lies in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

TEXT = """J Exa Med. 2020;1(2):3-9.

A short study of exemplary bread

Ann B. Lee1, Carl D. Roe1

1Department of Bakery, University of Example, Leeds, UK

Abstract

We baked. The bread was good. This is a paragraph about bread that is long enough to be one.

Introduction

Bread has been baked for a long time in many countries, and nobody has measured how good it is [1].

References

1. Roe CD. On bread. J Exa Med. 2019;1:1-2.
2. Lee AB. More on bread. J Exa Med. 2018;2:3-4.
3. Poe E. Bread again. J Exa Med. 2017;3:5-6.
"""
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def png(colour: int = 0) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes([0, colour])))
        + chunk(b"IEND", b"")
    )


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def drawing(relation: str) -> str:
    """A picture in the text."""
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="p"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def docx(body: str = "", pictures: dict[str, bytes] | None = None, parts: dict[str, bytes] | None = None) -> bytes:
    """A Word file with `body` (default: the article above), pictures by the target that its relations name, other parts."""
    pictures = pictures or {}
    text = body or "".join(paragraph(line) for line in TEXT.splitlines() if line)
    relations = "".join(
        f'<Relationship Id="p{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{name}"/>'
        for n, name in enumerate(pictures)
    )
    text += "".join(drawing(f"p{n}") for n in range(len(pictures)))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{text}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        for name, content in pictures.items():
            archive.writestr(f"word/{name}", content)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return data.getvalue()


def lying(data: bytes, name: str, size: int) -> bytes:
    """The archive, its directory saying that member `name` has `size` bytes unpacked."""
    at = data.rindex(name.encode(), 0, len(data))  # the name in the central directory
    return data[: at - 22] + struct.pack("<I", size) + data[at - 18 :]
