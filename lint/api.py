"""Bytes in, result out: read → check → silence, and → fix where asked."""

from __future__ import annotations

import errno
import os
import sys

from lint import engine, readers, ruleset, store, suppress
from lint.model import Given, ReadOnly
from lint.record import TYPE_CHECKING, NamedTuple
from lint.speech import Speaker, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.baseline import Baseline
    from lint.cache import Cache
    from lint.config import Config
    from lint.model import Diagnostic, Document
    from lint.ruleset import Catalogue
    from lint.since import Since


# what stands behind the name of a copy with tracked changes
TRACKED = "-修订"


class Task(NamedTuple):
    """What to do with every file of a run."""

    catalogue: Catalogue
    selected: frozenset[str]
    usual: frozenset[str]  # what the configuration alone turns on
    across: frozenset[str]  # those selected rules that compare documents; they run with --repo
    apart: frozenset[str]  # the codes and names of all such rules
    speaker: Speaker
    date: str | None = None
    stage: str = ""
    fix: bool = False
    unsafe: bool = False
    today: str = "0000-00-00"
    revisions: str = "accepted"
    track: bool = True
    baseline: Baseline | None = None
    since: Since | None = None
    cache: Cache | None = None


class Result(NamedTuple):
    """What a run says of one file."""

    path: str
    diagnostics: tuple[Diagnostic, ...]
    doc: Document | None = None
    shadowed: tuple[Diagnostic, ...] = ()
    silenced: tuple[Diagnostic, ...] = ()
    used_ignores: frozenset[int] = frozenset()
    undated: bool = False  # whether rules that go by the date ran and found none
    applied: tuple[Diagnostic, ...] = ()
    before: bytes = b""  # with `task.fix`: the file as it was and as it will be
    after: bytes = b""
    known: tuple[Diagnostic, ...] = ()  # those that the baseline counts
    met: Mapping[str, int] = {}  # how often each of its keys was met
    untouched: int = 0  # findings outside what was changed since another version
    copy: str = ""  # where `after` was written, when not into the file itself
    cost: Mapping[str, float] = {}

    @property
    def broken(self) -> bool:
        """Whether the file could not be checked whole."""
        return any(d.broken for d in self.diagnostics)


def task(
    catalogue: Catalogue,
    *,
    lang: str = "",
    profile: str = "",
    select: Sequence[str] = (),
    extend: Sequence[str] = (),
    ignore: Sequence[str] = (),
    date: str | None = None,
    stage: str = "",
    fix: bool = False,
    unsafe: bool = False,
    today: str = "0000-00-00",
    revisions: str = "accepted",
    track: bool = True,
    baseline: Baseline | None = None,
    since: Since | None = None,
) -> Task:
    """What to do with the files that one configuration governs; empty values leave its own settings in force."""
    chosen = ruleset.select(catalogue, profile=profile, select=select, extend=extend, ignore=ignore)
    speaker = Speaker(lang or catalogue.config.lang or "zh", catalogue.messages)
    usual = ruleset.select(catalogue) if profile or select or extend or ignore else chosen
    apart = frozenset(name for rule in catalogue.rules if rule.collect for name in (rule.code, rule.name))
    return Task(
        catalogue,
        chosen - apart,
        usual - apart,
        chosen & apart,
        apart,
        speaker,
        date,
        stage,
        fix,
        unsafe,
        today,
        revisions,
        track,
        baseline,
        since,
    )


def check_bytes(data: bytes, path: str, task: Task) -> Result:
    """Check the bytes of one file; what cannot be read is an E9 finding.

    Args:
        data: the file's content.
        path: its name, which chooses the reader, the dates and the ignore entries.
        task: what to do.
    """
    if task.cache and not task.fix:
        return _remembered(data, path, task, task.cache)
    stated = given(path, task)
    try:
        doc = readers.read(data, path, stated)
    except readers.Unreadable as error:
        broken = engine.trouble(error.code, path, task.speaker, **error.values)
        return Result(path, (broken,), before=data, after=data)
    result = _check(doc, path, task)
    return _fixed(result, data, doc, stated, task) if task.fix else result


def _fixed(result: Result, data: bytes, doc: Document, stated: Given, task: Task) -> Result:
    """A result and its bytes after the fixes; what cannot be fixed is an E9 finding more."""
    from lint import fix  # only where it is asked for

    path = result.path
    try:
        fixed = fix.converge(
            result, data, task.unsafe, lambda changed: _check(readers.read(changed, path, stated, doc), path, task)
        )
        if fixed.after == data or _reads_as(fixed, stated):
            return fixed
        why = task.speaker.say("reread_otherwise")
    except ReadOnly as error:
        why = str(plain(error.args[0], task.speaker))
    except fix.Endless:
        why = task.speaker.say("endless_fix", count=fix.ROUNDS)
    except readers.Unreadable as error:
        why = task.speaker.say(error.code, path=path, **error.values)
    broken = engine.trouble("E907", path, task.speaker, detail=why)
    return result._replace(diagnostics=(broken, *result.diagnostics), before=data, after=data)


