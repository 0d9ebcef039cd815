"""Fuzzing led by coverage, of what reads text: `python tests/robustness/coverage_fuzz.py reader --seconds 600`.

Targets: `reader` (plain text to AST), `references` (a list of references), `reference` (one), `authors`, `journal`, `affiliation`,
`dates`, `captions`. Needs the extra `fuzz` (atheris). It starts from `corpus/` and keeps new inputs in a temporary folder;
what crashes is written beside it and printed. `test_corpus.py` runs every file of the corpus without atheris.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def reader(data: bytes) -> None:
    """A text is read to a document or refused with findings."""
    from rubricate.reading import read
    from rubricate.values import RubricateError

    try:
        read(data, name="article.txt", from_="text")
    except RubricateError as error:
        assert error.findings


def references(data: bytes) -> None:
    """A list of references: what was printed is kept with each item."""
    from rubricate.references import parse_list

    for reference in parse_list(text_of(data)):
        assert reference.text.strip()


def reference(data: bytes) -> None:
    """One reference: a record with confidences between 0 and 1."""
    from rubricate.references import parse

    found = parse(text_of(data).replace("\n", " "))
    assert 0 <= found.confidence <= 1


def authors(data: bytes) -> None:
    """An author list: nobody without a name."""
    from rubricate.parsing.author_list import author_list_score, parse_authors

    text = text_of(data)
    assert 0 <= author_list_score(text) <= 1
    for person in parse_authors(text):
        assert person.name or person.collab


def journal(data: bytes) -> None:
    """A bibliographic line: the words of its fields stand in the line."""
    from rubricate.parsing.journal_line import parse_journal_line

    text = text_of(data)
    line = parse_journal_line(text)
    assert line is None or all(word in text for word in line.journal.split())


def affiliation(data: bytes) -> None:
    from rubricate.parsing.affiliation import parse_affiliation

    parse_affiliation(text_of(data))


def dates(data: bytes) -> None:
    """A date is one of the calendar."""
    from rubricate.parsing.dates import find_date, parse_date

    text = text_of(data)
    parse_date(text)
    found = find_date(text)
    assert found is None or found[0].month is None or 1 <= found[0].month <= 12


def captions(data: bytes) -> None:
    from rubricate.parsing.captions import parse_caption

    parse_caption(text_of(data))


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (reader, references, reference, authors, journal, affiliation, dates, captions)
}


def text_of(data: bytes) -> str:
    """Bytes as the text that the reader would hand on: UTF-8, at most 20,000 characters."""
    return data.decode("utf-8", "ignore")[:20_000]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    args = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["rubricate"]):
        import rubricate.parsing.affiliation
        import rubricate.parsing.author_list
        import rubricate.parsing.captions
        import rubricate.parsing.dates
        import rubricate.parsing.journal_line
        import rubricate.reading
        import rubricate.references  # noqa: F401
    TARGETS[args.target]((CORPUS / "seed.txt").read_bytes())  # models and lists are loaded before the clock starts
    found = tempfile.mkdtemp(prefix=f"corpus-{args.target}-")
    options = [
        f"-max_total_time={args.seconds}",
        "-max_len=4096",
        "-timeout=10",
        f"-artifact_prefix={found}/fault-",
        found,
    ]
    atheris.Setup([sys.argv[0], *options, str(CORPUS)], TARGETS[args.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
