"""The command line: argv in, exit status out; chooses files, reporter and fixes, and nothing else.

Findings go to standard output, everything about the run to standard error. Exit status: 0 nothing at or above the fail
level, 1 findings, 2 usage, configuration, unreadable input or internal error; 2 wins over 1.
"""

from __future__ import annotations

import os
import sys

from lint import api, config, files, patterns, ruleset, suppress
from lint.config import ConfigError
from lint.model import SEVERITIES, Said
from lint.record import TYPE_CHECKING, NamedTuple
from lint.report import Style, visible
from lint.speech import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import SimpleNamespace
    from typing import Any

    from lint.api import Result, Task
    from lint.baseline import Baseline
    from lint.cache import Cache
    from lint.config import Ignore
    from lint.model import Diagnostic, Document, Finding, Rule
    from lint.repo import Found
    from lint.ruleset import Catalogue
    from lint.since import Since
    from lint.waivers import Waiver

FORMATS = (
    *("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl"),
    "markdown",
)
_FOR_PEOPLE = ("full", "concise")
# formats that describe the rules with their pages
_WITH_RULES = ("sarif",)
# so many documents between which something lies are held at once
_OPEN = 64
# formats that tell what a change lets pass
_WITH_NOTES = ("markdown",)


class Usage(Exception):
    """A command line that cannot be followed: the name of the sentence that says why, and its values."""

    def __init__(self, name: str, **values: Any) -> None:
        super().__init__(name)
        self.name, self.values = name, values


def main(argv: Sequence[str]) -> int:
    """Run one command.

    Args:
        argv: the words behind the program's name.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # a terminal or pipe that cannot show a character must not stop the report; machine formats are UTF-8 anywhere
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    lang = _lang(argv)
    try:
        try:
            _stand()
            status = _command(list(argv), lang)
        finally:
            sys.stdout.flush()
        patterns.keep()
        return status
    except (Usage, ConfigError) as error:
        for text in told(error, lang):
            note(text)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # the reader of the output went away; there is nobody to tell
        _drop_output()
        return 2
    except Exception as error:
        if os.environ.get("GONGWEN_LINT_DEBUG"):
            raise
        _drop_output()
        if isinstance(error, OSError) and error.filename is None:  # of what is no file: a full disk behind the output
            full = Usage("cannot_write", path=Said("standard_output"), detail=error.strerror or str(error))
            note("\n".join(told(full, lang)))
            return 2
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}" if where else ""
        speaker = Speaker(lang, ruleset.load().messages)
        note(speaker.say("internal", detail=f"{type(error).__name__}: {error}", place=place))
        return 2


def told(error: Usage | ConfigError, lang: str) -> list[str]:
    """What a person reads of a command line or of settings that cannot be followed."""
    if isinstance(error, ConfigError):
        return ruleset.problems_text(error.problems, lang)
    speaker = Speaker(lang, ruleset.load().messages)
    return [speaker.say("usage", reason=speaker.say(error.name, **error.values))]


def _stand() -> None:
    """See that there is a working folder.

    Raises:
        Usage: when it was removed, or may not be entered.
    """
    try:
        os.getcwd()
    except OSError as error:
        raise Usage("no_folder", detail=error.strerror or str(error)) from None


def _drop_output() -> None:
    """Let what is left in the output's buffer go nowhere: at the program's end it would fail once more."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _lang(argv: Sequence[str]) -> str:
    """The language asked for, before the rest of the command line is understood."""
    for n, word in enumerate(argv):
        if word == "--lang" and n + 1 < len(argv) and argv[n + 1] in config.LANGUAGES:
            return argv[n + 1]
        if word.startswith("--lang=") and word[7:] in config.LANGUAGES:
            return word[7:]
    return "zh"


