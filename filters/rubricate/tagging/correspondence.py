"""Filter: correspondence and the other notes of a title block."""

from __future__ import annotations

import re
from typing import Any

import panflute as pf

from ..inlines import begins_raised, cut, items, plain, strip
from ..meta import meta_list, meta_text
from ..parsing.correspondence import MARKS, parse_correspondence
from .author_cards import OF, of_card, people_of
from .front_cues import front_cues
from .record import drop, get, log, put, take, to_meta

GOES_ON = re.compile(r"(?:tel|phone|fax|mobile|e-?mail|orcid|전화|팩스|이메일|전자우편)\b", re.IGNORECASE)
"""What a further line of one correspondence begins with: "Tel: 042-…", "E-mail: …"."""
ANNOUNCED = re.compile(
    r"(?:\*\s?)?(?:corresp|address|reprint|to whom|contact|교신|책임저자|通讯|通訊|責任著者|連絡先)", re.IGNORECASE
)
"""What begins a correspondence; other lines below one without an e-mail are its address."""
KINDS = (
    ("equal", ("contributed equally", "equal contribution", "equally contributed", "co-first", "joint first", "동등", "同等贡献", "contribuyeron por igual", "contribuyeron igualmente",
               "contribuíram igualmente", "contribué de manière égale", "contribué également", "zu gleichen teilen", "gleichermaßen", "внесли равный вклад")),
    ("deceased", ("deceased", "fallecid", "falecid", "décédé", "verstorben", "скончал")),
    ("present-address", ("present address", "현 주소", "dirección actual", "endereço atual", "adresse actuelle", "derzeitige adresse")),
    ("current-aff", ("current address", "current affiliation")),
    ("on-leave", ("on leave from",)),
)  # fmt: skip
"""Values of JATS `@fn-type` and the words of the notes that have them."""


def correspondence(doc: pf.Doc) -> None:
    """Move `Div.corresp` to `article.author-notes.corresp`, and `Div.author-note` to `…fn`."""
    entries: list[dict[str, Any]] = []
    divs = take(doc, "corresp")
    known = get(doc, "article.author-notes.corresp")
    seen = (
        {meta_text(email).casefold() for entry in known for email in meta_list(entry.content.get("email"))}
        if isinstance(known, pf.MetaList)
        else set()
    )
    divs = _to_their_authors(doc, divs)
    for inlines in _lines(doc, divs):
        label, inlines = _label(inlines)
        text = plain(inlines)
        parsed = parse_correspondence(text)
        emails = list(parsed.emails)
        if not emails and _heads(text):
            log(doc, "cue-word", text)
            continue
        if seen and emails and all(email.casefold() in seen for email in emails) and len(text.split()) <= 4:
            log(doc, "duplicate", text, detail="e-mail printed more than once")
            continue
        entries.append(
            {"id": str(len(entries) + 1), "text": inlines, "email": emails, "label": label, "name": parsed.name}
        )
    if entries and isinstance(known, pf.MetaList):
        _add(known, entries)
    else:
        put(doc, "article.author-notes.corresp", entries, divs[0] if divs else None)
    drop(doc, divs)
    notes = take(doc, "author-note")
    fn: list[dict[str, Any]] = []
    for div in notes:
        label, inlines = _label(strip(items(items(div)[0])))
        kind = _kind(plain(inlines).casefold())
        if any(plain(note["text"]) == plain(inlines) and note["label"] == label for note in fn):
            log(doc, "duplicate", f"{label} {plain(inlines)}", detail="note printed more than once")
            continue
        fn.append({"id": f"an{len(fn) + 1}", "type": kind, "text": inlines, "label": label})
    put(doc, "article.author-notes.fn", fn, notes[0] if notes else None)
    drop(doc, notes)


def _heads(text: str) -> bool:
    """A heading over a correspondence, printed once or (as icon and as word) more often: "corresponding authorCorresponding author."."""
    low = text.strip(" :：.").casefold()
    heads = front_cues("correspondence_heads")
    return low in heads or any(head in low and not low.replace(head, "").strip(" :：.,;*") for head in heads)


def _kind(text: str) -> str:
    return next((kind for kind, cues in KINDS if any(cue in text for cue in cues)), "other")


def _to_their_authors(doc: pf.Doc, divs: list[pf.Div]) -> list[pf.Div]:
    """An address that stands alone under its author is that author's; gives the Divs that are left."""
    people = people_of(doc)
    left: list[pf.Div] = []
    for div in divs:
        owners = of_card(people, div.attributes.get(OF, ""))
        text = "\n".join(plain(items(block)) for block in items(div)).strip()
        emails = parse_correspondence(text).emails
        alone = len(emails) == 1 and len(text.split()) <= 3 and text[:1] not in MARKS
        if alone and len(owners) == 1 and "email" not in owners[0].content:
            owners[0]["email"] = to_meta(emails[0])
            log(doc, "cue-word", text.replace(emails[0], " "))
            drop(doc, [div])
        else:
            left.append(div)
    return left


def _lines(doc: pf.Doc, divs: list[pf.Div]) -> list[list[pf.Inline]]:
    """The correspondences as printed; "Tel: …" and "E-mail: …" on lines of their own go on with the one above them."""
    order = {id(block): number for number, block in enumerate(doc.content.list)}
    out: list[list[pf.Inline]] = []
    last = -2
    for div in divs:
        for block in items(div):
            inlines = strip(items(block))
            text = plain(inlines)
            below = bool(out) and order[id(div)] - last <= 1 and "@" not in plain(out[-1])
            goes_on = below and (
                GOES_ON.match(text) or not (text[:1] in MARKS or ANNOUNCED.match(text) or begins_raised(inlines))
            )
            if goes_on:
                out[-1] = [*out[-1], pf.Space(), *inlines]
            else:
                out.append(inlines)
            last = order[id(div)]
    return out


def _add(known: pf.MetaList, entries: list[dict[str, Any]]) -> None:
    """Entries behind those that came with an affiliation."""
    for number, entry in enumerate(entries, start=len(known) + 1):
        known.append(to_meta({**entry, "id": str(number)}))


def _label(inlines: list[pf.Inline]) -> tuple[str, list[pf.Inline]]:
    """The mark before a note ("*", "†", a superscript) and the rest."""
    if begins_raised(inlines):
        return plain(inlines[:1]).strip(), strip(inlines[1:])
    text = plain(inlines)
    end = 0
    while end < len(text) and text[end] in MARKS:
        end += 1
    return (text[:end], strip(cut(inlines, end, len(text)))) if end else ("", inlines)
