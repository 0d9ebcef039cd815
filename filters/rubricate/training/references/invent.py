"""Made-up records of the kinds that publishers' metadata lack, in five languages, recombined from word lists and real parts."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from .bodies import Bodies
from .inventor import DATA, LANGUAGES, words
from .records import Person, Record

__all__ = ["DATA", "LANGUAGES", "Inventor", "isbn", "words"]
KINDS = (
    "book",
    "chapter",
    "thesis",
    "report",
    "web",
    "conf",
    "software",
    "data",
    "newspaper",
    "patent",
    "standard",
    "legal",
    "journal",
    "preprint",
    "edited",
)
WEIGHTS = {
    "en": (20, 22, 8, 10, 14, 12, 5, 4, 4, 3, 3, 3, 6, 5, 3),
    "de": (26, 26, 5, 8, 9, 3, 0, 0, 4, 0, 1, 3, 22, 0, 5),
    "pt": (22, 14, 10, 6, 9, 6, 0, 0, 3, 0, 2, 5, 24, 0, 3),
    "es": (22, 14, 8, 6, 8, 5, 0, 0, 3, 0, 1, 3, 20, 0, 3),
    "fr": (22, 16, 6, 5, 6, 4, 0, 0, 3, 0, 1, 2, 20, 0, 3),
}

MEDLINE_PLACES = ("Oxford", "Basel", "Lond", "London", "Bethesda", "Milano", "Phila Pa 1976", "Berl", "Rio J", "Online", "N Y", "Paris", "Tokyo", "Copenh", "Amst", "Baltimore")  # fmt: skip


class Inventor(Bodies):
    """Makes records; the same seed and pool make the same ones."""

    def record(self, lang: str) -> Record:
        """One record of some kind in a language."""
        kind = self.rng.choices(KINDS, WEIGHTS[lang])[0]
        authors = self.people(lang, few=lang != "en" and kind != "journal")
        if (kind in ("web", "report", "data", "standard", "legal") and self.chance(0.6)) or (
            kind in ("book", "edited") and self.chance(0.08)
        ):
            authors = (self.group(lang),)
        month, day = self.rng.randrange(1, 13), self.rng.randrange(1, 29)
        record = Record(
            kind,
            authors,
            T=self.title(lang),
            year=self.year(),
            month=month,
            day=day if self.chance(0.6) else 0,
            lang=lang,
        )
        record = self.completed(record, lang)
        return self.with_group(record, lang)

    def with_group(self, record: Record, lang: str = "en") -> Record:
        """Now and then a collaboration before or behind the people, a place behind a journal's name."""
        if record.authors and not record.authors[0].collab and self.chance(0.1):
            group = (
                self.made_team()
                if self.chance(0.6)
                else self.pick(words("en")["groups"] if self.chance(0.6) else words(lang)["collabs"])
            )
            if self.chance(0.7):
                return replace(record, group=group)
            return replace(record, authors=(Person(collab=group), *record.authors))
        if record.kind == "journal" and record.S and self.chance(0.05) and "(" not in record.S:
            return replace(
                record,
                S=f"{record.S} ({self.pick(MEDLINE_PLACES)})",
            )
        if record.kind == "journal" and self.chance(0.05):
            supplement = self.pick(
                (
                    "Suppl 1",
                    "Suppl",
                    "suppl 2",
                    "Suppl. 3",
                    "Supplement 1",
                    "Suppl_1",
                    "S1",
                    "Pt 2",
                    "Suppl C",
                    "Spec No",
                )
            )
            return replace(record, i=f"{record.i} {supplement}" if record.i and self.chance(0.4) else supplement)
        return record

    def completed(self, record: Record, lang: str) -> Record:
        """The fields that the kind of a record wants."""
        data, kind = words(lang), record.kind
        house, place = self.house(lang)
        first, last = self.pages()
        changes: dict[str, Any] = {}
        if kind in ("book", "chapter", "edited"):
            changes = {
                "P": house,
                "L": place,
                "e": self.pick(data["edition"]) if self.chance(0.25) else "",
                "R": self.pick(data["series"]) if self.chance(0.2 if lang == "de" else 0.12) else "",
            }
            if self.chance(0.12):
                changes["v"] = self.pick(("1", "2", "3", "II", "12", "4"))
            if self.chance(0.1):
                changes["isbn"] = isbn(self.rng)
            if self.chance(0.15):
                changes["doi"] = self.doi()
            if kind != "chapter" and self.chance(0.2):
                changes["size"] = str(self.rng.randrange(60, 900))
            if self.chance(0.3 if lang == "de" else 0.08 if lang != "en" else 0.03):
                changes["P"] = ""
            if kind == "book" and self.chance(0.1):
                changes["translators"] = (self.person(lang),)
        if kind == "chapter":
            changes |= {
                "S": self.title(lang),
                "editors": self.people(lang, few=True) if self.chance(0.85) else (),
                "fpage": first,
                "lpage": last,
            }
        elif kind == "thesis":
            school, city = self.pick(data["universities"])
            if self.chance(0.5):
                city = self.place(lang)
                school = {
                    "en": "University of {}",
                    "de": "Universität {}",
                    "pt": "Universidade Federal de {}",
                    "es": "Universidad de {}",
                    "fr": "Université de {}",
                }[lang].format(city.partition(",")[0].partition("/")[0])
            changes = {
                "th": self.pick(data["theses"]),
                "P": school,
                "L": city if self.chance(0.75) else "",
                "size": str(self.rng.randrange(60, 400)) if self.chance(0.3) else "",
                "authors": record.authors[:1],
            }
            if self.chance(0.2):
                changes["url"] = self.url(lang)
        elif kind == "report":
            changes = {
                "th": self.pick(data["report"]),
                "num": self.pick(
                    (
                        str(self.rng.randrange(1, 999)),
                        f"{self.rng.randrange(2000, 2020)}-{self.rng.randrange(1, 99):02d}",
                        f"TR-{self.rng.randrange(10, 999)}",
                        f"{self.rng.randrange(2000, 2020)}/{self.rng.randrange(1, 40)}",
                        f"WHO/CDS/{self.rng.randrange(1999, 2020)}.{self.rng.randrange(1, 30)}",
                    )
                )
                if self.chance(0.7)
                else "",
                "P": house if self.chance(0.7) else record.authors[0].collab,
                "L": place,
            }
            if self.chance(0.4):
                changes |= {"url": self.url(lang), "accessed": self.accessed() if self.chance(0.5) else None}
        elif kind == "web":
            changes = {
                "url": self.url(lang),
                "accessed": self.accessed() if self.chance(0.75) else None,
                "med": self.pick(data["medium"]) if self.chance(0.2) else "",
                "year": record.year if self.chance(0.7) else "",
                "authors": record.authors if self.chance(0.85) else (),
            }
            if self.chance(0.3):
                changes |= {"P": record.authors[0].collab or house, "L": place}
        elif kind == "conf":
            changes = {
                "S": self.fill(self.pick(data["conferences"]), lang),
                "fpage": first,
                "lpage": last,
                "cloc": self.pick(data["cities"]) if self.chance(0.5) else "",
                "cdate": self.conference_date(lang, record) if self.chance(0.4) else "",
                "P": house if self.chance(0.4) else "",
                "L": place if self.chance(0.3) else "",
                "R": self.pick(data["series"]) if self.chance(0.1) else "",
                "doi": self.doi() if self.chance(0.2) else "",
            }
            if lang == "en" and self.chance(0.25):
                changes["editors"] = self.people(lang, few=True)
        elif kind == "software":
            name = self.pick(data["software"])
            note = self.fill(self.pick(data["software_notes"]), lang)
            changes = {
                "T": f"{name}: {note}" if self.chance(0.7) else name,
                "ver": self.pick(
                    ("version 1.{n}", "R package version {n}.3-2", "Version 2.{n}", "v{n}.0", "Release {n}")
                ).format(n=self.rng.randrange(0, 30)),
                "url": self.url("en") if self.chance(0.7) else "",
                "P": house if self.chance(0.3) else "",
                "L": place if self.chance(0.2) else "",
                "accessed": self.accessed() if self.chance(0.25) else None,
                "med": "[Computer software]" if self.chance(0.15) else "",
            }
        elif kind == "data":
            changes = {
                "P": self.pick(data["repositories"]),
                "T": ("Data from: " if self.chance(0.3) else "") + record.T,
                "med": self.pick(("[Dataset]", "[Data set]", "Dataset")) if self.chance(0.4) else "",
                "doi": self.doi() if self.chance(0.75) else "",
                "url": self.url("en") if self.chance(0.25) else "",
                "ver": "V1" if self.chance(0.15) else "",
            }
        elif kind == "newspaper":
            changes = {
                "S": self.pick(data["newspapers"]),
                "fpage": self.pick((first, f"A{self.rng.randrange(1, 30)}", "")),
                "url": self.url(lang) if self.chance(0.4) else "",
                "day": record.day or 12,
                "v": "",
                "authors": record.authors[:1] if self.chance(0.8) else (),
            }
        elif kind == "patent":
            changes = {
                "num": self.pick(
                    (
                        "US {a},{b},{c}",
                        "U.S. Patent No. {a},{b},{c}",
                        "EP{a}{b}{c}A1",
                        "WO {y}/{b}{c}",
                        "US Patent {a}{b}{c}",
                        "JP{y}-{b}{c}",
                    )
                ).format(
                    a=self.rng.randrange(2, 10),
                    b=self.rng.randrange(100, 999),
                    c=self.rng.randrange(100, 999),
                    y=record.year[:4],
                )
            }
        elif kind == "standard":
            body = self.pick(("ISO", "ASTM", "EN", "DIN", "IEEE Std", "ANSI/ASA", "ABNT NBR", "BS EN", "ISO/IEC"))
            changes = {
                "num": f"{body} {self.rng.randrange(100, 30000)}{self.pick((':' + record.year[:4], '-' + record.year[2:4], ''))}",
                "P": self.pick((house, record.authors[0].collab, "")),
                "L": place if self.chance(0.5) else "",
            }
        elif kind == "legal":
            changes = {
                "num": self.pick(
                    (
                        "Public Law {a}-{b}",
                        "{a} U.S. {b}",
                        "Directive {y}/{b}/EC",
                        "Lei nº {a}.{b}",
                        "BGBl. I S. {b}",
                        "Decreto n. {a}.{b}",
                    )
                ).format(a=self.rng.randrange(5, 500), b=self.rng.randrange(10, 999), y=record.year[:4]),
                "url": self.url(lang) if self.chance(0.3) else "",
                "authors": record.authors if self.chance(0.5) else (),
            }
        elif kind == "journal":
            names = data.get("journals") or self.sources
            name = self.made_journal(lang) if self.chance(0.35) else self.pick(names if lang != "en" else self.sources)
            changes = {
                "S": name,
                "v": str(self.rng.randrange(1, 130)),
                "i": str(self.rng.randrange(1, 13)) if self.chance(0.75) else "",
                "fpage": first,
                "lpage": last,
                "doi": self.doi() if self.chance(0.3) else "",
                "url": self.url(lang) if self.chance(0.12) else "",
                "L": self.pick(data["cities"]) if lang in ("pt", "es") and self.chance(0.4) else "",
            }
            if changes["url"] and self.chance(0.7):
                changes["accessed"] = self.accessed()
        elif kind == "preprint":
            changes = {
                "S": self.pick(
                    ("bioRxiv", "medRxiv", "arXiv", "arXiv preprint", "SSRN Electronic Journal", "PeerJ Preprints")
                ),
                "arxiv": f"{self.rng.randrange(8, 24):02d}{self.rng.randrange(1, 13):02d}.{self.rng.randrange(100, 20000):05d}"
                if self.chance(0.5)
                else "",
                "doi": self.doi() if self.chance(0.5) else "",
                "note": "preprint" if self.chance(0.2) else "",
            }
        if kind in ("journal", "book", "chapter") and self.chance(0.04):
            changes["note"] = self.pick(data["notes"])
        return replace(record, **changes)

    def conference_date(self, lang: str, record: Record) -> str:
        month = words(lang)["months"][record.month - 1]
        first = self.rng.randrange(1, 24)
        year = record.year[:4]
        form = (
            self.pick(("{m} {a}–{b}", "{m} {a}-{b}, {y}", "{a}-{b} {m} {y}", "{a}–{b} {m}", "{m} {y}"))
            if lang == "en"
            else self.pick(("{a}-{b} {m} {y}", "{a} a {b} de {m} de {y}", "{a}.-{b}. {m} {y}"))
        )
        return str(form.format(m=month, a=first, b=first + 3, y=year))


def isbn(rng: random.Random) -> str:
    """An ISBN-13 with its right check digit."""
    digits = [9, 7, 8, *(rng.randrange(10) for _ in range(9))]
    digits.append(-sum((3 if at % 2 else 1) * digit for at, digit in enumerate(digits)) % 10)
    text = "".join(map(str, digits))
    return f"{text[:3]}-{text[3]}-{text[4:8]}-{text[8:12]}-{text[12]}" if rng.random() < 0.7 else text