def _command(argv: list[str], lang: str) -> int:
    from lint import options  # the parser; its sentences are in messages.yaml

    shipped = ruleset.load()
    given = options.parse(argv, Speaker(lang, shipped.messages))
    if given.command == "check":
        return _check(given, shipped)
    if given.command == "annotate":
        from lint import annotate  # writes Word files

        return annotate.run(given, shipped)
    if given.command == "compare":
        from lint import compare  # two documents, no rules

        return compare.run(given, shipped)
    if given.command == "lsp":
        try:
            from lint import lsp  # pygls, an extra
        except ModuleNotFoundError as error:
            raise Usage("lsp_missing", value=error.name) from None
        return lsp.run(given)
    from lint import commands  # the commands beside `check`

    return commands.run(given)


def _check(given: SimpleNamespace, shipped: Catalogue) -> int:
    if given.add_ignore is not None and not given.add_ignore.strip():
        raise Usage("no_reason")
    if given.add_ignore and given.isolated:
        raise Usage("isolated_ignore")
    if given.watch:
        from lint import watch  # looks at the clock and at files until it is stopped

        return watch.watch(given, shipped)
    return once(Run(given, shipped))


def once(run: Run) -> int:
    """Check what the command line names, and return the exit status."""
    given = run.given
    chosen = files.choose(given.paths or ["."], run.excluded, given.force_exclude)
    run.compared = chosen.paths
    if run.since:
        # without a change there is nothing new to find
        chosen = chosen._replace(paths=tuple(p for p in chosen.paths if p == "-" or run.since.concerns(p)))
    if given.show_settings:
        return run.show_settings(given.paths[0] if given.paths else ".")
    if given.show_files:
        for path in chosen.paths:
            print(api.relative(path))
        return 0
    if not chosen.paths and not run.since:
        note(run.speaker.say("no_files", skipped=chosen.skipped))
        return 2
    for path in chosen.paths:  # a mistake in any folder's settings ends the run before anything is printed
        run.task(path)
    if given.baseline_check and not run.has_baseline:
        raise Usage("baseline_check_alone")
    try:
        run.report(chosen.paths)
    except KeyboardInterrupt:  # between two files, where a report cannot be brought to its end
        run.interrupted = True
    if run.interrupted:
        note(run.speaker.say("interrupted", done=run.files, files=len(chosen.paths)))
    if not given.quiet:
        run.summary(chosen.skipped)
    if given.cost:
        run.print_cost()
    return run.status()


