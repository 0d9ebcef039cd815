"""Contributors, affiliations, author notes."""

from __future__ import annotations

from lxml import etree

from ..article import Article
from ..inlines import cut, plain
from ..parsing.identifiers import find_identifiers
from ..values import Affiliation, Contributor, PersonName
from .context import LANG, Context, add_text, element, sub
from .inline import write_inlines

EASTERN = frozenset(("ko", "zh", "ja"))


def write_contributors(meta: etree._Element, article: Article, context: Context) -> None:
    """`<contrib-group>`, the affiliations, `<author-notes>`; nobody is made up to carry an affiliation."""
    ids = _Ids(article, context)
    if article.contributors:
        group = sub(meta, "contrib-group")
        for person in article.contributors:
            group.append(_contributor(person, article, ids))
    for aff in article.affiliations:
        meta.append(_affiliation_or_alternatives(aff, ids, context))
    if article.correspondences or article.author_notes:
        meta.append(_author_notes(article, ids, context))


class _Ids:
    """XML ids of affiliations (aff1), correspondences (cor1) and notes (an1), and their printed marks."""

    def __init__(self, article: Article, context: Context) -> None:
        self.affiliations = {aff.id: context.id_for(f"aff{aff.id}", "aff") for aff in article.affiliations}
        self.aff_labels = {aff.id: aff.label for aff in article.affiliations}
        self.correspondences = {cor.id: context.id_for(f"cor{cor.id}", "cor") for cor in article.correspondences}
        self.notes = {
            note.id: context.id_for(note.id if note.id.startswith("an") else f"an{note.id}", "an")
            for note in article.author_notes
        }
        self.cor_labels = {cor.id: cor.label for cor in article.correspondences}
        self.note_labels = {note.id: note.label for note in article.author_notes}


def _contributor(person: Contributor, article: Article, ids: _Ids) -> etree._Element:
    made = element(
        "contrib",
        contrib_type="author",
        corresp="yes" if person.corresponding else "",
        equal_contrib="yes" if person.equal_contribution else "",
    )
    if person.orcid:
        sub(made, "contrib-id", f"https://orcid.org/{person.orcid}", contrib_id_type="orcid")
    if person.collab:
        sub(made, "collab", person.collab)
    elif person.name is not None:
        if person.alternatives:
            holder = sub(made, "name-alternatives")
            holder.append(_name(person.name, article.lang if person.name.surname else ""))
            for other in person.alternatives:
                holder.append(_name(other, other.lang))
        else:
            made.append(_name(person.name, ""))
    if person.degrees:
        sub(made, "degrees", person.degrees)
    for role in person.roles:
        sub(made, "role", role)
    if person.email:
        sub(made, "email", person.email)
    _references(made, person, ids)
    return made


def _references(made: etree._Element, person: Contributor, ids: _Ids) -> None:
    """`<xref>`s with the printed mark as their text; a mark that leads nowhere is kept as a superscript-less xref would be: not at all."""
    for key, name, labels, kind in (
        *((aff, ids.affiliations, ids.aff_labels, "aff") for aff in person.affiliation_ids),
        *((note, ids.notes, ids.note_labels, "author-notes") for note in person.note_ids),
        *((cor, ids.correspondences, ids.cor_labels, "corresp") for cor in person.corresp_ids),
    ):
        if key not in name:
            continue
        reference = sub(made, "xref", ref_type=kind, rid=name[key])
        mark = labels[key] if labels[key] in person.marks else ""
        if not mark and kind == "corresp":
            mark = next((m for m in person.marks if m and m[0] in "*∗✉＊"), "")
        if not mark and kind == "aff":
            mark = labels[key] if labels[key] and labels[key].casefold() in (m.casefold() for m in person.marks) else ""
        if mark:
            sub(reference, "sup", mark)


def _name(name: PersonName, lang: str) -> etree._Element:
    if name.string and not name.surname:
        made = element("string-name")
        if lang:
            made.set(LANG, lang)
        if name.prefix:
            sub(made, "prefix", name.prefix).tail = " "
        add_text(made, name.string)
        if name.suffix:
            add_text(made, " ")
            sub(made, "suffix", name.suffix)
        return made
    made = element("name", name_style="eastern" if lang.split("-")[0] in EASTERN or _wide(name.surname) else "western")
    if lang:
        made.set(LANG, lang)
    for tag, text in (
        ("surname", name.surname),
        ("given-names", name.given_names),
        ("prefix", name.prefix),
        ("suffix", name.suffix),
    ):
        if text:
            sub(made, tag, text)
    return made