def _reads_as(fixed: Result, stated: Given) -> bool:
    """Whether the fixed bytes, when nothing is known of the file, read as the text that was fixed.

    Where an encoding was guessed, the fixes may have taken away what it was guessed by.
    """
    try:
        again = readers.read(fixed.after, fixed.path, stated)
    except readers.Unreadable:
        return False
    return fixed.doc is not None and again.text == fixed.doc.text


def check_path(path: str, task: Task) -> Result:
    """Check one file; with `task.fix` it is read only, `write` puts the fixed bytes into place."""
    try:
        data = content(path, task)
    except OSError as error:
        return _unopened(path, error, task)
    return check_bytes(data, path, task)


def check_input(name: str, task: Task) -> Result:
    """Check standard input under a name."""
    try:
        if sys.stdin is None:  # closed by whoever started the program
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        data = sys.stdin.buffer.read()
    except OSError as error:
        return _unopened(name, error, task)
    return check_bytes(data, name, task)


def _unopened(path: str, error: OSError, task: Task) -> Result:
    return Result(path, (engine.trouble("E906", path, task.speaker, detail=error.strerror or str(error)),))


def content(path: str, task: Task) -> bytes:
    """The bytes of a file that are checked: those on disk, or with `--staged` those in git's index.

    Raises:
        OSError: when it cannot be read.
    """
    if task.since and task.since.staged:
        data = task.since.now(path)
        if data is not None:
            return data
    return store.content(path)


def key(data: bytes, path: str, task: Task, *what: str) -> tuple[bytes, bytes]:
    """The place and the digest under which the cache knows a file's result, or what else is kept; see `cache.get`."""
    from lint import cache

    entries = task.catalogue.config.ignore
    # an entry that has ended says nothing any more; the day itself is no part of the result
    valid = [n for n in fitting(path, task) if not (entries[n].until and entries[n].until < task.today)]
    return cache.place(path, *what), cache.digest(data, path, *map(str, (*_date(path, task), *valid)))


def glance(path: str, task: Task) -> tuple[int, Result | None]:
    """What is known of a file without checking it: the bytes that must be checked, or its result if that is silent.

    A file that is known and has findings gives 0 and no result: to show them it must be read.

    Raises:
        OSError: when it cannot be read.
    """
    from lint import packing

    data = content(path, task)
    record = task.cache.get(*key(data, path, task)) if task.cache else None
    if record is None:
        return len(data), None
    if packing.needs_text(record):
        return 0, None
    found = packing.unpack(record, None)
    return 0, Result(path, found[0], None, *found[1:])


def _remembered(data: bytes, path: str, task: Task, known: Cache) -> Result:
    """The result of a check, from the cache where it is known."""
    from lint import packing

    place, digest = key(data, path, task)
    record = known.get(place, digest)
    known.drop(place)
    if record is not None:
        try:
            doc = readers.read(data, path, given(path, task)) if packing.needs_text(record) else None
            found = packing.unpack(record, doc)
        except (packing.Unpackable, readers.Unreadable):
            pass  # another program read this file then
        else:
            result = Result(path, found[0], doc, *found[1:])
            return new(result, doc, task) if doc else result
    result = check_bytes(data, path, task._replace(cache=None, baseline=None, since=None))
    if result.doc and not result.broken:
        diagnostics, shadowed, silenced, used = (
            result.diagnostics,
            result.shadowed,
            result.silenced,
            result.used_ignores,
        )
        try:
            said = packing.Packed(diagnostics, shadowed, silenced, used, result.undated)
            known.put(place, digest, packing.pack(said, result.doc))
        except packing.Unpackable:
            pass  # a plugin's values, or places in another file
    return new(result, result.doc, task) if result.doc else result


def write(result: Result, task: Task) -> Result:
    """Put a result's fixed bytes into place, or tracked changes beside it; where that fails the result says so."""
    if result.after == result.before:
        return result
    from lint import disk, fix  # only where something is written

    copy = fix.beside(result.path, TRACKED) if task.track and readers.is_word(result.path) else ""
    try:
        if copy:
            disk.create(copy, result.after)
        else:
            disk.write(result.path, result.before, result.after)
        return result._replace(copy=copy)
    except disk.Changed:
        why = task.speaker.say("changed_meanwhile")
    except FileExistsError:
        why = task.speaker.say("copy_exists", value=os.path.basename(copy))
    except OSError as error:
        why = error.strerror or str(error)
    broken = engine.trouble("E907", result.path, task.speaker, detail=why)
    return result._replace(diagnostics=(broken, *result.diagnostics), applied=(), after=result.before)


