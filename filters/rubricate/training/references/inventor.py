"""Parts of made-up records: titles, people, dates, links, in five languages."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from .known import people
from .records import Person, Record

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "de", "pt", "es", "fr")
SLOT = re.compile(r"\{(\w+)\}")


@cache
def words(lang: str) -> dict[str, Any]:
    """The word lists of a language."""
    return tomllib.loads((DATA / f"{lang}.toml").read_text(encoding="utf-8"))


class Parts:
    """Draws parts of records; the same seed and pool draw the same ones."""

    def __init__(self, rng: random.Random, pool: list[Record]) -> None:
        self.rng = rng
        self.pool = pool
        self.titles = [record.T for record in pool if 20 < len(record.T) < 220]
        self.named = [record.authors for record in pool if record.authors]
        self.sources = sorted({record.S for record in pool if record.kind == "journal" and record.S})
        self.houses = sorted({(record.P, record.L) for record in pool if record.P and record.L})
        self.books = sorted(
            {record.S for record in pool if record.kind == "chapter"}
            | {record.T for record in pool if record.kind == "book"}
        )

    def pick(self, options: Any) -> Any:
        return options[self.rng.randrange(len(options))]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def title(self, lang: str) -> str:
        """A title in a language; English ones are often real."""
        data = words(lang)
        if lang == "en" and self.chance(0.6):
            return str(self.pick(self.titles if self.chance(0.7) or not self.books else self.books))
        if "titles_long" in data and self.chance(0.6):
            return self.long_title(lang)
        title = self.fill(self.pick(data["titles"]), lang)
        if self.chance(0.35 if lang == "de" else 0.12):
            title += self.pick((". ", ". ", ". ", ": ", " – ", " - ")) + self.fill(self.pick(data["titles"]), lang)
        return title[0].upper() + title[1:]

    def long_title(self, lang: str) -> str:
        """A title of many forms; now and then an English one, as lists in every language have them."""
        if self.chance(0.22):
            return str(self.pick(self.titles))
        title = self.fill(self.pick(words(lang)["titles_long"]), lang)
        return title[0].upper() + title[1:]

    def fill(self, pattern: str, lang: str) -> str:
        """A pattern with its slots filled from the language's lists."""
        data = words(lang)

        def slot(match: re.Match[str]) -> str:
            name = match.group(1)
            if name == "o":
                number = self.rng.randrange(1, 48)
                return (
                    self.pick((f"{number}th", f"{number}th"))
                    if lang == "en"
                    else f"{number}."
                    if lang == "de"
                    else f"{number}º"
                )
            if name == "y":
                return str(self.rng.randrange(1985, 2023))
            if name == "yy":
                return f"{self.rng.randrange(100):02d}"
            if name == "c":
                return str(self.pick(data["cities"]))
            if name == "C" and lang == "de":
                stem, head = self.pick(data["stems"]), self.pick(data["heads_f"])
                return str(stem + head if self.chance(0.8) else self.pick(data["S"]))
            if name == "M" and lang == "de":
                return str(self.pick(data["stems"]) + self.pick(data["heads_m"]))
            if name == "P" and lang == "de":
                return str(self.pick(data["stems"]) + self.pick(data["heads_p"]))
            return str(self.pick(data[name] if name in data else data["topics" if name == "n" else "N"]))

        return SLOT.sub(slot, pattern)

    def person(self, lang: str) -> Person:
        data = words(lang)
        suffix = (
            self.pick(("Jr.", "Jr", "Jr", "III", "Sr.", "II", "3rd", "2nd", "IV"))
            if lang == "en" and self.chance(0.04)
            else ""
        )
        surname = self.pick(data["surnames"])
        if lang in ("es", "pt") and self.chance(0.25) and " " not in surname:
            surname += self.pick((" ", "-")) + self.pick(data["surnames"])
        if self.chance(0.2 if lang == "en" else 0.1):
            given_names, surnames = people(self.pick(("de", "es", "fr", "pt", "other", "other")))
            return Person(self.pick(surnames), self.pick(given_names))
        given_names, surnames = people(lang)
        if self.chance(0.4):
            surname = self.pick(surnames)
        if self.named and self.chance(0.3):
            known = self.pick(self.pick(self.named))
            if known.family and not known.collab:
                surname = known.family
        given = self.pick(data["given"] if self.chance(0.3) else given_names)
        r = self.rng.random()
        if r < 0.15:
            given += " " + self.pick(data["given"])
        elif r < 0.35:
            given += f" {self.pick('ABCDEFGHIJKLMNPRSTW')}."
        elif r < 0.38:
            given = f"{self.pick('ABCDEFGHIJKLM')}. {given}"
        return Person(surname, given, suffix)

    def people(self, lang: str, few: bool = False) -> tuple[Person, ...]:
        count = self.pick((1, 1, 1, 1, 2, 2, 3) if few else (1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8))
        return tuple(self.person(lang) for _ in range(count))

    def year(self) -> str:
        year = self.rng.randrange(1995, 2024) if self.chance(0.75) else self.rng.randrange(1890, 1995)
        return f"{year}{self.pick('aabbc') if self.chance(0.06) else ''}"

    def accessed(self) -> tuple[int, int, int]:
        return self.rng.randrange(2003, 2024), self.rng.randrange(1, 13), self.rng.randrange(1, 29)

    def url(self, lang: str) -> str:
        host = self.pick(words(lang)["sites"] if self.chance(0.7) else words("en")["sites"])
        tail = self.pick(
            (
                "",
                "/",
                "/index.html",
                "/publications/{n}.pdf",
                "/en/{n}/",
                "/docs/report_{n}.pdf",
                "/data/view?id={n}",
                "/news/{n}/story-title",
                "/mediacentre/factsheets/fs{n}/en",
                "/download/{n}/file%20name.pdf",
            )
        )
        scheme = (
            self.pick(("http://", "https://", "")) if host.startswith("www") else self.pick(("http://", "https://"))
        )
        return f"{scheme}{host}{tail.format(n=self.rng.randrange(10, 99999))}"

    def pages(self) -> tuple[str, str]:
        first = self.rng.randrange(1, 900)
        last = first + self.rng.randrange(1, 40)
        if self.chance(0.03):
            return self.pick((("xi", "xxv"), ("i", "vi"), ("v", "ix")))  # type: ignore[no-any-return]
        prefix = self.pick(("S", "e", "ii", "A", "W", "suppl", "L", "R", "D")) if self.chance(0.04) else ""
        return f"{prefix}{first}", f"{prefix}{last}"

    def doi(self) -> str:
        tail = self.pick(
            (
                "j.{a}.{y}.{n}",
                "s{n}-{m}-{n}-x",
                "{a}/{n}",
                "978-3-{n}-{m}",
                "{a}.{n}",
                "journal.{a}.{n}",
                "S{m}-{m}({d}){n}-1",
            )
        )
        letters = "".join(self.pick("abcdefghijklm") for _ in range(4))
        doi: str = f"10.{self.rng.randrange(1000, 9999)}/" + tail.format(
            a=letters,
            y=self.rng.randrange(1998, 2023),
            n=self.rng.randrange(10000, 999999),
            m=self.rng.randrange(1000, 9999),
            d=self.rng.randrange(10, 99),
        )
        return doi
