"""Styles of our own: drawn at random from the habits of many journals and languages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from .invent import words
from .render import Names, Style

T = TypeVar("T")
ABBREVIATED = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
HEADS = {
    "early": ("{A} ({date}). ", "{A} ({date}) ", "{A} ({date}): ", "{A}, {date}. ", "{A}. {date}. ", "{A} {date}. ", "{A}, {date}: ", "{A} ({date}), ", "{A}. ({date}). ", "{A}. ({date}) ", "{A} {date} ",
              "{A}, ({date}) ", "{A} \\[{date}\\] ", "{A} ({date}) – ", "{A}; {date}. "),
    "late": ("{A}. ", "{A}, ", "{A}: ", "{A} ", "{A}; ", "{A} - ", "{A}. "),
}  # fmt: skip
TITLES = ("{T}. ", "{T}. ", "{T}. ", "{T}, ", "“{T}.” ", "“{T},” ", "\"{T}\", ", "'{T}', ", "‘{T}’, ", "„{T}“. ", "{T}; ", "{T} ", "{T}: ", "“{T}”, ", "\"{T}.\" ", "«{T}», ", "{T}.", "''{T},'' ")
JOURNAL_EARLY = (
    "{S} {v}[({i})]:{p}", "{S}, {v}[({i})], {p}", "{S} {v}[({i})], {p}", "{S} {v}[ ({i})]: {p}", "{S}. {v}[({i})]: {p}", "{S}, {V}{v}[, {N}{i}], {G}{p}", "{S}, {v}: {p}", "{S} {v}, {p}", "{S} {v}: {p}",
    "{S}. {v}:{p}", "{S}, {v}[({i})]: {G}{p}", "{S} {V}{v}[ {N}{i}] {G}{p}", "{S}, {v}[/{i}], {G}{p}", "{S} {v}[/{i}]: {p}", "{S}, {v}[.{i}]: {p}", "{S}[ ({i})], {G}{p}", "{S} {v}[.{i}], {p}", "{S}; {v}[({i})]: {p}",
    "{S} , {v} , {p}", "{S}, {p}",
)  # fmt: skip
JOURNAL_LATE = (
    "{S}. {date};{v}[({i})]:{p}", "{S} {date};{v}[({i})]:{p}", "{S} {date}; {v}[({i})]: {p}", "{S}. {date}; {v}[({i})]:{p}", "{S} {v}, {p} ({date})", "{S} {v}[({i})], {p} ({date})", "{S} {v}[({i})]:{p}, {date}",
    "{S}, {V}{v}[, {N}{i}], {G}{p}, {date}", "{S} {v} ({date}) {p}", "{S} {v} ({date}): {p}", "{S}, {v}[({i})] ({date}), {p}", "{S} {v}[, {N}{i}] ({date}): {p}", "{S} {v}[.{i}] ({date}): {p}", "{S} {date}, {v}, {p}", "{S}, {date}, {v}[({i})]: {p}",
    "{S}, v.{v}[, n.{i}], p.{p}, {date}", "{S}, {L}, v. {v}[, n. {i}], p. {p}, {date}", "{S} {date} {v} {p}", "{S}. {v}[({i})], {p} ({date})", "{S} {v} {p} {date}", "{S} ({date}) {v}[({i})]: {p}", "{S} {v}[:{i}] ({date}) {p}",
    "{S} {v}, {date}, {G}{p}", "{S} {date} {v}[({i})] {p}", "{S}, {v}. Jg., [{N}{i}, ]{G}{p}", "{S}, {v}[, {N}{i}], {date}, {G}{p}", "{S}. Vol. {v}[. No. {i}]. {date}. pp. {p}", "{S}, {date}[, {i}], {p}", "{S}.{date};{v}[({i})]:{p}",
    "{S}. ({date});{v}[({i})]:{p}", "{S}. {date}[, {v}][({i})], {p}", "{S}, tom. {v}[, {N}{i}], {date}, {G}{p}", "{S} , {date} , {v}[ ( {i} ) ] : {p}", "{S}. {date}; {v}[ ({i}) ]: {p}",
)  # fmt: skip
TAILS = (".", ".", ".", "", ". doi: {doi}", ". doi:{doi}.", ". https://doi.org/{doi}", ", doi:{doi}.", ". DOI: {doi}", ". doi: {doi} PMID: {pmid}", ". PMID: {pmid}", " doi: {doi}. PubMed PMID: {pmid}.", ". http://dx.doi.org/{doi}", ". Available: {url}",
         ". doi: {doi} \\[PubMed\\]", ". \\[PubMed\\] \\[CrossRef\\] \\[Google Scholar\\]", " (doi:{doi})", " \\[{doi}\\]", ". {note}.", " ({note})", ". Epub {acc}.", ". arXiv:{arxiv}", ", arXiv:{arxiv} \\[hep-th\\]", " \\[arXiv:{arxiv}\\].", ". {pmc}.", ". PMCID: {pmc}")  # fmt: skip
BOOK_EARLY = (
    "{T}[ ({e})]. {L}: {P}", "{T}[, {e}]. {P}, {L}", "{T}[, {e}]. {P}", "{T}[ ({e})]. {P}: {L}", "{T}. [{e}. ]{L}: {P}", "{T}, [{e}, ]{L}: {P}", "{T}. {L}", "{T}[ ({e})][ ({V}{v})]. {L}, {P}", "{T}[, {e}] ({P}, {L})", "{T}. [{e}. ]{L}, {P}", "{T} ({L}: {P})",
    "{T}, {L}", "{T}, [{e}, ]{P}, {L}", "{T}[, {R}]. {L}: {P}", "{T} ({R}). {L}: {P}", "{T}. {P}, {L}[, {size} pp]", "{T}. {L}: {P}[, {size} p]", "{T}", "{T}. {P}",
)  # fmt: skip
BOOK_LATE = (
    "{T}[. {e}]. {L}: {P}; {date}", "{T}[, {e}]. {P}, {L}, {date}", "{T}. [{e}. ]{L}: {P}, {date}", "{T}[, {e}] ({P}, {L}, {date})", "{T}[, {e}], {P}, {date}", "{T}. {P} {L}, {date}", "{T}. {L}: {P}; {date}. {size} p", "{T}[, {e}], {L} {date}", "{T}. {L} {date}",
    "{T} ({L}: {P}, {date})", "{T}. [{e}. ]{L}: {P}; {date}. p. {p}", "{T}[. {R}]. {L}: {P}; {date}", "{T}. Tradução {X}. [{e}. ]{L}: {P}, {date}", "{T}[, {V}{v}] ({P}, {date})", "{T}[, {V}{v}]. {P}, {L} {date}", "{T}. {P}. {date}", "{T}. {P}, {date}. {size} p",
    "{T}. {L}: {P}, {date}. ({R}[, {v}])", "{T}[, {e}], {P}: {L}, {date}", "{T}. [{e}]. {L}: {P}; {date}. ISBN: {isbn}", "{T}[ ({e})] {P}; {date}", "{T}. {P}; {date}",
)  # fmt: skip
CHAPTER_EARLY = (
    "{I}{E} {M}. {S}[, {e}]. {L}: {P}, {G}{p}", "{I}{S}[, {e}] ({G}{p}). {L}: {P}", "{I}{E} {M}, {S} ({G}{p}). {L}: {P}", "{I}{E} {M}: {S}. {L}: {P}, {G}{p}", "{I}{E} {M}: {S}. {L}, {G}{p}", "{I}{S}, ed. {E}, {G}{p}. {L}: {P}", "{I}{S} ({I2}{E}), {G}{p}. {P}, {L}",
    "{I}{E} {M} {S}. {P}, {L}, {G}{p}", "{I}{S} {E} {M} {G}{p}. {P}, {L}", "{I}{S} edited by {E}, {p}. {L}: {P}", "{I}{E} {M}: {S}. {L}: {P}. {G}{p}", "{I}{E} {M}, {S}, {V}{v}, {G}{p}. {L}: {P}", "{I}{E} {M}: {S}. {R}. {L}: {P}, {G}{p}", "{I}{S}. {P}, {L}, {G}{p}",
    "{I}{E}: {S}. {L}: {P}, {G}{p}", "{I}{S}. {E} {M}. {P}. {L}. {G}{p}",
)  # fmt: skip
CHAPTER_LATE = (
    "{I}{E}, {M}. {S}[. {e}]. {L}: {P}; {date}. {G}{p}", "{I}{S}, {E} {M} ({P}, {L}, {date}), {G}{p}", "{I}{E} {M}, {S}, {P}, {L}, {date}, {G}{p}", "{I}{S}. {L}: {P}, {date}. p. {p}", "{I}{E} {M}. {S}. {L}: {P}, {date}, {G}{p}", "{I}{S}, {G}{p}. {P}, {date}",
    "{I}{S}: {P}; {date}. {G}{p}", "{I}{E} {M}: {S}. {L}: {P} {date}, {G}{p}", "{I}{S}, {V}{v}, {E} {M}, {P}, {date}, {G}{p}", "{I}{S}, {E} ({M}), {P}, {L}, {G}{p} ({date})", "{I}{E} {M}: {S}. {L}, {date}, {G}{p}", "{I}{S} ({M} {E}) {p} ({P}, {date})",
    "{I}{S}. {R}, {V}{v}. {P}, {L}; {date}. {G}{p}", "{S}. {L}: {P}; {date} {G}{p}", "{I}{E} {M}. {S}. [{e}. ]{L}: {P}; {date}:{p}",
)  # fmt: skip


GERMAN = (
    "{S}, Jg. {v}[, H. {i}], S. {p}", "{S} {v}[ ({i})], S. {p}", "{S} {v}[/{i}], S. {p}", "{S}[, H. {i}], S. {p}", "{S} {v}: {p}", "{S}, {v}. Jg.[, H. {i}], S. {p}", "{S}, {v}[ ({i})], {p}", "{S}, Bd. {v}, S. {p}", "{S}. {v}. Jg.[ Heft {i}]. S. {p}",
    "{S}, {v}. Jg.[, Nr. {i}], S. {p}", "{S} {v}[, {i}]: {p}", "{S}, Heft {i}, S. {p}", "{S} {i}, S. {p}", "{S}[ {i}/{y}], S. {p}", "{S} {v}[, Heft {i}], {p}", "{S}, {v}[, H. {i}]: {p}", "{S} Jg. {v}[, H. {i}], {p}", "{S}, Vol. {v}[, No. {i}], S. {p}", "{S}, Nr. {i}, S. {p}",
    "{S} {v}[, Nr. {i}]. S. {p}", "{S} Bd. {v}[ H. {i}]: {p}",
)  # fmt: skip
GERMAN_LATE = ("{S} {v} ({date})[, H. {i}], S. {p}", "{S} {v} ({date})[ {i}], S. {p}", "{S}, {v}. Jg. ({date})[, H. {i}], S. {p}", "{S}, Jg. {v}[, H. {i}], {date}, S. {p}", "{S}, H. {i}/{date}, S. {p}", "{S}, {i}/{date}, S. {p}", "{S} {v}/{date}[, H. {i}], S. {p}", "{S} {v} ({date}), S. {p}", "{S} {date}[, H. {i}], S. {p}")
ABNT = ("{S}[, {L}], v. {v}[, n. {i}], p. {p}, {date}", "{S}[, {L}], v.{v}[, n.{i}], p.{p}, {date}", "{S}[, {L}], v. {v}[, n. {i}], {date}", "{S}[, {L}, ] vol. {v}[, n. {i}], {date}, p. {p}", "{S}[. {L}], {v}[({i})]: {p}, {date}", "{S}[, {L}], {v}[({i})]:{p}, {date}")


class Maker:
    """Draws styles; the same seed draws the same ones."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.lang = "en"

    def pick(self, options: Sequence[T]) -> T:
        return options[self.rng.randrange(len(options))]

    def names(self, lang: str) -> Names:
        """How people are written."""
        r, pick = self.rng.random(), self.pick
        if lang == "de":
            given = pick(("J.", "full", "full", "J. C.", "J.C.")).replace("J.", "J. C.", 1) if r < 0.9 else "JC"
            given = "J. C." if given not in ("full", "J.C.", "JC") else given
            between = pick(("/", "; ", ", ", " / ", "/", "; "))
            last = between if between.strip() in ("/", ";") and self.rng.random() < 0.85 else pick((" und ", ", ", " & ", " und "))
            return Names(pick(("all", "all", "all", "first", "first", "none")), given, ", ", between, last, last, False, pick((" u. a.", " et al.", " u.a.", ", et al.")), pick((1, 3)), pick((99, 99, 3)))
        if lang in ("pt", "es") and r < 0.6:
            given = pick(("J. C.", "J.C.", "full", "J. C.", "JC"))
            between = pick(("; ", "; ", ", ", "; "))
            last = between if self.rng.random() < 0.6 else pick((" e ", " & ", " y ", "; ", ", & "))
            return Names("all", given, ", " if given != "JC" else pick((" ", ", ")), between, last, last, self.rng.random() < (0.6 if lang == "pt" else 0.2), pick((" et al.", "; et al.", ", et al.", " e cols.")), pick((1, 3, 6)), pick((3, 6, 99)))
        if r < 0.33:
            last = pick((", ", ", ", ", ", " and ", ", and "))
            return Names("all", pick(("JC", "JC", "JC", "JC", "J C", "J.C.")), pick((" ", " ", " ", ", ")), ", ", last, last, self.rng.random() < 0.04, pick((", et al", ", et al.", " et al.", ", et al")), pick((3, 6, 6, 1)), pick((6, 99, 3)), "")
        if r < 0.6:
            given = pick(("J. C.", "J.C.", "J. C.", "J.C.", "full", "JC"))
            between = pick((", ", ", ", "; ", ", "))
            last = pick((", & ", " & ", " and ", ", and ", ", ", between))
            return Names("all", given, ", ", between, last, last.lstrip(",") if self.rng.random() < 0.5 else last, self.rng.random() < 0.05, pick((", et al.", " et al.")), pick((1, 3, 6)), pick((6, 99, 8)))
        if r < 0.78:
            given = pick(("J. C.", "J.C.", "J. C.", "full", "J C", "full M."))
            last = pick((" and ", ", and ", " & ", ", ", ", & "))
            return Names("none", given, ", ", ", ", last, pick((" and ", last)), self.rng.random() < 0.05, pick((" et al.", ", et al.", " et al.,")), pick((1, 3, 1)), pick((3, 6, 99)))
        given = pick(("full", "full M.", "full", "J. C.", "J.C."))
        last = pick((", and ", " and ", " & ", ", "))
        return Names(pick(("first", "first", "all", "none")), given, ", ", pick((", ", ", ", "; ")), last, pick((last, " and ", ", and ")), False, pick((", et al.", " et al.")), pick((1, 3, 7)), pick((4, 99, 10)))

    def local_names(self, lang: str) -> Names:
        """The same with the "and" of a language."""
        names = self.names(lang)
        word = {"de": "und", "pt": "e", "es": "y", "fr": "et"}.get(lang, "and")
        if self.rng.random() < 0.75:
            names = replace(names, last=names.last.replace("and", word), last_two=names.last_two.replace("and", word))
        return names

    def style(self, lang: str, number: int) -> Style:
        """One style for references in a language."""
        data, rng, pick = words(lang), self.rng, self.pick
        self.lang = lang
        early = rng.random() < (0.75 if lang == "de" else 0.4 if lang != "pt" else 0.25)
        names = replace(self.local_names(lang), group=pick((". ", ". ", ", ", "; ", ", for ", " on behalf of ", " for ", ", and ")), particle_last=rng.random() < (0.6 if lang == "pt" else 0.25))
        editors = names if rng.random() < 0.4 else replace(names, inverted="none" if rng.random() < 0.7 else names.inverted)
        head = pick(HEADS["early" if early else "late"])
        title = pick(TITLES)
        if names.given == "JC" and "{A}, " in head and rng.random() < 0.7:
            head = head.replace("{A}, ", "{A}. ")
        cues = {
            "{V}": pick(data["volume"]), "{N}": pick(data["issue"]), "{G}": pick(data["page"]), "{I}": pick(data["cue_in"]), "{M}": pick(data["ed_many"]),
            "{I2}": pick(("ed. by ", "eds ", "ed. ", "edited by ")),
        }  # fmt: skip
        access, available = pick(data["accessed"]), pick(data["available"])
        tail = pick(TAILS)
        if lang != "en" and rng.random() < 0.5:
            tail = pick((".", ".", "", "."))
        templates = {}
        titleless = rng.random() < 0.05
        for kind in ("journal", "book", "chapter", "thesis", "report", "web", "conf", "software", "data", "newspaper", "patent", "standard", "legal", "preprint", "edited"):
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
        date = pick(("Y", "Y", "Y", "Y", "Y Month", "Y Month D", "Y, Month", "Month Y", "Y, Month D", "D Month Y")) if not early else pick(("Y", "Y", "Y", "Y", "Y", "Y, Month D", "Y, Month"))
        if lang == "de" and rng.random() < 0.12:
            date = pick(("DD.MM.YY", "D.MM.YY", "D. Month Y"))
        dash = pick(("–", "–", "–", "-", "-", " - ", "—", "--", "‐", "– ")) if rng.random() < 0.95 else "−"
        return Style(f"made-{lang}-{number}", names, editors, templates, date, dash, rng.random() < 0.2, pick(data["access_forms"]), months, "title" if rng.random() < 0.15 else "", lang)

    def cued(self, template: str, cues: dict[str, str]) -> str:
        for slot, text in cues.items():
            template = template.replace(slot, text)
        return template

    def template(self, kind: str, early: bool, head: str, title: str, tail: str, available: str, access: str) -> str:
        """The template of a kind: the style's head, title and tail around a middle drawn for it."""
        rng, pick = self.rng, self.pick
        link = f"[. {available}{{url}}{'>' if available.endswith('<') else ''}][{pick((', ', '. ', ' (', '; ', ' '))}{access}]"
        if link.count("(") > link.count(")"):
            link = link.replace(f" ({access}]", f" ({access})]")
        late = "" if early else pick((", {date}", " ({date})", "; {date}", ". {date}", ", {date}", ": {date}"))
        if kind == "journal":
            german, abnt = self.lang == "de" and rng.random() < 0.7, self.lang in ("pt", "es") and not early and rng.random() < 0.55
            middle = pick(GERMAN if early else GERMAN_LATE) if german else pick(ABNT) if abnt else pick(JOURNAL_EARLY if early else JOURNAL_LATE)
            cue = pick(words(self.lang)["cue_in"]) if rng.random() < (0.55 if self.lang == "de" else 0.08 if self.lang != "en" else 0.02) else ""
            if rng.random() < 0.05 and not early:
                return head + title + "{S} \\[Internet\\]. {date}[ " + (access if "[" in access else f"\\[{access}\\]") + "];{v}[({i})]:{p}[. " + available.rstrip("<") + "{url}]"
            return head + title + cue + middle + _grouped(tail)
        if kind == "book":
            return head + pick(BOOK_EARLY if early else BOOK_LATE) + pick(("[. https://doi.org/{doi}]", "[. ISBN {isbn}]", "", ".", ".", "[. doi: {doi}]"))
        if kind == "edited":
            return head.replace("{A}", pick(("{A} {M}", "{A}, {M}", "{A} {M}"))) + pick(BOOK_EARLY if early else BOOK_LATE) + "."
        if kind == "chapter":
            return head + title + pick(CHAPTER_EARLY if early else CHAPTER_LATE) + pick((".", "", "[. https://doi.org/{doi}]", "."))
        if kind == "thesis":
            middle = pick(("{T}[ ({th})]. {P}[, {L}]", "{T}. {th}. [{L}: ]{P}", "{T}. {th}, {P}[, {L}]", "{T} \\[{th}\\]. [{L}: ]{P}", "“{T}.” {th}, {P}", "{T} ({th}, {P}[, {L}])", "{T}. {th}, {P}", "{T}. {th} - {P}[, {L}]", "{T}, {th}, {P}, {L}", "{P}, {th}. {T}"))
            return head + middle + late + pick((".", "[. {size} p]", "[. {size} f]", "") ) + link
        if kind == "report":
            middle = pick(("{T}[ ({th} {num})]. {L}: {P}", "{T}. {th}[ {num}]. {P}[, {L}]", "{T}. [{th} {num}. ]{L}: {P}", "{T}, {th}[ {num}], {P}", "{T}. {P}", "{T}. {th}[ no. {num}]. {P}", "{T}[. {th}, {num}]. {P}, {L}"))
            return head + middle + late + link + pick((".", ""))
        if kind == "web":
            middle = pick(("{T}[. {med}]", "{T}[ {med}]", "{T}[ {med}]", "{T}[. {L}: {P}]", "{T}[. {P}]", "“{T}”", "{T}[ {med}]. {P}"))
            return head + middle + late + link + pick((".", "", "."))
        if kind == "conf":
            cue = pick(("In: ", "In ", "", "in ", "Paper presented at the ", "Presented at: ", "In: "))
            middle = pick(("{S}[, {cloc}][, {cdate}]", "{S}[; {cdate}][; {cloc}]", "{S}[, {cdate}][, {cloc}]", "{S}[ ({cloc}, {cdate})]", "{E} (eds.), {S}", "{S}[ ({P}, {L})]", "{S}[, {cloc}]. {P}", "{S}[. {R}]. {L}: {P}", "{S}, ser. {R}"))
            if "{E}" in middle:
                middle = "[{E} (eds.), ]{S}[, {cloc}]"
            return head + title + cue + middle + late + pick((", {G}{p}", ". {G}{p}", ":{p}", " ({G}{p})", ", {p}", ". {p}")) + pick((".", "", "[. doi:{doi}]"))
        if kind == "software":
            middle = pick(("{T}[ ({ver})][. {med}]", "{T}. {ver}", "{T}[ {med}], {ver}", "{T}. {P}[, {L}]", "{T}, {ver}[. {P}]", "{T}. {ver}. [{P}, {L}]"))
            return head + middle + late + link + pick((".", ""))
        if kind == "data":
            middle = pick(("{T}[. {med}]. {P}", "{T} {med}. {P}", "{T}[ {med}], {P}", "{T}. {P}[, {ver}]", "“{T}”, {P}[, {ver}]"))
            return head + middle + late + pick(("[. https://doi.org/{doi}]", "[, doi: {doi}]", "[. {doi}]")) + link
        if kind == "newspaper":
            middle = pick(("{S}[, {G}{p}]", "{S}", "In: {S}[, {G}{p}]", "{S}[, section {p}]"))
            return head + title + middle + late + link + pick((".", ""))
        if kind == "patent":
            return head + pick(("{T}. {num}", "{T}, {num}", "{num}. {T}", "{T} ({num})", "{T}. Patent {num}")) + late + pick((".", ""))
        if kind == "standard":
            return pick((head, "")) + pick(("{num}. {T}[. {L}: {P}]", "{num}: {T}[, {P}]", "{T} ({num})[. {P}, {L}]", "{num} {T}")) + late + pick((".", ""))
        if kind == "legal":
            return pick((head, "")) + pick(("{T}, {num}", "{T}. {num}", "{num}. {T}", "{T} ({num})")) + late + link + pick((".", ""))
        return head + title + pick(("{S}", "{S}", "{S} {arxiv}", "{S}: {arxiv}", "{S}:{arxiv}")) + late + pick(("[, doi: {doi}]", "[. https://doi.org/{doi}]", ".", ""))


def _grouped(tail: str) -> str:
    """A tail whose slots may be empty, as groups."""
    out, at = "", 0
    pieces = tail.split("{")
    if len(pieces) == 1:
        return tail
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}")
        before = pieces[0] if at == 0 else ""
        out += f"[{before}{{{name}}}{rest if rest in (')', '.') else ''}]" + ("" if rest in (")", ".") else rest and f"{rest}" if "{" not in rest and at == len(pieces) - 2 else "")
        at += 1
    return out