def check_text(
    text: str, path: str = "text.txt", *, config: str | None = None, date: str | None = None, profile: str = ""
) -> tuple[Diagnostic, ...]:
    """The findings in a text.

    Args:
        text: the document.
        path: a name for it; its suffix chooses the reader.
        config: path of a configuration file.
        date: the document's date: YYYY, YYYY-MM, YYYY-MM-DD or A..B.
        profile: minimal, default or strict.

    Raises:
        ConfigError: with every mistake in the configuration.
    """
    work = task(ruleset.load(config), date=date, profile=profile)
    return check_bytes(text.encode("utf-8", "surrogatepass"), path, work).diagnostics


def relative(path: str) -> str:
    """A path as reports show it: as given, with forward slashes and without a leading `./`."""
    shown = path.replace(os.sep, "/") if os.sep != "/" else path
    return shown[2:] if shown.startswith("./") else shown


def fits(glob: str, path: str, config: Config) -> bool:
    """Whether a path glob names a file or a folder above it, as seen from the folder of the nearest configuration.

    A glob without a slash fits at any depth.
    """
    from fnmatch import fnmatchcase

    folder = os.path.dirname(os.path.abspath(config.paths[0])) if config.paths else os.getcwd()
    try:
        shown = os.path.relpath(os.path.abspath(path), folder)
    except ValueError:  # another drive
        shown = path
    parts = shown.replace(os.sep, "/").split("/")
    glob = glob.removeprefix("./").removeprefix("/").rstrip("/")
    if "/" not in glob:
        return any(fnmatchcase(part, glob) for part in parts)
    return any(fnmatchcase("/".join(parts[: n + 1]), glob) for n in range(len(parts)))


def _date(path: str, task: Task) -> tuple[str | None, str]:
    """The date that is stated for a file, and where."""
    if task.date is not None:
        return task.date, "option"
    config = task.catalogue.config
    date = next((value for glob, value in config.date if fits(glob, path, config)), None)
    return date, "config" if date else ""


def fitting(path: str, task: Task) -> list[int]:
    """The numbers of the `ignore` entries that may speak of a file."""
    config = task.catalogue.config
    return [n for n, entry in enumerate(config.ignore) if not entry.path or fits(entry.path, path, config)]


def given(path: str, task: Task) -> Given:
    """What is stated about a file from outside."""
    config = task.catalogue.config
    date, source = _date(path, task)
    return Given(
        date=date,
        date_source=source,
        stage=task.stage or config.stage or "draft",
        words=frozenset(config.words),
        revisions=task.revisions,
        track=task.track,
        timeline=task.catalogue.timelines,
    )


def _check(doc: Document, path: str, task: Task) -> Result:
    catalogue = task.catalogue
    checked = engine.run(doc, catalogue.rules, catalogue.words, task.selected, task.speaker)
    numbers = fitting(path, task)
    entries = [catalogue.config.ignore[n] for n in numbers]
    silenced = suppress.silence(doc, checked.diagnostics, entries, task.selected, task.usual, task.today, task.apart)
    unused = []
    for start, end, text in silenced.unused:
        found = engine.trouble("E950", path, task.speaker, text=text)
        place, end_place = doc.origin.locate(start), doc.origin.locate(end)
        unused.append(
            found._replace(severity="warning", place=place, end_place=end_place, start=start, end=end, text=text)
        )
    result = Result(
        path,
        tuple(sorted((*silenced.kept, *unused), key=lambda d: (d.start, d.end, d.code))),
        doc,
        checked.shadowed,
        silenced.dropped,
        frozenset(numbers[n] for n in silenced.entries),
        undated=any(code.startswith("REF") for code in task.selected) and _is_undated(doc),
        cost=checked.cost,
    )
    return new(result, doc, task)


def _is_undated(doc: Document) -> bool:
    from lint.views.dates import dates

    return dates(doc).issued is None


def new(result: Result, doc: Document, task: Task) -> Result:
    """A result without what the baseline counts and what was there before."""
    if task.since:
        from lint.since import touched

        kept = touched(doc, task.since.before(result.path), doc.given, result.diagnostics)
        result = result._replace(diagnostics=tuple(kept), untouched=len(result.diagnostics) - len(kept))
    if task.baseline:
        from lint import baseline

        known = task.baseline.files.get(baseline.place(result.path, task.baseline.folder), {})
        parted = baseline.part(doc.text, result.diagnostics, known)
        result = result._replace(diagnostics=parted.new, known=parted.known, met=parted.met)
    return result
