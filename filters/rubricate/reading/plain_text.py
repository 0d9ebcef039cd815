"""The plain-text reader: lines and blank lines kept, no character changed. pandoc has none."""

from __future__ import annotations

import panflute as pf


def read_plain_text(text: str) -> pf.Doc:
    """Each run of lines without a blank one between becomes `Div(Para(…LineBreak…), classes=["text-lines"])`.

    Attributes: `line` (number of its first line, from 1) and `blank` (blank lines before it). A single space is a `Space`,
    every other run of characters stays in a `Str` as it is, so that the text can be put together again.
    """
    blocks: list[pf.Block] = []
    group: list[str] = []
    first, blank = 1, 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            if not group:
                first = number
            group.append(line)
            continue
        if group:
            inlines: list[pf.Inline] = []
            for at, content in enumerate(group):
                if at:
                    inlines.append(pf.LineBreak())
                inlines.extend(line_inlines(content))
            blocks.append(
                pf.Div(pf.Para(*inlines), classes=["text-lines"], attributes={"line": str(first), "blank": str(blank)})
            )
            group, blank = [], 0
        blank += 1
    return pf.Doc(*blocks)


def line_inlines(line: str) -> list[pf.Inline]:
    """Inlines of one line: `Space` for single spaces between words, `Str` for all else."""
    out: list[pf.Inline] = []
    word = ""
    for at, character in enumerate(line):
        if character == " " and word and at + 1 < len(line) and line[at + 1] != " " and line[at - 1] != " ":
            out += [pf.Str(word), pf.Space()]
            word = ""
        else:
            word += character
    if word:
        out.append(pf.Str(word))
    return out
