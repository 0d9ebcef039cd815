"""Which format a source is in, told from its name, and which formats are refused with a way out."""

from __future__ import annotations

from pathlib import Path

from ..values import Finding, Place, RubricateError, Severity

TEXT = "text"
FORMATS = {
    ".txt": TEXT, ".text": TEXT, "": TEXT, ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".qmd": "markdown", ".rmd": "markdown",
    ".docx": "docx", ".docm": "docx", ".odt": "odt", ".html": "html", ".htm": "html", ".xhtml": "html", ".tex": "latex", ".latex": "latex", ".rst": "rst",
    ".rest": "rst", ".org": "org", ".epub": "epub", ".rtf": "rtf", ".ipynb": "ipynb", ".typ": "typst", ".textile": "textile", ".wiki": "mediawiki",
    ".mediawiki": "mediawiki", ".t2t": "t2t", ".dbk": "docbook", ".docbook": "docbook", ".json": "json", ".native": "native", ".adoc": "asciidoc",
    ".asciidoc": "asciidoc", ".muse": "muse", ".opml": "opml", ".fb2": "fb2", ".dj": "djot", ".man": "man", ".xml": "jats", ".nxml": "jats", ".pptx": "pptx", ".xlsx": "xlsx",
}  # fmt: skip
BINARY = frozenset(("docx", "odt", "epub", "pptx", "xlsx"))
REFUSED = {
    ".doc": ("an old Word file", "Open it in Word or LibreOffice and save it as docx."),
    ".pdf": (
        "a PDF file",
        "A PDF holds pages, not text: ask the author for the Word file, or export it to docx and check the result.",
    ),
    ".hwp": ("a Hangul (HWP) file", "Open it in Hangul and save it as docx (다른 이름으로 저장 → docx)."),
    ".hwpx": ("a Hangul (HWPX) file", "Open it in Hangul and save it as docx (다른 이름으로 저장 → docx)."),
    ".pages": ("a Pages file", "Export it from Pages as Word (docx)."),
    ".wpd": ("a WordPerfect file", "Open it in LibreOffice and save it as docx."),
}
SIGNED = ((b"\xd0\xcf\x11\xe0", ".doc"), (b"%PDF", ".pdf"), (b"HWP Document File", ".hwp"))
MARKDOWN = "markdown-smart-raw_tex-raw_attribute-citations-implicit_header_references"
"""Markdown as we read it: no straight quote becomes a curly one, and nothing of it reaches the output raw."""
READERS = {
    "markdown": MARKDOWN,
    "md": MARKDOWN,
    "html": "html-native_divs-native_spans+tex_math_dollars-smart",
    "latex": "latex-smart",
    "rst": "rst-smart",
    "org": "org-smart",
    "txt": TEXT,
    "plain": TEXT,
}


def format_of(name: str, from_: str, data: bytes) -> str:
    """The format of a source: `from_` where given, else by the suffix of its name.

    Raises RubricateError: `refused-format` for files that nobody can read as text, with the way to save them.
    """
    suffix = Path(name).suffix.casefold() if name and name != "-" else ""
    if from_:
        return from_
    for signature, kind in SIGNED:
        if data.startswith(signature) and suffix not in (".txt", ".text"):
            suffix = kind
    if suffix in REFUSED:
        what, remedy = REFUSED[suffix]
        raise RubricateError(
            Finding(
                "refused-format",
                Severity.ERROR,
                f"Unexpected format of {name}: {what}, expected docx, odt, Markdown, HTML, TeX or text.",
                Place(name),
                remedy,
            )
        )
    if not suffix and data.startswith(b"PK\x03\x04"):
        return "odt" if b"opendocument.text" in data[:200] else "docx"
    if suffix not in FORMATS:
        raise RubricateError(
            Finding(
                "unknown-format",
                Severity.ERROR,
                f"Unexpected suffix {suffix} of {name}, expected one of {', '.join(sorted(key for key in FORMATS if key))}.",
                Place(name),
                "Name the format: --from markdown (or text, html, docx …).",
            )
        )
    return FORMATS[suffix]


def reader_of(format_: str) -> str:
    """pandoc's name and extensions for a format."""
    return READERS.get(format_, format_)