class Run:
    """One run of `check`: the settings of each folder, and what is remembered of the files that were checked."""

    def __init__(self, given: SimpleNamespace, shipped: Catalogue) -> None:
        self.given = given
        self._shipped = shipped
        self._tasks: dict[tuple[str | None, tuple[int, ...]], Task] = {}  # by configuration and what of it is by file
        self._folders: dict[str, str | None] = {}
        self._caching = given.command in ("check", "baseline") and not (given.no_cache or given.cost or given.fix)
        self._sharing = False
        self.since = _version(given)
        self._baselines: dict[str, Baseline] = {}  # of each file that a flag or a configuration names
        # of each file as its baseline's folder names it: how often its keys were met, and the codes that ran
        self._met: dict[tuple[str, str], tuple[Mapping[str, int], frozenset[str]]] = {}
        self._untouched = self._known = 0
        first = given.paths[0] if given.paths else "."
        self.speaker = self.task(os.path.join(first, "") if os.path.isdir(first) else first).speaker
        self._text_out = "-" in given.paths and (given.fix or given.unsafe_fixes) and not given.diff
        self._failed = False
        self.files = 0
        self.interrupted = False
        self._progress: Progress | None = None
        self._counts = dict.fromkeys(SEVERITIES, 0)
        self._codes: dict[tuple[str, str, str], int] = {}
        self._applied: list[Diagnostic] = []
        self._changed = 0
        self._copies: list[str] = []
        self._broken: list[str] = []
        self._undated: list[str] = []
        self._silenced = {"blanks": 0, "others": 0}
        # of each configuration's `ignore`: those entries that some checked file could use, and those that one did
        self._entries: dict[tuple[str, ...], set[int]] = {}
        self._used: dict[tuple[str, ...], set[int]] = {}
        self._costs: dict[str, float] = {}
        self._waived: list[Waiver] = []
        self._outputs = _outputs(given)
        self._opened: Callable[[str], Document]
        self.compared: tuple[str, ...] = ()  # with --repo: the documents beside which those that are checked are seen
        self._written = {os.path.abspath(output.path) for output in self._outputs if output.path}

    def task(self, path: str) -> Task:
        """What to do with a file: the settings of its folder with the command line on top."""
        given = self.given
        path = (given.stdin_filename or "") if path == "-" else path
        folder = path[: max(path.rfind("/"), path.rfind(os.sep)) + 1]
        if folder not in self._folders:
            self._folders[folder] = given.config or (None if given.isolated else config.find(folder))
        governs = self._folders[folder]
        task = self._task(governs, ())
        settings = task.catalogue.config
        narrow = tuple(n for n, (glob, _) in enumerate(settings.per_file) if api.fits(glob, path, settings))
        return self._task(governs, narrow) if narrow else task

    def _task(self, governs: str | None, narrow: tuple[int, ...]) -> Task:
        if (governs, narrow) not in self._tasks:
            catalogue = self._shipped if governs is None else ruleset.load(governs, narrow=narrow)
            self._tasks[governs, narrow] = self._make(catalogue)
        return self._tasks[governs, narrow]

    def _make(self, catalogue: Catalogue) -> Task:
        given = self.given
        named = (*given.select, *given.extend_select, *given.ignore)
        # with a plugin's rules in one folder and not in another, a code may be known in one of them only
        for name, close in ruleset.unknown(catalogue, named):
            raise Usage("no_such_rule_near" if close else "no_such_rule", value=name, nearest=close)
        today = ""
        if any(entry.until for entry in catalogue.config.ignore):
            import time  # `until` is the one use of the clock

            today = time.strftime("%Y-%m-%d")
        task = api.task(
            catalogue,
            lang=given.lang or "",
            profile=given.profile or "",
            select=given.select,
            extend=given.extend_select,
            ignore=given.ignore,
            date=given.date,
            stage=given.stage or "",
            fix=given.fix or given.unsafe_fixes or given.diff,
            unsafe=given.unsafe_fixes,
            today=today,
            revisions=given.revisions,
            track=not given.no_track,
            baseline=self._known_findings(catalogue),
            since=self.since,
        )
        return task._replace(cache=self._cache(task)) if self._caching or self._sharing else task

    def settings(self) -> dict[str, None]:
        """The configuration files in force so far, each once."""
        return dict.fromkeys(path for task in self._tasks.values() for path in task.catalogue.config.paths)

    @property
    def has_baseline(self) -> bool:
        """Whether known findings are left out, as far as settings have been read."""
        return bool(self._baselines)

    def _known_findings(self, catalogue: Catalogue) -> Baseline | None:
        """The baseline that the command line names, or else the configuration."""
        path = self.given.baseline or ("" if self.given.command == "baseline" else catalogue.config.baseline)
        if path and path not in self._baselines:
            self._baselines[path] = load_baseline(path)
        return self._baselines[path] if path else None

    def share(self) -> None:
        """From now on remember results at least as long as the run: processes hand them on as records."""
        self._sharing = True
        self._tasks = {
            key: task if task.cache else task._replace(cache=self._cache(task)) for key, task in self._tasks.items()
        }

    def _cache(self, task: Task) -> Cache:
        """What earlier runs with the same rules, settings and flags found."""
        from lint import cache

        settings = task.catalogue.config
        flags = (
            *sorted(task.selected),
            "",
            *sorted(task.usual),
            "",
            task.speaker.lang,
            task.stage,
            task.revisions,
            task.date or "",
        )
        own = repr(settings.options) if settings.per_file else ""
        name = "\0".join((sys.version, *map(os.path.abspath, settings.paths), *flags, own))
        return cache.Cache(name, f"{task.catalogue.key}\n{cache.tool(settings.plugins)}", lasting=self._caching)

    def excluded(self, path: str) -> bool:
        """Whether the configuration leaves a path out, or this run writes it."""
        if self._written and os.path.abspath(path) in self._written:
            return True
        config = self.task(path).catalogue.config
        if path == "-":
            path = self.given.stdin_filename or path
        return any(api.fits(glob, path, config) for glob in config.exclude)

    def check(self, path: str) -> Result:
        """Check one file, and put its fixes into place where that was asked for."""
        task = self.task(path)
        if path == "-":
            name = self.given.stdin_filename or "stdin.txt"
            result = api.check_input(name, task._replace(cache=None))
            if self._text_out:  # the fixed text takes standard output
                sys.stdout.buffer.write(result.after)
                sys.stdout.buffer.flush()
        else:
            result = api.check_path(path, task)
            if task.fix and not self.given.diff:
                result = api.write(result, task)
        return named(result)

    def results(self, paths: Iterable[str]) -> Iterator[Result]:
        """Check the files, in several processes where that pays; a result may be forgotten as soon as it is reported.

        Ctrl-C ends the files early, so that a report of what was done is whole.
        """
        paths = tuple(paths)
        progress = self._progress = Progress(self.speaker, len(paths))
        try:
            between = self._between(paths) if self.given.repo and paths else {}
            for path, result in zip(paths, self._checked(paths), strict=True):
                if path in between:
                    result = self._joined(path, result, between.pop(path))
                self.remember(result)
                progress.step(self.files)
                yield result
            for path, found in between.items():  # in files that were not changed, beside one that was
                result = self._joined(path, api.Result(path, ()), found)
                self.remember(result, whole=False)
                yield result
        except KeyboardInterrupt:
            self.interrupted = True
        finally:
            progress.hide()
            for task in self._tasks.values():
                if task.cache:
                    task.cache.save()

    def _between(self, paths: tuple[str, ...]) -> Found:
        """What lies between the documents; beside another version, what some change brought about."""
        from functools import lru_cache

        from lint import repo  # reads documents once more

        self._opened = lru_cache(maxsize=_OPEN)(lambda path: repo.read(path, self.task(path)))
        every = (path for path in self.compared or paths if path != "-")
        found = repo.compare(((path, self.task(path)) for path in every), self._opened)
        return repo.new(found, self.since, self._opened) if self.since else found

    def _joined(self, path: str, result: Result, found: list[tuple[Rule, Finding]]) -> Result:
        """A result with what was found between its document and others."""
        from lint import repo

        return named(repo.add(result._replace(path=path), found, self.task(path), self._opened))

    def _checked(self, paths: tuple[str, ...]) -> Iterator[Result]:
        given = self.given
        writes = given.fix or given.unsafe_fixes or given.diff
        jobs = 1 if given.jobs == "1" or writes or given.cost else _processes(given.jobs, paths)
        if jobs > 1:
            from lint import pool  # only for many files

            return pool.results(self, paths, jobs)
        return map(self.check, paths)

    def remember(self, result: Result, whole: bool = True) -> None:
        """Count what a result tells; of a file that was not checked itself, not which entries silence nothing in it."""
        task = self.task(result.path)
        self.files += 1
        level = self.given.fail_level or task.catalogue.config.fail_level or "warning"
        grave = SEVERITIES[: SEVERITIES.index(level) + 1]
        for d in result.diagnostics:
            self._failed |= d.severity in grave
            self._counts[d.severity] += 1
            key = (d.code, d.name, d.severity)
            self._codes[key] = self._codes.get(key, 0) + 1
        self._applied += result.applied
        self._changed += result.after != result.before
        self._untouched += result.untouched
        self._known += len(result.known)
        if task.baseline and not result.broken:
            from lint import baseline

            folder = task.baseline.folder
            self._met[folder, baseline.place(result.path, folder)] = (
                result.met,
                task.selected | (task.across if self.given.repo else frozenset()),
            )
        if result.copy:
            self._copies.append(api.relative(result.copy))
        if result.broken:
            self._broken.append(result.path)
        elif result.undated:
            self._undated.append(result.path)
        for d in result.silenced:
            self._silenced["blanks" if d.code.startswith("PLH") else "others"] += 1
        ignore = task.catalogue.config.ignore
        if ignore and whole and not result.broken:
            could = {n for n in api.fitting(result.path, task) if _ran(ignore[n], task)}
            paths = task.catalogue.config.paths
            self._entries.setdefault(paths, set()).update(could)
            self._used.setdefault(paths, set()).update(result.used_ignores)
        for code, seconds in result.cost.items():
            self._costs[code] = self._costs.get(code, 0.0) + seconds

    def report(self, paths: Iterable[str]) -> None:
        """Check the files and print what was found as it is found."""
        given = self.given
        results: Iterable[Result] = self.results(paths)
        self._waived = self._waivers(paths) if self.since else []
        if given.add_ignore:
            from lint import ignoring

            for path, count in ignoring.write(self, results, given.add_ignore).items():
                note(self.speaker.say("ignored", path=api.relative(path), count=count))
            self._failed = False
        elif given.diff:
            self._emit((line for r in results if r.after != r.before for line in _diff(r)), _file(given))
        elif given.statistics:
            for _ in results:
                pass
            ranked = sorted(self._codes.items(), key=lambda c: (-c[1], c[0]))
            rows = (f"{count:6}  {code}  {severity:7}  {name}" for (code, name, severity), count in ranked)
            self._emit(rows, _file(given))
        else:
            if given.show_shadowed:
                results = (r._replace(diagnostics=tuple(sorted((*r.diagnostics, *r.shadowed)))) for r in results)
            if given.no_text:
                results = (_without_text(r) for r in results)
            if len(self._outputs) > 1:
                results = list(results)  # each format reads them all
            for style, path, begun in self._outputs:
                module = f"lint.report.{style}"
                __import__(module)
                lines = sys.modules[module].report(results, self._style(style, path))
                _append(path, lines) if begun else self._emit(lines, path)

    def _style(self, name: str, path: str) -> Style:
        rules = {}
        if name in _WITH_RULES:
            for governs in dict.fromkeys(self._folders.values()):
                rules.update({r.code: r for r in ruleset.load(governs, pages=True).rules})
        notes = self._waiver_notes() if name in _WITH_NOTES else ()
        return Style(self.speaker, self._color(name, path), rules, notes)

    def _waivers(self, paths: Iterable[str]) -> list[Waiver]:
        """What the change lets pass that the version before did not."""
        from lint import waivers  # only where a version is compared with

        assert self.since
        return waivers.added(self.since, self.settings(), self._baselines.values(), paths)

    def _waiver_notes(self) -> tuple[str, ...]:
        """The heading that counts what the change lets pass, and a line for each."""
        if not self._waived:
            return ()
        say, bare = self.speaker.say, self.given.no_text
        notes = [say("waived", count=sum(w.times for w in self._waived))]
        for w in self._waived:
            rule = w.rule or say("waived_every_rule")
            said = say("waived_times", count=w.times) if w.kind == "baseline" else "" if bare else w.text
            shown = (w.path, say(f"waived_{w.kind}"), rule, said, "" if bare else w.reason)
            notes.append("｜".join(filter(None, shown)))
        return tuple(notes)

    def _emit(self, lines: Iterable[str], path: str) -> None:
        if not path:
            stream = sys.stderr if self._text_out else sys.stdout
            for line in lines:
                if self._progress:
                    self._progress.hide()
                stream.write(line + "\n")
            stream.flush()
            return
        from lint import disk  # only where something is written

        path = os.path.realpath(path)
        data = (f"{line}\n".encode("utf-8", "backslashreplace") for line in lines)
        try:
            if os.path.exists(path) and not os.path.isfile(path):  # a pipe or device is written to, not replaced
                with open(path, "wb") as special:
                    special.writelines(data)
                return
            file = disk.begin(path)
            try:
                file.writelines(data)
                if self.interrupted:  # half a report takes nobody's place
                    disk.drop(file)
                else:
                    disk.finish(file, path)
            except BaseException:
                disk.drop(file)
                raise
        except OSError as error:
            raise Usage("cannot_write", path=path, detail=error.strerror or str(error)) from None

    def _color(self, name: str, path: str) -> bool:
        choice = self.given.color
        if name not in _FOR_PEOPLE or path or choice == "never":
            return False
        return choice == "always" or (sys.stdout.isatty() and not os.environ.get("NO_COLOR"))

    def summary(self, skipped: int) -> None:
        """Say what a person must know about the run, the last line being what was not checked."""
        given, speaker = self.given, self.speaker
        if given.diff:
            note(speaker.say("would_change", files=self._changed, count=len(self._applied)))
        elif self._applied:
            note(speaker.say("fixed", files=self._changed, count=len(self._applied)))
        if self._copies:
            note(speaker.say("fixed_copies", files=self._some(self._copies)))
        if given.show_fixes:
            for d in self._applied:
                note(f"{d.path}:{d.place.line}:{d.place.column}: {d.message} {d.code}")
        said = self.counts()
        if not self.files:
            note(speaker.say("no_changes"))
        elif not given.add_ignore:  # which has told what became of the findings
            note(speaker.say("found" if said else "nothing", files=self.files, counts=said))
        if self._waived:
            note(self._waiver_notes()[0])
        for task in {t.catalogue.config.paths: t for t in self._tasks.values()}.values() if self.files else ():
            self._unused_entries(task)
        stale = self._stale()
        if stale:
            note(speaker.say("stale_baseline", count=sum(stale.values()), files=self._some(list(stale))))
        note(self.unchecked(skipped))

    def counts(self) -> str:
        """How many findings of each severity there were; empty without any."""
        said = [self.speaker.say("count", severity=self.speaker.say(s), count=n) for s, n in self._counts.items() if n]
        return self.speaker.say("list_joint").join(said)

    def _stale(self) -> dict[str, int]:
        """How many entries of the baselines lost their finding, for each file that was checked or is gone."""
        found: dict[str, int] = {}
        if not self._baselines or self.since:  # unchanged sentences were not asked for
            return found
        from lint import baseline

        every = [(b.folder, name, known) for b in self._baselines.values() for name, known in b.files.items()]
        for folder, name, known in every:
            if (folder, name) in self._met:
                idle = baseline.idle(known, *self._met[folder, name])
            elif os.path.exists(os.path.join(folder, name)):
                continue
            else:
                idle = sum(known.values())
            if idle:
                found[name] = idle
        return found

    def _unused_entries(self, task: Task) -> None:
        """`ignore` entries that silenced nothing although a file they could speak of was checked."""
        for n, entry in enumerate(task.catalogue.config.ignore):
            values = {"file": entry.file, "line": entry.line, "number": n + 1, "until": entry.until}
            if entry.until and entry.until < task.today:
                note(self.speaker.say("expired_ignore", **values))
                continue
            paths = task.catalogue.config.paths
            if n in self._entries.get(paths, ()) and n not in self._used.get(paths, ()):
                note(self.speaker.say("unused_ignore", **values))

    def unchecked(self, skipped: int) -> str:
        """The line that says what this run did not check, and why."""
        speaker = self.speaker
        parts: list[str] = []
        tasks = list(self._tasks.values())
        dating = any(code.startswith("REF") for t in tasks for code in t.selected)
        families = {r.code[:3] for t in tasks for r in t.catalogue.rules if r.tier and not r.preview}
        off = sorted(families - {code[:3] for t in tasks for code in t.selected})
        known = [str(t["meta"]["known_until"]) for t in tasks[0].catalogue.timelines if "meta" in t]
        if self._broken:
            parts.append(speaker.say("unchecked_broken", count=len(self._broken), files=self._some(self._broken)))
        if self._undated:
            parts.append(speaker.say("unchecked_date", count=len(self._undated), files=self._some(self._undated)))
        if dating and known:
            parts.append(speaker.say("unchecked_until", until=max(known)))
        if off:
            parts.append(speaker.say("unchecked_families", families=speaker.say("list_joint").join(off)))
        if self._silenced["blanks"]:
            parts.append(speaker.say("unchecked_blanks", count=self._silenced["blanks"]))
        if self._silenced["others"]:
            parts.append(speaker.say("unchecked_silenced", count=self._silenced["others"]))
        if self._known:
            parts.append(speaker.say("unchecked_known", count=self._known))
        if self.since:
            parts.append(speaker.say("unchecked_unchanged"))
        if self._untouched:
            parts.append(speaker.say("unchecked_untouched", count=self._untouched))
        if skipped:
            parts.append(speaker.say("unchecked_skipped", count=skipped))
        parts.append(speaker.say("unchecked_always"))
        return speaker.say("unchecked", parts=speaker.say("clause_joint").join(parts))

    def _some(self, paths: list[str], most: int = 3) -> str:
        return self.speaker.say("list_joint").join(paths[:most]) + ("…" if len(paths) > most else "")

    def print_cost(self) -> None:
        """Print the time of every rule that ran."""
        for code, seconds in sorted(self._costs.items(), key=lambda c: (-c[1], c[0])):
            note(f"{seconds * 1000:10.3f} ms  {code}")

    def status(self) -> int:
        """The exit status."""
        if self.interrupted:
            return 130
        if self._broken:
            return 2
        failed = self._changed > 0 if self.given.diff else self._failed
        failed |= self.given.baseline_check and bool(self._stale())
        return 1 if failed and not self.given.exit_zero else 0

    def show_settings(self, path: str) -> int:
        """Print what is in force for a path."""
        task = self.task(path)
        catalogue = task.catalogue
        print(f"config: {', '.join(catalogue.config.paths) or '-'}")
        print(f"profile: {self.given.profile or catalogue.config.profile}")
        print(f"stage: {task.stage or catalogue.config.stage or 'draft'}")
        print(f"date: {task.date or dict(catalogue.config.date) or '-'}")
        print(f"exclude: {', '.join(catalogue.config.exclude) or '-'}")
        print(f"words: {len(catalogue.config.words)}")
        for rule in catalogue.rules:
            print(f"{'on ' if rule.code in task.selected else 'off'}  {rule.code}  {rule.severity:7}  {rule.name}")
        return 0


