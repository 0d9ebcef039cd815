"""A small face for measuring: one reference a line in, one CSL-JSON item a line out.

python -m rubricate.references < references.txt
"""

from __future__ import annotations

import json
import sys

from . import parse


def main() -> None:
    for line in sys.stdin:
        reference = parse(line.rstrip("\n"))
        print(json.dumps({**reference.item, "confidence": reference.confidence}, ensure_ascii=False))


if __name__ == "__main__":
    main()
