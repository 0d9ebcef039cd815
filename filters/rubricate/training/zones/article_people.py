"""Authors and affiliations of a tagged article."""

from __future__ import annotations

from lxml import etree

from .article_text import tag, text_of, texts_of
from .source import Person, Source


def read_people(out: Source, meta: etree._Element) -> None:
    ids: dict[str, int] = {}
    corresp = {c.get("id"): c for c in meta.iterfind("author-notes/corresp")}
    editors = {
        rid
        for contrib in meta.iter("contrib")
        if (contrib.get("contrib-type") or "author") not in ("author", "person", "collab")
        for rid in _called(contrib)
    }
    authors = [c for c in meta.iterfind("contrib-group/contrib") if (c.get("contrib-type") or "author") == "author"]
    named = {rid for contrib in authors for rid in _called(contrib)}
    without = frozenset(("label", "email", "institution-id", "phone", "fax", "uri", "country-code"))
    for aff in meta.iter("aff"):
        key = aff.get("id") or ""
        parent = aff.getparent()
        if (key in editors and key not in named) or (
            parent is not None and tag(parent) == "aff-alternatives" and parent.find("aff") is not aff
        ):
            continue
        if any(tag(a) == "contrib" and a not in authors for a in aff.iterancestors()):
            continue
        pieces = [
            c
            for c in aff
            if tag(c)
            in (
                "institution",
                "addr-line",
                "country",
                "city",
                "state",
                "postal-code",
                "institution-wrap",
                "named-content",
            )
        ]
        text = text_of(aff, without).lstrip("0123456789*† ")
        own = (aff.text or "") + "".join(c.tail or "" for c in aff)
        if len(pieces) > 1 and "," not in own:
            text = ", ".join(t for c in pieces if (t := text_of(c, without)))
        if not text:
            continue
        if text in out.affs:
            ids[key] = out.affs.index(text)
        else:
            ids[key] = len(out.affs)
            out.affs.append(text.strip(" ,;"))
        aff.set("place", str(ids[key]))
    for contrib in authors:
        name = contrib.find(".//name")
        person = Person(
            collab="" if name is not None else text_of(contrib.find("collab"), frozenset(("contrib-group", "xref")))
        )
        if name is not None:
            person.given, person.surname, person.suffix = (
                text_of(name.find(k)) for k in ("given-names", "surname", "suffix")
            )
        person.degrees = text_of(contrib.find("degrees"))
        person.email = text_of(contrib.find(".//email"))
        found = contrib.find("contrib-id")
        person.orcid = text_of(found).rsplit("/", 1)[-1] if found is not None else ""
        rids = _called(contrib)
        places = [ids[r] for r in rids if r in ids] + [
            int(a.get("place", "0")) for a in contrib.iter("aff") if a.get("place")
        ]
        person.affs = sorted(set(places))
        person.corresp = contrib.get("corresp") == "yes" or any(r in corresp for r in rids)
        for rid in rids:
            if rid in corresp and not person.email:
                person.email = text_of(corresp[rid].find(".//email"))
        if person.surname or person.collab:
            out.authors.append(person)
    out.corresp = " ".join(text_of(c, frozenset(("label",))).lstrip("*† ") for c in corresp.values())
    notes = texts_of(meta.iterfind("author-notes/fn"), frozenset(("label",)))
    out.notes = [text for text in notes if len(text) < 400]


def _called(contrib: etree._Element) -> list[str]:
    """The ids that a person's cross-references call."""
    return [rid for xref in contrib.iter("xref") for rid in (xref.get("rid") or "").split()]