def _ran(entry: Ignore, task: Task) -> bool:
    """Whether the rules that an entry names ran on the files of a task."""
    return suppress.ran((entry.rule,) if entry.rule else (), task.selected, task.usual, task.apart)


def named(result: Result) -> Result:
    """A result that names its file as reports do."""
    shown = api.relative(result.path)
    if shown == result.path:
        return result
    return result._replace(
        diagnostics=tuple(d._replace(path=shown) for d in result.diagnostics),
        shadowed=tuple(d._replace(path=shown) for d in result.shadowed),
        path=shown,
    )


def _version(given: SimpleNamespace) -> Since | None:
    """The version that a run compares with."""
    if not (given.staged or given.diff_base):
        return None
    from lint import since

    if given.staged and given.diff_base:
        raise Usage("two_versions")
    if given.staged and (given.fix or given.unsafe_fixes):
        raise Usage("staged_fix")
    try:
        return since.since(given.diff_base or "HEAD", bool(given.staged))
    except since.NoVersion as error:
        raise Usage(error.name, **error.values) from None


def load_baseline(path: str) -> Baseline:
    """The baseline of a file.

    Raises:
        Usage: when it cannot be used.
    """
    from lint import baseline

    try:
        return baseline.load(path)
    except baseline.Unusable as error:
        raise Usage(error.name, **error.values) from None


