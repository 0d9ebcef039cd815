"""From a printed list to its entries: which lines belong together, what is label, what is text, what is clutter.

Pure strings. `group_lines` says which lines make one entry, `join` how they are put together; labels, parts and clutter
are told in offsets of the joined text, so that a caller with mark-up can cut its own form at the same places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..parsing.headings import section_type
from .clutter import clutter_of, is_link_line, is_page_line, manager_code
from .field_lines import KEY, FieldEntry, field_entries, seam
from .labels import RARE, YEAR, labels_at_head, list_labels, parts_of, run_in, second_label

BULLETS = "•●▪◦‣∙■□○*"
CONTINUES = ("http", "doi", "DOI", "10.", "www.", "Available", "[", "Accessed", "Retrieved", "PMID", "pp.")
"""Heads of lines that go on with the entry before them."""
NAME_FIRST = re.compile(
    r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|al|el|ten|ter)\s){0,3}[^\W\d_a-z][\w'’.-]{0,40}(?:,\s|\s[^\W\d_a-z]{1,3}[.,\s]|\s\(|\s[^\W\d_a-z][\w.'’-]{0,30}[,.\s])"
)
"""How an entry begins where names come first: "Kim A,", "Kim, A.", "World Health", "van der Berg, H"."""
APA = re.compile(
    r"(?<=[.\])0-9/])\s(?=[^\W\d_a-z][\w'’-]{1,30},\s[^\W\d_a-z]\.[^()]{0,200}\((?:1[89]|20)[0-9]{2}[a-z]?\)[.,])"
)
"""The seam of two entries in one paragraph: ". Kim, A., & Lee, B. (2001)."."""
ALONE = re.compile(r"^\s{0,8}[\[(]?[0-9]{1,4}[.)\]]{0,2}\s{0,8}$")
"""A number on a line of its own: "1", "[2]", "3."."""
FEWEST_ALONE = 3
LIST_NAME = re.compile(
    r"^\s{0,8}(?-i:[^\W\d_a-z])[\w ]{2,30}\s(?:references|literature|sources|bibliography):?\s{0,4}$", re.IGNORECASE
)
"""The name of one of several lists: "Web references", "Grey literature"."""
WRAPPED = (40, 120)
"""The customary widths of hard-wrapped text."""
DASHES = ("-", "–", "‐")
TERMINAL = ".)]>/0123456789"


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of a list as it stood: `marker` is a number or bullet that a reader took away."""

    text: str
    indent: int = 0
    blank: bool = True
    """Whether a blank line (or a new paragraph) stands before it."""
    marker: str = ""

    @property
    def number(self) -> str:
        """The number that a reader took from the head of the line; empty where it has none, or a bullet."""
        return self.marker if self.marker not in BULLETS else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one entry; `label` as printed, `lead` the characters of its first line up to the text."""

    lines: tuple[int, ...]
    label: str = ""
    lead: int = 0
    code: int = 0
    """Characters at the head of `lead` that are a reference manager's code."""
    fields: bool = False
    """Each line is a field of its own ("B. Chen", "Crust and crumb", "J. Bread Res., 14 (2011)")."""


def group_lines(lines: Sequence[Line]) -> tuple[list[Group], list[int]]:
    """The entries of a list, and the lines that are page breaks or link names only.

    Numbered lists go by their numbers; others by bullets, blank lines, hanging indents, or line by line; hard-wrapped
    lines without any of these go by the shape of their ends and beginnings.
    """
    if not any(line.marker for line in lines):
        entries = field_entries([line.text for line in lines], [line.blank for line in lines])
        if entries and (entries[0].fields or KEY.match(entries[0].label)):
            return _of_entries(lines, entries)
    alone = _numbers_alone(lines)
    kept = [
        at
        for at, line in enumerate(lines)
        if line.marker or at in alone or not (is_page_line(line.text) or _empty(line.text))
    ]
    links = [at for at in kept if is_link_line(lines[at].text) and not lines[at].marker]
    apart = sorted({*range(len(lines))} - {*kept} | {*links})
    kept = [at for at in kept if at not in set(links)]
    if not kept:
        return [], apart
    codes = {at: manager_code(lines[at].text) for at in kept}
    markers = [at for at in kept if lines[at].marker]
    labels = list_labels([_head(lines[at], codes[at]) for at in kept])
    starts: dict[int, tuple[str, int]] = {}
    if alone:
        starts = {at: (lines[at].text.strip(), len(lines[at].text)) for at in alone}
    elif len(markers) >= max(1, 0.5 * len(kept)) and len(labels) <= len(markers):
        starts = {at: (lines[at].marker if lines[at].marker not in BULLETS else "", 0) for at in markers}
    elif labels:
        for number, label in labels.items():
            line = lines[kept[number]]
            starts[kept[number]] = (line.marker, 0) if line.marker else (label.text, label.end + codes[kept[number]])
        starts |= {at: (lines[at].marker, 0) for at in _counted(lines, [at for at in kept if at not in starts])}
    else:
        starts = dict.fromkeys(_unlabelled(lines, kept), ("", 0))
    groups: list[Group] = []
    for at in kept:
        if at in starts or not groups:
            printed, lead = starts.get(at, ("", 0))
            printed = printed or lines[at].number
            groups.append(Group((at,), printed, lead or codes[at], codes[at]))
        else:
            last = groups[-1]
            groups[-1] = Group((*last.lines, at), last.label, last.lead, last.code)
    return groups, apart


