"""Every public function of `parsing` and `references`: never raises, whatever the text, and takes a bounded time.

Arguments are made for what a signature asks for, so that a new function is tried without a line here; one that asks for
something new fails `test_every_function_can_be_tried` until `Scene` can give it.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rubricate.parsing
import rubricate.references
from rubricate.references import Reference
from rubricate.references import parse as parse_reference
from rubricate.references.chunks import Chunk, chunks
from rubricate.references.corrections import Entry
from rubricate.references.csl_fields import Value
from rubricate.references.features import word_features
from rubricate.references.lexicon import gazetteer
from rubricate.references.lists import Group, Line
from rubricate.references.parse import read_blocks
from rubricate.references.persons import Person
from rubricate.references.stored import as_data
from rubricate.references.tokens import tokenise

SECONDS = 2.0
"""Processor time for 20,000 characters; what is linear takes a tenth."""
UNITS = (
    "a",
    " ",
    "1",
    ",",
    "(",
    "A. ",
    "Kim S, ",
    "1,",
    "2004;",
    "–",
    "김",
    "[1] ",
    "10.1/",
    "Fig. 1",
    "\n",
    "x@y.z; ",
    "A1,2*",
    "\u0301",
    "$",
)
WORDS = st.sampled_from(
    ["Kim S", "van der Berg, A.", "et al.", "(2004)", "2014a", "33(2):414–21", "ii13–7", "J Exa Med.", "In:", "eds.", "doi:10.5555/a.b", "https://example.org/x_(y)", "PMC1234567",
     "ISBN 978-3-16-148410-0", "김소라", "Кириллов И.", "الخبز", "\x00", "a\u0301", "1Department of Bakery, Leeds, UK", "*Corresponding author: a@b.example", "Received: 31 Feb 99999",
     "Figure 1. (A) One", "Table ²", "[1-99999999999]", "(Roe, 2019; Lee et al. 2020)", "Keywords:", "Antigens, CD20", "0000-0002-1825-0097", "$x^2$", "\\begin{equation}", "½", "١٢", "MD, PhD", "†",
     "\ud800", ";", "."]
)  # fmt: skip
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=8).map("".join)


@dataclass(frozen=True)
class Scene:
    """Arguments for any function: texts, and what the readers of references make of the first."""

    texts: list[str]
    number: int

    def value(self, annotation: str) -> Any:
        """A value for an annotation as it is written. KeyError: none is known."""
        return KINDS[annotation](self)

    @property
    def text(self) -> str:
        return self.texts[0]

    @property
    def reading(self) -> Any:
        return read_blocks(tokenise(self.text))

    @property
    def chunks(self) -> list[Chunk]:
        return chunks(self.reading.tokens, self.reading.labels, self.reading.marginals)

    @property
    def reference(self) -> Reference:
        return parse_reference(self.text)

    @property
    def spans(self) -> list[tuple[int, int]]:
        ends = sorted({self.number % (len(self.text) + 1), len(self.text) // 2})
        return [(ends[0], ends[-1])] if ends[0] < ends[-1] else []


def _item(scene: Scene) -> dict[str, Any]:
    return dict(scene.reference.item)


KINDS: dict[str, Callable[[Scene], Any]] = {
    "str": lambda s: s.text,
    "int": lambda s: s.number,
    "Person": lambda s: Person({"collab": (0, len(s.reading.tokens))}),
    "Sequence[Sequence[bytes]]": lambda s: [[b"w"] for _ in s.reading.tokens],
    "bool": lambda s: s.number % 2 == 0,
    "float": lambda s: (s.number % 100) / 100,
    "Sequence[str]": lambda s: s.texts,
    "Iterable[str]": lambda s: s.texts,
    "Collection[str]": lambda s: s.texts,
    "Sequence[int | None]": lambda s: [len(text) or None for text in s.texts],
    "Sequence[bool]": lambda s: [len(text) % 2 == 0 for text in s.texts],
    "Group": lambda s: Group(tuple(range(len(s.texts)))),
    "Sequence[float]": lambda s: [0.5 for _ in s.texts],
    "Sequence[tuple[int, int]]": lambda s: s.spans,
    "Sequence[Line]": lambda s: [Line(text, len(text) % 5, len(text) % 2 == 0) for text in s.texts],
    "Sequence[Token]": lambda s: s.reading.tokens,
    "list[Token]": lambda s: s.reading.tokens,
    "Reading": lambda s: s.reading,
    "Sequence[Chunk]": lambda s: s.chunks,
    "list[Chunk]": lambda s: s.chunks,
    "Reference": lambda s: s.reference,
    "Reference | None": lambda s: s.reference if s.number % 2 else None,
    "Iterable[Reference]": lambda s: [parse_reference(text) for text in s.texts],
    "Sequence[Reference]": lambda s: [parse_reference(text) for text in s.texts],
    "Sequence[Entry]": lambda s: [Entry(f"B{n}", "", text) for n, text in enumerate(s.texts)],
    "Sequence[Span]": lambda s: s.reference.spans,
    "Mapping[str, Any]": _item,
    "Sequence[Mapping[str, Any]]": lambda s: [_item(s)],
    "Iterable[Mapping[str, Any]]": lambda s: [_item(s)],
    "Sequence[dict[str, Any]]": lambda s: [_item(s)],
    "Mapping[str, float]": lambda s: dict(s.reference.confidences),
    "Mapping[str, str]": lambda s: {"title": s.text, "source": s.texts[-1]},
    "Sequence[dict[str, str]]": lambda s: [{"a": text} for text in s.texts],
    "Any": lambda s: s.text,
    "Sequence[Person]": lambda s: [],
    "Sequence[Value]": lambda s: [Value],
}
SPECIAL: dict[str, Callable[[Callable[..., Any], Scene], Any]] = {
    "references.stored.from_data": lambda f, s: f(as_data(s.reference)),
    "references.labels.second_label": lambda f, s: f(s.text[: s.number], s.text[s.number :]),
    "references.item.build_item": lambda f, s: f(s.text, s.reference.spans, s.reference.type or "other"),
    "references.item.names_of": lambda f, s: f(s.text, s.reference.spans, "author"),
    "references.csl_fields.values_of": lambda f, s: f(_item(s), s.reference),
    "references.corrections.correct": lambda f, s: f(s.reference, {**_item(s), "title": s.texts[-1]}, ["title"]),
    "references.corrections.changed_variables": lambda f, s: f(_item(s), {**_item(s), "title": s.texts[-1]}),
    "references.lexicon.runs": lambda f, s: [f(kind) for kind in sorted(gazetteer())],
    "references.lexicon.keyword_classes_of": lambda f, s: f(s.text),
    "references.models.model": lambda f, s: f("blocks"),
    "references.features.block_features": lambda f, s: f(s.reading.tokens, known=s.number % 2 == 0),
    "references.parse.read_blocks": lambda f, s: f(s.reading.tokens),
    "references.features.shape": lambda f, s: [f(token.text) for token in s.reading.tokens],
    "references.features.word_features": lambda f, s: [f(t.text, t.kind, True) for t in s.reading.tokens],
    "references.names_features.word_features": lambda f, s: [f(t.text, True) for t in s.reading.tokens],
    "references.names_features.name_features": lambda f, s: f(s.reading.tokens, "author"),
    "references.style.facts": lambda f, s: f(s.reading.tokens, s.reading.labels),
    "references.spans.field_spans": lambda f, s: f(s.text, s.reading.tokens, s.chunks, "journal"),
    "references.chunks.chunks": lambda f, s: f(s.reading.tokens, s.reading.labels, s.reading.marginals),
    "references.chunks.trimmed_end": lambda f, s: [f(s.reading.tokens, c.first, c.last) for c in s.chunks],
    "references.chunks.behind": lambda f, s: [f(s.chunks, at) for at in range(len(s.chunks))],
    "references.kinds.csl_type": lambda f, s: f(s.reference.type or "other", s.text),
    "references.features.seen_from_each": lambda f, s: f([word_features(t.text, t.kind, True) for t in s.reading.tokens]),
    "references.persons_forms.group_with_and": lambda f, s: f(s.reading.tokens, ["O"] * len(s.reading.tokens)),
    "references.persons_forms.hyphened": lambda f, s: f(s.reading.tokens, ["O"] * len(s.reading.tokens)),
    "references.persons_forms.particles_in_front": lambda f, s: f(s.reading.tokens, ["O"] * len(s.reading.tokens)),
    "references.persons_forms.without_lead": lambda f, s: f(s.reading.tokens, 0, len(s.reading.tokens)),
    "references.persons_forms.wide_people": lambda f, s: f(s.reading.tokens, 0, len(s.reading.tokens)),
    "references.persons.names_by_form": lambda f, s: f(s.reading.tokens, ["O"] * len(s.reading.tokens)),
    "references.persons.joined_by_form": lambda f, s: f(s.reading.tokens, ["O"] * len(s.reading.tokens)),
    "references.persons.with_unread": lambda f, s: f(s.reading.tokens, ["O"] * len(s.reading.tokens)),
    "references.persons.read_people": lambda f, s: [f(s.text, s.reading.tokens, c, c.first) for c in s.chunks if c.label in ("author", "editor")],
    "references.segments.describe": lambda f, s: f(s.reading.tokens, 0, len(s.reading.tokens)) if s.reading.tokens else "",
}  # fmt: skip
"""Functions whose arguments belong together."""
BY_OTHERS = {
    "references.confidence.whole_confidence": "references.parse.record calls it with the values of features",
    "references.confidence.features": "references.parse.record calls it with what belongs together",
    "references.persons.without_sentence_stop": "references.persons.read_people calls it with its own people",
    "references.persons.by_form": "references.persons.read_people calls it with its own people",
    "references.__main__.main": "a command: tests/cli",
}
"""Functions that are tried inside others, and where."""


def functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the two rooms by its name."""
    found = {}
    for package in (rubricate.parsing, rubricate.references):
        for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                plain = inspect.unwrap(value) if callable(value) else value
                if inspect.isfunction(plain) and plain.__module__ == info.name and not name.startswith("_"):
                    found[f"{info.name.removeprefix('rubricate.')}.{name}"] = value
    return found