def _wide(text: str) -> bool:
    return bool(text) and ord(text[0]) > 0x2E80


def _affiliation_or_alternatives(aff: Affiliation, ids: _Ids, context: Context) -> etree._Element:
    if not aff.alternatives:
        return _affiliation(aff, ids.affiliations[aff.id])
    holder = element("aff-alternatives", id=ids.affiliations[aff.id])
    for version in (aff, *aff.alternatives):
        made = _affiliation(version, context.id_for(f"{ids.affiliations[aff.id]}-{version.lang or 'main'}", "aff"))
        if version.lang:
            made.set(LANG, version.lang)
        holder.append(made)
    return holder


def _affiliation(aff: Affiliation, identifier: str) -> etree._Element:
    """`<aff>`: the text as printed, with its parts tagged where they stand; parts without a text stand one behind the other."""
    made = element("aff", id=identifier)
    if aff.label:
        sub(made, "label", aff.label)
    parts: list[tuple[str, str, dict[str, str]]] = []
    for at, institution in enumerate(aff.institutions):
        parts.append(("institution", institution, {"content_type": "dept"} if at < len(aff.institutions) - 1 else {}))
    last = aff.institutions[-1] if aff.institutions else ""
    for tag, value, attributes in (
        ("city", aff.city, {}),
        ("state", aff.region, {}),
        ("postal-code", aff.postcode, {}),
        ("country", aff.country, {"country": aff.country_code}),
    ):
        if value:
            parts.append((tag, value, attributes))
    if not aff.text:
        for number, (tag, value, attributes) in enumerate(parts):
            if number:
                add_text(made, ", ")
            _part(made, tag, value, attributes, aff.ror if value == last else "")
        return made
    places: list[tuple[int, int, str, dict[str, str]]] = []
    for tag, value, attributes in parts:
        at = _find(aff.text, value, places, last=tag in ("country", "city", "state", "postal-code"))
        if at >= 0:
            places.append((at, at + len(value), tag, attributes))
    done = 0
    for start, end, tag, attributes in sorted(places, key=lambda place: place[:2]):
        add_text(made, aff.text[done:start])
        value = aff.text[start:end]
        _part(made, tag, value, attributes, aff.ror if tag == "institution" and value == last else "")
        done = end
    add_text(made, aff.text[done:])
    for tag, value, attributes in parts:  # what the user gave and the text does not say
        if value not in aff.text:
            add_text(made, ", ")
            sub(made, tag, value, **attributes)
    return made


def _part(made: etree._Element, tag: str, value: str, attributes: dict[str, str], ror: str) -> None:
    """One part of an affiliation; an institution with its ROR identifier in `<institution-wrap>` (JATS4R, “Affiliations”)."""
    if ror:
        made = sub(made, "institution-wrap")
        sub(made, "institution-id", f"https://ror.org/{ror}", institution_id_type="ror")
    sub(made, tag, value, **attributes)


def _find(text: str, value: str, taken: list[tuple[int, int, str, dict[str, str]]], *, last: bool) -> int:
    """Where a part stands in the text, whole and outside the parts found before; -1 for nowhere."""
    at = text.rfind(value) if last else text.find(value)
    while at >= 0:
        end = at + len(value)
        whole = not (text[at - 1 : at].isalnum() and at) and not text[end : end + 1].isalnum()
        if whole and all(end <= start or at >= stop for start, stop, _, _ in taken):
            return at
        at = text.rfind(value, 0, max(at, 0)) if last else text.find(value, at + 1)
        if last and at <= 0 and not text.startswith(value):
            return -1
    return -1


def _author_notes(article: Article, ids: _Ids, context: Context) -> etree._Element:
    made = element("author-notes")
    for cor in article.correspondences:
        entry = sub(made, "corresp", id=ids.correspondences[cor.id])
        if cor.label:
            sub(entry, "label", cor.label)
        text = plain(cor.text)
        at = 0
        for spot in [spot for spot in find_identifiers(text) if spot.kind == "email"]:
            write_inlines(entry, cut(cor.text, at, spot.start), context, home="corresp")
            sub(entry, "email", text[spot.start : spot.end])
            at = spot.end
        write_inlines(entry, cut(cor.text, at, len(text) + 1), context, home="corresp")
        for email in cor.emails:
            if email not in text:
                add_text(entry, " ")
                sub(entry, "email", email)
    for note in article.author_notes:
        entry = sub(made, "fn", id=ids.notes[note.id], fn_type=note.type)
        if note.label:
            sub(entry, "label", note.label)
        write_inlines(sub(entry, "p"), note.text, context)
    return made
