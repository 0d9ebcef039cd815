"""Templates of reference styles, drawn from the pieces of data/styles.toml."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from typing import TypeVar

from .invent import DATA, words

T = TypeVar("T")
PIECES: dict[str, list[str]] = tomllib.loads((DATA / "styles.toml").read_text(encoding="utf-8"))


class Chooser:
    """Draws from lists; the same seed draws the same."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.lang = "en"

    def pick(self, options: Sequence[T]) -> T:
        return options[self.rng.randrange(len(options))]


class Templates(Chooser):
    """Draws templates."""

    def template(self, kind: str, early: bool, head: str, title: str, tail: str, available: str, access: str) -> str:
        """The template of a kind: the style's head, title and tail around a middle drawn for it."""
        rng, pick = self.rng, self.pick
        link = f"[. {available}{{url}}{'>' if available.endswith('<') else ''}][{pick((', ', '. ', ' (', '; ', ' '))}{access}]"
        if link.count("(") > link.count(")"):
            link = link.replace(f" ({access}]", f" ({access})]")
        late = "" if early else pick(PIECES["common_0"])
        if kind == "journal":
            german, abnt = (
                self.lang == "de" and rng.random() < 0.7,
                self.lang in ("pt", "es") and not early and rng.random() < 0.55,
            )
            middle = (
                pick(PIECES["german"] if early else PIECES["german_late"])
                if german
                else pick(PIECES["abnt"])
                if abnt
                else pick(PIECES["journal_early"] if early else PIECES["journal_late"])
            )
            cue = (
                pick(words(self.lang)["cue_in"])
                if rng.random() < (0.55 if self.lang == "de" else 0.08 if self.lang != "en" else 0.02)
                else ""
            )
            if rng.random() < 0.05 and not early:
                return (
                    head
                    + title
                    + "{S} \\[Internet\\]. {date}[ "
                    + (access if "[" in access else f"\\[{access}\\]")
                    + "];{v}[({i})]:{p}[. "
                    + available.rstrip("<")
                    + "{url}]"
                )
            return head + title + cue + middle + _grouped(tail)
        if self.lang == "de" and kind in ("book", "chapter") and rng.random() < 0.6:
            middle = pick(PIECES[f"german_{kind}_{'early' if early else 'late'}"])
            return head + (title if kind == "chapter" else "") + middle + pick((".", ".", "", "[. {note}]."))
        if kind == "book":
            return head + pick(PIECES["book_early"] if early else PIECES["book_late"]) + pick(PIECES["book_0"])
        if kind == "edited":
            return (
                head.replace("{A}", pick(("{A} {M}", "{A}, {M}", "{A} {M}")))
                + pick(PIECES["book_early"] if early else PIECES["book_late"])
                + "."
            )
        if kind == "chapter":
            return (
                head
                + title
                + pick(PIECES["chapter_early"] if early else PIECES["chapter_late"])
                + pick((".", "", "[. https://doi.org/{doi}]", "."))
            )
        if kind == "thesis":
            middle = pick(PIECES["thesis_0"])
            return head + middle + late + pick((".", "[. {size} p]", "[. {size} f]", "")) + link
        if kind == "report":
            middle = pick(PIECES["report_0"])
            return head + middle + late + link + pick((".", ""))
        if kind == "web":
            middle = pick(PIECES["web_0"])
            return head + middle + late + link + pick((".", "", "."))
        if kind == "conf":
            cue = pick(PIECES["conf_0"])
            middle = pick(PIECES["conf_1"])
            if "{E}" in middle:
                middle = "[{E} (eds.), ]{S}[, {cloc}]"
            return (
                head
                + title
                + cue
                + middle
                + late
                + pick((", {G}{p}", ". {G}{p}", ":{p}", " ({G}{p})", ", {p}", ". {p}"))
                + pick((".", "", "[. doi:{doi}]"))
            )
        if kind == "software":
            middle = pick(PIECES["software_0"])
            return head + middle + late + link + pick((".", ""))
        if kind == "data":
            middle = pick(PIECES["data_0"])
            return head + middle + late + pick(PIECES["data_1"]) + link
        if kind == "newspaper":
            middle = pick(PIECES["newspaper_0"])
            late = "" if "{full}" in middle else late
            return head + title + middle + late + link + pick((".", ""))
        if kind == "patent":
            return head + pick(PIECES["patent_0"]) + late + pick((".", ""))
        if kind == "standard":
            return pick((head, "")) + pick(PIECES["standard_0"]) + late + pick((".", ""))
        if kind == "legal":
            return (
                pick((head, ""))
                + pick(("{T}, {num}", "{T}. {num}", "{num}. {T}", "{T} ({num})"))
                + late
                + link
                + pick((".", ""))
            )
        return (
            head
            + title
            + pick(("{S}", "{S}", "{S} {arxiv}", "{S}: {arxiv}", "{S}:{arxiv}"))
            + late
            + pick(("[, doi: {doi}]", "[. https://doi.org/{doi}]", ".", ""))
        )


def _grouped(tail: str) -> str:
    """A tail whose slots may be empty, as groups: ". doi: {doi}." is "[. doi: {doi}.]".

    >>> _grouped(". doi: {doi} PMID: {pmid}")
    '[. doi: {doi}][{pmid}]'
    """
    pieces = tail.split("{")
    if len(pieces) == 1:
        return tail
    out = ""
    for at, piece in enumerate(pieces[1:]):
        name, _, rest = piece.partition("}")
        before = pieces[0] if at == 0 else ""
        closed = rest in (")", ".")
        out += f"[{before}{{{name}}}{rest if closed else ''}]"
        if not closed and at == len(pieces) - 2:
            out += rest
    return out
