"""The DOCTYPE and the entities of an XML text, dealt with before a parser sees them.

A DOCTYPE that declares entities is refused: they can read files and fill the memory. Named characters (&alpha;) become
numbers, taken from the bundled list; all else that looks like an entity is a finding with its line and column.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .findings import Finding, Place, RubricateError, Severity
from .schemas import schema_bytes
from .xml_decode import place_at

CHARACTERS = "rubricate-characters.ent"
MAX_FAULTS = 20
PREDEFINED = frozenset({"amp", "lt", "gt", "apos", "quot"})
# An entity that is neither a number nor one of the five of XML itself.
NAMED_ENTITY = re.compile(r"&(?!#|amp;|lt;|gt;|quot;|apos;)")
# What matters in content: `<!--`, `<![CDATA[`, `<?`, and an entity such as `&alpha;`.
MARKUP_OR_ENTITY = re.compile(r"<!--|<!\[CDATA\[|<\?|&([A-Za-z][\w.-]{0,63});")
# What matters in a DOCTYPE.
DOCTYPE_PART = re.compile(r"""<!--|<\?|<!\[|<![A-Z]+|%|["'\[\]>]""")
CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", '"': '"', "'": "'"}
ENTITY = re.compile(r'<!ENTITY ([\w.-]+) "([^"]*)">')  # a line of the bundled list


def read_doctype(text: str, name: str = "") -> tuple[int, bool]:
    """Where the content of an XML text begins, and whether a DOCTYPE names an external DTD.

    Raises RubricateError where the DOCTYPE declares anything: `entity-declaration`, `internal-subset`.
    """
    at = skip_asides(text, 0)
    return _doctype_end(text, at, name) if text.startswith("<!DOCTYPE", at) else (at, False)


def resolve_characters(text: str, start: int, external: bool, name: str = "") -> str:
    """`text` with its named characters written as numbers; comments, CDATA and instructions stay as they are.

    `external` says that a DOCTYPE names a DTD (without one a named character is not XML).
    Raises RubricateError (`unknown-entity`, one finding each).
    """
    if NAMED_ENTITY.search(text, start) is None:
        return text
    pieces, faults, done, at = [], [], 0, start
    while match := MARKUP_OR_ENTITY.search(text, at):
        at = match.end()
        entity = match[1]
        if entity is None:
            at = skip(text, match[0], at)
        elif entity not in PREDEFINED:
            known = _characters().get(entity, "")
            if not known or not external:
                faults.append(_unknown_entity(place_at(text, match.start(), name), entity, known))
                if len(faults) == MAX_FAULTS:
                    break
            pieces += [text[done : match.start()], known]
            done = at
    if faults:
        raise RubricateError(*faults)
    return "".join([*pieces, text[done:]])


def skip_asides(text: str, at: int) -> int:
    """The first offset from `at` on that is neither in white space nor in a comment or instruction."""
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text.startswith(("<?", "<!--"), at):
            opener = "<?" if text[at + 1] == "?" else "<!--"
            at = skip(text, opener, at + len(opener))
        else:
            break
    return at


def skip(text: str, opener: str, at: int) -> int:
    """The offset after what closes `opener`; the end of the text where nothing does."""
    found = text.find(CLOSERS[opener], at)
    return len(text) if found < 0 else found + len(CLOSERS[opener])


def entity_declaration(place: Place) -> Finding:
    """The finding for a DOCTYPE that declares entities."""
    message = "Unexpected entity declaration in the DOCTYPE, expected none"
    suggestion = "Replace the entities by their text and remove their declarations: they can read files."
    return Finding("entity-declaration", Severity.ERROR, message, place, suggestion)


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """Name to character references: "alpha" to "&#x3B1;"."""
    return dict(ENTITY.findall(schema_bytes(CHARACTERS).decode("ascii")))


def _doctype_end(text: str, start: int, name: str) -> tuple[int, bool]:
    external, in_subset, at = False, False, start + len("<!DOCTYPE")
    while match := DOCTYPE_PART.search(text, at):
        part, at = match[0], match.end()
        if part in CLOSERS:
            external = external or (part in "\"'" and not in_subset)
            at = skip(text, part, at)
        elif part == "<!ENTITY":
            raise RubricateError(entity_declaration(place_at(text, match.start(), name)))
        elif in_subset and (part == "%" or part.startswith("<!")):
            raise RubricateError(_internal_subset(place_at(text, match.start(), name)))
        elif part in "[]":
            in_subset = part == "["
        elif not in_subset:
            return at, external
    return len(text), external


def _internal_subset(place: Place) -> Finding:
    message = "Unexpected declaration in the DOCTYPE, expected none: the grammar of the tag set alone counts"
    suggestion = "Remove what stands between [ and ] in the DOCTYPE."
    return Finding("internal-subset", Severity.ERROR, message, place, suggestion)


def _unknown_entity(place: Place, entity: str, known: str) -> Finding:
    if known:
        expected, suggestion = "a DOCTYPE that declares it", f"Write {known}, or add the DOCTYPE of a JATS tag set."
    else:
        expected, suggestion = "a character entity of JATS", f"Write the character itself instead of &{entity};."
    message = f"Unexpected entity &{entity};, expected {expected}"
    return Finding("unknown-entity", Severity.ERROR, message, place, suggestion)
