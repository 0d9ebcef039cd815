"""Keyword lines and MeSH lists, split into their terms."""

from __future__ import annotations

from collections.abc import Iterable

SEPARATORS = (";", "；", " • ", " · ", "•", "·", " | ", "|", "、", "，", ",", "\n", " / ", " – ", " — ", " - ", ". ")
"""From the surest to the least sure: a MeSH heading holds commas ("Antigens, CD20"), so a semicolon wins."""


def split_keywords(text: str) -> list[str]:
    """Split a keyword line into its keywords, in order.

    >>> split_keywords("Antigens, CD20; Rituximab."), split_keywords("moss, noise, hospitals")
    (['Antigens, CD20', 'Rituximab'], ['moss', 'noise', 'hospitals'])
    """
    text = text.strip().strip(" \t\u00a0")
    for separator in SEPARATORS:
        if separator in text:
            pieces = _split(text, separator)
            terms = [_bare(piece) for piece in pieces]
            return [term for term in terms if term]
    term = _bare(text)
    return [term] if term else []


def _split(text: str, separator: str) -> list[str]:
    """Split where no bracket is open: "interleukins (IL-1, IL-6), fever" are two."""
    if separator != ",":
        return text.split(separator)
    pieces, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif character == "," and depth == 0 and not (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _bare(term: str) -> str:
    """Without the white space and the closing stop of the list; the stop of an abbreviation ("spp.") stays."""
    term = term.strip(" \t\n\u00a0;,")
    if term.endswith(".") and not term.endswith((" spp.", " sp.", " var.", " subsp.", "etc.")) and "." not in term[:-1]:
        term = term[:-1]
    for lead in ("and ", "& ", "및 "):
        if term.startswith(lead):
            term = term[len(lead) :]
    return term.strip()


def split_mesh(lines: Iterable[str]) -> tuple[list[str], list[int], list[str]]:
    """`(terms, indexes of major topics, terms printed again)`. A star marks a major topic (MEDLINE's MH field).

    >>> split_mesh(["Antigens, CD20", "Lupus Erythematosus, Systemic*", "Antigens, CD20"])
    (['Antigens, CD20', 'Lupus Erythematosus, Systemic'], [1], ['Antigens, CD20'])
    """
    terms: list[str] = []
    major: set[int] = set()
    again: list[str] = []
    for line in lines:
        for piece in line.split(";"):
            term = piece.strip(" \t\u00a0•")
            starred = term.startswith("*") or term.endswith("*") or "/*" in term
            term = term.replace("*", "").strip()
            if not term:
                continue
            if term in terms:
                again.append(term)
            else:
                terms.append(term)
            if starred:
                major.add(terms.index(term))
    return terms, sorted(major), again
