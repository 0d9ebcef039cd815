"""Examples as the sequences of features and labels that the two models learn."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...references.features import block_features
from ...references.names_features import name_features
from ...references.style import LEAST, common, facts
from ...references.tokens import Token
from .examples import Example
from .label import block_labels, name_lists, trimmed

LONGEST = 400
Sequenced = tuple[list[list[bytes]], list[str]]


def blocks(examples: Sequence[Example], seed: int) -> Iterator[Sequenced]:
    """For the block model. A share of the references is seen without the gazetteers, and half of the lists without their style."""
    rng = random.Random(seed)
    read: list[tuple[list[Token], list[str]]] = []
    for example in examples:
        tokens, labels = block_labels(example)
        read.append((tokens, trimmed(tokens, labels)))
    styles = list_styles(examples, read, rng)
    for (tokens, labels), style in zip(read, styles, strict=True):
        if 3 <= len(tokens) <= LONGEST:
            yield block_features(tokens, known=rng.random() > 0.3, style=style), labels


def list_styles(examples: Sequence[Example], read: Sequence[tuple[list[Token], list[str]]], rng: random.Random) -> list[tuple[str, ...]]:
    """For each example what the others of its list have in common, or nothing."""
    members: dict[str, list[int]] = defaultdict(list)
    for at, example in enumerate(examples):
        if example.group and example.group != "citations.xml":
            members[example.group].append(at)
    found = [facts(tokens, labels) for tokens, labels in read]
    out: list[tuple[str, ...]] = [()] * len(examples)
    for group in sorted(members):
        places = members[group]
        if len(places) <= LEAST:
            continue
        for at in places:
            if rng.random() < 0.5:
                out[at] = common([found[other] for other in places if other != at])
    return out


def names(examples: Sequence[Example], seed: int) -> Iterator[Sequenced]:
    """For the name model."""
    rng = random.Random(seed)
    for example in examples:
        for role, tokens, labels in name_lists(example):
            if len(tokens) <= LONGEST:
                yield name_features(tokens, role, known=rng.random() > 0.3), labels
