"""Filters that do not do what they should: the ledger shows what is gone, whatever the exit code says."""

from __future__ import annotations

from collections.abc import Callable

import panflute as pf
import pytest

import rubricate
from rubricate.pipeline import strict
from rubricate.tagging import tag

TEXT = (
    b"# A title about bread\n\nBread is good, see [the page](https://example.org/bread).[^1]\n\n![A loaf](loaf.png)\n\n"
    b"| flour | grams |\n|---|---|\n| rye | 7 |\n\nIt rose in 2014.\n\n[^1]: Rye only.\n"
)


def walk(action: Callable[[pf.Element], pf.Element | list[pf.Element] | None]) -> Callable[[pf.Doc], None]:
    def run(doc: pf.Doc) -> None:
        doc.walk(lambda element, _: action(element))

    return run


def empty(doc: pf.Doc) -> None:
    doc.content = []


def without_the_last(doc: pf.Doc) -> None:
    doc.content = list(doc.content)[:-1]


def twice(doc: pf.Doc) -> None:
    doc.content = [*doc.content, *(pf.Para(pf.Str("invented")) for _ in range(2))]


STUBS: dict[str, tuple[Callable[[pf.Doc], None], str]] = {
    "prints nothing": (empty, "bread"),
    "loses the last block": (without_the_last, "rose"),
    "adds a block": (twice, "invented"),
    "loses one word": (walk(lambda e: [] if isinstance(e, pf.Str) and e.text == "rose" else None), "rose"),
    "changes one word": (walk(lambda e: pf.Str("fell") if isinstance(e, pf.Str) and e.text == "rose" else None), "fell"),
    "loses a table": (walk(lambda e: [] if isinstance(e, pf.Table) else None), "table"),
    "loses a picture": (walk(lambda e: [] if isinstance(e, pf.Image | pf.Figure) else None), "picture"),
    "loses a note": (walk(lambda e: [] if isinstance(e, pf.Note) else None), "footnote"),
    "unlinks a link": (walk(lambda e: list(e.content) if isinstance(e, pf.Link) else None), "link"),
    "empties a cell": (walk(lambda e: pf.TableCell() if isinstance(e, pf.TableCell) and pf.stringify(e) == "7" else None), "cell"),
}  # fmt: skip


@pytest.mark.parametrize(("stub", "gone"), STUBS.values(), ids=list(STUBS))
def test_the_ledger_shows_it(stub: Callable[[pf.Doc], None], gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(doc: pf.Doc) -> None:
        stub(doc)
        tag(doc)

    monkeypatch.setattr("rubricate.pipeline.tag", broken)
    result = rubricate.convert(TEXT, from_="markdown")
    assert result.ledger is not None
    assert gone in {change.word for change in result.ledger.unexplained}
    assert {finding.id for finding in result.findings} & {"words-changed", "objects-lost", "links-lost"}
    assert "ledger-unexplained" in {finding.id for finding in strict(result).errors}


def test_without_a_stub_nothing_is_gone() -> None:
    ledger = rubricate.convert(TEXT, from_="markdown").ledger
    assert ledger is not None and ledger.unexplained == []
