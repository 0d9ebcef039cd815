"""Made-up articles in languages that the train articles lack, from the words in `data/languages.toml`."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from .source import Block, Person, Source

ENGLISH = (
    "The aim of this study was to show differences between the groups. We examined 124 patients who came to the hospital "
    "in 2019. The mean age did not differ. Symptoms were milder after three months."
)
ARTICLES = 12
"""Articles of each language."""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = tomllib.loads(
        (Path(__file__).parent / "data" / "languages.toml").read_text(encoding="utf-8")
    )
    return words


def made_up() -> Iterator[Source]:
    """The made-up articles, always the same ones."""
    for language in _words():
        for number in range(ARTICLES):
            yield _article(language, number)


def add_translation(a: Source, rnd: random.Random) -> None:
    """Give an article a title, authors, an abstract and keywords in another language as well, as journals print them."""
    language = rnd.choice(list(_words()))
    words = _words()[language]
    join = "" if language in ("ko", "ja", "zh") else " "
    a.trans_titles = [rnd.choice(words["titles"])]
    if rnd.random() < 0.5:
        people = [rnd.choice(words["surnames"]) + join + rnd.choice(words["given"]) for _ in range(rnd.randrange(1, 5))]
        a.native_authors = rnd.choice((", ", " · ", "、", "; ")).join(people)
        a.native_affs = rnd.sample(words["places"], 1)
    if rnd.random() < 0.7:
        heads = {"ko": "초록", "ja": "要旨", "zh": "摘要", "ru": "Аннотация", "de": "Zusammenfassung", "fr": "Résumé"}
        text = join.join(rnd.sample(words["sentences"], min(5, len(words["sentences"]))))
        a.other_abstracts = [(heads.get(language, "Resumen"), [text])]
        a.other_keywords = rnd.sample(words["keywords"], 4)


def _article(language: str, number: int) -> Source:
    rnd = random.Random(f"{language} {number}")
    words: dict[str, list[str]] = _words()[language]
    layout: dict[str, Any] = dict(_words()[language])
    join = "" if language in ("ja", "zh") else " "

    def prose(least: int, most: int) -> str:
        count = min(len(words["sentences"]), rnd.randrange(least, most))
        return join.join(rnd.sample(words["sentences"], count))

    out = Source(f"{language}-{number}", language=language)
    out.title = rnd.choice(words["titles"])
    english = rnd.random() < 0.5
    if english:
        out.trans_titles = [
            rnd.choice(
                (
                    "Grip strength and daily activity in older patients",
                    "Soil moisture and growth of lettuce in city gardens",
                    "Seasonal change of lung function in children with asthma",
                )
            )
        ]
    out.affs = rnd.sample(words["places"], rnd.randrange(1, 4) if len(words["places"]) > 3 else 1)
    out.affs = [f"{place}, {rnd.choice(words['towns'])}" if rnd.random() < 0.5 else place for place in out.affs]
    for at in range(rnd.randrange(1, 6)):
        person = Person(rnd.choice(words["given"]), rnd.choice(words["surnames"]), affs=[rnd.randrange(len(out.affs))])
        if language in ("ko", "ja", "zh"):
            person = Person(surname=person.surname + person.given, affs=person.affs)
        if at == 0:
            person.corresp, person.email = True, f"author{number}@example.org"
        out.authors.append(person)
    out.year, out.volume, out.issue, out.pages = (
        "2020",
        str(rnd.randrange(1, 50)),
        str(rnd.randrange(1, 7)),
        f"{rnd.randrange(1, 200)}-{rnd.randrange(200, 400)}",
    )
    out.journal = out.abbrev = rnd.choice(("J Exa Med", "Example Journal of Gardens", "Ann Exa Sci"))
    out.doi = f"10.5555/exa.{rnd.randrange(1000, 9999)}"
    out.dates = {"received": "2020-01-12", "accepted": "2020-03-04", "epub": "2020-04-01"}
    titled = [section[0] for section in layout["sections"][:4]]
    if rnd.random() < 0.4:
        out.abstract = [(title, prose(1, 4)) for title in titled]
    elif rnd.random() < 0.9:
        out.abstract = [("", prose(3, 7))]
    if english:
        out.other_abstracts = [
            (
                "Abstract",
                [ENGLISH],
            )
        ]
        out.other_keywords = ["Aged", "Hand strength", "Sleep"]
    out.keywords = rnd.sample(words["keywords"], rnd.randrange(3, 6))
    for section in layout["sections"]:
        out.body.append(Block("h", section[0], 1))
        inner = section[1:] if rnd.random() < 0.6 else []
        if not inner:
            out.body += [Block("p", prose(2, 6)) for _ in range(rnd.randrange(1, 4))]
        for title in inner:
            out.body += [Block("h", title, 2), Block("p", prose(2, 5))]
        if rnd.random() < 0.3:
            kind = rnd.choice(("fig", "table"))
            out.body.append(
                Block(
                    kind,
                    prose(1, 3),
                    label=f"{kind} {len(out.body)}",
                    rows=[["A", "B"], ["1", "2"], ["3", "4"]] if kind == "table" else [],
                )
            )
    out.back = [(title, [text]) for title, text in layout["back"] if rnd.random() < 0.7]
    for _ in range(rnd.randrange(3, 12)):
        writer = rnd.choice(words["surnames"]) + join + rnd.choice(words["given"])
        own = f"{writer}. {rnd.choice(words['titles'])}. {rnd.choice(words['towns'])}{join}{rnd.randrange(2000, 2020)};{rnd.randrange(1, 60)}:{rnd.randrange(1, 99)}-{rnd.randrange(100, 199)}."
        other = f"Adams J, Lee K. Soil and sleep in the city. J Exa Med. {rnd.randrange(1990, 2020)};{rnd.randrange(1, 60)}({rnd.randrange(1, 12)}):{rnd.randrange(1, 99)}-{rnd.randrange(100, 199)}."
        out.refs.append(own if rnd.random() < 0.5 else other)
    return out
