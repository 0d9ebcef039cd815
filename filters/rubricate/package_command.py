"""`rubricate package`: an article and its files in the form in which a receiver takes them, checked before they are written."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli import exit_code, say
from .findings import Finding, Place, RubricateError, Severity

if TYPE_CHECKING:
    from .article_input import ArticleInput
    from .packages import Package, PackageArticle

RECEIVERS = ("pmc", "meca", "ojs", "crossref", "koreamed")
PREFIX = "package."


@click.command(
    "package",
    epilog="Exit codes: 0 written; 1 not written, or written with errors (--draft); 2 wrong use or internal fault.",
)
@click.argument("article", metavar="ARTICLE|SOURCE")
@click.option("--for", "receiver", type=click.Choice(RECEIVERS), required=True, help="Who is to take it.")
@click.option("-o", "--output", default="", metavar="FILE.zip|FOLDER/", help="Default: a zip named after the package.")
@click.option("--source", "extra", multiple=True, metavar="FILE", help="A file to add: the PDF, the manuscript.")
@click.option(
    "--metadata-file", "metadata_files", multiple=True, metavar="FILE", help="Facts of the journal: its key package."
)
@click.option(
    "--set", "given", multiple=True, metavar="KEY=VALUE", help="A fact: acronym, depositor-email, resource, section …"
)
@click.option("--draft", is_flag=True, help="Write it also where the receiver would refuse it.")
@click.pass_context
def package(
    context: click.Context,
    article: str,
    receiver: str,
    output: str,
    extra: tuple[str, ...],
    metadata_files: tuple[str, ...],
    given: tuple[str, ...],
    draft: bool,
) -> None:
    """Package an article for a receiver.

    \b
    pmc        jofx-21-201.xml, .pdf, -g001.tif …       by PMC's file names
    koreamed   jofx_2014_201.xml, _fig_1.tif …          by KoreaMed Synapse's
    meca       manifest.xml, article.xml, content/ …    to hand a manuscript on
    ojs        native.xml with the files in it          for OJS's Native XML import
    crossref   the deposit that registers the DOI

    The rules of the receiver run first, then its own XML is checked. Nothing is written where an error stands, unless --draft.
    The same article, files and facts give the same bytes; SOURCE_DATE_EPOCH dates them.
    """
    try:
        settings = _settings(metadata_files, given)
        built, findings = make_package(article, receiver, extra, metadata_files, settings)
    except RubricateError as error:
        say([finding.at(article) for finding in error.findings])
        context.exit(exit_code(error.findings, written=False))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    say([finding.at(article) for finding in findings])
    if errors and not draft:
        todo = "Mend them, or write it as it is with --draft."
        message = f"Nothing was written: {receiver} would refuse it for {errors} error{'s' if errors > 1 else ''}."
        say([Finding("package-not-written", Severity.ERROR, message, Place(file=article), todo)])
        context.exit(1)
    try:
        for name in write_package(built, output):
            click.echo(f"wrote {name}")
    except RubricateError as error:
        say(error.findings)
        context.exit(exit_code(error.findings, written=False))
    context.exit(exit_code(findings))


def make_package(
    name: str, receiver: str, extra: Sequence[str], metadata_files: Sequence[str], settings: Mapping[str, str]
) -> tuple[Package, list[Finding]]:
    """The package of an article's file, and all that was found: by the rules of the receiver, then in its own XML."""
    from .article_input import load_article
    from .files import read_file
    from .packages import PackageArticle, build

    loaded = load_article(name, metadata_files)
    folder = Path(name).parent
    article = PackageArticle(
        tree=loaded.tree,
        name="article" if name == "-" else Path(name).stem,
        files=_beside(loaded, folder, name),
        extra={Path(one).name: read_file(Path(one)) for one in extra},
        settings=settings,
        timestamp=_timestamp(name),
    )
    built = build(article, receiver)
    found = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    return built, [*found, *_by_rules(built, receiver, article, loaded), *built.findings]


def _settings(metadata_files: Sequence[str], given: Sequence[str]) -> dict[str, str]:
    from .meta import meta_get, meta_text
    from .metadata_keys import known_keys
    from .reading.metadata import load_metadata_file

    known = known_keys()["package"]
    out: dict[str, str] = {}
    for name in metadata_files:
        values = load_metadata_file(Path(name)).get("package")
        for key in known:
            if text := meta_text(meta_get(values, key)):
                out[key] = text
    for pair in given:
        key, mark, value = pair.partition("=")
        key = key.removeprefix(PREFIX)
        if not mark or key not in known:
            raise click.BadParameter(
                f"{pair!r} is not KEY=VALUE with KEY one of {', '.join(known)}.", param_hint="--set"
            )
        out[key] = value
    return out


def _beside(loaded: ArticleInput, folder: Path, name: str) -> dict[str, bytes]:
    """The files that the article names, read from beside it, and the pictures of a conversion."""
    from .files import read_file
    from .from_jats import article_of
    from .packages.links import IMAGES, NAMING, REMOTE, XLINK

    files = dict(loaded.media)
    for element in article_of(loaded.tree).iter(*NAMING):
        href = element.get(XLINK, "").strip().removeprefix("./")
        inside = href and not href.startswith((*REMOTE, "/")) and ".." not in href.split("/") and "\\" not in href
        if inside and href not in files and name != "-":
            for one in (href, *(href + extension for extension in IMAGES)):
                if (folder / one).is_file():
                    files[one] = read_file(folder / one)
                    break
    return files


def _timestamp(name: str) -> str:
    """When the article was last changed: a later version has a later one, the same version the same."""
    epoch = _epoch()
    if epoch is None:
        path = Path(name)
        epoch = int(path.stat().st_mtime) if name != "-" and path.is_file() else int(time.time())
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(epoch))


def _epoch() -> int | None:
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 12 else None


def _by_rules(built: Package, receiver: str, article: PackageArticle, loaded: ArticleInput) -> list[Finding]:
    """What the receiver's profile says of the article as it lies in the package (or, where it does not, as it is)."""
    from .packages import RECEIVERS as KNOWN
    from .validation.profile import load_profile
    from .validation.rules.surroundings import HEAD, Surroundings
    from .validation.validate import examine

    profile = load_profile(KNOWN[receiver].profile)
    data = built.files[built.article] if built.article else loaded.data
    around = None
    if built.article and receiver in ("pmc", "koreamed"):
        sizes = {name: len(content) for name, content in built.files.items()}
        around = Surroundings(built.article, sizes, lambda name: built.files[name][:HEAD], package=True)
    return list(examine(data, built.article or article.name, "", profile, around).findings)


def write_package(built: Package, output: str) -> list[str]:
    """Write the package as a zip or into a folder; returns what was written."""
    from .files import write_file
    from .packages import zipped

    single = len(built.files) == 1
    if output.endswith("/") or Path(output or ".").is_dir():
        folder = Path(output or ".")
        if not output and single:
            [(name, data)] = built.files.items()
            write_file(Path(name), data)
            return [name]
        if not output:
            output = f"{built.name}.zip"
        else:
            for name, data in sorted(built.files.items()):
                write_file(folder / name, data, make_folder=True)
            return [str(folder / name) for name in sorted(built.files)]
    if single and not output.lower().endswith(".zip"):
        [(_, data)] = built.files.items()
        write_file(Path(output), data)
        return [output]
    write_file(Path(output), zipped(built.files, _epoch()))
    return [output]