ALL = functions()
TRIED = sorted({*ALL} - {*BY_OTHERS})
MODULES = sorted({name.rpartition(".")[0] for name in TRIED})
CHUNKWISE = {"Chunk"}


def call(name: str, scene: Scene) -> None:
    """Call a function with arguments for its signature, once for each block where it asks for one."""
    function = ALL[name]
    if name in SPECIAL:
        SPECIAL[name](function, scene)
        return
    parameters = inspect.signature(inspect.unwrap(function)).parameters.values()
    annotations = {parameter.name: str(parameter.annotation) for parameter in parameters}
    every = scene.chunks if CHUNKWISE & {*annotations.values()} else [None]
    for chunk in every:
        values = {key: chunk if kind in CHUNKWISE else scene.value(kind) for key, kind in annotations.items()}
        function(**values)


def test_every_function_can_be_tried() -> None:
    assert len(TRIED) > 100
    assert [name for name in (*SPECIAL, *BY_OTHERS) if name not in ALL] == []
    unknown = {
        f"{name}({parameter})"
        for name in TRIED
        if name not in SPECIAL
        for parameter in inspect.signature(inspect.unwrap(ALL[name])).parameters.values()
        if str(parameter.annotation) not in {*KINDS, *CHUNKWISE}
    }
    assert unknown == set()


@pytest.mark.parametrize("module", MODULES)
@settings(deadline=None, max_examples=30)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(0, 60))
def test_nothing_raises(module: str, texts: list[str], number: int) -> None:
    for name in TRIED:
        if name.rpartition(".")[0] == module:
            call(name, Scene(texts, number))


TEXT_ALONE = [
    name
    for name in TRIED
    if name not in SPECIAL
    and [
        str(parameter.annotation)
        for parameter in inspect.signature(inspect.unwrap(ALL[name])).parameters.values()
        if parameter.default is inspect.Parameter.empty
    ]
    == ["str"]
]


@pytest.mark.parametrize("name", TEXT_ALONE)
def test_time_is_bounded(name: str) -> None:
    for unit in UNITS:
        text = (unit * 20_000)[:20_000]
        started = time.process_time()
        ALL[name](text)
        assert time.process_time() - started < SECONDS, f"{name} of {unit!r}"
