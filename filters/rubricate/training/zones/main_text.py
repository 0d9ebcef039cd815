"""Body, floats, back matter and references, rendered."""

from __future__ import annotations

from .article_reader import Block, Source
from .pieces import ITALIC, END, Piece, bold
from .style import Style, words

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
MOST_PARAGRAPHS = 60
MOST_ROWS = 12


def body_parts(a: Source, s: Style) -> list[Piece]:
    """The body with its floats where the style puts them."""
    blocks = a.body
    if s.family == "letter":
        blocks = [b for b in blocks if b.kind in ("p", "quote")][: s.random.randrange(3, 9)]
    elif len(blocks) > MOST_PARAGRAPHS and s.chance(0.7):
        blocks = _shortened(blocks, s)
    floats_inline = s.family in ("web", "print") or s.chance(0.3)
    counts = [0] * 8
    inline_level = s.chance(0.12)
    out: list[Piece] = []
    for at, block in enumerate(blocks):
        if block.kind == "h":
            level = max(1, min(block.level, 6))
            counts[level] += 1
            counts[level + 1 :] = [0] * (7 - level)
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            if inline_level and level >= 2 and after is not None and after.kind == "p":
                after.text = _run_in(block.text, after.text, s)
                continue
            out.append(Piece(_numbered(block, level, counts, s), "sec-title", blank=s.heading_gap, level=level, heading=True))
        elif block.kind == "p":
            previous = out[-1] if out else None
            blank = min(s.heading_gap, 1) if previous is not None and previous.role == "sec-title" else s.gap
            out.append(Piece(block.text, "p", blank=blank))
        elif block.kind == "li":
            out.append(_item(block, s, first=not out or out[-1].role != "list-item"))
        elif block.kind == "quote":
            out.append(Piece(block.text, "disp-quote" if s.gap and not s.blocks else "p", blank=1, indent=4 if s.gap and not s.blocks else 0))
        elif block.kind == "eq":
            out.append(Piece(block.text + (s.one("\t", " ", "    ") + block.label if block.label else ""), "p", blank=s.gap))
        elif floats_inline:
            out.extend(_float(block, s))
    if s.family == "letter" and out and s.chance(0.6):
        out.insert(0, Piece(s.one("To the Editor:", "Dear Editor,", "To the Editor,", "Dear Sir,", "Sir,"), "p", blank=1))
    if not floats_inline and s.family != "letter":
        return out
    return out


def trailing_floats(a: Source, s: Style) -> list[Piece]:
    """Captions and tables listed behind the text."""
    figures = [b for b in a.body if b.kind == "fig"]
    tables = [b for b in a.body if b.kind == "table"]
    out: list[Piece] = []
    bullet = "  • " if s.family == "record" and s.chance(0.6) else ""
    if figures:
        if s.family != "record" and s.chance(0.7):
            out.append(Piece(s.word("legends"), "float-title", blank=1, heading=True, level=1))
        for figure in figures:
            pieces = _float(figure, s)
            pieces[0].text = bullet + pieces[0].text
            out.extend(pieces)
    if tables:
        if s.family != "record" and s.chance(0.35):
            out.append(Piece(s.word("tables"), "float-title", blank=1, heading=True, level=1))
        for table in tables:
            rowless = Block("table", table.text, label=table.label) if s.family == "record" else table
            pieces = _float(rowless, s)
            pieces[0].text = bullet + pieces[0].text
            out.extend(pieces)
    return out


def _shortened(blocks: list[Block], s: Style) -> list[Block]:
    """Fewer paragraphs, every heading kept with its first one: articles of all lengths, and faster training."""
    keep = s.one("0.3", "0.5", "0.7")
    out = []
    for at, block in enumerate(blocks):
        first = at == 0 or blocks[at - 1].kind == "h"
        if block.kind != "p" or first or s.chance(float(keep)):
            out.append(Block(block.kind, block.text, block.level, block.label, block.rows, block.foot))
    return out


