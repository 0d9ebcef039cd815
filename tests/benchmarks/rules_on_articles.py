"""How often each rule fires on published articles: `python tests/benchmarks/rules_on_articles.py --rules kwd,coi`.

Prints for each rule the articles on which it fires, by severity, and examples with line numbers; a rule that fires on many
published articles is right about something that nobody minds, or wrong.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path

from rubricate.validation.apply_rules import MAX_EACH, severity_of
from rubricate.validation.profile import Profile, load_profile
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.xml import parse_xml

ARTICLES = Path(__file__).parents[2].parent / "shared" / "data" / "articles"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--rules", default="", help="only these, by id, with commas")
    parser.add_argument("--profile", default="", help="the rules of this profile, with its severities")
    parser.add_argument("--examples", type=int, default=3, help="hits shown for each rule")
    parser.add_argument("--every", type=int, default=1, help="only each n-th article")
    options = parser.parse_args()
    wanted = set(options.rules.split(",")) if options.rules else None
    everything = Profile("all", "", rules={id: rule.severity for id, rule in all_rules().items()})
    profile = load_profile(options.profile) if options.profile else everything
    rules = {id: severity for id, severity in profile.rules.items() if wanted is None or id in wanted}
    fired: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, list[str]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    files = sorted(options.folder.glob("*.xml"))[:: options.every]
    for path in files:
        tree = parse_xml(path.read_bytes(), path.name)
        document = Document(tree)
        list(document.all("p")), document.ids, document.called
        for id, severity in rules.items():
            start = time.perf_counter()
            rule = all_rules()[id]
            found = islice(rule.check(document), MAX_EACH)
            hits = [hit._replace(severity=severity_of(hit, rule, severity)) for hit in found]
            seconds[id] += time.perf_counter() - start
            for name in {str(hit.severity) for hit in hits}:
                fired[id][name] += 1
            fired[id]["any"] += bool(hits)
            fired[id]["hits"] += len(hits)
            for hit in hits[:2]:
                examples[id].append(f"{path.name}:{hit.element.sourceline} {hit.severity}: {hit.message}")
    print(f"{len(files)} articles")
    for id in rules:
        counts = fired[id]
        by_severity = ", ".join(f"{name} {count}" for name, count in counts.items() if name not in ("any", "hits"))
        each = 1000 * seconds[id] / max(len(files), 1)
        print(
            f"{id}: {counts['any']} articles ({by_severity or 'none'}), {counts['hits']} hits, {each:.2f} ms an article"
        )
        step = max(len(examples[id]) // max(options.examples, 1), 1)
        for line in examples[id][::step][: options.examples]:
            print(f"    {line}")


if __name__ == "__main__":
    main()
