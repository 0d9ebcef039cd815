"""The training data: real references, aligned ones, and references of our own making; the held-out ones apart."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from .align import pairs
from .examples import Example, rows, tagged, without_trailing_stop
from .invent import Inventor
from .noise import noisy
from .records import Record, from_fields
from .render import render
from .styles import Maker

HELD_OUT = frozenset(("American Society for Microbiology", "Pensoft Publishers", "Tehran University of Medical Sciences", "Wolters Kluwer Health", "Thieme Medical Publishers"))
"""Publishers whose references are never learned from."""
HELD_OUT_JOURNALS = frozenset(("Evolutionary Applications", "Ecological Applications", "PLoS Biology", "BMC Cancer", "The EMBO Journal", "Phytochemical Analysis"))
LANGUAGES = (("en", 0.44), ("de", 0.27), ("pt", 0.14), ("es", 0.08), ("fr", 0.07))


@dataclass
class Data:
    """Examples by use."""

    train: list[Example] = field(default_factory=list)
    held_out: list[Example] = field(default_factory=list)
    pool: list[Record] = field(default_factory=list)


def bucket(name: str, size: int) -> int:
    """A number below `size` that a name always gets."""
    return zlib.crc32(name.encode("utf-8")) % size


def real(folder: Path) -> Data:
    """Real references, split by publisher and article."""
    data = Data()
    for row in [*rows(folder / "tagged.jsonl.gz")]:
        from .examples import from_row

        example = from_row(row)
        if example is None:
            continue
        out = row["pub"] in HELD_OUT or row["journal"] in HELD_OUT_JOURNALS or bucket(row["art"], 12) == 0
        (data.held_out if out else data.train).append(without_trailing_stop(example))
    for number, example in enumerate(tagged(folder / "grobid.jsonl.gz")):
        name = example.group if example.group != "citations.xml" else f"citations-{number // 25}"
        (data.held_out if bucket(name, 10) == 0 else data.train).append(without_trailing_stop(example))
    for example in pairs(folder / "pairs.jsonl.gz"):
        (data.held_out if bucket(example.group, 4) == 0 else data.train).append(example)
    for row in rows(folder / "fields.jsonl.gz"):
        record = from_fields(row["fields"], row["lang"])
        if record is not None:
            data.pool.append(record)
    return data


def made(pool: list[Record], count: int, seed: int, name: str) -> list[Example]:
    """References of our own making: invented and real records in styles drawn at random, ten or so to a style."""
    rng = random.Random(seed)
    inventor, maker = Inventor(rng, pool), Maker(rng)
    out: list[Example] = []
    number = 0
    while len(out) < count:
        lang = rng.choices([lang for lang, _ in LANGUAGES], [share for _, share in LANGUAGES])[0]
        style = maker.style(lang, number)
        number += 1
        for _ in range(14):
            use_real = rng.random() < (0.55 if lang == "en" else 0.2)
            record = pool[rng.randrange(len(pool))] if use_real else inventor.record(lang)
            example = render(record, style, rng, f"{name}-{number}")
            if example is not None:
                out.append(example)
    return out[:count]


def noise(examples: list[Example], seed: int, strength: float) -> list[Example]:
    """Examples with noise; the same seed gives the same."""
    rng = random.Random(seed)
    return [noisy(example, rng, strength) for example in examples]