def _numbered(block: Block, level: int, counts: list[int], s: Style) -> str:
    text = block.text if s.numbering == "none" and s.stops else block.text.rstrip(" .:")
    if s.numbering == "none" and s.always_stop and level > 1:
        text = text.rstrip(".") + "."
    own = block.label.strip()
    if s.upper and level == 1:
        text = text.upper()
    if s.numbering == "decimal" or (s.numbering == "decimal-top" and level == 1) or (own and s.numbering == "none"):
        label = ".".join(str(max(1, c)) for c in counts[1 : level + 1])
        dot = "." if level == 1 or s.random.random() < 0.2 else ""
        return f"{label}{dot} {text}"
    if s.numbering == "roman" and level == 1 and counts[1] < len(ROMAN):
        return f"{ROMAN[counts[1]]}. {text}"
    return text


def _run_in(title: str, text: str, s: Style) -> str:
    title = title.rstrip(".:") + s.one(".", ".", ":")
    return (bold(title) if s.chance(0.6) else f"{ITALIC}{title}{END}" if s.blocks else title) + " " + text


def _item(block: Block, s: Style, *, first: bool) -> Piece:
    mark = block.label or "•"
    if mark == "•" and not s.blocks:
        mark = s.one("•", "•", "-", "–", "○")
    indent = s.list_indent
    blank = 1 if first or s.list_gap else 0
    if s.blocks:
        return Piece(block.text, "list-item", blank=blank, marker=mark)
    listed = mark in "•–○" or (indent and mark == "-")
    return Piece(f"{' ' * indent}{mark} {block.text}", "list-item" if listed or indent else "p", blank=blank)


def _float(block: Block, s: Style) -> list[Piece]:
    figure = block.kind == "fig"
    role = "fig" if figure else "table-caption"
    word, number = s.word("figure" if figure else "table"), "".join(c for c in block.label.split(" ")[-1] if c.isalnum())
    label = f"{word} {number}" if number and len(number) < 5 else block.label
    if not label:
        return [Piece(block.text, "p", blank=1)] if block.text else []
    form = s.caption_form if s.chance(0.8) else s.random.randrange(9)
    gap = 1 if s.gap or s.chance(0.5) else 0
    if form == 0 and block.text and s.family in ("web", "print", "record"):
        out = [Piece(label, role, blank=gap), Piece(block.text, role + "-text", blank=s.random.randrange(2) if s.family == "web" else 0)]
    elif form == 1 and s.split_captions and ". " in block.text:
        title, rest = block.text.split(". ", 1)
        out = [Piece(f"{label}. {title}.", role, blank=gap), Piece(rest, role + "-text", blank=s.random.randrange(2) if s.dump else 0)]
    else:
        between = (". ", ". ", ": ", " | ", " ", "\u2003", " – ", ". ")[form % 8]
        head = bold(label + between.strip()) + " " if s.blocks and s.chance(0.7) else label + between
        out = [Piece((head + block.text).rstrip(), role, blank=gap)]
    if s.dump and s.component_dois:
        out.append(Piece(s.one("doi:", "DOI: http://dx.doi.org/", "https://doi.org/") + f"10.1234/abc.{s.random.randrange(10000, 99999)}.g{number or 1}", "page-furniture", blank=1))
    if figure:
        return out
    rows = block.rows[:MOST_ROWS] if s.chance(0.85) else block.rows
    if s.chance(0.08):
        rows = []
    if s.blocks and rows:
        out.append(Piece("", "table-body", blank=1, rows=rows))
    elif s.dump and s.chance(0.3):
        pass
    elif rows:
        out.extend(_rows(rows, s))
    for text in block.foot[:6]:
        out.append(Piece(text, "table-foot", blank=1 if s.blocks or s.chance(0.3) else 0))
    return out


