"""Made-up records of the kinds that publishers' metadata lack, in five languages, recombined from word lists and real parts."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from .records import Person, Record

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "de", "pt", "es", "fr")
SLOT = re.compile(r"\{(\w+)\}")
KINDS = ("book", "chapter", "thesis", "report", "web", "conf", "software", "data", "newspaper", "patent", "standard", "legal", "journal", "preprint", "edited")
WEIGHTS = {
    "en": (20, 22, 8, 10, 14, 12, 5, 4, 4, 3, 3, 3, 6, 5, 3),
    "de": (26, 26, 5, 8, 9, 3, 0, 0, 4, 0, 1, 3, 22, 0, 5),
    "pt": (22, 14, 10, 6, 9, 6, 0, 0, 3, 0, 2, 5, 24, 0, 3),
    "es": (22, 14, 8, 6, 8, 5, 0, 0, 3, 0, 1, 3, 20, 0, 3),
    "fr": (22, 16, 6, 5, 6, 4, 0, 0, 3, 0, 1, 2, 20, 0, 3),
}


@cache
def words(lang: str) -> dict[str, Any]:
    """The word lists of a language."""
    return tomllib.loads((DATA / f"{lang}.toml").read_text(encoding="utf-8"))


class Inventor:
    """Makes records; the same seed and pool make the same ones."""

    def __init__(self, rng: random.Random, pool: list[Record]) -> None:
        self.rng = rng
        self.pool = pool
        self.titles = [record.T for record in pool if 20 < len(record.T) < 220]
        self.named = [record.authors for record in pool if record.authors]
        self.sources = sorted({record.S for record in pool if record.kind == "journal" and record.S})
        self.houses = sorted({(record.P, record.L) for record in pool if record.P and record.L})
        self.books = sorted({record.S for record in pool if record.kind == "chapter"} | {record.T for record in pool if record.kind == "book"})

    def pick(self, options: Any) -> Any:
        return options[self.rng.randrange(len(options))]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def title(self, lang: str) -> str:
        """A title in a language; English ones are often real."""
        data = words(lang)
        if lang == "en" and self.chance(0.6):
            return str(self.pick(self.titles if self.chance(0.7) or not self.books else self.books))
        title = self.fill(self.pick(data["titles"]), lang)
        if self.chance(0.35 if lang == "de" else 0.12):
            title += self.pick((". ", ". ", ". ", ": ", " – ", " - ")) + self.fill(self.pick(data["titles"]), lang)
        return title[0].upper() + title[1:]

    def fill(self, pattern: str, lang: str) -> str:
        """A pattern with its slots filled from the language's lists."""
        data = words(lang)

        def slot(match: re.Match[str]) -> str:
            name = match.group(1)
            if name == "o":
                number = self.rng.randrange(1, 48)
                return self.pick((f"{number}th", f"{number}th")) if lang == "en" else f"{number}." if lang == "de" else f"{number}º"
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
            chosen = str(self.pick(data[name] if name in data else data["topics" if name == "n" else "N"]))
            return chosen

        return SLOT.sub(slot, pattern)

    def person(self, lang: str) -> Person:
        data = words(lang)
        suffix = self.pick(("Jr.", "Jr", "III", "Sr.", "II")) if lang == "en" and self.chance(0.015) else ""
        surname = self.pick(data["surnames"])
        if lang in ("es", "pt") and self.chance(0.25) and " " not in surname:
            surname += self.pick((" ", "-")) + self.pick(data["surnames"])
        if lang == "en" and self.chance(0.2):
            other = self.pick(("de", "es", "fr", "pt"))
            return Person(self.pick(words(other)["surnames"]), self.pick(words(other)["given"]))
        if self.named and self.chance(0.3):
            known = self.pick(self.pick(self.named))
            if known.family and not known.collab:
                surname = known.family
        given = self.pick(data["given"])
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

    def group(self, lang: str) -> Person:
        return Person(collab=self.made_group(lang) if self.chance(0.45) else self.pick(words(lang)["collabs"]))

    def year(self) -> str:
        year = self.rng.randrange(1995, 2024) if self.chance(0.75) else self.rng.randrange(1890, 1995)
        return f"{year}{self.pick('aabbc') if self.chance(0.06) else ''}"

    def place(self, lang: str) -> str:
        """A place of publication, with its region, or two places."""
        places = words("places")
        city = str(self.pick(places[lang if self.chance(0.9) else "en"]))
        if lang == "en" and "," not in city and self.chance(0.35):
            city += self.pick((", ", ", ", " ", ", ")) + self.pick(places["regions"])
            if self.chance(0.1):
                city += ", USA"
        elif self.chance(0.08):
            city += self.pick(("/", " and " if lang == "en" else "/", "; ", ", ", "-")) + self.pick(places[lang])
        return city

    def made_house(self, lang: str) -> tuple[str, str]:
        """A publisher that does not exist."""
        city, name = self.place(lang), self.pick(words(lang)["surnames"])
        bare = city.partition(",")[0].partition("/")[0]
        forms = {
            "en": ("{n} Press", "{n} Publishers", "{n} & Sons", "University of {c} Press", "{c} University Press", "{n}", "{n} and {m}", "{n} Books", "{n} & {m}", "{n} Publishing Company", "{c} Academic Press", "Institute of {N}", "{N} Press", "{n}, {m} & Co.", "{n} Inc.", "{n} Publishing Ltd", "{c}: {N} Association", "Society for {N}", "Department of {N}, University of {c}"),
            "de": ("{n} Verlag", "Verlag {n}", "{n}", "{n} & {m}", "Universitätsverlag {c}", "{n}-Verlag", "Eigenverlag", "Institut für {C}", "Verlag für {C}", "{n} und {m}", "Hochschule {c}", "Akademische Verlagsgesellschaft", "{n} Verlagsgesellschaft"),
            "pt": ("Editora {n}", "{n}", "Ed. {n}", "{n} Editora", "Editora da Universidade de {c}", "Livraria {n}", "EDU{x}", "Universidade Federal de {c}", "Ed. Universidade de {c}"),
            "es": ("Editorial {n}", "{n}", "Ediciones {n}", "Universidad de {c}", "{n} Editores", "Librería {n}", "Instituto de {A}"),
            "fr": ("Éditions {n}", "{n}", "Presses universitaires de {c}", "Librairie {n}", "{n} et {m}", "Institut de {A}"),
        }[lang]
        form = str(self.pick(forms)).replace("{n}", name).replace("{m}", self.pick(words(lang)["surnames"])).replace("{c}", bare).replace("{x}", self.pick(("FSC", "NESP", "SC", "FBA", "FPR")))
        return self.fill(form, lang), city

    def made_journal(self, lang: str) -> str:
        """A journal that does not exist."""
        forms = {
            "en": ("Journal of {N}", "{N} Letters", "Annals of {N}", "International Journal of {N} and {N}", "{N} Research", "Archives of {N}", "European Journal of {N}", "{adj} {N}", "{N}", "Review of {N}", "{N} & {N}", "Asian J {N}", "J. {N}", "{N} Quarterly", "Bulletin of {N}", "Current Opinion in {N}", "Advances in {N}", "Trans. {N} Soc."),
            "de": ("Zeitschrift für {C}", "Archiv für {C}", "{C}", "Jahrbuch für {C}", "{C} und {C}", "Beiträge zur {C}", "{M}e", "Blätter für {C}", "Deutsche Zeitschrift für {C}", "Forum {C}", "Rundbrief {C}", "Informationsdienst {C}"),
            "pt": ("Revista Brasileira de {A}", "Cadernos de {A}", "{A}", "Revista de {A}", "Estudos de {A}", "Rev Bras {A}", "Boletim de {A}", "{A} em Revista", "{A} & {A}"),
            "es": ("Revista de {A}", "Cuadernos de {A}", "Estudios de {A}", "{A}", "Revista Latinoamericana de {A}", "Anales de {A}", "{A} y {A}"),
            "fr": ("Revue de {A}", "Cahiers de {A}", "Annales de {A}", "{A}", "Revue française de {A}", "Études de {A}"),
        }[lang]
        name = self.fill(str(self.pick(forms)), lang)
        return " ".join(word if len(word) < 4 or not word.islower() or lang == "de" else word.capitalize() for word in name.split()) if self.chance(0.8) else name[0].upper() + name[1:]

    def made_group(self, lang: str) -> str:
        """A body that does not exist."""
        forms = {
            "en": ("Ministry of {N}", "National Institute of {N}", "Department of {N}", "{N} Council", "International Society for {N}", "Committee on {N}", "{c} City Council", "Government of {c}", "National Bureau of {N}", "Working Group on {N}", "{N} Commission", "Office of {N}", "Institute for {N} (I{x})", "The {N} Trust", "{N} Development Team", "Association of {N} Professionals"),
            "de": ("Bundesministerium für {C}", "Institut für {C}", "Landesamt für {C}", "Stadt {c}", "Arbeitsgemeinschaft {C}", "Deutsche Gesellschaft für {C}", "Expertenkommission {C}", "Forschungsgruppe {C}", "Ministerium für {C} und {C}", "{x}"),
            "pt": ("Ministério da {A}", "Secretaria de {A}", "Conselho Nacional de {A}", "Instituto de {A}", "BRASIL. Ministério da {A}", "Associação Brasileira de {A}", "{x}"),
            "es": ("Ministerio de {A}", "Secretaría de {A}", "Instituto Nacional de {A}", "Consejo de {A}", "Gobierno de {c}", "{x}"),
            "fr": ("Ministère de la {A}", "Institut national de la {A}", "Conseil de la {A}", "{x}"),
        }[lang]
        letters = "".join(self.pick("ABCDEFGIKLMNOPRSTUW") for _ in range(self.pick((3, 4, 5))))
        text = str(self.pick(forms)).replace("{c}", self.place(lang).partition(",")[0]).replace("{x}", letters)
        text = self.fill(text, lang)
        return f"{text} ({letters})" if self.chance(0.12) else text

    def house(self, lang: str) -> tuple[str, str]:
        r = self.rng.random()
        if r < 0.33:
            return self.made_house(lang)
        if r < 0.48:
            return self.house_of(lang)[0], self.place(lang)
        return self.house_of(lang)

    def house_of(self, lang: str) -> tuple[str, str]:
        if self.houses and lang == "en" and self.chance(0.4):
            return self.pick(self.houses)  # type: ignore[no-any-return]
        house = self.pick(words(lang if self.chance(0.9) else "en")["publishers"])
        return house[0], house[1]

    def accessed(self) -> tuple[int, int, int]:
        return self.rng.randrange(2003, 2024), self.rng.randrange(1, 13), self.rng.randrange(1, 29)

    def url(self, lang: str) -> str:
        host = self.pick(words(lang)["sites"] if self.chance(0.7) else words("en")["sites"])
        tail = self.pick(("", "/", "/index.html", "/publications/{n}.pdf", "/en/{n}/", "/docs/report_{n}.pdf", "/data/view?id={n}", "/news/{n}/story-title", "/mediacentre/factsheets/fs{n}/en", "/download/{n}/file%20name.pdf"))
        scheme = self.pick(("http://", "https://", "")) if host.startswith("www") else self.pick(("http://", "https://"))
        return f"{scheme}{host}{tail.format(n=self.rng.randrange(10, 99999))}"

    def pages(self) -> tuple[str, str]:
        first = self.rng.randrange(1, 900)
        last = first + self.rng.randrange(1, 40)
        if self.chance(0.03):
            return self.pick((("xi", "xxv"), ("i", "vi"), ("v", "ix")))  # type: ignore[no-any-return]
        prefix = self.pick(("S", "e", "ii", "A", "W", "suppl", "L", "R", "D")) if self.chance(0.04) else ""
        return f"{prefix}{first}", f"{prefix}{last}"

    def doi(self) -> str:
        tail = self.pick(("j.{a}.{y}.{n}", "s{n}-{m}-{n}-x", "{a}/{n}", "978-3-{n}-{m}", "{a}.{n}", "journal.{a}.{n}", "S{m}-{m}({d}){n}-1"))
        letters = "".join(self.pick("abcdefghijklm") for _ in range(4))
        doi: str = f"10.{self.rng.randrange(1000, 9999)}/" + tail.format(a=letters, y=self.rng.randrange(1998, 2023), n=self.rng.randrange(10000, 999999), m=self.rng.randrange(1000, 9999), d=self.rng.randrange(10, 99))
        return doi

    def record(self, lang: str) -> Record:
        """One record of some kind in a language."""
        kind = self.rng.choices(KINDS, WEIGHTS[lang])[0]
        authors = self.people(lang, few=lang != "en" and kind != "journal")
        if kind in ("web", "report", "data", "standard", "legal") and self.chance(0.6):
            authors = (self.group(lang),)
        elif kind in ("book", "edited") and self.chance(0.08):
            authors = (self.group(lang),)
        month, day = self.rng.randrange(1, 13), self.rng.randrange(1, 29)
        record = Record(kind, authors, T=self.title(lang), year=self.year(), month=month, day=day if self.chance(0.6) else 0, lang=lang)
        record = self.completed(record, lang)
        return self.with_group(record, lang)

    def with_group(self, record: Record, lang: str = "en") -> Record:
        """Now and then a collaboration before or behind the people, a place behind a journal's name."""
        if record.authors and not record.authors[0].collab and self.chance(0.045):
            group = self.pick(words("en")["groups"] if self.chance(0.6) else words(lang)["collabs"])
            if self.chance(0.7):
                return replace(record, group=group)
            return replace(record, authors=(Person(collab=group), *record.authors))
        if record.kind == "journal" and record.S and self.chance(0.05) and "(" not in record.S:
            return replace(record, S=f"{record.S} ({self.pick(('Oxford', 'Basel', 'Lond', 'London', 'Bethesda', 'Milano', 'Phila Pa 1976', 'Berl', 'Rio J', 'Online', 'N Y', 'Paris', 'Tokyo', 'Copenh', 'Amst', 'Baltimore'))})")
        if record.kind == "journal" and self.chance(0.05):
            supplement = self.pick(("Suppl 1", "Suppl", "suppl 2", "Suppl. 3", "Supplement 1", "Suppl_1", "S1", "Pt 2", "Suppl C", "Spec No"))
            return replace(record, i=f"{record.i} {supplement}" if record.i and self.chance(0.4) else supplement)
        return record

    def completed(self, record: Record, lang: str) -> Record:
        """The fields that the kind of a record wants."""
        data, kind = words(lang), record.kind
        house, place = self.house(lang)
        first, last = self.pages()
        changes: dict[str, Any] = {}
        if kind in ("book", "chapter", "edited"):
            changes = {"P": house, "L": place, "e": self.pick(data["edition"]) if self.chance(0.25) else "", "R": self.pick(data["series"]) if self.chance(0.12) else ""}
            if self.chance(0.12):
                changes["v"] = self.pick(("1", "2", "3", "II", "12", "4"))
            if self.chance(0.1):
                changes["isbn"] = isbn(self.rng)
            if self.chance(0.15):
                changes["doi"] = self.doi()
            if kind != "chapter" and self.chance(0.2):
                changes["size"] = str(self.rng.randrange(60, 900))
            if kind == "book" and self.chance(0.1):
                changes["translators"] = (self.person(lang),)
        if kind == "chapter":
            changes |= {"S": self.title(lang), "editors": self.people(lang, few=True) if self.chance(0.85) else (), "fpage": first, "lpage": last}
        elif kind == "thesis":
            school, city = self.pick(data["universities"])
            if self.chance(0.5):
                city = self.place(lang)
                school = {"en": "University of {}", "de": "Universität {}", "pt": "Universidade Federal de {}", "es": "Universidad de {}", "fr": "Université de {}"}[lang].format(city.partition(",")[0].partition("/")[0])
            changes = {"th": self.pick(data["theses"]), "P": school, "L": city if self.chance(0.75) else "", "size": str(self.rng.randrange(60, 400)) if self.chance(0.3) else "", "authors": record.authors[:1]}
            if self.chance(0.2):
                changes["url"] = self.url(lang)
        elif kind == "report":
            changes = {"th": self.pick(data["report"]), "num": self.pick((str(self.rng.randrange(1, 999)), f"{self.rng.randrange(2000, 2020)}-{self.rng.randrange(1, 99):02d}", f"TR-{self.rng.randrange(10, 999)}", f"{self.rng.randrange(2000, 2020)}/{self.rng.randrange(1, 40)}", f"WHO/CDS/{self.rng.randrange(1999, 2020)}.{self.rng.randrange(1, 30)}")) if self.chance(0.7) else "", "P": house if self.chance(0.7) else record.authors[0].collab, "L": place}
            if self.chance(0.4):
                changes |= {"url": self.url(lang), "accessed": self.accessed() if self.chance(0.5) else None}
        elif kind == "web":
            changes = {"url": self.url(lang), "accessed": self.accessed() if self.chance(0.75) else None, "med": self.pick(data["medium"]) if self.chance(0.2) else "", "year": record.year if self.chance(0.7) else "", "authors": record.authors if self.chance(0.85) else ()}
            if self.chance(0.3):
                changes |= {"P": record.authors[0].collab or house, "L": place}
        elif kind == "conf":
            changes = {"S": self.fill(self.pick(data["conferences"]), lang), "fpage": first, "lpage": last, "cloc": self.pick(data["cities"]) if self.chance(0.5) else "", "cdate": self.conference_date(lang, record) if self.chance(0.4) else "", "P": house if self.chance(0.4) else "", "L": place if self.chance(0.3) else "", "R": self.pick(data["series"]) if self.chance(0.1) else "", "doi": self.doi() if self.chance(0.2) else ""}
            if lang == "en" and self.chance(0.25):
                changes["editors"] = self.people(lang, few=True)
        elif kind == "software":
            name = self.pick(data["software"])
            note = self.fill(self.pick(data["software_notes"]), lang)
            changes = {"T": f"{name}: {note}" if self.chance(0.7) else name, "ver": self.pick(("version 1.{n}", "R package version {n}.3-2", "Version 2.{n}", "v{n}.0", "Release {n}")).format(n=self.rng.randrange(0, 30)), "url": self.url("en") if self.chance(0.7) else "", "P": house if self.chance(0.3) else "", "L": place if self.chance(0.2) else "", "accessed": self.accessed() if self.chance(0.25) else None, "med": "[Computer software]" if self.chance(0.15) else ""}
        elif kind == "data":
            changes = {"P": self.pick(data["repositories"]), "T": ("Data from: " if self.chance(0.3) else "") + record.T, "med": self.pick(("[Dataset]", "[Data set]", "Dataset")) if self.chance(0.4) else "", "doi": self.doi() if self.chance(0.75) else "", "url": self.url("en") if self.chance(0.25) else "", "ver": "V1" if self.chance(0.15) else ""}
        elif kind == "newspaper":
            changes = {"S": self.pick(data["newspapers"]), "fpage": self.pick((first, f"A{self.rng.randrange(1, 30)}", "")), "url": self.url(lang) if self.chance(0.4) else "", "day": record.day or 12, "v": "", "authors": record.authors[:1] if self.chance(0.8) else ()}
        elif kind == "patent":
            changes = {"num": self.pick(("US {a},{b},{c}", "U.S. Patent No. {a},{b},{c}", "EP{a}{b}{c}A1", "WO {y}/{b}{c}", "US Patent {a}{b}{c}", "JP{y}-{b}{c}")).format(a=self.rng.randrange(2, 10), b=self.rng.randrange(100, 999), c=self.rng.randrange(100, 999), y=record.year[:4])}
        elif kind == "standard":
            body = self.pick(("ISO", "ASTM", "EN", "DIN", "IEEE Std", "ANSI/ASA", "ABNT NBR", "BS EN", "ISO/IEC"))
            changes = {"num": f"{body} {self.rng.randrange(100, 30000)}{self.pick((':' + record.year[:4], '-' + record.year[2:4], ''))}", "P": self.pick((house, record.authors[0].collab, "")), "L": place if self.chance(0.5) else ""}
        elif kind == "legal":
            changes = {"num": self.pick(("Public Law {a}-{b}", "{a} U.S. {b}", "Directive {y}/{b}/EC", "Lei nº {a}.{b}", "BGBl. I S. {b}", "Decreto n. {a}.{b}")).format(a=self.rng.randrange(5, 500), b=self.rng.randrange(10, 999), y=record.year[:4]), "url": self.url(lang) if self.chance(0.3) else "", "authors": record.authors if self.chance(0.5) else ()}
        elif kind == "journal":
            names = data.get("journals") or self.sources
            name = self.made_journal(lang) if self.chance(0.35) else self.pick(names if lang != "en" else self.sources)
            changes = {"S": name, "v": str(self.rng.randrange(1, 130)), "i": str(self.rng.randrange(1, 13)) if self.chance(0.75) else "", "fpage": first, "lpage": last, "doi": self.doi() if self.chance(0.3) else "", "url": self.url(lang) if self.chance(0.12) else "", "L": self.pick(data["cities"]) if lang in ("pt", "es") and self.chance(0.4) else ""}
            if changes["url"] and self.chance(0.7):
                changes["accessed"] = self.accessed()
        elif kind == "preprint":
            changes = {"S": self.pick(("bioRxiv", "medRxiv", "arXiv", "arXiv preprint", "SSRN Electronic Journal", "PeerJ Preprints")), "arxiv": f"{self.rng.randrange(8, 24):02d}{self.rng.randrange(1, 13):02d}.{self.rng.randrange(100, 20000):05d}" if self.chance(0.5) else "", "doi": self.doi() if self.chance(0.5) else "", "note": "preprint" if self.chance(0.2) else ""}
        if kind in ("journal", "book", "chapter") and self.chance(0.04):
            changes["note"] = self.pick(data["notes"])
        return replace(record, **changes)

    def conference_date(self, lang: str, record: Record) -> str:
        month = words(lang)["months"][record.month - 1]
        first = self.rng.randrange(1, 24)
        year = record.year[:4]
        form = self.pick(("{m} {a}–{b}", "{m} {a}-{b}, {y}", "{a}-{b} {m} {y}", "{a}–{b} {m}", "{m} {y}")) if lang == "en" else self.pick(("{a}-{b} {m} {y}", "{a} a {b} de {m} de {y}", "{a}.-{b}. {m} {y}"))
        return str(form.format(m=month, a=first, b=first + 3, y=year))


def isbn(rng: random.Random) -> str:
    """An ISBN-13 with its right check digit."""
    digits = [9, 7, 8, *(rng.randrange(10) for _ in range(9))]
    digits.append(-sum((3 if at % 2 else 1) * digit for at, digit in enumerate(digits)) % 10)
    text = "".join(map(str, digits))
    return f"{text[:3]}-{text[3]}-{text[4:8]}-{text[8:12]}-{text[12]}" if rng.random() < 0.7 else text
