"""Repairs by form after decoding: what no model needs to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from .chunks import Chunk, with_block
from .confidence import FORM
from .dates import YEAR
from .lexicon import IN
from .numbers import DASHES, SUPPLEMENT
from .repairs_books import (
    body_is_editor,
    editor_in_brackets,
    in_before_proceedings,
    names_of_publisher,
    place_in_publisher,
    publisher_before_in,
    quotation_in_title,
    series_of_title,
    source_in_two,
    the_same_editor,
    thesis_of_title,
)
from .repairs_borders import code_of_standard, quoted_title, stop_in_source, year_begins_title
from .repairs_cues import bracketed_note, edition_with_cue, medium_in_title, report_number, roman_pages, words_of_thesis
from .repairs_ends import author_of_title, behind_et_al, double_slash, in_of_title, surname_of_title
from .repairs_forms import (
    access_date,
    conference_date,
    language_words,
    pages_with_cue,
    prefix_of_pages,
    size_with_cue,
    source_behind_editors,
    status_words,
    version_in_title,
)
from .repairs_law import ACTS, ASSIGNEES, INVENTORS, act_of_union, case_of_law, people_of_patent, public_law
from .repairs_marked import place_and_publisher, russian_cues, slashes_among_authors, type_marker
from .repairs_more import (
    accessed_behind_cue,
    chapter_number,
    editor_without_cue,
    issue_behind_cue,
    journal_among_initials,
    place_of_conference,
    preprint_archive,
    school_of_thesis,
    section_of_newspaper,
    source_behind_title,
    standard_of_title,
    title_behind_dotted,
    unclaimed_title,
)
from .repairs_numbers import bare_sequences, page_behind_volume, year_as_volume, year_of_title
from .repairs_people import (
    EDITORS,
    body_in_front,
    body_of_title,
    editors_in_front,
    group_behind_authors,
    quote_behind_authors,
    stray_authors,
    title_among_authors,
    title_word_among_authors,
)
from .repairs_title import (
    authors_before_year,
    publisher_behind_place,
    publisher_is_source,
    source_before_place,
    source_in_publisher,
    source_in_title,
    start_of_source,
    subtitle,
    title_is_source,
)
from .repairs_whole import (
    chapter_in_title,
    cue_behind_source,
    journal_at_end,
    names_are_source,
    place_alone,
    publisher_is_title,
    publisher_of_title,
    title_cut_in_words,
    title_in_source,
    title_in_two,
)
from .repairs_wide import title_behind_wide_names, wide_imprint
from .tokens import Token

Repair = Callable[[Sequence[Token], list[Chunk]], list[Chunk]]


def repaired(text: str, tokens: Sequence[Token], found: Sequence[Chunk]) -> list[Chunk]:
    """The blocks after all repairs, in order."""
    out = list(found)
    low = text.lower()
    plain = text.isascii()
    for repair in REPAIRS:
        cues = CUES.get(repair)
        if cues is None or (any(cue in low for cue in cues) if cues else not plain):
            out = repair(tokens, out)
    return out


def source_with_place(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """A place is part of a journal's name: "Rheumatology (Oxford). 2005" (NLM tells journals apart by it), "Proc Natl Acad Sci | USA"."""
    labels = {chunk.label for chunk in found}
    if "publisher" in labels or not labels & {"volume", "pages"}:
        return found
    out: list[Chunk] = []
    for chunk in found:
        before = out[-1] if out else None
        if (
            before is not None and before.label == "source" and chunk.label in ("loc", "source") and chunk.first == before.last + 1 and chunk.last < len(tokens)
            and tokens[before.last].text == "(" and tokens[chunk.last].text == ")" and chunk.last - chunk.first <= 4
        ):  # fmt: skip
            out[-1] = replace(before, last=chunk.last + 1, confidence=min(before.confidence, chunk.confidence))
        elif before is not None and before.label == "source" and chunk.label == "loc" and chunk.first == before.last:
            out[-1] = replace(before, last=chunk.last, confidence=min(before.confidence, chunk.confidence))
        else:
            out.append(chunk)
    return out


