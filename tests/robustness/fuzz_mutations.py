"""How inputs are spoilt: bytes, lines, words, encodings; parts of archives; markup that names files of the machine.

`@CANARY@` stands for the folder whose files must never be read; `fuzz_verdicts` puts the real path in.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]
HERE = "@CANARY@"


def drop(data: bytes, chance: random.Random) -> bytes:
    """Without a piece."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice([1, 2, 10, 100, 1000]) :]


def double(data: bytes, chance: random.Random) -> bytes:
    """A piece twice, or very often."""
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice([1, 5, 50, 500])]
    return data[:start] + piece * chance.choice([2, 2, 10, 100]) + data[start:]


def swap(data: bytes, chance: random.Random) -> bytes:
    """Two lines changed against each other."""
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def shuffle(data: bytes, chance: random.Random) -> bytes:
    """All lines in another order."""
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


PIECES = [
    "\x00", "\x1b[31m", "\u202e", "\ud7ff", "\ufffe", "\u200b", "\u0301" * 50, "𝔸", "가나다", "العربية", "]]>", "<!--", "-->", "<![CDATA[", "&amp;", "&x;", "<evil/>",
    "```{=jats}\n<evil/>\n```", "[" * 200, "(" * 200, "*" * 200, "|" * 200, "\t" * 200, " " * 2000, "\n" * 500, "1," * 500, "Smith J, " * 300, "---\na: &a [x]\nb: *a\n---\n",
    "10.1000/" + "9" * 500, "Figure 1. ", "References\n", "Abstract\n", "Keywords: ", "1. ", "©", "\r", "\r\n", "\f", "\v", "\x85", "\u2028", "Table 1. x\n\ta\tb\n", "$$\\frac{", "^^^", "~~~",
    f"![x]({HERE}/canary.png)", "![x](../canary/canary.png)", f"\\input{{{HERE}/canary.tex}}", f"\\include{{{HERE}/canary}}", f"\\includegraphics{{{HERE}/canary.png}}",
    f"---\nbibliography: {HERE}/canary.bib\ncsl: {HERE}/canary.csl\n---\n", f".. include:: {HERE}/canary.txt\n", f".. raw:: html\n   :file: {HERE}/canary.txt\n",
    f".. csv-table:: x\n   :file: {HERE}/canary.txt\n",
    f'<img src="file://{HERE}/canary.png"/>', f'<iframe src="{HERE}/canary.txt"></iframe>', f'<!DOCTYPE article [<!ENTITY c SYSTEM "{HERE}/canary.txt">]>', "&c;",
    f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{HERE}/canary.txt" parse="text"/>', f'<!DOCTYPE article SYSTEM "{HERE}/canary.dtd">',
    f'<Relationship Id="p0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../../../..{HERE}/canary.png"/>',
    f'schematron = ["{HERE}/canary.txt"]\n', f'base = "{HERE}/canary.toml"\n', f'[[rule]]\nid = "x"\nxpath = "document(\'{HERE}/canary.txt\')"\nmessage = "m"\n',
    '[[rule]]\nid = "y"\nxpath = "//*[//*[//*[//*]]]"\nmessage = "m"\n', "😀", "\N{COMBINING ENCLOSING CIRCLE}", "{}" * 100, "[[[[[[[[", "!!python/object/apply:os.system ['true']\n",
    "<w:p>" * 300, "<div>" * 300, "<sec>" * 300, "> " * 300, "\\begin{itemize}\\item " * 150, "{" * 300, "true", "null", "NaN", "1e999", "-0", "0x7f", "²", "١٢", "\ufeff",
]  # fmt: skip


def insert(data: bytes, chance: random.Random) -> bytes:
    """Something odd put in."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES).encode("utf-8", "surrogatepass") + data[at:]


def before(data: bytes, chance: random.Random) -> bytes:
    """Something odd at the beginning of a line."""
    lines = data.split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(PIECES).encode("utf-8", "surrogatepass"))
    return b"\n".join(lines)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Only the beginning, or only the end."""
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.5 else data[at:]


