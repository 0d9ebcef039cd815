"""Pictures that a document names: found, checked, and counted; those inside the file are handed on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import panflute as pf

from ..values import Finding, Place, Severity
from ..walk import descendants

PICTURE_LIMIT = 100 * 2**20
KINDS = {
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".tif": b"",
    ".tiff": b"",
    ".svg": b"",
    ".webp": b"RIFF",
    ".eps": b"",
    ".bmp": b"BM",
    ".pdf": b"%PDF",
    ".wmf": b"",
    ".emf": b"",
    ".ai": b"",
    ".jp2": b"",
}
"""Suffixes of pictures and the bytes that the files begin with, where the format has some."""


def pictures(
    doc: pf.Doc, name: str, members: dict[str, bytes], text: str | None
) -> tuple[dict[str, bytes], list[Finding]]:
    """`(pictures inside the file by their path in the document, findings)`.

    Findings: `missing-picture` (error; file and line), `unsafe-picture` (error: it lies outside the article's folder).
    """
    media: dict[str, bytes] = {}
    findings: list[Finding] = []
    folder = Path(name).parent if name and name != "-" else None

    def _one(image: pf.Image) -> None:
        url = unquote(image.url)
        if url.startswith(("http://", "https://", "data:")):
            if url.startswith("data:"):
                findings.append(
                    Finding(
                        "embedded-picture",
                        Severity.WARNING,
                        "Unexpected picture inside the text (data: URL), expected a file.",
                        Place(name),
                        "Save it as a PNG file beside the article.",
                    )
                )
            return
        if members:
            inside = next((key for key in (url, f"word/{url}", url.lstrip("./")) if key in members), None)
            if inside is not None:
                media[image.url] = members[inside]
            else:
                findings.append(_missing(url))
            return
        if folder is None:
            return
        path = Path(url)
        if path.is_absolute() or ".." in path.parts or path.suffix.casefold() not in KINDS:
            findings.append(
                Finding(
                    "unsafe-picture",
                    Severity.ERROR,
                    f"Unexpected picture {url}, expected the name of a picture in the article's own folder.",
                    _place(url),
                    "Put it beside the article.",
                )
            )
            return
        try:
            data = (folder / path).read_bytes() if (folder / path).stat().st_size <= PICTURE_LIMIT else b""
        except (OSError, ValueError):
            findings.append(_missing(url))
            return
        if not data.startswith(KINDS[path.suffix.casefold()]):
            findings.append(
                Finding(
                    "not-a-picture",
                    Severity.WARNING,
                    f"Unexpected content of {url}, expected a {path.suffix[1:].upper()} picture.",
                    _place(url),
                )
            )
            return
        media[image.url] = data

    def _missing(url: str) -> Finding:
        return Finding(
            "missing-picture",
            Severity.ERROR,
            f"Unexpected absence of the picture {url}, expected the file beside the article.",
            _place(url),
            "Put the file there, or correct its name.",
        )

    def _place(url: str) -> Place:
        lines = (text or "").split("\n")
        line = next((number for number, content in enumerate(lines, start=1) if url in content), None)
        return Place(name, line)

    for element in descendants(doc):
        if type(element) is pf.Image and element.url not in media:
            _one(element)
    return media, findings
