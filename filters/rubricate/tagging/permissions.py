"""Filter: copyright statement and licence."""

from __future__ import annotations

import re

import panflute as pf

from ..inlines import items, plain
from ..parsing.identifiers import find_identifiers
from ..parsing.licences import creative_commons
from .record import drop, front_notes, log, put, replace, take

COPYRIGHT = re.compile(
    r"^\W{0,3}(?:copyright\s{0,2}:?\s{0,2}(?:©|ⓒ|\(c\))|©|ⓒ|\(c\)|copyright|저작권|derechos de autor|direitos autorais)",
    re.IGNORECASE,
)
"""How a copyright statement begins: "© 2020 The Authors", "Copyright (c) 2019 by …"."""
YEAR = re.compile(r"\b((?:19|20)[0-9]{2})\b")
HOLDER_BREAKS = (
    " this is an",
    " this article",
    " this work",
    " all rights reserved",
    " open access",
    " licensee",
    " published by",
    "; ",
)
SENTENCE_END = re.compile(r"(?<![\s.-]\w)\.\s")
"""A stop that ends a sentence; behind an initial ("Alexander J. Hron") it ends none."""


def permissions(doc: pf.Doc) -> None:
    """Read `Div.permissions` into `copyright` and `license`; the printed text is kept whole."""
    for div in take(doc, "permissions"):
        statement: list[str] = []
        licence: list[pf.Block] = []
        for block in items(div):
            text = plain(items(block)).strip()
            if COPYRIGHT.match(text) and not (licence and not statement):
                head, tail = _split(text)
                statement.append(head)
                if tail:
                    licence.append(pf.Para(pf.Str(tail)))
            else:
                licence.append(block)
        kept: list[pf.Block] = []
        if statement:
            joined = " ".join(statement)
            year = YEAR.search(joined)
            if not put(doc, "copyright.statement", joined, div):
                kept.append(pf.Para(pf.Str(joined)))
            put(doc, "copyright.year", year.group(1) if year else "", div)
            holder = _holder(joined, year)
            put(doc, "copyright.holder", holder, div)
            log(doc, "recognised", "copyright", detail=f"{year.group(1) if year else ''} {holder}")
        if licence:
            link = next(
                (
                    spot.value
                    for block in licence
                    for spot in find_identifiers(plain(items(block)))
                    if spot.kind in ("license", "licence", "url") and "creativecommons" in spot.value
                ),
                "",
            )
            link = link or _link_target(licence)
            if not link:
                link = creative_commons(" ".join(plain(items(block)) for block in licence))
                log(doc, "recognised", "licence", detail=link) if link else None
            entry = {"link": link, "text": licence, "type": "open-access" if link or _open(licence) else ""}
            kept += [] if put(doc, "license", [entry], div) else licence
        if kept:  # a second statement or licence: its words stay
            replace(doc, div, [front_notes(items(block)) for block in kept])
        else:
            drop(doc, [div])


def _open(blocks: list[pf.Block]) -> bool:
    text = " ".join(plain(items(block)) for block in blocks).casefold()
    return "open access" in text or "open-access" in text or "creative commons" in text


def _link_target(blocks: list[pf.Block]) -> str:
    for block in blocks:
        for inline in items(block):
            if isinstance(inline, pf.Link) and "creativecommons.org" in inline.url:
                return str(inline.url)
    return ""


def _split(text: str) -> tuple[str, str]:
    """A statement and the licence sentence printed behind it in the same paragraph."""
    low = text.casefold()
    cuts = [
        at + 1
        for mark in (". this ", ". open access", ". licensed", ". published under", ". distributed")
        if (at := low.find(mark)) > 0
    ]
    if not cuts:
        return text, ""
    at = min(cuts)
    return text[:at].strip(), text[at:].strip()


def _holder(text: str, year: re.Match[str] | None) -> str:
    """The name behind the year, up to the next sentence."""
    if year is None:
        return ""
    rest = text[year.end() :].strip(" ,.:–-")
    before = COPYRIGHT.sub("", text[: year.start()]).strip(" ,.:–-")
    if (not rest or "." in text[year.end() : year.end() + 2]) and 0 < len(before.split()) <= 8:
        return before  # "© The Author(s) 2021."
    low = " " + rest.casefold()
    ends = [at for mark in HOLDER_BREAKS if (at := low.find(mark)) > 0]
    ends += [stop.start() for stop in SENTENCE_END.finditer(low)]
    if ends:
        rest = rest[: min(ends)]
    for lead in ("by ", "the owner ", "및 "):
        if rest.casefold().startswith(lead):
            rest = rest[len(lead) :]
    return rest.strip(" ,.;:")
