"""Make the other formats of the full sample from samples/full/article.md: .html, .docx, .odt and .txt, and its pictures.

    python samples/build.py

The Markdown is written by hand; table 2, whose cells are merged, stands in table-2.html, because Markdown has no merged
cells. What is made is kept in the repository, so that the tests need not make it.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
import zlib
from pathlib import Path
from typing import Any

from rubricate.pandoc import pandoc_path

HERE = Path(__file__).resolve().parent / "full"
MARKDOWN = "markdown-smart-implicit_header_references"
EPOCH = (2025, 1, 1, 0, 0, 0)


def pandoc(*args: str, stdin: bytes = b"") -> bytes:
    """Standard output of pandoc, run in the sample's folder."""
    return subprocess.run([pandoc_path(), *args], input=stdin, capture_output=True, check=True, cwd=HERE).stdout


def picture(width: int, height: int, step: int) -> bytes:
    """A small grey PNG with stripes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = b"".join(
        b"\x00" + bytes(120 + 60 * ((x // step + y // step) % 2) for x in range(width)) for y in range(height)
    )
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def with_merged_cells(ast: dict[str, Any]) -> dict[str, Any]:
    """The document with the second table as table-2.html has it."""
    merged = json.loads(pandoc("-f", "html", "-t", "json", str(HERE / "table-2.html")))["blocks"][0]
    tables = [at for at, block in enumerate(ast["blocks"]) if block["t"] == "Table"]
    ast["blocks"][tables[1]] = merged
    return ast


def same_bytes_always(archive: bytes) -> bytes:
    """A zip file without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, EPOCH)
            entry.compress_type = info.compress_type
            new.writestr(entry, old.read(info))
    return out.getvalue()


def text_of(inlines: list[dict[str, Any]], notes: list[str]) -> str:
    """Inlines as plain text: no emphasis, formulas as their TeX, a footnote as a sign."""
    out = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak"):
            out.append(" ")
        elif kind == "LineBreak":
            out.append("\n")
        elif kind == "Math":
            out.append(content[1])
        elif kind == "Note":
            out.append("‡")
            notes.append("‡ " + text_of(content[0]["c"], notes))
        elif kind in ("Link", "Span", "Image") or kind == "Quoted":
            out.append(text_of(content[1], notes))
        else:
            out.append(text_of(content, notes))
    return "".join(out)


def cells_of(row: list[Any], notes: list[str]) -> str:
    """A row of a table: cells with tabs between them, an empty one for each cell that a merged one covers."""
    cells = []
    for _, _, _, columns, blocks in row[1]:
        cells.append(text_of(blocks[0]["c"], notes) if blocks else "")
        cells += [""] * (columns - 1)
    return "\t".join(cells)


def lines_of(block: dict[str, Any], notes: list[str]) -> list[str]:
    """A block as lines of plain text."""
    kind, content = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        return text_of(content, notes).split("\n")
    if kind == "Header":
        return [text_of(content[2], notes)]
    if kind == "BulletList":
        return ["  • " + line for item in content for line in lines_of(item[0], notes)]
    if kind == "OrderedList":
        indent = "  " if len(content[1]) < 10 else ""
        return [
            f"{indent}{number}. {line}"
            for number, item in enumerate(content[1], start=content[0][0])
            for line in lines_of(item[0], notes)
        ]
    if kind == "BlockQuote":
        return ["    " + line for inner in content for line in lines_of(inner, notes)]
    if kind == "Figure":
        return lines_of(content[1][1][0], notes)
    if kind == "Table":
        rows = [*content[3][1], *(row for body in content[4] for row in [*body[2], *body[3]])]
        return [cells_of(row, notes) for row in rows]
    raise ValueError(kind)


def as_text(ast: dict[str, Any]) -> str:
    """The whole document as plain text: a blank line between blocks, none between a table's caption and its rows."""
    out: list[str] = []
    for block in ast["blocks"]:
        notes: list[str] = []
        lines = lines_of(block, notes)
        if block["t"] == "Table":
            out.pop()
        out += [*lines, ""]
        for note in notes:
            out += [note, ""]
    return "\n".join(out).rstrip() + "\n"


def main() -> None:
    for name, step in (("flow", 8), ("time", 12), ("rows", 5)):
        (HERE / f"{name}.png").write_bytes(picture(96, 64, step))
    plain = json.loads(pandoc("-f", MARKDOWN, "-t", "json", "article.md"))
    ast = with_merged_cells(json.loads(json.dumps(plain)))
    source = json.dumps(ast).encode("utf-8")
    page = pandoc(
        "-f",
        "json",
        "-t",
        "html5",
        "-s",
        "--mathml",
        "--wrap=none",
        "-M",
        "pagetitle=Evening Light and Sesame | Garden Medicine",
        "-M",
        "lang=en",
        stdin=source,
    )
    (HERE / "article.html").write_bytes(page)
    for suffix in ("docx", "odt"):
        (HERE / f"article.{suffix}").write_bytes(
            same_bytes_always(pandoc("-f", "json", "-t", suffix, "-o", "-", stdin=source))
        )
    (HERE / "article.txt").write_text(as_text(ast), encoding="utf-8")


if __name__ == "__main__":
    main()