def et_al(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "et al." directly behind the authors belongs to them, whatever it was taken for."""
    out: list[Chunk] = []
    for at, chunk in enumerate(found):
        if chunk.label == "author":
            end = chunk.last
            while end < len(tokens) and tokens[end].text in ",;" and end - chunk.last < 2:
                end += 1
            limit = found[at + 1].first if at + 1 < len(found) else len(tokens)
            if end + 1 < limit and tokens[end].text.lower() == "et" and tokens[end + 1].text.lower() == "al":
                last = end + 2
                if last < limit and tokens[last].text == ".":
                    last += 1
                chunk = replace(chunk, last=last)
        out.append(chunk)
    return out


def numbers_behind_volume(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """An issue or supplement in brackets behind the volume, and pages behind a colon, that nothing else claims."""
    out: list[Chunk] = []
    labels = {chunk.label for chunk in found}
    for at, chunk in enumerate(found):
        out.append(chunk)
        if chunk.label != "volume":
            continue
        limit = found[at + 1].first if at + 1 < len(found) else len(tokens)
        end = chunk.last
        if (
            end + 2 < limit + 1
            and end + 2 < len(tokens)
            and tokens[end].text == "("
            and "issue" not in labels
            and "supplement" not in labels
        ):
            close = next((k for k in range(end + 1, min(limit, end + 7)) if tokens[k].text == ")"), None)
            inside = tokens[end + 1 : close] if close else ()
            if (
                inside
                and any(t.kind == "number" for t in inside)
                and not any(YEAR.match(t.text) for t in inside)
                and close is not None
            ):
                label = "supplement" if SUPPLEMENT.match(inside[0].text) else "issue"
                out.append(Chunk(label, end + 1, close, FORM))
                end = close + 1
        if "pages" not in labels and end + 1 < limit and tokens[end].text in ":," and tokens[end + 1].kind == "number":
            last = end + 2
            if last + 1 < limit and tokens[last].text in DASHES and tokens[last + 1].kind == "number":
                last += 2
            if tokens[last - 1].kind == "number" and not YEAR.match(tokens[last - 1].text):
                out.append(Chunk("pages", end + 1, last, FORM))
                labels.add("pages")
    return out


def a_year(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """Where no date was read: the one bracketed, or else the last, year that no other block claims."""
    if any(chunk.label == "date" for chunk in found):
        return found
    taken = {at for chunk in found if chunk.label not in ("note",) for at in range(chunk.first, chunk.last)}
    free = [at for at, token in enumerate(tokens) if at not in taken and YEAR.match(token.text)]
    if not free:
        return found
    bracketed = [
        at for at in free if 0 < at < len(tokens) - 1 and tokens[at - 1].text in "([" and tokens[at + 1].text in ")]"
    ]
    at = (bracketed or free[::-1])[0]
    kept = [chunk for chunk in found if not chunk.first <= at < chunk.last]
    return with_block(kept, Chunk("date", at, at + 1, FORM))


def second_title(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """Of two titles without a source, the second one, behind "In" or editors, is the source."""
    titles = [chunk for chunk in found if chunk.label == "title"]
    if len(titles) != 2 or any(chunk.label == "source" for chunk in found):
        return found
    between = tokens[titles[0].last : titles[1].first]
    if any(token.text.lower() in IN | EDITORS for token in between):
        return [replace(chunk, label="source") if chunk is titles[1] else chunk for chunk in found]
    return found


def series_is_source(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """A series with volume or pages and no other source is one: "Adv Exp Med Biol, 842, 1–16"."""
    labels = {chunk.label for chunk in found}
    if (
        "source" in labels
        or "title" not in labels
        or "series" not in labels
        or not labels & {"volume", "pages"}
        or labels & {"publisher", "loc"}
    ):
        return found
    return [replace(chunk, label="source") if chunk.label == "series" else chunk for chunk in found]


def volume_behind_year(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "2015;16": a single number behind the year's semicolon is the volume, where no other one was read."""
    if any(chunk.label in ("volume", "issue") for chunk in found):
        return found
    return [
        replace(chunk, label="volume")
        if chunk.label == "pages"
        and chunk.last - chunk.first == 1
        and chunk.first > 1
        and tokens[chunk.first - 1].text == ";"
        and YEAR.match(tokens[chunk.first - 2].text)
        else chunk
        for chunk in found
    ]


def supplement_with_cue(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """The word "Suppl" belongs to the number behind it: "Suppl 2"."""
    out: list[Chunk] = []
    for chunk in found:
        if chunk.label in ("supplement", "issue") and chunk.first:
            at = chunk.first - 1
            if tokens[at].text in ".:" and at:
                at -= 1
            limit = out[-1].last if out else 0
            if at >= limit and tokens[at].kind == "word" and SUPPLEMENT.match(tokens[at].text):
                chunk = replace(chunk, label="supplement", first=at)
        out.append(chunk)
    return out


REPAIRS: tuple[Repair, ...] = (
    bracketed_note,
    people_of_patent,
    type_marker,
    slashes_among_authors,
    title_behind_wide_names,
    wide_imprint,
    journal_among_initials,
    quote_behind_authors,
    behind_et_al,
    authors_before_year,
    title_among_authors,
    author_of_title,
    surname_of_title,
    double_slash,
    in_of_title,
    body_in_front,
    body_of_title,
    stray_authors,
    group_behind_authors,
    editors_in_front,
    editor_in_brackets,
    body_is_editor,
    publisher_before_in,
    the_same_editor,
    second_title,
    names_are_source,
    source_in_two,
    title_in_two,
    title_in_source,
    journal_at_end,
    quotation_in_title,
    in_before_proceedings,
    chapter_in_title,
    title_word_among_authors,
    series_is_source,
    year_as_volume,
    bare_sequences,
    volume_behind_year,
    year_of_title,
    year_begins_title,
    names_of_publisher,
    place_in_publisher,
    publisher_of_title,
    publisher_is_title,
    publisher_behind_place,
    source_before_place,
    source_in_publisher,
    publisher_is_source,
    title_is_source,
    source_in_title,
    start_of_source,
    stop_in_source,
    subtitle,
    title_cut_in_words,
    thesis_of_title,
    series_of_title,
    place_alone,
    cue_behind_source,
    source_with_place,
    supplement_with_cue,
    et_al,
    source_behind_editors,
    version_in_title,
    prefix_of_pages,
    numbers_behind_volume,
    pages_with_cue,
    page_behind_volume,
    size_with_cue,
    conference_date,
    access_date,
    status_words,
    a_year,
    language_words,
    russian_cues,
    place_and_publisher,
    medium_in_title,
    edition_with_cue,
    report_number,
    roman_pages,
    words_of_thesis,
    title_behind_dotted,
    unclaimed_title,
    quoted_title,
    code_of_standard,
    editor_without_cue,
    place_of_conference,
    accessed_behind_cue,
    standard_of_title,
    issue_behind_cue,
    section_of_newspaper,
    preprint_archive,
    source_behind_title,
    chapter_number,
    school_of_thesis,
    act_of_union,
    public_law,
    case_of_law,
)
"""In this order; each takes the tokens and the blocks and gives the blocks."""

CUES: dict[Repair, tuple[str, ...]] = {
    bracketed_note: ("rrat", "correct", "corrigend", "retract"),
    people_of_patent: tuple(INVENTORS | ASSIGNEES),
    type_marker: ("]",),
    slashes_among_authors: ("//", *"аеио"),
    russian_cues: (),
    title_behind_wide_names: (),
    wide_imprint: (),
    school_of_thesis: ("univ", "hochschule", "tu ", "fu ", "eth "),
    chapter_number: ("chap", "ch.", "kap", "cap", "sec"),
    place_and_publisher: (),
    report_number: ("rep", "relat", "bericht", "rapport"),
    words_of_thesis: ("tes", "thes", "thès", "disser", "disert", "дис"),
    section_of_newspaper: ("sec",),
    preprint_archive: ("arxiv",),
    act_of_union: tuple(ACTS),
    public_law: ("pub",),
    case_of_law: (" v.", " v ", " vs"),
    journal_among_initials: ("j. ",),
}
"""Repairs without which nothing changes where none of these stands in the text in small letters; without any: only texts
beyond ASCII need them. Most references are spared them."""