# so many bytes are checked by one process sooner than by several that must start first
SMALL = 2_000_000


def _processes(jobs: str | None, paths: Iterable[str]) -> int:
    """How many processes check these files: as many as asked for, or as there are cores where the files are many."""
    if jobs not in (None, "auto"):
        return int(jobs)
    size = 0
    for path in paths:
        try:
            size += os.stat(path).st_size
        except OSError:
            continue
        if size > SMALL:
            return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1


class Progress:
    """How far a run of more than a second has come: one line on a terminal, gone when something else is written."""

    __slots__ = ("_began", "_files", "_shown", "_speaker", "_told")

    def __init__(self, speaker: Speaker, files: int) -> None:
        self._speaker, self._files = speaker, files
        self._shown = ""
        self._began = self._told = 0.0
        if files > 1 and sys.stderr.isatty():
            import time

            self._began = time.monotonic()

    def step(self, done: int) -> None:
        """Say that so many files are done, five times a second at most."""
        if self._began:
            import time

            now = time.monotonic()
            if now - self._began > 1 and now - self._told > 0.2:
                self.hide()
                self._told = now
                self._shown = self._speaker.say("progress", done=done, files=self._files)
                sys.stderr.write(self._shown)
                sys.stderr.flush()

    def hide(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * (2 * len(self._shown)) + "\r")
            sys.stderr.flush()
            self._shown = ""


