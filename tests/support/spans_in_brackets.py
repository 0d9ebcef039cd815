"""References whose fields are marked by hand: `{surname:Kim} {given-names:A}. {article-title:The *best* bean}. {year:2001}`.

`type: ` before the first bracket gives the type; `|` after a name's field gives role and person: `{surname|editor 1:Lee}`;
`=>` in a field gives what a rule completes: `{lpage:21=>414-421}`. `*italic*` and `^superscript^` are mark-up.
"""

from __future__ import annotations

import re

import panflute as pf

from rubricate.references.record import Reference, Span

FIELD = re.compile(r"\{([a-z-]+)(?:\|([a-z]+) ([0-9]+))?:([^{}]*)\}")
MARKUP = re.compile(r"\*([^*]+)\*|\^([^^]+)\^")
PERSON = ("surname", "given-names", "suffix", "particle", "collab", "etal")


def marked(line: str) -> tuple[Reference, list[pf.Inline]]:
    """The reference that a marked line stands for, and its inlines."""
    type_, _, line = line.partition(": ")
    label, _, line = line.partition(" ") if line[0].isdigit() or line[0] == "[" else ("", "", line)
    text = ""
    rules: list[tuple[str, str, str]] = []
    spans: list[Span] = []
    marks: list[tuple[int, int, type[pf.Inline]]] = []

    def add(piece: str) -> None:
        nonlocal text
        at = 0
        for match in MARKUP.finditer(piece):
            text += piece[at : match.start()]
            inner = match.group(1) or match.group(2)
            marks.append((len(text), len(text) + len(inner), pf.Emph if match.group(1) else pf.Superscript))
            text += inner
            at = match.end()
        text += piece[at:]

    at = 0
    person = 0
    for match in FIELD.finditer(line):
        add(line[at : match.start()])
        name, role, number, value = match.groups()
        value, _, completed = value.partition("=>")
        if name in PERSON and not role:
            role = "author"
            seen = [span.name for span in spans if span.person == person and span.role == role]
            person += not seen or name in seen or name in ("collab", "etal") or seen[-1] in ("collab", "etal")
            number = str(person)
        start = len(text)
        add(value)
        spans.append(Span(name, start, len(text), 1.0, role or "", int(number or 0)))
        if completed:
            rules.append(("page-completed", value, completed))
        at = match.end()
    add(line[at:])
    inlines: list[pf.Inline] = []
    at = 0
    for start, end, kind in marks:
        inlines += [pf.Str(text[at:start])] if at < start else []
        inlines.append(kind(pf.Str(text[start:end])))
        at = end
    inlines += [pf.Str(text[at:])] if at < len(text) else []
    reference = Reference(text, label, type_, tuple(spans), {}, {}, 1.0, tuple(rules))
    return reference, inlines
