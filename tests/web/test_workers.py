"""A process for each document: the same bytes as the command, and what goes wrong costs that document only."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import rubricate
from rubricate.findings import RubricateError
from rubricate.limits import changed_limits
from rubricate.web.work import package_one, plain_name
from rubricate.web.workers import Closed, Workers

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))


def run(task: str, **arguments: Any) -> dict[str, Any]:
    return asyncio.run(Workers(1, 1).run(task, **arguments))


def test_the_seed_as_the_command_writes_it() -> None:
    answer = run("convert", data=SEED.read_bytes(), name="seed.txt", page=True)
    assert answer["xml"] == (ROOT / "samples" / "seed" / "expected.xml").read_bytes()
    assert answer["verdict"] == "to confirm"
    assert answer["page"].startswith("<!DOCTYPE html>")
    assert run("validate", data=answer["xml"], name="seed.xml") == {"valid": True, "findings": []}


def test_corrections_reach_the_article() -> None:
    corrections = "- part: volume\n  was: '21'\n  now: '22'\n"
    answer = run("convert", data=SEED.read_bytes(), name="seed.txt", corrections=corrections)
    assert b"<volume>22</volume>" in answer["xml"]


def test_facts_of_a_journal_reach_the_article() -> None:
    facts = "journal:\n  publisher-id: jgm\n  title: Journal of Garden Medicine\n  eissn: 2049-3630\n"
    answer = run("convert", data=SEED.read_bytes(), name="seed.txt", facts=facts)
    assert answer["tag-set"] == "publishing"


def test_an_article_in_jats_is_looked_at_only() -> None:
    expected = (ROOT / "samples" / "seed" / "expected.xml").read_bytes()
    assert run("convert", data=expected, name="a.xml")["xml"] == expected
    broken = expected.replace(b"<volume>21</volume>", b"<volum>21</volum>")
    answer = run("convert", data=broken, name="a.xml")
    assert answer["xml"] is None
    assert [finding["id"] for finding in answer["findings"]] == ["unknown-element"]


def test_no_picture_of_this_machine_is_read(tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes((ROOT / "samples" / "full" / "flow.png").read_bytes())
    text = f"# A title of an article\n\n![A]({picture})\n\n![B](../../{picture})\n\n![C](file://{picture})\n"
    assert run("convert", data=text.encode(), name="a.md")["media"] == {}


@pytest.mark.parametrize(
    ("arguments", "id"),
    [
        ({"facts": "journal: [\n"}, "bad-yaml"),
        ({"corrections": "- part: volum\n  now: 1\n"}, "bad-corrections"),
        ({"profile": "no-such"}, "unknown-profile"),
    ],
)
def test_wrong_settings_are_findings(arguments: dict[str, Any], id: str) -> None:
    try:
        found = [finding["id"] for finding in run("convert", data=b"A title", name="a.txt", **arguments)["findings"]]
    except RubricateError as error:
        found = [finding.id for finding in error.findings]
    assert id in found


def test_what_takes_too_long_is_ended() -> None:
    with changed_limits({"document-seconds": 0}), pytest.raises(RubricateError) as caught:
        run("convert", data=SEED.read_bytes() * 20, name="seed.txt")
    assert caught.value.findings[0].id == "document-timeout"


def test_a_full_line_says_when_to_come_again() -> None:
    async def two() -> tuple[bool, bool, int, list[Any]]:
        workers = Workers(1, 1)
        empty = workers.full
        asked = [asyncio.ensure_future(workers.run("convert", data=b"A title", name="a.txt")) for _ in range(2)]
        await asyncio.sleep(0)
        full, after = workers.full, workers.after
        return empty, full, after, list(await asyncio.gather(*asked))

    empty, full, after, answers = asyncio.run(two())
    assert not empty and full and after >= 1
    assert all(isinstance(answer, dict) for answer in answers)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\texts\\a.docx", "a.docx"),
        ("a\nb\u202e.txt", "a b .txt"),
        ("<script>.md", "<script>.md"),
        ("", "article.txt"),
        ("..", "article.txt"),
        ("x" * 500 + ".docx", "x" * 108 + ".docx"),
    ],
)
def test_names_of_strangers(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_package_and_what_stands_against_it() -> None:
    xml = rubricate.convert(SEED).xml
    assert xml is not None
    made = package_one(xml, "seed.xml", {}, "pmc")
    assert made["name"] == "seed.xml" and made["data"].startswith(b"<?xml") and made["errors"] > 0


def test_one_who_goes_away_leaves_the_line_and_frees_its_process() -> None:
    """Cancelled in line it leaves at once; cancelled at work, its place is free when its process has gone."""

    async def three() -> None:
        workers = Workers(1, 2)
        slow, waiting = (
            asyncio.ensure_future(workers.run("convert", data=body, name="a.txt"))
            for body in (SEED.read_bytes() * 60, b"A")
        )
        while not workers.working:
            await asyncio.sleep(0.01)
        assert (workers.working, workers.waiting) == (1, 1)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert (workers.working, workers.waiting) == (1, 0)
        slow.cancel()
        await asyncio.wait([slow])
        assert workers.working == 1  # still there, for a moment
        assert (await workers.run("validate", data=b"<article/>", name="a.xml"))["valid"] is False
        assert workers.working == 0

    asyncio.run(three())


def test_closed_workers_end_what_is_at_work_and_begin_nothing() -> None:
    async def ending() -> list[Any]:
        workers = Workers(1, 2)
        asked = [
            asyncio.ensure_future(workers.run("convert", data=SEED.read_bytes() * 60, name="a.txt")) for _ in range(2)
        ]
        while not workers.working:
            await asyncio.sleep(0.01)
        await workers.close()
        return await asyncio.gather(*asked, workers.run("convert", data=b"A", name="a.txt"), return_exceptions=True)

    assert [type(one) for one in asyncio.run(ending())] == [Closed] * 3


def test_an_argument_is_made_when_its_turn_has_come() -> None:
    async def late() -> None:
        made: list[str] = []
        workers = Workers(1, 1)

        def data(name: str, content: bytes) -> bytes:
            made.append(name)
            return content

        asked = [
            asyncio.ensure_future(workers.run("convert", data=partial(data, name, content), name=name))
            for name, content in (("a.txt", SEED.read_bytes() * 10), ("b.txt", b"A title"))
        ]
        while not made:
            await asyncio.sleep(0.01)
        assert (workers.working, workers.waiting, made) == (1, 1, ["a.txt"])
        await asyncio.gather(*asked)
        assert made == ["a.txt", "b.txt"]

    asyncio.run(late())


def test_facts_name_no_files() -> None:
    with pytest.raises(RubricateError) as caught:
        run("convert", data=b"A title", name="a.txt", facts="rubricate-corrections: /etc/passwd")
    assert caught.value.findings[0].id == "bad-facts"
