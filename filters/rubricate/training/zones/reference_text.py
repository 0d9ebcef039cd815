"""A reference as a printed string: the publisher's own where it has punctuation, else one set from its fields."""

from __future__ import annotations

import random

from lxml import etree

from .people import name_of
from .source import Person

FORMS = ("citation", "comma", "initials", "comma", "comma")
"""How each style sets a name, as `name_of` knows it."""


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(str(t) for t in element.itertext()).split()) if element is not None else ""


def reference_text(ref: etree._Element, seed: str) -> str:
    """The string of one `<ref>`; the style of a set one is the same for all of an article (`seed`)."""
    mixed = ref.find("mixed-citation")
    if mixed is None:
        mixed = ref.find("citation")
    if mixed is not None:
        own = (mixed.text or "") + "".join(child.tail or "" for child in mixed)
        if sum(own.count(mark) for mark in ".,;:()") >= 3 or len(mixed) == 0:
            return _text(mixed).strip(" ;,")
    fields = ref.find("element-citation")
    fields = fields if fields is not None else mixed
    return _set(fields, random.Random("style " + seed).randrange(5)) if fields is not None else ""


def _stop(text: str) -> str:
    return text if not text or text[-1] in ".?!" else text + "."


def _set(c: etree._Element, style: int) -> str:
    """Vancouver, APA, IEEE, Nature or Harvard."""
    names = []
    for name in c.iter("name"):
        person = Person(given=_text(name.find("given-names")), surname=_text(name.find("surname")))
        form = FORMS[style]
        names.append(name_of(person, form).strip(" ," if form == "comma" else None))
    names += [_text(collab) for collab in c.iter("collab")]
    names = [name for name in names if name][:12]
    people = ", ".join(names[:6]) + (", et al." if len(names) > 6 else "")
    title = _text(next(c.iterchildren("article-title"), c.find("chapter-title"))).rstrip(".")
    source, year, volume, issue = (_text(c.find(k)) for k in ("source", "year", "volume", "issue"))
    first, last = _text(c.find("fpage")) or _text(c.find("elocation-id")), _text(c.find("lpage"))
    pages = f"{first}–{last}" if last and last != first else first
    doi = next((_text(i) for i in c.iter("pub-id") if i.get("pub-id-type") == "doi"), "")
    maker = ", ".join(t for k in ("publisher-loc", "publisher-name") if (t := _text(c.find(k))))
    number = volume + (f"({issue})" if issue else "")
    if style in (1, 4):
        out = f"{people} ({year or 'n.d.'}). {_stop(title)} {source}{', ' + number if number else ''}{', ' + pages if pages else ''}. {maker}"
        out += f" https://doi.org/{doi}" if doi and style == 1 else ""
    elif style == 2:
        out = f"{people}, “{title},” {source}{', vol. ' + volume if volume else ''}{', no. ' + issue if issue else ''}{', pp. ' + pages if pages else ''}, {maker + ', ' if maker else ''}{year}."
    elif style == 3:
        out = f"{_stop(people)} {_stop(title)} {source} {volume}, {pages} ({year})."
    else:
        out = f"{_stop(people)} {_stop(title)} {_stop(source)} {maker + '; ' if maker else ''}{year}{';' + number if number else ''}{':' + pages if pages else ''}."
        out += f" doi: {doi}" if doi else ""
    return " ".join(out.split()).strip(" ,;")
