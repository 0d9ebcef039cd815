"""The training data: real references, aligned ones, and references of our own making; the held-out ones apart."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import csl
from .align import pairs
from .attribution import may_ship
from .examples import Example, from_row, rows, tagged, without_trailing_stop
from .invent import Inventor
from .noise import noisy
from .records import Record, from_fields
from .render import render
from .styles import Maker

HELD_OUT = frozenset(
    (
        "American Society for Microbiology",
        "Pensoft Publishers",
        "Tehran University of Medical Sciences",
        "Wolters Kluwer Health",
        "Thieme Medical Publishers",
    )
)
"""Publishers whose references are never learned from."""
HELD_OUT_JOURNALS = frozenset(
    (
        "Evolutionary Applications",
        "Ecological Applications",
        "PLoS Biology",
        "BMC Cancer",
        "The EMBO Journal",
        "Phytochemical Analysis",
    )
)
LANGUAGES = (("en", 0.42), ("de", 0.31), ("pt", 0.13), ("es", 0.07), ("fr", 0.07))


@dataclass
class Data:
    """Examples by use."""

    train: list[Example] = field(default_factory=list)
    held_out: list[Example] = field(default_factory=list)
    pool: list[Record] = field(default_factory=list)


def bucket(name: str, size: int) -> int:
    """A number below `size` that a name always gets."""
    return zlib.crc32(name.encode("utf-8")) % size


def grobid(folder: Path) -> Iterator[tuple[str, Example]]:
    """GROBID's corpus: each reference with the name of its article; of the file that holds many, 25 at a time stand for one."""
    for number, example in enumerate(tagged(folder / "grobid.jsonl.gz")):
        name = example.group if example.group != "citations.xml" else f"citations-{number // 25}"
        yield name, without_trailing_stop(example)


def real(folder: Path) -> Data:
    """Real references, split by publisher and article."""
    data = Data()
    for row in rows(folder / "tagged.jsonl.gz"):
        example = from_row(row)
        if example is None or not may_ship(row["lic"]):
            continue
        out = row["pub"] in HELD_OUT or row["journal"] in HELD_OUT_JOURNALS or bucket(row["art"], 12) == 0
        (data.held_out if out else data.train).append(without_trailing_stop(example))
    for name, example in grobid(folder):
        (data.held_out if bucket(name, 10) == 0 else data.train).append(example)
    for example, free in pairs(folder / "pairs.jsonl.gz"):
        (data.train if free and bucket(example.group, 6) else data.held_out).append(example)
    for row in rows(folder / "fields.jsonl.gz"):
        record = from_fields(row["fields"], row["lang"])
        if record is not None and may_ship(row["lic"]):
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
            record = inventor.with_group(pool[rng.randrange(len(pool))]) if use_real else inventor.record(lang)
            example = render(record, style, rng, f"{name}-{number}")
            if example is not None:
                out.append(example)
    return out[:count]


def from_csl(pool: list[Record], count: int, seed: int) -> list[Example]:
    """References rendered in that many CSL styles, about thirty in each."""
    rng = random.Random(seed)
    inventor = Inventor(rng, pool)
    out: list[Example] = []
    every = csl.styles()
    for style in rng.sample(every, min(count, len(every))):
        text = style.read_text(encoding="utf-8")
        lang = next((lang for lang in ("de", "pt", "es", "fr") if f'default-locale="{lang}' in text), "")
        lang = lang or rng.choices(("en", "de", "pt", "es"), (80, 10, 6, 4))[0]
        records = [
            pool[rng.randrange(len(pool))] if rng.random() < (0.5 if lang == "en" else 0.25) else inventor.record(lang)
            for _ in range(30)
        ]
        out += csl.examples(records, style, lang, rng)
    return out


def noise(examples: list[Example], seed: int, strength: float) -> list[Example]:
    """Examples with noise; the same seed gives the same."""
    rng = random.Random(seed)
    return [noisy(example, rng, strength) for example in examples]


def training_set(data: Data, made_count: int, style_count: int) -> list[Example]:
    """Everything that a model learns from, with noise, in a fixed order."""
    aligned = [example for example in data.train if example.source == "pairs"]
    synthetic = made(data.pool, made_count, 1, "made") + from_csl(data.pool, style_count, 7)
    scarce = [example for example in data.train if example.source == "tagged" and example.type != "journal"]
    return noise(data.train + aligned * 2 + scarce * 2, 2, 1.0) + noise(synthetic, 3, 1.0)


def calibration_set(data: Data) -> list[Example]:
    """Held-out real references; the bare ones of databases, whose gold is weak, left out."""
    return [example for example in data.held_out if not any(block.label == "label" for block in example.blocks)]
