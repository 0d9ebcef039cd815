"""What is read otherwise than the gold has it, errors that are alike together, the commonest first.

python -m rubricate.training.references.errors GOLD --scorer ../shared/tools/score_references.py [--groups 100] [--examples 3]

GOLD is a file in the form of the shared test file (`held_out` makes them). An error is a list of moves: which part of which
field was read as which. Fields that give text to each other make one error: a title that ends too early and a source that
starts too early are not two.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from ...references.lexicon import squash
from .examples import rows
from .report import read_all, scorer

NOWHERE = "nothing"


class Move(NamedTuple):
    """Text that the gold has in one field and the parser in another, or one of them in none."""

    wanted: str
    """Field of the gold, or "nothing"."""
    part: str
    """Of the field: all, start, end, inside; "same" where the text is right and only its cut into people is not."""
    read: str
    """Field that was read, or "nothing"."""
    mark: str
    """What is printed in front of the text that moved; behind it, where it is a start."""

    def __str__(self) -> str:
        return f"{self.wanted} → {self.read} ({self.part}) at “{self.mark}”"


def pieces(longer: str, shorter: str) -> Iterator[tuple[str, str]]:
    """`(part, text)` of what one squashed text has and another has not.

    >>> list(pieces("slowbreadjexa", "slowbread"))
    [('end', 'jexa')]
    """
    if not shorter:
        yield "all", longer
        return
    at = longer.find(shorter)
    if at >= 0:
        if at:
            yield "start", longer[:at]
        if longer[at + len(shorter) :]:
            yield "end", longer[at + len(shorter) :]
        return
    if longer in shorter:
        return
    size = min(len(longer), len(shorter))
    front = next((k for k in range(size) if longer[k] != shorter[k]), size)
    back = next((k for k in range(size - front) if longer[-1 - k] != shorter[-1 - k]), size - front)
    text = longer[front : len(longer) - back]
    if text:
        yield ("start" if not front else "inside" if back else "end"), text


def mark_at(text: str, piece: str, part: str) -> str:
    """The marks printed at the inner edge of a squashed piece of a text; "space" for mere white space.

    >>> mark_at("Kim A. Slow bread. J Exa. 2004", "jexa", "end")
    '.'

    What stands in another order than printed (surnames without their given names) is looked for by its edge alone.
    """
    whole = squash(text)
    places = [at for at, c in enumerate(text) for _ in squash(c)]
    for size in range(len(piece), min(len(piece), 3) - 1, -1):
        at = whole.find(piece[-size:] if part == "start" else piece[:size])
        if at >= 0:
            edge = at + size if part == "start" else at
            if not 0 < edge < len(places):
                return ""
            mark = text[places[edge - 1] + 1 : places[edge]]
            return mark.strip() or ("space" if mark else "")
    return ""


def moves(text: str, want: Mapping[str, Any], got: Mapping[str, Any], mask: list[str]) -> list[Move]:
    """The moves of one reference, from the comparable strings of the scorer (squashed)."""
    fields = [field for field in mask if field != "first_author"]
    gold = {field: str(want.get(field) or "").replace("|", "") for field in fields}
    read = {field: str(got.get(field) or "").replace("|", "") for field in fields}
    out: list[Move] = []
    for field in fields:
        if want.get(field) != got.get(field) and gold[field] == read[field]:
            out.append(Move(field, "same", field, ""))
        for part, piece in pieces(gold[field], read[field]) if gold[field] else ():
            home = next((f for f in fields if f != field and piece in read[f] and piece not in gold[f]), NOWHERE)
            out.append(Move(field, part, home, mark_at(text, piece, part)))
        for part, piece in pieces(read[field], gold[field]) if read[field] else ():
            if not any(piece in gold[f] and piece not in read[f] for f in fields if f != field):
                out.append(Move(NOWHERE, part, field, mark_at(text, piece, part)))
    return out


def joined(found: list[Move]) -> list[tuple[Move, ...]]:
    """Moves that have a field in common are one error."""
    out: list[list[Move]] = []
    for move in found:
        fields = {move.wanted, move.read} - {NOWHERE}
        near = [error for error in out if any(fields & {m.wanted, m.read} for m in error)]
        merged = [*(m for error in near for m in error), move]
        out = [error for error in out if error not in near] + [merged]
    return [tuple(error) for error in out]


class Error(NamedTuple):
    """One error of one reference, `number` in the file (from 1)."""

    moves: tuple[Move, ...]
    set: str
    number: int
    text: str
    fields: tuple[tuple[str, str, str], ...]
    """`(field, wanted, read)` of the fields concerned, squashed."""


def errors(gold: list[dict[str, Any]], tool: ModuleType) -> Iterator[Error]:
    """The errors of the parser in the references of a gold file."""
    for number, (row, reference) in enumerate(zip(gold, read_all(gold, lists=False), strict=True), start=1):
        want, got = tool.canon(row["gold"]), tool.canon(tool.from_csl(reference.item))
        for error in joined(moves(reference.text, want, got, row["mask"])):
            fields = {field for move in error for field in (move.wanted, move.read)} - {NOWHERE}
            told = tuple((field, want.get(field, ""), got.get(field, "")) for field in sorted(fields))
            yield Error(error, row["set"], number, reference.text, told)


def grouped(found: Iterable[Error]) -> list[list[Error]]:
    """Errors that are alike together, the commonest first."""
    alike: dict[tuple[Move, ...], list[Error]] = defaultdict(list)
    for error in found:
        alike[error.moves].append(error)
    return sorted(alike.values(), key=lambda group: (-len(group), group[0].moves))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--groups", type=int, default=100)
    parser.add_argument("--examples", type=int, default=3, help="references shown of each group")
    args = parser.parse_args()
    gold = list(rows(args.gold))
    groups = grouped(errors(gold, scorer(args.scorer)))
    total, shown = sum(map(len, groups)), sum(map(len, groups[: args.groups]))
    print(
        f"{total} errors in {len(gold)} references, {len(groups)} kinds; the first {args.groups} kinds are {shown} errors"
    )
    for rank, group in enumerate(groups[: args.groups], start=1):
        sets = ", ".join(f"{name} {count}" for name, count in Counter(error.set for error in group).most_common())
        print(f"\n{rank}. {len(group)} × {'; '.join(map(str, group[0].moves))}   [{sets}]")
        for error in group[: args.examples]:
            print(f"   {error.number}: {error.text}")
            print(
                *(f"      {field}: {want or '–'} wanted, {got or '–'} read" for field, want, got in error.fields),
                sep="\n",
            )


if __name__ == "__main__":
    main()
