"""Examples as sequences of tokens with labels, as the two models learn them."""

from __future__ import annotations

from collections.abc import Sequence

from ...references.features import IDENTIFIERS
from ...references.tokens import Token, tokenise
from .examples import Block, Example

STARTS = {"surname": "PS", "given": "PG", "collab": "PC"}
INSIDE = {"surname": "S", "given": "G", "collab": "C", "suffix": "X", "etal": "E"}


def block_labels(example: Example) -> tuple[list[Token], list[str]]:
    """Tokens of the text and the label of each: the block that it stands in, "id" for identifiers, "O" elsewhere."""
    tokens = tokenise(example.text)
    labels = []
    at = 0
    blocks = example.blocks
    for token in tokens:
        middle = (token.start + token.end) / 2
        while at < len(blocks) and blocks[at].end <= middle:
            at += 1
        label = blocks[at].label if at < len(blocks) and blocks[at].start <= middle else "O"
        if label == "conf":
            label = "source"
        labels.append("id" if token.kind in IDENTIFIERS else label)
    return tokens, labels


def trimmed(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """Commas, semicolons and colons at the edges of a block are outside it; so is a stop behind a title."""
    out = list(labels)
    for at, (token, label) in enumerate(zip(tokens, labels, strict=True)):
        if label == "O" or token.kind != "mark":
            continue
        first = at == 0 or out[at - 1] != label
        last = at + 1 == len(labels) or labels[at + 1] != label
        if (last and (token.text in ",;:" or (token.text == "." and label in ("title", "date", "volume", "pages", "issue")))) or (first and token.text in ",;:."):
            out[at] = "O"
    return out


def name_lists(example: Example) -> list[tuple[str, list[Token], list[str]]]:
    """`(role, tokens, labels)` of each list of names whose parts are known."""
    out = []
    for block in example.blocks:
        if block.label not in ("author", "editor", "translator"):
            continue
        parts = [part for part in example.parts if block.start <= part.start and part.end <= block.end]
        if not parts:
            continue
        out.append((block.label, *_name_labels(example, block)))
    return out


def _name_labels(example: Example, block: Block) -> tuple[list[Token], list[str]]:
    tokens = [token for token in tokenise(example.text) if block.start <= token.start and token.end <= block.end]
    parts = sorted(part for part in example.parts if block.start <= part.start and part.end <= block.end)
    labels = []
    seen: set[int] = set()
    for token in tokens:
        middle = (token.start + token.end) / 2
        part = next((part for part in parts if part.start <= middle < part.end), None)
        if part is None:
            labels.append("O")
            continue
        new = part.person not in seen and part.part in STARTS
        seen.add(part.person)
        labels.append(STARTS[part.part] if new else INSIDE.get(part.part, "O"))
    return tokens, labels
