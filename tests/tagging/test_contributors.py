"""Names printed more than once: what each printing adds is the person's, and only what is said again is called a duplicate."""

from __future__ import annotations

import panflute as pf

from rubricate.inlines import inlines_of
from rubricate.meta import meta_maps, meta_text
from rubricate.tagging.author_cards import CARD
from rubricate.tagging.contributors import contributors
from rubricate.tagging.record import entries


def people(text: str, **attributes: str) -> pf.Div:
    return pf.Div(pf.Para(*inlines_of(text)), classes=["contrib-group"], attributes=attributes)


def test_a_card_adds_what_the_list_above_it_has_not() -> None:
    doc = pf.Doc(
        people("Anna Kim, Ben Lee, PhD"), people("Anna Kim, MD", **{CARD: "1"}), people("Ben Lee, PhD", **{CARD: "2"})
    )
    contributors(doc)
    authors = meta_maps(doc.metadata["author"])
    assert [meta_text(author.content.get("degrees")) for author in authors] == ["MD", "PhD"]
    assert [entry["text"].split() for entry in entries(doc) if entry["rule"] == "duplicate"] == [
        ["Anna", "Kim"], ["Ben", "Lee"], ["PhD"],
    ]  # fmt: skip
