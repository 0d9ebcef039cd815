"""Publishers, journals and bodies that do not exist, and those that do."""

from __future__ import annotations

from .inventor import Parts, words
from .records import Person


class Bodies(Parts):
    """Draws the names of bodies."""

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
        forms = words(lang)["made_houses"]
        form = (
            str(self.pick(forms))
            .replace("{n}", name)
            .replace("{m}", self.pick(words(lang)["surnames"]))
            .replace("{c}", bare)
            .replace("{x}", self.pick(("FSC", "NESP", "SC", "FBA", "FPR")))
        )
        return self.fill(form, lang), city

    def made_journal(self, lang: str) -> str:
        """A journal that does not exist."""
        forms = words(lang)["made_journals"]
        name = self.fill(str(self.pick(forms)), lang)
        return (
            " ".join(
                word if len(word) < 4 or not word.islower() or lang == "de" else word.capitalize()
                for word in name.split()
            )
            if self.chance(0.8)
            else name[0].upper() + name[1:]
        )

    def made_group(self, lang: str) -> str:
        """A body that does not exist."""
        forms = words(lang)["made_groups"]
        letters = "".join(self.pick("ABCDEFGIKLMNOPRSTUW") for _ in range(self.pick((3, 4, 5))))
        text = str(self.pick(forms)).replace("{c}", self.place(lang).partition(",")[0]).replace("{x}", letters)
        text = self.fill(text, lang)
        return f"{text} ({letters})" if self.chance(0.12) else text

    def made_team(self) -> str:
        """A group of researchers that does not exist."""
        letters = "".join(self.pick("ABCDEFGIKLMNOPRSTUW") for _ in range(self.pick((3, 4, 5, 6))))
        form = self.pick(words("en")["teams"])
        text = str(form).replace("{x}", letters).replace("{f}", self.pick(words("fr")["A"]).capitalize(), 1)
        return self.fill(text.replace("{f}", self.pick(words("fr")["A"]).capitalize()), "en")

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

    def group(self, lang: str) -> Person:
        return Person(collab=self.made_group(lang) if self.chance(0.45) else self.pick(words(lang)["collabs"]))
