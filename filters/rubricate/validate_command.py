"""`rubricate validate`: documents in, a report out. The verdict is the exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .cli import WRONG_USE, say
from .findings import Finding, Place, RubricateError, Severity
from .sources import XML, Source, find
from .validation.profile import load_profile
from .validation.sources import load_source
from .validation.validate import Examined, examine, validate_bytes

if TYPE_CHECKING:
    from .validation.report import ReportContext


class Options(NamedTuple):
    """The command's options, as they were given."""

    profile: str = "jats"
    grammar: str = ""
    format: str = "full"
    output: str = ""
    fail_on: str = "error"
    baseline: str = ""
    write_baseline: str = ""
    statistics: bool = False
    jobs: int = 1
    stdin_name: str = "-"
    fix: bool = False
    diff: bool = False


def run(names: Sequence[str], options: Options) -> int:
    """Validate what `names` stand for and write the report; returns the exit code."""
    load_profile(options.profile)  # a wrong one is said before any work
    if options.format != Options().format:
        _check_format(options.format)
    known = _baseline(options.baseline)
    started = time.perf_counter()
    data = sys.stdin.buffer.read() if "-" in names else None
    with find(names, XML) as found:
        if options.fix or options.diff:
            changed = _mend_all(found.sources, options)
            if options.diff:
                return 1 if changed and options.fail_on != "never" else 0
        examined = list(_all(found.sources, options, data))
    findings = [finding for one in examined for finding in one.findings]
    if options.write_baseline:
        _write_baseline(findings, options.write_baseline)
        return 0
    old = 0
    if options.baseline:
        from .validation.baseline import new_findings

        fresh = new_findings(findings, known, Path(options.baseline).parent)
        old, findings = len(findings) - len(fresh), fresh
    _write(_report(findings, examined, options, names), options.output)
    if options.statistics:
        seconds = time.perf_counter() - started
        text = statistics(findings, len(examined), sum(len(one.suppressed) for one in examined), old, seconds)
        print(text, file=sys.stdout if options.format == "full" and not options.output else sys.stderr)
    return verdict(findings, options.fail_on)


def _check_format(name: str) -> None:
    from .validation.report import FORMATS

    if name not in FORMATS:
        message = f"Unexpected format {name!r}, expected one of: {', '.join(FORMATS)}"
        raise RubricateError(Finding("unknown-format", Severity.ERROR, message))


def _report(findings: Sequence[Finding], examined: Sequence[Examined], options: Options, names: Sequence[str]) -> str:
    if not findings and options.format == Options().format:
        return ""  # the usual case, for which no writer need be loaded
    from .validation.report import render

    return render(findings, options.format, _context(examined, options, names))


def verdict(findings: Iterable[Finding], fail_on: str) -> int:
    """0 clean, 1 findings at or above the threshold, 2 wrong use."""
    findings = list(findings)
    if any(finding.id in WRONG_USE for finding in findings):
        return 2
    return 1 if any(finding.fails(fail_on) for finding in findings) else 0


def statistics(findings: Sequence[Finding], files: int, suppressed: int, old: int, seconds: float) -> str:
    """How often each finding was told, most often first, and a last line with the sums."""
    counts = Counter((finding.id, finding.severity) for finding in findings)
    lines = [f"{number:6d}  {severity:7}  {id}" for (id, severity), number in counts.most_common()]
    clean = files - len({finding.place.file for finding in findings})
    parts = [f"{files} files", f"{clean} clean", f"{len(findings)} findings"]
    parts += [f"{old} in the baseline"] if old else []
    parts += [f"{suppressed} ignored by the documents"] if suppressed else []
    return "\n".join([*lines, f"{', '.join(parts)}, {seconds:.1f} s"])


def _all(sources: list[Source], options: Options, data: bytes | None) -> Iterator[Examined]:
    if options.jobs > 1 and len(sources) > 1:
        yield from _in_pool(sources, options, data)
    else:
        yield from (_one(source, options, data) for source in sources)


def _in_pool(sources: list[Source], options: Options, data: bytes | None) -> list[Examined]:
    """In the order of the sources. A document that takes its worker with it is told as a finding."""
    from . import pool

    load_profile(options.profile)  # once, before the workers are made
    examined: dict[int, Examined] = {}
    one = partial(_one_of, sources, options, data)
    for done in pool.run(one, range(len(sources)), min(options.jobs, len(sources)), bounds=pool.bounds()):
        name = sources[done.task].name
        examined[done.task] = done.answer or Examined(name, [pool.finding_of(done, name)])
    return [examined[at] for at in sorted(examined)]


def _one_of(sources: Sequence[Source], options: Options, data: bytes | None, at: int) -> Examined:
    return _one(sources[at], options, data)


