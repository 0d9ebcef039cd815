"""Text copied from pages: running heads and page numbers that stand between the lines of the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from .units import Unit

EDGE_NUMBER = re.compile(r"^\W{0,3}([0-9]{1,5})\b\W{0,4}|\W{0,4}\b([0-9]{1,5})\W{0,3}$")
"""A page number at either end: "45   J Urban Birds", "J Urban Birds | 45", "– 45 –"."""
PAGE = re.compile(r"^\W{0,3}(?:page|p\.|seite|página|pág\.|стр\.|쪽|페이지)?\s{0,2}([0-9]{1,4})(?:\s{0,2}(?:of|/|von|de)\s{0,2}[0-9]{1,4})?\W{0,3}$", re.IGNORECASE)  # fmt: skip
"""A page number alone: "45", "- 45 -", "Page 3 of 12"."""
WIDE = re.compile(r"\s{2,}|\|")
FAR_LEFT = re.compile(r"^([0-9]{1,5})\s{3}")
FAR_RIGHT = re.compile(r"(?<!\s)\s{3,200}([0-9]{1,5})$")
"""The number of a page with wide space between it and a running head: \"440        THORNTON AND PRYCE\"."""
LONGEST = 16
SENTENCE_END = ".?!:;。”\"'’)"


def running_heads(units: Sequence[Unit]) -> set[int]:
    """Indexes of the units that are running heads or page numbers.

    A line counts as one where it comes again with another page number and either stands apart from the number by wide
    space or cuts a sentence in two; a bare number where numbers like it rise through the text. Everything else is text.
    """
    short = [at for at, unit in enumerate(units) if unit.textual and 0 < unit.words <= LONGEST and not _of_a_list(unit)]
    return _heads(units, short) | _numbers(units, short)


def lone_heads(units: Sequence[Unit]) -> set[int]:
    """Running heads that can be told by their form before tables are: lines that stand alone, with the number of a page far
    from the text at the outer edge.

    Either the text comes again with another number, or the pages lie open: even numbers on the left, odd ones on the
    right, as a book is printed.
    """
    found: dict[int, tuple[str, int, str]] = {}
    for at, unit in enumerate(units):
        match = FAR_LEFT.match(unit.text) or FAR_RIGHT.search(unit.text)
        alone = unit.blank > 0 and (at + 1 == len(units) or units[at + 1].blank > 0)
        if unit.kind != "line" or not alone or match is None or unit.words > LONGEST:
            continue
        text = _key(unit.text[: match.start()] + unit.text[match.end() :])
        if len(text.split()) >= 2 and not WIDE.search(text):
            found[at] = (text, int(match.group(1)), "left" if match.start() == 0 else "right")
    texts = Counter(text for text, _, _ in found.values())
    again = {at for at, (text, _, _) in found.items() if texts[text] >= 2}
    pages = [page for _, page, _ in found.values()]
    rising = len(pages) >= 2 and pages == sorted(set(pages)) and pages[-1] - pages[0] < 5 * len(pages)
    book = rising and all((page % 2 == 0) == (side == "left") for _, page, side in found.values())
    return again | (set(found) if book else set())


def behind_tables(units: Sequence[Unit]) -> list[Unit]:
    """Running heads between a table's caption and its rows, or between two rows, moved behind the table."""
    out: list[Unit] = []
    heads: list[Unit] = []
    for unit in units:
        if unit.running:
            heads.append(unit)
            continue
        if heads and "\t" not in unit.text:
            out += heads
            heads = []
        out.append(unit)
    return [*out, *heads]


def _of_a_list(unit: Unit) -> bool:
    """An item, or a row of a table: such lines look alike by nature."""
    return bool(unit.marker) or "\t" in unit.text


def _heads(units: Sequence[Unit], short: Sequence[int]) -> set[int]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    plain: dict[str, list[int]] = defaultdict(list)
    for at in short:
        text = units[at].text
        match = EDGE_NUMBER.search(text)
        rest = _key(text[: match.start()] + text[match.end() :]) if match else ""
        if match and len(rest.split()) >= 2:
            places[rest].append((at, int(match.group(1) or match.group(2))))
        plain[_key(text)].append(at)
    out: set[int] = set()
    for rest, found in places.items():
        cuts = [at for at, _ in found if _cuts_a_sentence(units, at) or _apart(units[at].text)]
        pages = [page for _, page in found]
        if len(found) >= 2 and len(set(pages)) == len(pages) and len(cuts) >= 0.5 * len(found):
            out |= {at for at, _ in found} | set(plain.get(rest, ()))
    for found_at in plain.values():
        if len(found_at) >= 2 and sum(_cuts_a_sentence(units, at) for at in found_at) >= max(2, 0.5 * len(found_at)):
            out |= set(found_at)
    return out


def _numbers(units: Sequence[Unit], short: Sequence[int]) -> set[int]:
    """Bare numbers in rising order, most of which cut a sentence in two."""
    found = [(at, int(match.group(1))) for at in short if (match := PAGE.match(units[at].text))]
    rising = [pair for before, pair in zip([(-1, -1), *found], found, strict=False) if pair[1] > before[1]]
    cuts = sum(_cuts_a_sentence(units, at) for at, _ in rising)
    if len(rising) >= 2 and len(rising) >= 0.8 * len(found) and cuts >= 0.5 * len(rising):
        return {at for at, _ in rising}
    return set()


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" |–—-·•")


def _apart(text: str) -> bool:
    """A page number with wide space between it and the title."""
    match = EDGE_NUMBER.search(text)
    return bool(match and WIDE.search(text) and WIDE.search(text[max(0, match.start() - 3) : match.end() + 3]))


def _cuts_a_sentence(units: Sequence[Unit], at: int) -> bool:
    """Whether the text above does not end and the text below goes on in small letters (or after a hyphen)."""
    before = next((units[i].text for i in range(at - 1, max(-1, at - 4), -1) if units[i].words > 3), "")
    after = next((units[i].text for i in range(at + 1, min(at + 4, len(units))) if units[i].words > 1), "")
    return bool(before and after) and before[-1:] not in SENTENCE_END and (after[:1].islower() or before[-1:] == "-")