class _Output(NamedTuple):
    """A format and where it goes: a file (which other steps may have begun), or standard output, which is empty."""

    style: str
    path: str
    begun: bool = False


def _outputs(given: SimpleNamespace) -> tuple[_Output, ...]:
    """The formats to write; standard output, or the file of `-o`, takes one of them."""
    actions = os.environ.get("GITHUB_ACTIONS") == "true"
    asked = given.output_format or (("github" if actions else "full"),)
    pairs = [(name, path) for name, _, path in (word.partition("=") for word in asked)]
    for name, _ in pairs:
        if name not in FORMATS:
            close = config.nearest(name, FORMATS)
            values = {"flag": "--output-format", "value": name, "nearest": close, "choices": FORMATS}
            raise Usage("usage_choice", **values)
    shared = [name for name, path in pairs if path in ("", "-")]
    if len(shared) > 1:
        raise Usage("one_output", formats=tuple(shared))
    outputs = [_Output(name, "" if path == "-" else path or _file(given)) for name, path in pairs]
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if summary and any(name == "github" for name, _ in pairs):
        outputs.append(_Output("markdown", summary, begun=True))
    return tuple(outputs)


def _file(given: SimpleNamespace) -> str:
    """The file of `-o`; empty is standard output."""
    return "" if given.output in (None, "-") else given.output


