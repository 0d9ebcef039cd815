"""How styles write people: order, initials, separators, et al."""

from __future__ import annotations

from dataclasses import replace

from .render import Names
from .templates import Templates


class PeopleStyles(Templates):
    """Draws the forms of lists of people."""

    def names(self, lang: str) -> Names:
        """How people are written."""
        r, pick = self.rng.random(), self.pick
        if self.rng.random() < 0.04:
            return self.rare_names(lang)
        if lang == "de":
            given = pick(("J.", "full", "full", "full", "J. C.", "J.C.")).replace("J.", "J. C.", 1) if r < 0.9 else "JC"
            given = "J. C." if given not in ("full", "J.C.", "JC") else given
            between = pick(("/", "; ", ", ", " / ", "/", "; "))
            last = (
                between
                if between.strip() in ("/", ";") and self.rng.random() < 0.85
                else pick((" und ", ", ", " & ", " und "))
            )
            return Names(
                pick(("all", "all", "all", "first", "first", "none")),
                given,
                ", ",
                between,
                last,
                last,
                False,
                pick((" u. a.", " et al.", " u.a.", ", et al.")),
                pick((1, 3)),
                pick((99, 99, 3)),
            )
        if lang in ("pt", "es") and r < 0.6:
            given = pick(("J. C.", "J.C.", "full", "J. C.", "JC"))
            between = pick(("; ", "; ", ", ", "; "))
            last = between if self.rng.random() < 0.6 else pick((" e ", " & ", " y ", "; ", ", & "))
            return Names(
                "all",
                given,
                ", " if given != "JC" else pick((" ", ", ")),
                between,
                last,
                last,
                self.rng.random() < (0.6 if lang == "pt" else 0.2),
                pick((" et al.", "; et al.", ", et al.", " e cols.")),
                pick((1, 3, 6)),
                pick((3, 6, 99)),
            )
        if r < 0.33:
            last = pick((", ", ", ", ", ", " and ", ", and "))
            return Names(
                "all",
                pick(("JC", "JC", "JC", "JC", "J C", "J.C.")),
                pick((" ", " ", " ", ", ")),
                ", ",
                last,
                last,
                self.rng.random() < 0.04,
                pick((", et al", ", et al.", " et al.", ", et al")),
                pick((3, 6, 6, 1)),
                pick((6, 99, 3)),
                "",
            )
        if r < 0.6:
            given = pick(("J. C.", "J.C.", "J. C.", "J.C.", "full", "JC"))
            between = pick((", ", ", ", "; ", ", "))
            last = pick((", & ", " & ", " and ", ", and ", ", ", between))
            return Names(
                "all",
                given,
                ", ",
                between,
                last,
                last.lstrip(",") if self.rng.random() < 0.5 else last,
                self.rng.random() < 0.05,
                pick((", et al.", " et al.")),
                pick((1, 3, 6)),
                pick((6, 99, 8)),
            )
        if r < 0.78:
            given = pick(("J. C.", "J.C.", "J. C.", "full", "J C", "full M."))
            last = pick((" and ", ", and ", " & ", ", ", ", & "))
            return Names(
                "none",
                given,
                ", ",
                ", ",
                last,
                pick((" and ", last)),
                self.rng.random() < 0.05,
                pick((" et al.", ", et al.", " et al.,")),
                pick((1, 3, 1)),
                pick((3, 6, 99)),
            )
        given = pick(("full", "full M.", "full", "J. C.", "J.C."))
        last = pick((", and ", " and ", " & ", ", "))
        return Names(
            pick(("first", "first", "all", "none")),
            given,
            ", ",
            pick((", ", ", ", "; ")),
            last,
            pick((last, " and ", ", and ")),
            False,
            pick((", et al.", " et al.")),
            pick((1, 3, 7)),
            pick((4, 99, 10)),
        )

    def rare_names(self, lang: str) -> Names:
        """German surnames alone ("Weber/Klein"), or given names in full behind a space ("WEBER Anna, KLEIN Karl")."""
        pick = self.pick
        if lang == "de" and self.rng.random() < 0.3:
            sign = pick(("/", " / "))
            return Names("all", "none", "", sign, sign, sign, False, " et al.", pick((1, 2)), pick((3, 99)))
        between = pick((", ", "; ", ", ", "/"))
        last = pick((between, " und " if lang == "de" else " and "))
        return Names(
            "all", "full", " ", between, last, last, self.rng.random() < 0.6, " et al.", pick((1, 3)), pick((3, 99))
        )

    def local_names(self, lang: str) -> Names:
        """The same with the "and" of a language."""
        names = self.names(lang)
        word = {"de": "und", "pt": "e", "es": "y", "fr": "et"}.get(lang, "and")
        if self.rng.random() < 0.75:
            names = replace(names, last=names.last.replace("and", word), last_two=names.last_two.replace("and", word))
        return names
