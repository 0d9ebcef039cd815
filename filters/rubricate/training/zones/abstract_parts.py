"""Abstracts, highlights, keyword lists and MeSH terms, rendered."""

from __future__ import annotations

from .pieces import Piece, bold
from .source import Source
from .style import Style, words


def abstract_parts(a: Source, s: Style) -> list[list[Piece]]:
    """Abstract, highlights, keywords and subject headings in one of their usual orders."""
    if s.family == "letter":
        return []
    main = (
        _abstract(a.abstract, s, s.word("abstract"), s.headings["abstract"]) if a.abstract and not s.chance(0.1) else []
    )
    words_ = _keywords(a.keywords, s) if a.keywords and not s.chance(0.1) else []
    others = [
        _abstract([("", text) for text in texts], s, title, True)
        for title, texts in a.other_abstracts
        if title and s.chance(0.8)
    ]
    mesh = _mesh(s) if s.chance({"record": 0.6, "web": 0.1, "manuscript": 0.05}.get(s.family, 0.0)) else []
    groups = [words_, main] if s.chance(0.1) and words_ else [main, words_]
    if others:
        groups = [*others, *groups] if s.chance(0.3) else [*groups, *others]
        if a.other_keywords and s.chance(0.7):
            groups.append(_keywords(a.other_keywords, s))
    return [group for group in [*groups, mesh] if group]


def _heading(text: str, role: str, s: Style, *, level: int = 2) -> Piece:
    if s.upper:
        text = text.upper()
    mark = s.one("", "", "", "", ":") if not s.blocks else ""
    return Piece(text + mark, role, blank=s.heading_gap, level=level, heading=True)


def _abstract(parts: list[tuple[str, str]], s: Style, word: str, headed: bool) -> list[Piece]:
    out: list[Piece] = []
    run_in = headed and s.chance(0.12)
    if headed and not run_in:
        out.append(_heading(word, "abstract-title", s))
    form = s.random.randrange(6) if any(title for title, _ in parts) else 0
    gap = s.random.randrange(2) if s.gap else 0
    if s.blocks:
        gap = 1
    for number, (title, text) in enumerate(parts):
        title = title.upper() if title and s.chance(0.3) else title
        blank = (min(s.heading_gap, 1) if out else 1) if number == 0 else gap
        if title and form == 1 and not s.blocks:
            out.append(Piece(title, "abstract-sec-title", blank=blank, heading=True, level=3))
            out.append(Piece(text, "abstract", blank=0))
            continue
        if title and form == 2:
            bullet = "  • " if s.family == "record" and s.chance(0.6) else ""
            out.append(Piece(bullet + title, "abstract-sec-title", blank=blank, heading=True, level=3))
            out.append(Piece(("    " if bullet else "") + text, "abstract", blank=gap))
            continue
        if title:
            text = (bold(title + ":") if s.blocks else title + s.one(":", ":", ".", " –")) + " " + text
        if run_in and number == 0:
            cue = word + s.one(":", ".", " –", ". –")
            text = (bold(cue) if s.blocks and s.chance(0.7) else cue) + " " + text
        out.append(Piece(text, "abstract", blank=blank))
    if form == 3 and len(out) > 1 and not s.blocks:  # all parts in one paragraph
        body = [piece for piece in out if piece.role == "abstract"]
        heads = [piece for piece in out if piece.role != "abstract"]
        out = [*heads, Piece(" ".join(piece.text for piece in body), "abstract", blank=body[0].blank)]
    return out


def _keywords(terms: list[str], s: Style) -> list[Piece]:
    joiner = "; " if any("," in t for t in terms) else s.one("; ", ", ", ", ", " · ", " | ")
    word = s.word("keywords")
    line = joiner.join(terms) + s.one("", "", ".")
    if not s.headings["keywords"]:
        return [Piece(line.rstrip("."), "kwd-group", blank=s.random.randrange(1, 3))] if len(terms) > 2 else []
    form = s.random.randrange(8)
    if form == 0 and s.family != "print":
        head = _heading(word, "kwd-title", s, level=2)
        return [
            head,
            *(Piece(t, "kwd-group", blank=1 if number == 0 and s.heading_gap else 0) for number, t in enumerate(terms)),
        ]
    if form <= 2 or s.family == "record":
        return [_heading(word, "kwd-title", s), Piece(line, "kwd-group", blank=min(s.heading_gap, 1))]
    cue = word + s.one(": ", ": ", " : ", ". ", " – ", " ")
    if s.blocks:
        cue = bold(cue.strip()) + " "
    return [Piece(cue + line, "kwd-group", blank=s.random.randrange(2) if s.gap == 0 else 1)]


def _mesh(s: Style) -> list[Piece]:
    terms = s.random.sample(words()["mesh"]["terms"], s.random.randrange(3, 12))
    head = Piece(s.random.choice(words()["mesh"]["heads"]), "mesh-title", blank=s.random.randrange(1, 3), heading=True)
    if s.chance(0.2):
        return [Piece(f"{head.text}: {'; '.join(terms)}", "mesh", blank=1)]
    bullet = "  • " if s.chance(0.3) else ""
    if s.chance(0.3):
        return [head, Piece("; ".join(terms), "mesh", blank=1)]
    return [head, *(Piece(bullet + t, "mesh", blank=1 if number == 0 else 0) for number, t in enumerate(terms))]