def _append(path: str, lines: Iterable[str]) -> None:
    """Write behind what other steps have written."""
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
    except OSError as error:
        raise Usage("cannot_write", path=path, detail=error.strerror or str(error)) from None


def _without_text(result: Result) -> Result:
    """A result whose findings name rule and place and quote nothing, for logs that others can read."""

    def bare(d: Diagnostic) -> Diagnostic:
        related = tuple(place._replace(text="") for place in d.related)
        if d.broken:
            return d._replace(related=related)
        return d._replace(message=d.name, text="", quote="", values={}, fix=None, suggestions=(), related=related)

    # without its text no window of it can be shown
    return result._replace(
        diagnostics=tuple(map(bare, result.diagnostics)), silenced=tuple(map(bare, result.silenced)), doc=None
    )


def _diff(result: Result) -> Iterable[str]:
    """The unified diff of a result's fixes: of a text file in its own line ends, for `patch`; else of what is read."""
    from lint import differing, readers  # only where fixes are shown
    from lint.model import Given

    def lines(data: bytes) -> list[str]:
        if readers.is_word(result.path):
            text = readers.read(data, result.path, Given()).text
        else:
            from lint.readers.text import decode

            text = decode(data)[0]
        *whole, last = text.split("\n")  # only LF ends a line of a patch
        return [f"{line}\n" for line in whole] + ([last] if last else [])

    for line in differing.unified(lines(result.before), lines(result.after), result.path):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def note(text: str) -> None:
    """Tell something about the run."""
    sys.stderr.write(visible(text) + "\n")
