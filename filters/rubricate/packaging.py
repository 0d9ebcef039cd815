"""From an article's file to the package of a receiver, and all that was found on the way; nothing is written here."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .article_input import ArticleInput, load_article
from .files import read_file
from .findings import Finding, RubricateError, Severity
from .from_jats import article_of
from .meta import meta_get, meta_text
from .metadata_keys import known_keys
from .packages import RECEIVERS, Package, PackageArticle, build
from .packages.links import IMAGES, NAMING, REMOTE, XLINK
from .reading.metadata import load_metadata_file
from .validation.profile import load_profile
from .validation.rules.surroundings import HEAD, Surroundings
from .validation.validate import examine

PREFIX = "package."


def make_package(
    name: str, receiver: str, extra: Sequence[str], metadata_files: Sequence[str], settings: Mapping[str, str]
) -> tuple[Package, list[Finding]]:
    """The package of an article's file, and all that was found: by the rules of the receiver, then in its own XML."""
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


def package_settings(metadata_files: Sequence[str], given: Sequence[str]) -> dict[str, str]:
    """The facts for a package: the key `package` of the files, then KEY=VALUE. Raises RubricateError (`bad-option`)."""
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
            message = f"Unexpected {pair!r} of --set, expected KEY=VALUE with KEY one of {', '.join(known)}."
            raise RubricateError(Finding("bad-option", Severity.ERROR, message))
        out[key] = value
    return out


def _beside(loaded: ArticleInput, folder: Path, name: str) -> dict[str, bytes]:
    """The files that the article names, read from beside it, and the pictures of a conversion."""
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
    epoch = source_epoch()
    if epoch is None:
        path = Path(name)
        epoch = int(path.stat().st_mtime) if name != "-" and path.is_file() else int(time.time())
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(epoch))


def source_epoch() -> int | None:
    """SOURCE_DATE_EPOCH, where it is set (reproducible-builds.org)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 12 else None


def _by_rules(built: Package, receiver: str, article: PackageArticle, loaded: ArticleInput) -> list[Finding]:
    """What the receiver's profile says of the article as it lies in the package (or, where it does not, as it is)."""
    profile = load_profile(RECEIVERS[receiver].profile)
    data = built.files[built.article] if built.article else loaded.data
    around = None
    if built.article and receiver in ("pmc", "koreamed"):
        sizes = {name: len(content) for name, content in built.files.items()}
        around = Surroundings(built.article, sizes, lambda name: built.files[name][:HEAD], package=True)
    return list(examine(data, built.article or article.name, "", profile, around).findings)
