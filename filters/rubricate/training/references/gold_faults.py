"""Faults of a gold file that can be told by form: what is printed and not tagged, and what is tagged and not printed.

python -m rubricate.training.references.gold_faults GOLD [--list]

GOLD is a file in the form of the shared test file (`held_out` makes them). `--list` names every fault: its set, its article and
the number of the reference in the file. A fault may be none where the tagger meant something else; nothing is corrected.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...references.identifiers import find
from ...references.lexicon import squash
from ...references.repairs_people import EDITORS
from ...references.tokens import tokenise
from .examples import rows

YEAR = re.compile(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])")
IN = re.compile(r"\b[Ii]n:? ")
PRINTED = ("title", "container", "volume", "fpage", "publisher")
"""Fields whose gold has to stand in the text as it is."""


def faults(row: Mapping[str, Any]) -> Iterator[str]:
    """The kinds of fault of one reference.

    >>> list(faults({"text": "Kim A. Rye. J Exa. 2004;3:1. doi:10.5555/a", "mask": ["doi", "year"], "gold": {"volume": "3"}}))
    ['DOI printed, not tagged', 'year printed, not tagged']
    """
    text, gold, mask = " ".join(row["text"].split()), row["gold"], row["mask"]
    identifiers = find(text)
    if "doi" in mask and not gold.get("doi") and any(spot.kind == "doi" for spot in identifiers):
        yield "DOI printed, not tagged"
    bare = text
    for spot in identifiers:
        bare = bare[: spot.start] + " " * (spot.end - spot.start) + bare[spot.end :]
    if "year" in mask and not gold.get("year") and len(YEAR.findall(bare)) == 1:
        yield "year printed, not tagged"
    words = [token.text.lower() for token in tokenise(text)]
    if (
        "editors" in mask
        and not gold.get("editors")
        and IN.search(text)
        and EDITORS.intersection(words) - {"org", "dir"}
    ):
        yield "editors printed, not tagged as such"
    whole = squash(text)
    for name in PRINTED:
        if name in mask and squash(str(gold.get(name) or "")) not in whole:
            yield f"{name} tagged, not printed so"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--list", action="store_true", help="name every fault")
    args = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    references = fields = 0
    for number, row in enumerate(rows(args.gold), start=1):
        references += 1
        fields += sum(bool(row["gold"].get(name)) for name in row["mask"])
        for kind in faults(row):
            counts[row["set"], kind] += 1
            if args.list:
                print(f"{row['set']}\t{row.get('art', '')}\t{number}\t{kind}")
    for (name, kind), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:6}  {name:20}  {kind}")
    print(f"{sum(counts.values())} in {references} references with {fields} fields")


if __name__ == "__main__":
    main()