def _one(source: Source, options: Options, data: bytes | None) -> Examined:
    """One document; what can't be read is a finding, and the others go on."""
    name = options.stdin_name if source.path == "-" else source.name
    started = time.perf_counter()
    result = _examined(source, name, options, data)
    return result._replace(milliseconds=1000 * (time.perf_counter() - started))


def _examined(source: Source, name: str, options: Options, data: bytes | None) -> Examined:
    try:
        profile = load_profile(options.profile)
        content, beside = load_source(source, data, beside=profile.asks)
        result = examine(content, name, options.grammar, profile, beside)
    except RubricateError as error:
        return Examined(name, [finding.at(name) for finding in error.findings])
    if not source.named and result.root not in ("", "article"):
        # Found in a folder or package and of another kind: said, but no fault.
        message = f"Unexpected root <{result.root}>, expected <article>: left out"
        return Examined(name, [Finding("not-an-article", Severity.INFO, message, Place(file=name))])
    return result


def _context(examined: Sequence[Examined], options: Options, names: Sequence[str]) -> ReportContext:
    """What the report may say beside the findings; CI systems name their checkout in the environment."""
    from .validation.report import ReportContext
    from .validation.rules import all_rules

    profile = load_profile(options.profile)
    known = all_rules() if profile.rules else {}
    return ReportContext(
        files=tuple(one.file for one in examined),
        profile=profile.name,
        milliseconds={one.file: one.milliseconds for one in examined},
        rules=[*(known[id] for id in profile.rules), *(rule for rule, _ in profile.own)],
        arguments=("rubricate", "validate", "--profile", options.profile, "--format", options.format, *names),
        fail_on=options.fail_on,
        root=os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "",
    )


def _mend_all(sources: Sequence[Source], options: Options) -> int:
    """Mend files in place, or show the differences; returns how many files are or would be changed."""
    from .files import write_file
    from .validation.fixes import diff, mend

    profile = load_profile(options.profile)
    changed = 0
    for source in sources:
        if source.path == "-" or source.member or source.label:
            message = f"Unexpected {source.name}, expected a file: only files are mended."
            say([Finding("not-mended", Severity.WARNING, message, Place(file=source.name))])
            continue
        try:
            before, _ = load_source(source, beside=False)
        except RubricateError:
            continue  # said by the validation that follows
        wanted = profile.ids if profile.asks else None  # without a profile all that can be mended
        check = partial(validate_bytes, name=source.path, grammar=options.grammar, profile=profile)
        after, mended = mend(before, wanted, check=check, name=source.path)
        if after == before:
            continue
        changed += 1
        if options.diff:
            sys.stdout.write(diff(before, after, source.path))
        else:
            write_file(Path(source.path), after)
            say([Finding("mended", Severity.INFO, one.message, one.place) for one in mended])
    return changed


def _baseline(name: str) -> Counter[tuple[str, str, str, str]]:
    if not name:
        return Counter()
    from .validation.baseline import read_baseline

    return read_baseline(Path(name))


def _write_baseline(findings: Sequence[Finding], name: str) -> None:
    from .files import write_file
    from .validation.baseline import baseline_text

    write_file(Path(name), baseline_text(findings, Path(name).parent).encode("utf-8"))
    message = f"{len(findings)} findings are in the baseline now; --baseline {name} tells only others."
    say([Finding("baseline-written", Severity.INFO, message, Place(file=name))])


def _write(text: str, output: str) -> None:
    if output and output != "-":
        from .files import write_file

        write_file(Path(output), text.encode("utf-8"))
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()


def watch(names: Sequence[str], options: Options, pause: float = 0.5) -> int:
    """Validate now and whenever a document changes, until interrupted; returns the last verdict."""
    seen: dict[str, tuple[int, int]] = {}
    code = 0
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a job that was started in the background ignores it
    try:
        while True:
            now = _stamps(names)
            changed = [name for name, stamp in now.items() if seen.get(name) != stamp]
            if changed:
                seen = now
                code = _run_said(changed, options)
                say([Finding("watching", Severity.INFO, f"{len(now)} documents are watched; Ctrl-C ends it.")])
            time.sleep(pause)
    except KeyboardInterrupt:
        return code


def _run_said(names: Sequence[str], options: Options) -> int:
    """As `run`, but a fault of use is said and does not end the watch."""
    try:
        return run(names, options)
    except RubricateError as error:
        say(error.findings)
        return 2


def _stamps(names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Time of change and size of each file; one that is just being replaced is left out this time."""
    stamps = {}
    try:
        with find(names, XML) as found:
            paths = {source.path for source in found.sources}
    except RubricateError:
        paths = set()
    for path in sorted(paths):
        try:
            status = Path(path).stat()
        except OSError:
            continue
        stamps[path] = (status.st_mtime_ns, status.st_size)
    return stamps
