"""Lists of web pages whose entries are several lines: a label, the authors, the title, the source, names of links.

Chen and Silva, 2011
B. Chen, C.M. Silva
Crust and crumb in the baker's mind
J. Bread Res., 14 (2) (2011), pp. 101-119
View in ScopusGoogle Scholar
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..parsing.author_list import author_list_score
from .clutter import is_link_line

KEY = re.compile(
    r"^(?P<first>[^\W\d_][^\s,]{0,40})[^\d;:()\[\]]{0,100}\s\(?(?:(?:1[5-9]|20)[0-9]{2}(?:[a-z]|/[0-9]{4})?|in press|n\.\s?d\.?)\)?$",
    re.IGNORECASE,
)
"""A label that names authors and year: "Chen and Silva, 2011", "Lee et al., 2001a", "World Bread Organization, 2019"."""
NUMBER = re.compile(r"^(?:\[(?P<a>[0-9]{1,4})\]|\(?(?P<b>[0-9]{1,4})[.)]|(?P<c>[0-9]{1,4}))$")
"""A number on a line of its own: "[1]", "1.", "1"."""
LONGEST_KEY = 12
"""Words of a label."""
MOST = 8
"""Lines of the text of one entry."""
MOST_FRAGMENTS, FRAGMENTS = 200, 0.6
"""Lines of an entry in fragments, and the share of them that are one or two words."""
CLOSED = (".", ",", ";", ":", "?", "!", "…")
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """The lines of one entry: its label as printed, the lines of its text, the lines that are names of links.

    `fields`: each line is a field of its own; else they are printed lines of one text.
    """

    label: str
    lines: tuple[int, ...]
    links: tuple[int, ...] = ()
    fields: bool = True


def seam(before: str, after: str) -> str:
    """What stands between two fields printed on lines of their own: a comma where the first one has no mark at its end.

    >>> seam("B. Chen, C.M. Silva", "Crust and crumb"), seam("Is there a limit?", "Ovens, 8 (2019)")
    (', ', ' ')
    """
    before = before.rstrip()
    return ", " if before and after and not before.endswith(CLOSED) else " "


def field_entries(texts: Sequence[str], apart: Sequence[bool] = ()) -> list[FieldEntry]:
    """The entries of such a list, given from its first line on; empty where it is a list of another kind.
    `apart`: for each line, whether a blank one stands above it.

    What stands behind the last entry belongs to none.

    >>> field_entries(["Lee, 2001", "A. Lee", "The Northern Oven", "Oven Press, Oslo (2001)", "Google Scholar", "Cited by"])
    [FieldEntry(label='Lee, 2001', lines=(1, 2, 3), links=(4,), fields=True)]
    """
    links = {at for at, text in enumerate(texts) if is_link_line(text)}
    for starts, labelled in (
        (_keys(texts, links), True),
        (_numbers(texts, links), True),
        (_behind_links(texts, links), False),
    ):
        if starts:
            return _entries(texts, starts, links, labelled, apart)
    return []


def _entries(
    texts: Sequence[str], starts: Sequence[int], links: set[int], labelled: bool, apart: Sequence[bool]
) -> list[FieldEntry]:
    out: list[FieldEntry] = []
    usual = 0
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        first = start + 1 if labelled else start
        if end == len(texts) and start == starts[-1]:
            end = _last_end(texts, first, links, usual or MOST // 2)
            inside = [at for entry in out for at in (*entry.lines[1:], *entry.links)]
            if apart and not any(apart[at] for at in inside):  # no blank line within an entry
                end = next((at for at in range(first + 1, end) if apart[at]), end)
        lines = tuple(at for at in range(first, end) if at not in links)
        if not lines or (len(lines) > MOST and not _fragments(texts, lines)):
            return []
        usual = max(usual, len(lines))
        out.append(
            FieldEntry(texts[start].strip() if labelled else "", lines, tuple(sorted(links & {*range(first, end)})))
        )
    several = [entry for entry in out if len(entry.lines) > 1]
    named = sum(_names_only(texts[entry.lines[0]], entry.label) for entry in several)
    if not several and not labelled:
        return []
    fields = bool(several) and named >= EVEN * len(several)
    return out if fields else [FieldEntry(entry.label, entry.lines, entry.links, False) for entry in out]


def _fragments(texts: Sequence[str], lines: Sequence[int]) -> bool:
    """Whether each word or mark of an entry stands on a line of its own, as a program that reads pages leaves it."""
    return len(lines) <= MOST_FRAGMENTS and sum(len(texts[at].split()) <= 2 for at in lines) >= FRAGMENTS * len(lines)


def _last_end(texts: Sequence[str], first: int, links: set[int], usual: int) -> int:
    """Where the last entry ends: behind its links, else behind as many lines as the longest entry has."""
    link = next((at for at in range(first, len(texts)) if at in links), None)
    if link is not None and link - first > MOST and not _fragments(texts, range(first, link)):
        link = None
    if link is None or link == first:
        return min(len(texts), first + usual)
    while link in links:
        link += 1
    return link


def _keys(texts: Sequence[str], links: set[int]) -> list[int]:
    """The lines that are labels of authors and year: the name is in the line below."""
    found: list[int] = []
    for at, text in enumerate(texts[:-1]):
        match = KEY.match(text.strip())
        if match is None or len(text.split()) > LONGEST_KEY or at + 1 in links or at - 1 in found:
            continue
        named = match["first"].strip(".").casefold() in texts[at + 1].casefold()
        if named or (found and at - 1 in links):
            found.append(at)
    return found if found and found[0] == 0 else []


def _numbers(texts: Sequence[str], links: set[int]) -> list[int]:
    """The lines that are numbers and count up from 1; best those behind links, since a volume may be such a number too."""
    behind = _counting(texts, [at for at in range(len(texts)) if at == 0 or at - 1 in links])
    ends = sum(at + 1 not in links for at in links)
    return behind if len(behind) == ends > 1 else _counting(texts, range(len(texts)))


def _counting(texts: Sequence[str], places: Sequence[int]) -> list[int]:
    found: list[int] = []
    bare = False
    for at in places:
        match = NUMBER.match(texts[at].strip()) if at + 1 < len(texts) else None
        if match and int(match["a"] or match["b"] or match["c"]) == len(found) + 1:
            bare = bare or match["c"] is not None
            found.append(at)
    return found if found and found[0] == 0 and len(found) >= (2 if bare else 1) else []


def _behind_links(texts: Sequence[str], links: set[int]) -> list[int]:
    """The lines behind links, in a list without labels whose entries begin with a line of names only."""
    starts = [at for at in range(len(texts)) if at not in links and (at == 0 or at - 1 in links)]
    ends = [at for at in links if at - 1 not in links]
    if len(ends) < 2 or not starts or starts[0] != 0:
        return []
    starts = starts[: len(ends)]
    names = sum(_names_only(texts[at], "") for at in starts)
    return starts if names >= EVEN * len(starts) else []


def _names_only(text: str, label: str) -> bool:
    """Whether a line is a list of people, or the body that the label names."""
    bare = text.strip()
    key = KEY.match(label)
    body = key is not None and bare.casefold().startswith(label.rpartition(",")[0].casefold() or "\n")
    return body or (not any(c.isdigit() for c in bare) and author_list_score(bare) >= EVEN)
