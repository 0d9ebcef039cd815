"""Styles of our own: drawn at random from the habits of many journals and languages."""

from __future__ import annotations

from dataclasses import replace

from .invent import words
from .people_styles import PeopleStyles
from .render import Names, Style
from .templates import PIECES

ABBREVIATED = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Maker(PeopleStyles):
    """Draws styles; the same seed draws the same ones."""

    def bare(self, number: int) -> Style:
        """Fields with nothing but spaces between, as data bases leave them: "Kim SA Lee K Title J Exa Med 2004 12 3 14 19"."""
        pick = self.pick
        names = Names("all", pick(("JC", "JC", "J C")), " ", " ", " ", " ", False, " et al", 6, pick((6, 99)), " ")
        journal = "{A} {T} " + pick(
            ("{S} {date} {v}[ {i}] {p}", "{S} {date} {v}[({i})] {p}", "{S} {date}[ {v}][ {i}][ {p}]")
        )
        book = "{A} {T} " + pick(("{L} {P} {date}", "{P} {L} {date}", "{date} {L} {P}", "{P} {date}"))
        tail = pick(("", "[ doi: {doi}]", "[ {doi}]", "[ PMID: {pmid}]"))
        templates: dict[str, tuple[str, ...]] = {"journal": (journal + tail,), "book": (book,)}
        return Style(f"bare-{number}", names, names, templates, "Y", pick((" ", " ", "-", "–")))

    def style(self, lang: str, number: int) -> Style:
        """One style for references in a language."""
        data, rng, pick = words(lang), self.rng, self.pick
        self.lang = lang
        if lang == "en" and rng.random() < 0.035:
            return self.bare(number)
        early = rng.random() < (0.75 if lang == "de" else 0.4 if lang != "pt" else 0.25)
        names = replace(
            self.local_names(lang),
            group=pick((". ", ". ", ", ", "; ", ", for ", " on behalf of ", " for ", ", and ")),
            particle_last=rng.random() < (0.6 if lang == "pt" else 0.25),
        )
        editors = (
            names if rng.random() < 0.4 else replace(names, inverted="none" if rng.random() < 0.7 else names.inverted)
        )
        head = pick(PIECES["heads_early" if early else "heads_late"])
        title = pick(PIECES["titles"])
        if names.given == "JC" and "{A}, " in head and rng.random() < 0.7:
            head = head.replace("{A}, ", "{A}. ")
        cues = {
            "{V}": pick(data["volume"]), "{N}": pick(data["issue"]), "{G}": pick(data["page"]), "{I}": pick(data["cue_in"]), "{M}": pick(data["ed_many"]),
            "{I2}": pick(("ed. by ", "eds ", "ed. ", "edited by ")),
        }  # fmt: skip
        access, available = pick(data["accessed"]), pick(data["available"])
        tail = pick(PIECES["tails"])
        if lang != "en" and rng.random() < 0.5:
            tail = pick((".", ".", "", "."))
        templates = {}
        titleless = rng.random() < (0.09 if lang == "en" else 0.03)
        for kind in (
            "journal",
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
            "preprint",
            "edited",
        ):
            quoted = f"[{title}]"
            found = [self.template(kind, early, head, quoted, tail, available, access) for _ in range(3)]
            if kind == "journal" and titleless:
                found = [template.replace(quoted, "") for template in found]
            templates[kind] = tuple(self.cued(template, cues) for template in found)
            found = [self.template(kind, False, "", quoted, tail, available, access) for _ in range(3)]
            templates[kind + "-"] = tuple(self.cued(template, cues) for template in found)
        months = tuple(data["months"])
        if "short_months" in data and rng.random() < 0.6:
            months = tuple(data["short_months"])
        elif lang == "en" and rng.random() < 0.5:
            months = tuple(ABBREVIATED)
        date = (
            pick(("Y", "Y", "Y", "Y", "Y Month", "Y Month D", "Y, Month", "Month Y", "Y, Month D", "D Month Y"))
            if not early
            else pick(("Y", "Y", "Y", "Y", "Y", "Y, Month D", "Y, Month"))
        )
        if lang == "de" and rng.random() < 0.12:
            date = pick(("DD.MM.YY", "D.MM.YY", "D. Month Y"))
        dash = pick(("–", "–", "–", "-", "-", " - ", "—", "--", "‐", "– ")) if rng.random() < 0.95 else "−"
        return Style(
            f"made-{lang}-{number}",
            names,
            editors,
            templates,
            date,
            dash,
            rng.random() < 0.2,
            pick(data["access_forms"]),
            months,
            pick(("title", "title", "books", "books", "books", *[""] * 8)) if lang in ("en", "fr") else "",
            lang,
        )

    def cued(self, template: str, cues: dict[str, str]) -> str:
        for slot, text in cues.items():
            template = template.replace(slot, text)
        return template