def _of_entries(lines: Sequence[Line], entries: Sequence[FieldEntry]) -> tuple[list[Group], list[int]]:
    """Entries whose labels stand on lines of their own; a line behind the last of them is one for itself."""
    groups = []
    for entry in entries:
        first, *more = entry.lines
        groups.append(Group((first, *more), entry.label, fields=entry.fields))
    last = max((*entries[-1].lines, *entries[-1].links))
    apart = {link for entry in entries for link in entry.links}
    for at in range(last + 1, len(lines)):
        if is_page_line(lines[at].text) or is_link_line(lines[at].text):
            apart.add(at)
        else:
            groups.append(Group((at,)))
    return groups, sorted(apart)


def between(group: Group, before: str, after: str) -> str:
    """What stands between two lines of an entry: a comma where each line is a field, else what `glue` says."""
    return seam(before, after) if group.fields else glue(before, after)


def _counted(lines: Sequence[Line], places: Sequence[int]) -> list[int]:
    """Those of these lines whose numbers, taken away by a reader, count up: a list that a gap in its numbers cut in two."""
    labels = list_labels([lines[at].number for at in places])
    return [places[number] for number in labels] if len(labels) > 1 else []


def _numbers_alone(lines: Sequence[Line]) -> set[int]:
    """Lines that are only a number and count up from the first line on: each is the label of what stands below it."""
    places = [at for at, line in enumerate(lines) if ALONE.match(line.text)]
    if len(places) < FEWEST_ALONE or any(not _empty(line.text) for line in lines[: places[0]]):
        return set()
    numbers = [int(lines[at].text.strip(" [().]")) for at in places]
    whole = numbers == list(range(1, len(places) + 1)) and all(b - a > 1 for a, b in pairwise(places))
    return set(places) if whole else set()


def _head(line: Line, code: int) -> str:
    return f"{line.marker} {line.text}" if line.marker else line.text[code:]


def _empty(text: str) -> bool:
    return not text.strip("\f \t")


def _unlabelled(lines: Sequence[Line], kept: Sequence[int]) -> list[int]:
    """Where the entries of a list without labels begin."""
    heads = [at for at in kept if lines[at].blank]
    indents = {lines[at].indent for at in kept[1:]}
    if len(heads) >= 2 and len(heads) < len(kept) and all(_whole(lines, kept, heads)):
        return heads
    if len(indents) > 1 and lines[kept[0]].indent == min(indents | {lines[kept[0]].indent}):
        return [at for at in kept if lines[at].indent == lines[kept[0]].indent]
    if (
        len(kept) > 2
        and len(heads) <= 1
        and lines[kept[0]].indent > max((lines[at].indent for at in kept[1:2]), default=0)
    ):
        return [at for at in kept if lines[at].indent >= lines[kept[0]].indent]
    lengths = [len(lines[at].text) for at in kept]
    wide = max(lengths)
    wrapped = (
        len(kept) >= 3
        and WRAPPED[0] <= wide <= WRAPPED[1]
        and sum(n >= 0.75 * wide for n in lengths) >= 0.4 * len(lengths)
    )
    dated = sum(bool(YEAR.search(lines[at].text)) for at in kept)
    if wrapped and dated < 0.8 * len(kept):
        return [
            at
            for number, at in enumerate(kept)
            if not number or _begins(lines[kept[number - 1]].text, lines[at].text, wide)
        ]
    return [at for number, at in enumerate(kept) if not number or not _continues(lines, kept[number - 1], at)]


def _whole(lines: Sequence[Line], kept: Sequence[int], heads: Sequence[int]) -> list[bool]:
    """Whether each run of lines between blank ones reads as one entry: it holds a year, or is short."""
    bounds = [*[kept.index(at) for at in heads], len(kept)]
    runs = [[lines[kept[i]].text for i in range(a, b)] for a, b in pairwise(bounds)]
    return [len(run) < 2 or (not _dated(run[0]) or not all(map(_dated, run))) for run in runs]


def _dated(text: str) -> bool:
    return bool(YEAR.search(text))


def _continues(lines: Sequence[Line], before: int, at: int) -> bool:
    text = lines[at].text.lstrip()
    if text[:1].islower() and not NAME_FIRST.match(text) and not lines[at].blank:
        return True
    return text.startswith(CONTINUES) and (not _dated(text) or text.startswith(("http", "doi", "www.", "10.")))