def _rows(rows: list[list[str]], s: Style) -> list[Piece]:
    form = s.random.randrange(8)
    blank = s.random.randrange(2) if form > 3 else 0
    if form == 0:
        lines = [" | ".join(row) if s.random.random() < 2 else "" for row in rows]
        lines = [f"| {line} |" for line in lines]
    elif form == 1:
        width = [max(len(row[i]) if i < len(row) else 0 for row in rows) + 2 for i in range(max(map(len, rows)))]
        lines = ["".join(cell.ljust(width[i]) for i, cell in enumerate(row)).rstrip() for row in rows]
        lines = [line if len(line) < 220 else "  ".join(line.split()) for line in lines]
    elif form == 2:
        lines = [" ".join(row) for row in rows]
    else:
        lines = ["\t".join(row) for row in rows]
    return [Piece(line, "table-body", blank=blank if n == 0 else 0) for n, line in enumerate(lines) if line.strip(" |\t")]


def back_parts(a: Source, s: Style) -> list[list[Piece]]:
    """Statements behind the text, each a group."""
    if s.family == "record":
        return []
    run_in = s.chance(0.25)
    out = []
    parts = list(a.back)
    if s.chance(0.3):
        s.random.shuffle(parts)
    for place, (title, texts) in enumerate(parts):
        if s.chance(0.15):
            texts = [s.one("Not applicable.", "None.", "None declared.", "Not applicable", "Declared none.", "The authors declare no conflict of interest.", "None to declare.", "All data are available from the authors.")]
        if not texts and place + 1 < len(parts) and title:
            out.append([Piece(title, "back-title", blank=s.heading_gap, level=1, heading=True)])
            continue
        if not texts or (not title and not out):
            continue
        if title.casefold().startswith("acknowledg"):
            title = s.random.choice(words()["back"]["acknowledgements"])
        if s.upper:
            title = title.upper()
        if len(title) > 90:
            continue
        if not title:
            out.append([Piece(text, "back-p", blank=s.gap) for text in texts])
            continue
        if run_in:
            cue = title + s.one(":", ".", ":")
            head = bold(cue) if s.blocks and s.chance(0.8) else cue
            group = [Piece(f"{head} {texts[0]}", "back-run-in", blank=s.gap)]
            texts = texts[1:]
        else:
            group = [Piece(title, "back-title", blank=s.heading_gap, level=1, heading=True)]
        for number, text in enumerate(texts):
            blank = min(s.heading_gap, 1) if number == 0 and not run_in else s.gap
            group.append(Piece(text, "back-p", blank=blank))
        out.append(group)
    return out


def reference_parts(a: Source, s: Style) -> list[Piece]:
    """The reference list; a long one is cut in most renderings."""
    refs = a.refs
    if len(refs) > 25 and s.chance(0.85):
        refs = refs[: s.random.randrange(8, 26)]
    if not refs:
        return []
    own = sum(text[:1].isdigit() for text in refs) > 0.8 * len(refs)
    form = "{t}" if own else s.one("{n}. {t}", "{n}. {t}", "[{n}] {t}", "{n}) {t}", "({n}) {t}", "{n}\t{t}", "{n} {t}", "{t}", "{t}", "{n}.\n{t}")
    headed = s.headings["references"] or "{n}" not in form
    tail = ("", "") if s.family != "web" or s.chance(0.4) else s.random.choice(
        [(" [PubMed] [Google Scholar]", ""), (" Article Google Scholar", ""), ("", "Article|PubMed|Google Scholar"), ("", "Crossref Google Scholar"), (" [CrossRef] [PubMed]", ""), ("", "[CrossRef]")]
    )
    out = []
    if headed:
        word = s.word("references")
        out.append(Piece(word.upper() if s.upper else word, "ref-title", blank=max(1, s.heading_gap) if s.gap else s.heading_gap, level=1, heading=True))
    gap = 1 if s.blocks or s.chance(0.15) else 0
    for number, text in enumerate(refs, start=1):
        lines = form.format(n=number, t=text).split("\n")
        blank = (min(s.heading_gap, 1) if headed else 2) if number == 1 else gap
        for place, line in enumerate(lines):
            out.append(Piece(line + (tail[0] if place == len(lines) - 1 else ""), "ref", blank=blank if place == 0 else 0))
        if tail[1]:
            out.extend(Piece(word, "page-furniture") for word in tail[1].split("|"))
    return out
