"""What a program may ask of the service: one table for each task, by which requests are read and OpenAPI is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from ..findings import Finding, RubricateError
from ..jats.references import FORMS
from ..packages import RECEIVERS
from ..reading.formats import BINARY, FORMATS
from ..validation.catalogue import grammar_versions
from ..validation.profile import profile_names
from .problems import error

YES = ("1", "true")
NO = ("0", "false")
LONGEST = 255
"""Characters of an option's value."""


class Option(NamedTuple):
    """A query parameter, and a field of the form. `values` are all there are; empty for any text of up to 255 characters."""

    name: str
    about: str
    values: tuple[str, ...] = ()
    default: str = ""
    needed: bool = False

    def schema(self) -> dict[str, Any]:
        """Its JSON schema."""
        told: dict[str, Any] = {"type": "string"}
        told |= {"enum": list(self.values)} if self.values else {"minLength": 1, "maxLength": LONGEST}
        return {**told, **({"default": self.default} if self.default else {})}

    def faults(self, values: Sequence[str]) -> list[Finding]:
        """What is wrong with the values that were given, if anything."""
        if len(values) > 1:
            return [error("bad-option", f"Unexpected {len(values)} values of {self.name}, expected one.")]
        for value in values:
            if self.values and value not in self.values:
                expected = ", ".join(self.values)
                return [error("bad-option", f"Unexpected {value[:80]!r} of {self.name}, expected one of {expected}.")]
            if not 0 < len(value) <= LONGEST:
                message = f"Unexpected {len(value)} characters of {self.name}, expected 1 to {LONGEST}."
                return [error("bad-option", message)]
        if self.needed and not values:
            return [error("bad-option", f"Unexpected request without {self.name}, expected it.")]
        return []


def _grammars() -> tuple[str, ...]:
    return tuple(f"{tag_set}-{version}" for tag_set, versions in grammar_versions().items() for version in versions)


NAME = Option("name", "The document's name; its ending tells the format: article.docx")
PROFILE = Option(
    "profile",
    "The rules that are asked beyond the grammar",
    tuple(profile_names()),
    "jats",
)
CONVERT = (
    NAME,
    Option("from", "The format, where the name does not tell it", tuple(sorted(set(FORMATS.values())))),
    Option("jats", "Version of JATS", ("1.2", "1.3", "1.4"), "1.3"),
    Option(
        "tag-set",
        "Journal Publishing or Archiving; without it, Publishing where its demands are met",
        ("publishing", "archiving"),
    ),
    Option(
        "citations",
        "Form of references: elements where sure, as printed and tagged in place, both in citation-alternatives, both side by side",
        FORMS,
    ),
    PROFILE,
    Option("media", "Whether pictures come in the answer, as base64", (*NO, *YES), "0"),
)
VALIDATE = (
    NAME,
    PROFILE,
    Option("grammar", "The grammar that judges, whatever the article names", _grammars()),
)
PACKAGE = (
    NAME,
    Option("for", "Who is to take it", tuple(RECEIVERS), needed=True),
    Option("draft", "Whether it is given also where the receiver would refuse it", (*NO, *YES), "0"),
)
FILES = {
    "journal": "Facts of the journal in YAML, as `rubricate init` writes them",
    "corrections": "Corrections in YAML, as the proof page writes them",
}
"""Further parts of the form of a conversion: a file, or a field with its text."""
TYPES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/x-tex": ".tex",
    "text/x-rst": ".rst",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
"""Media types of a document and the ending of a name that means the same."""
BYTES = "application/octet-stream"


def is_text(media_type: str) -> bool:
    """Whether a document of this media type is text."""
    return TYPES[media_type] in FORMATS and FORMATS[TYPES[media_type]] not in BINARY


def read_options(table: Sequence[Option], *given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The options of a request, from its query and its form. Raises RubricateError (`bad-option`), all faults at once."""
    names = [option.name for option in table]
    pairs = [pair for some in given for pair in some]
    faults: list[Finding] = []
    for name in dict.fromkeys(name for name, _ in pairs):
        if name not in names:
            near = get_close_matches(name, names, n=1)
            expected = near[0] if near else f"one of {', '.join(names)}"
            faults.append(error("bad-option", f"Unexpected option {name[:80]!r}, expected {expected}."))
    values = {option.name: [value for name, value in pairs if name == option.name] for option in table}
    for option in table:
        faults += option.faults(values[option.name])
    if faults:
        raise RubricateError(*faults)
    return {name: some[0] for name, some in values.items() if some}


def is_on(options: Mapping[str, str], name: str) -> bool:
    """Whether a yes-or-no option is on."""
    return options.get(name) in YES
