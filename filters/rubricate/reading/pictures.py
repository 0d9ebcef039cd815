"""Pictures that a document names: found, checked, counted, and handed on under safe names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import panflute as pf

from ..limits import limit
from ..media import safe_name
from ..values import Finding, Place, Severity
from ..walk import descendants

KINDS = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF8",),
    ".tif": (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"),
    ".tiff": (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"),
    ".svg": (),
    ".webp": (b"RIFF",),
    ".eps": (b"%!PS", b"\xc5\xd0\xd3\xc6"),
    ".bmp": (b"BM",),
    ".pdf": (b"%PDF",),
    ".wmf": (),
    ".emf": (),
    ".ai": (),
    ".jp2": (),
}
"""Suffixes of pictures and the bytes that the files begin with, where the format has some."""


def pictures(
    doc: pf.Doc, name: str, members: dict[str, bytes], text: str | None
) -> tuple[dict[str, bytes], list[Finding]]:
    """`(pictures by the safe name that the document calls them by from now on, findings)`.

    Findings: `missing-picture` (error; file and line), `unsafe-picture` (error: it lies outside the article's folder),
    `picture-too-large`, `not-a-picture` (the content is of another kind), `embedded-picture`, `renamed-picture`.
    """
    search = _Search(name, members, text)
    for element in descendants(doc):
        if type(element) is pf.Image:
            element.url = search.name_of(element.url)
    return search.media, search.findings


class _Search:
    """Looks for the pictures of one document; each is asked for once, however often it is shown."""

    def __init__(self, name: str, members: dict[str, bytes], text: str | None) -> None:
        self.name, self.members = name, members
        self.folder = Path(name).parent if name and name != "-" else None
        self.lines = (text or "").split("\n")
        self.media: dict[str, bytes] = {}
        self.findings: list[Finding] = []
        self._names: dict[str, str] = {}

    def name_of(self, url: str) -> str:
        """What the picture is called from now on."""
        if url not in self._names:
            found = self._data(unquote(url))
            if found is None:
                self._names[url] = url
            else:
                name = safe_name(unquote(url), self.media, self._prefix())
                self.media[name] = found
                self._names[url] = name
                if not self.members and name != unquote(url).removeprefix("./"):
                    message = f"Unexpected name {url!r}, expected letters, digits, “.”, “-” and “_”: written as {name}."
                    self._say("renamed-picture", Severity.INFO, message, url)
        return self._names[url]

    def _prefix(self) -> str:
        """Pictures of a Word file are called image1.png in all of them: the document's own name tells them apart."""
        return Path(self.name).stem if self.members and self.folder is not None else ""

    def _data(self, url: str) -> bytes | None:
        if url.startswith("data:"):
            message = "Unexpected picture inside the text (data: URL), expected a file."
            self._say("embedded-picture", Severity.WARNING, message, url, "Save it as a PNG file beside the article.")
            return None
        if url.startswith(("http://", "https://")):
            return None
        if self.members:
            inside = next((key for key in (url, f"word/{url}", url.lstrip("./")) if key in self.members), None)
            if inside is not None:
                return self._checked(url, self.members[inside])
            self._missing(url)
            return None
        return None if self.folder is None else self._file(url, self.folder)

    def _file(self, url: str, folder: Path) -> bytes | None:
        path = Path(url)
        try:
            inside = (folder / path).resolve().is_relative_to(folder.resolve())
        except (OSError, ValueError, RuntimeError):  # names with zero bytes, circles of links
            inside = False
        if not inside or path.is_absolute() or ".." in path.parts or path.suffix.casefold() not in KINDS:
            message = f"Unexpected picture {url}, expected the name of a picture in the article's own folder."
            self._say("unsafe-picture", Severity.ERROR, message, url, "Put it beside the article.")
            return None
        try:
            if (folder / path).stat().st_size > limit("picture-bytes"):
                self._too_large(url)
                return None
            return self._checked(url, (folder / path).read_bytes())
        except (OSError, ValueError):
            self._missing(url)
            return None

    def _checked(self, url: str, data: bytes) -> bytes | None:
        """The bytes, where they are a picture of the kind that the name says."""
        if len(data) > limit("picture-bytes"):
            self._too_large(url)
            return None
        suffix = Path(url).suffix.casefold()
        begins = KINDS.get(suffix, ())
        if begins and not data.startswith(begins):
            message = f"Unexpected content of {url}, expected a {suffix[1:].upper()} picture."
            self._say("not-a-picture", Severity.WARNING, message, url, "Export the picture again.")
            return None
        return data

    def _too_large(self, url: str) -> None:
        message = f"Unexpected size of {url}, expected at most {limit('picture-bytes')} bytes (limit picture-bytes)."
        self._say("picture-too-large", Severity.ERROR, message, url)

    def _missing(self, url: str) -> None:
        message = f"Unexpected absence of the picture {url}, expected the file beside the article."
        self._say("missing-picture", Severity.ERROR, message, url, "Put the file there, or correct its name.")

    def _say(self, kind: str, severity: Severity, message: str, url: str, suggestion: str = "") -> None:
        line = next((number for number, content in enumerate(self.lines, start=1) if url and url in content), None)
        self.findings.append(Finding(kind, severity, message, Place(self.name, line), suggestion))
