"""`python -m rubricate.training.zones.measure`: rules and model on renderings of articles that neither has seen.

Prints the share of units with the right role by family of layouts and by role, and how often the model is right where it
says that it is so and so sure.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from ...tagging.zone_features import model_role
from ...tagging.zone_model import learned_labels
from ...tagging.zones import rule_labels
from .corpus import articles
from .examples import example

FIRST = 1000
"""Number of the first rendering measured; training uses those from 0."""
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


class Tally:
    """Units, and how many of them the rules and the model have right."""

    def __init__(self) -> None:
        self.units = self.rules = self.model = self.said = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("held-out", "test"), default="held-out")
    parser.add_argument("--renderings", type=int, default=2)
    args = parser.parse_args()
    families: defaultdict[str, Tally] = defaultdict(Tally)
    roles: defaultdict[str, Tally] = defaultdict(Tally)
    bins: dict[int, list[float]] = {}
    faults: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    for article in articles(args.data, args.part):
        for number in range(FIRST, FIRST + args.renderings):
            document = example(article, number)
            sheet, rules = rule_labels(document.units)
            for unit, gold, rule, label in zip(
                document.units, document.labels, rules, learned_labels(sheet, rules), strict=True
            ):
                said = model_role(label)
                for tally in (families[document.family], roles[gold]):
                    tally.units += 1
                    tally.rules += model_role(rule) == gold
                    tally.model += said == gold
                roles[said].said += 1
                entry = bins.setdefault(sum(label.confidence >= b for b in BINS), [0, 0, 0])
                entry[0] += 1
                entry[1] += label.confidence
                entry[2] += said == gold
                if said != gold:
                    faults[gold, said] += 1
                    shown.setdefault((gold, said), f"{document.family}: {unit.text[:90]}")
    for title, table in (("family", families), ("role", roles)):
        print(f"{title:20} {'units':>6} {'rules':>6} {'model':>6} {'precision':>9}")
        for name, tally in sorted(table.items()):
            if tally.units:
                precision = f"{tally.model / tally.said:9.3f}" if tally.said else ""
                print(
                    f"{name:20} {tally.units:6} {tally.rules / tally.units:6.3f} {tally.model / tally.units:6.3f} {precision}"
                )
    print("confidence   units  mean confidence  share right")
    for place, (count, total, right) in sorted(bins.items()):
        low = BINS[place - 1] if place else 0.0
        print(f"from {low:4.2f} {count:9.0f} {total / count:14.3f} {right / count:12.3f}")
    for (gold, said), count in faults.most_common(25):
        print(f"{count:5} {gold} -> {said}: {shown[gold, said]}")


if __name__ == "__main__":
    main()
