"""`rubricate convert`: from options and names to files. One document that fails costs no other one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path

import click

from .cli import WRONG_USE, exit_code, say
from .files import check_folder, write_file
from .pipeline import Result, convert, report_bytes, strict
from .sources import TARS, ZIPS
from .values import Finding, Place, RubricateError, Severity

VERSIONS = ("1.2", "1.3", "1.4")
TAG_SETS = ("publishing", "archiving")
SUFFIXES = {
    "jats": ".xml",
    "markdown": ".md",
    "html": ".html",
    "docx": ".docx",
    "odt": ".odt",
    "latex": ".tex",
    "plain": ".txt",
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command as given."""

    output: str = ""
    metadata_files: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    from_: str = ""
    to: str = "jats"
    jats: tuple[str, ...] = ()
    report: str = ""
    strict: bool = False
    quiet: bool = False
    citations: str = ""
    references: str = ""
    corrections: str = ""
    write_references: str = ""
    jobs: int | None = None
    """Processes for many articles; 0 for one a core."""
    flat: bool = False
    retry_failed: bool = False
    cluster: str = ""
    """Address of a scheduler of Dask."""


def run(sources: Sequence[str], options: Options) -> int:
    """Convert every source; returns the exit code of the worst."""
    version, tag_set = jats_choice(options.jats)
    metadata = metadata_pairs(options.metadata)
    targets = targets_of(sources, options)
    codes: list[int] = []
    results: list[Result] = []
    pictures: dict[str, tuple[str, int]] = {}
    status = _Status(len(sources))
    for number, (source, target) in enumerate(zip(sources, targets, strict=True), start=1):
        status.show(number, source)
        result = convert(
            sys.stdin.buffer.read() if source == "-" else source,
            name=source, from_=options.from_, metadata_files=options.metadata_files, metadata=metadata, jats=version, tag_set=tag_set,
            citations=options.citations, references=options.references or None,
            corrections=options.corrections or None,
        )  # fmt: skip
        if options.strict:
            result = strict(result)
        written = False
        try:
            written = _write(result, target, options, pictures)
        except RubricateError as error:
            result.findings = (*result.findings, *(finding.at(source) for finding in error.findings))
        status.clear()
        say(
            result.findings,
            Severity.ERROR if options.quiet else Severity.WARNING if len(sources) > 1 else Severity.QUERY,
        )
        if result.ledger is not None and not options.quiet:
            sys.stderr.write(f"{source}: {result.ledger.summary()}\n")
        codes.append(exit_code(result.findings, written=written))
        results.append(result)
    if options.write_references:
        from .reference_file import reference_bytes

        write_file(Path(options.write_references), reference_bytes(results, options.write_references))
    if options.report:
        write_file(Path(options.report), report_bytes(results))
    return max(codes)


def is_many(names: Sequence[str], options: Options) -> bool:
    """Whether this is a run over many: a folder, pattern, list or archive, or an option that only such a run has."""
    if options.jobs is not None or options.flat or options.retry_failed:
        return True
    return any(
        Path(name).is_dir()
        or (not Path(name).exists() and (has_magic(name) or name.startswith("@")))
        or name.lower().endswith((*ZIPS, *TARS))
        for name in names
    )


def jats_choice(words: Sequence[str]) -> tuple[str, str]:
    """`--jats 1.4 --jats publishing` as `("1.4", "publishing")`."""
    version, tag_set = "1.3", ""
    for word in words:
        if word in VERSIONS:
            version = word
        elif word in TAG_SETS:
            tag_set = word
        else:
            raise click.BadParameter(f"{word!r} is none of {', '.join((*VERSIONS, *TAG_SETS))}", param_hint="--jats")
    return version, tag_set


def metadata_pairs(texts: Sequence[str]) -> dict[str, str]:
    """The values of `-M KEY=VALUE`."""
    return dict(map(_pair, texts))


def suffix_of(to: str) -> str:
    """The suffix of an output format.

    >>> suffix_of("jats"), suffix_of("html5+smart")
    ('.xml', '.html5')
    """
    return SUFFIXES.get(to, "." + to.split("+")[0].split("-")[0])


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key:
        raise click.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="--metadata")
    return key, value


class _Status:
    """A line that says which of several documents is being converted; on a terminal only, gone before anything else."""

    def __init__(self, total: int) -> None:
        self.total = total if sys.stderr.isatty() else 0

    def show(self, number: int, source: str) -> None:
        if self.total > 1:
            sys.stderr.write(f"\r\x1b[K[{number}/{self.total}] {source}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.total > 1:
            sys.stderr.write("\r\x1b[K")


def targets_of(sources: Sequence[str], options: Options) -> list[str]:
    """Where each source goes ("-" is standard output). Raises where two would go to one file, or one over its source."""
    suffix = suffix_of(options.to)
    folder = options.output.endswith("/") or Path(options.output).is_dir() if options.output else False
    if len(sources) > 1 and options.output and not folder:
        if options.output == "-" or Path(options.output).suffix:
            raise click.UsageError(f"{len(sources)} sources can't go into one file {options.output!r}: give a folder.")
        folder = True
    if folder:
        check_folder(Path(options.output))
    targets = []
    for source in sources:
        name = "stdin" if source == "-" else Path(source).stem
        if folder:
            targets.append(str(Path(options.output) / (name + suffix)))
        elif options.output:
            targets.append(options.output)
        else:
            targets.append("-" if source == "-" else str(Path(source).with_suffix(suffix)))
    clashes = {target for target in targets if target != "-" and targets.count(target) > 1}
    if clashes:
        raise RubricateError(*(_clash(target) for target in sorted(clashes)))
    for source, target in zip(sources, targets, strict=True):
        if target != "-" and source != "-" and Path(source).absolute() == Path(target).absolute():
            raise RubricateError(
                Finding(
                    "output-clash",
                    Severity.ERROR,
                    f"Unexpected output {target}, expected another file than the source.",
                    Place(source),
                    "Give -o.",
                )
            )
    return targets


def _clash(target: str) -> Finding:
    return Finding(
        "output-clash",
        Severity.ERROR,
        f"Unexpected second source for {target}, expected one.",
        Place(target),
        "Convert them into different folders, or give -o for each.",
    )


def _write(result: Result, target: str, options: Options, written: dict[str, tuple[str, int]]) -> bool:
    """Write what came out, if anything did; images go beside it. `written`: pictures of the documents before, by path."""
    if options.to == "jats":
        data = result.xml
    elif result.doc is None:
        data = None
    else:
        from .tagged import write_tagged

        data = write_tagged(result.doc, options.to)
    if data is None or any(finding.id in WRONG_USE for finding in result.errors):
        return False
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    folder = Path(target).parent
    for name, image in sorted(result.media.items()):
        other = written.setdefault(str(folder / name), (result.name, hash(image)))
        if other != (result.name, hash(image)):
            message = f"Unexpected second picture {folder / name}, expected one: {other[0]} has another of that name."
            raise RubricateError(
                Finding("picture-clash", Severity.ERROR, message, Place(result.name), "Convert them into two folders.")
            )
    for name, image in sorted(result.media.items()):
        write_file(folder / name, image, make_folder=True, within=folder)
    write_file(Path(target), data)
    return True