def _begins(before: str, line: str, wide: int) -> bool:
    """Whether a hard-wrapped line begins an entry: the line before ended one, and names stand at its head."""
    before = before.rstrip()
    ended = before[-1:] in TERMINAL and (len(before) < 0.85 * wide or before.endswith("."))
    return ended and bool(NAME_FIRST.match(line.lstrip()))


def glue(before: str, after: str) -> str:
    """What stands between two lines of one entry: nothing where a word, range or address goes on, else a space.

    >>> glue("414-", "21."), glue("Rheum", "Dis"), glue("https://doi.org/10.5555/", "abc"), glue("Rheum", ".")
    ('', ' ', '', '')
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return ""
    last = before.split()[-1]
    if (
        before[-1] in "-‐–"
        and len(last) > 1
        and (after[0].islower() or (before[-2:-1].isdigit() and after[0].isdigit()))
    ):
        return ""
    if after[0] in ".,;:)" and not after[1:2].strip():  # a mark on a line of its own
        return ""
    if after in DASHES and before[-1].isdigit():
        return ""
    address = "://" in last or last.startswith(("10.", "www.", "doi:10."))
    return "" if address and before[-1] in "/_=" else " "


def seams(text: str, label: str = "") -> list[int]:
    """Where entries begin in a paragraph that holds more than one; [0] for one. `label` stands at its head, if any.

    Without labels, entries part where a dated piece ends and names with a year in brackets follow.
    """
    starts = run_in(text)
    if len(starts) > 1 or label:
        return starts
    found = [0]
    for match in APA.finditer(text):
        if YEAR.search(text, found[-1], match.start()):
            found.append(match.end())
    return found if len(found) >= 3 else [0]


def split_list(text: str) -> list[tuple[str, str]]:
    """`(label, text)` of every reference in a printed list, labels as printed, clutter and page breaks left out.

    A heading ("References", "Web references") ends a list and begins another; it comes back as a text without label.

    >>> split_list("1. Kim A. Beans. J Gard. 2001;1:2–3. [PubMed]\\n2. Lee B. Peas.\\n   J Gard. 2002;2:4.")
    [('1.', 'Kim A. Beans. J Gard. 2001;1:2–3.'), ('2.', 'Lee B. Peas. J Gard. 2002;2:4.')]
    """
    out: list[tuple[str, str]] = []
    lines: list[Line] = []
    blank, before = True, ""
    printed = text.splitlines()
    for number, line in enumerate(printed):
        if not line.strip():
            blank = True
            continue
        named = section_type(line) == "references" or (LIST_NAME.match(line) and (blank or before[-1:] in TERMINAL))
        alone = blank and number + 1 < len(printed) and not printed[number + 1].strip()
        if named and (not lines or alone or _begins_anew(lines[0].text, printed[number + 1 :])):
            out += [*_split(lines), ("", line.strip())]
            lines, blank = [], True
            continue
        before = line.rstrip()
        expanded = line.expandtabs(4)
        stripped = line.strip()
        marker = stripped[0] if stripped[0] in BULLETS and stripped[1:2].isspace() else ""
        lines.append(Line(stripped[len(marker) :].strip(), len(expanded) - len(expanded.lstrip()), blank, marker))
        blank = False
    return out + _split(lines)


def _begins_anew(before: str, after: Sequence[str]) -> bool:
    """Whether what stands behind the name of a list is a list of its own: it counts from 1, or neither list is labelled."""
    head = next((line.strip() for line in after if line.strip()), "")
    labels, earlier = ([label for label in labels_at_head(text) if label.style not in RARE] for text in (head, before))
    return any(label.number == 1 for label in labels) or not (labels or earlier)


def _split(lines: Sequence[Line]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for group in group_lines(lines)[0]:
        joined = lines[group.lines[0]].text[group.lead :]
        for at in group.lines[1:]:
            joined += between(group, joined, lines[at].text) + lines[at].text
        out += _entries(group.label, joined)
    return out


def _entries(label: str, text: str) -> list[tuple[str, str]]:
    """One group of lines as entries: many in one paragraph, several under one number, clutter taken out."""
    starts = seams(f"{label} {text}" if label else text, label)
    if len(starts) > 1:
        whole = f"{label} {text}" if label else text
        out = []
        for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
            piece = whole[start:end].strip()
            head = next(iter(labels_at_head(piece)), None)
            out += _entries(head.text if head else "", piece[head.end :] if head else piece)
        return out
    text = text[second_label(label, text) :]
    parts = parts_of(text)
    if parts:
        return [
            (f"{label} {mark}".strip() if not number else mark, without_clutter(text[start:end]))
            for number, (mark, start, end) in enumerate(parts)
        ]
    return [(label, without_clutter(text))]


def without_clutter(text: str) -> str:
    """The text of one entry without names of links and field codes."""
    out, at = [], 0
    for start, end in clutter_of(text):
        out.append(text[at:start])
        at = max(at, end)
    out.append(text[at:])
    return "".join(out).strip()