def encode(data: bytes, chance: random.Random) -> bytes:
    """In another encoding."""
    text = data.decode("utf-8", "replace")
    codes = ["utf-16", "utf-16-be", "latin-1", "cp949", "utf-8-sig", "gb18030", "utf-32", "utf-7", "cp037", "shift_jis"]
    return text.encode(chance.choice(codes), "replace")


def words(data: bytes, chance: random.Random) -> bytes:
    """Words in another order."""
    found = data.split(b" ")
    for _ in range(chance.choice([1, 10, 100])):
        one, two = chance.randrange(len(found)), chance.randrange(len(found))
        found[one], found[two] = found[two], found[one]
    return b" ".join(found)


NUMBERS = [b"0", b"-1", b"00", b"9" * 20, b"9" * 400, b"4294967296", b"1e9", b"99999"]


def number(data: bytes, chance: random.Random) -> bytes:
    """A number that is none, or a huge one: years, pages, spans of cells, sizes."""
    found = list(re.finditer(rb"[0-9]{1,9}", data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(NUMBERS) + data[one.end() :]


def rename(data: bytes, chance: random.Random) -> bytes:
    """A tag, key or command changed against another of the same document."""
    found = list(re.finditer(rb"(?<=[</\\])[A-Za-z:-]{1,40}|^[a-z-]{2,40}(?=:)", data, re.MULTILINE))
    if len(found) < 2:
        return data
    one, two = chance.choice(found), chance.choice(found)
    return data[: one.start()] + two[0] + data[one.end() :]


def nest(data: bytes, chance: random.Random) -> bytes:
    """A piece inside itself, deeper and deeper."""
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice([20, 200])]
    opened = chance.choice([b"[", b"*a ", b"<b>", b"<div>", b"> ", b"{\\it ", b"(", b"<sec><p>", b"- "])
    return data[:start] + opened * chance.choice([5, 60, 150, 2000]) + piece + data[start:]


MUTATIONS: list[Mutation] = [
    drop, double, swap, shuffle, flip, insert, insert, insert, before, before, cut, encode, words, number, rename, nest,
]  # fmt: skip


def inside(data: bytes, chance: random.Random) -> bytes:
    """A Word or OpenDocument file with one part spoilt, gone, twice, under another name or taken from elsewhere."""
    out = io.BytesIO()
    how = chance.choice(["part"] * 6 + ["gone", "twice", "name", "swapped", "more", "stored"])
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = [(name, old.read(name)) for name in old.namelist()]
    texts = [at for at, (name, _) in enumerate(members) if name.endswith((".xml", ".rels"))]
    main = [at for at, (name, _) in enumerate(members) if name in ("word/document.xml", "content.xml")]
    at = chance.choice([*texts, *main])
    name, content = members[at]
    if how == "part":
        for _ in range(chance.choice([1, 1, 3])):
            content = chance.choice(MUTATIONS)(content, chance)
        members[at] = (name, content)
    elif how == "gone":
        del members[at]
    elif how == "twice":
        members.append((name, chance.choice(MUTATIONS)(content, chance)))
    elif how == "name":
        odd = ["../../x.xml", f"{HERE}/x.xml", "a\\..\\b.xml", "", "CON", "word/" * 100, "\x00", "x" * 5000]
        members[at] = (chance.choice(odd), content)
    elif how == "swapped":
        other = chance.randrange(len(members))
        members[at], members[other] = (name, members[other][1]), (members[other][0], content)
    elif how == "more":
        members.append((f"word/media/../../{chance.choice(['a.png', '../x.svg', 'b.emf'])}", content))
    packing = zipfile.ZIP_STORED if how == "stored" else zipfile.ZIP_DEFLATED
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", packing) as new:  # names that stand twice
        for name, content in members:
            new.writestr(zipfile.ZipInfo(name or "-"), content)
    packed = out.getvalue()
    return flip(packed, chance) if how == "stored" else packed


def spoil(data: bytes, archive: bool, chance: random.Random) -> bytes:
    """One to five mutations."""
    if archive and chance.random() < 0.8:
        return inside(data, chance)
    for _ in range(chance.choice([1, 1, 2, 5])):
        data = chance.choice(MUTATIONS)(data, chance)
    return data
