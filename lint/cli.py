"""The command line: argv in, exit status out; chooses files, reporter and fixes, and nothing else.

Findings go to standard output, everything about the run to standard error. Exit status: 0 nothing at or above the fail
level, 1 findings, 2 usage, configuration, unreadable input or internal error; 2 wins over 1.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from lint import api, config, files, ruleset
from lint.config import ConfigError
from lint.model import SEVERITIES
from lint.speech import Speaker

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from lint.api import Result, Task
    from lint.ruleset import Catalogue

FORMATS = ("full", "concise", "json", "github")
_MACHINE = ("json", "github")


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
    for stream in (sys.stdout, sys.stderr):
        # a terminal or pipe that cannot show a character must not stop the report; machine formats are UTF-8 anywhere
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    lang = _lang(argv)
    try:
        return _command(list(argv), lang)
    except Usage as error:
        speaker = Speaker(lang, ruleset.load().messages)
        _note(speaker.say("usage", reason=speaker.say(error.name, **error.values)))
        return 2
    except ConfigError as error:
        for text in ruleset.problems_text(error.problems, lang):
            _note(text)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # the reader of the output went away; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2


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

    given = options.parse(argv, Speaker(lang, ruleset.load().messages))
    if given.command == "check":
        return _check(given)
    from lint import commands  # the commands beside `check`

    return commands.run(given)


def _check(given: argparse.Namespace) -> int:
    run = _Run(given)
    chosen = files.choose(given.paths or ["."], run.excluded, given.force_exclude)
    if given.show_settings:
        return run.show_settings(given.paths[0] if given.paths else ".")
    if given.show_files:
        for path in chosen.paths:
            print(api.relative(path))
        return 0
    if not chosen.paths:
        _note(run.speaker.say("no_files", skipped=chosen.skipped))
        return 2
    results = []
    for path in chosen.paths:
        results.append(run.check(path))
    return run.finish(results, chosen.skipped)


class _Run:
    """One run of `check`: the settings of each folder, the results, the exit status."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self._tasks: dict[str | None, Task] = {}
        self._folders: dict[str, str | None] = {}
        first = self.task(given.stdin_filename or (given.paths[0] if given.paths else "."))
        self.speaker = first.speaker
        self.stdin_text: bytes | None = None

    def task(self, path: str) -> Task:
        """What to do with a file: the settings of its folder with the command line on top."""
        given = self.given
        path = (given.stdin_filename or ".") if path == "-" else path
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        if folder not in self._folders:
            self._folders[folder] = given.config or (None if given.isolated else config.find(folder))
        governs = self._folders[folder]
        if governs not in self._tasks:
            self._tasks[governs] = self._make(ruleset.load(governs))
        return self._tasks[governs]

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
        return api.task(
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
        )

    def excluded(self, path: str) -> bool:
        """Whether the configuration leaves a path out."""
        return any(api.fits(glob, path) for glob in self.task(path).catalogue.config.exclude)

    def check(self, path: str) -> Result:
        """Check one file, and put its fixes into place where that was asked for."""
        task = self.task(path)
        if path == "-":
            name = self.given.stdin_filename or "stdin.txt"
            result = api.check_bytes(sys.stdin.buffer.read(), name, task)
        else:
            result = api.check_path(path, task)
            if task.fix and not self.given.diff:
                result = api.write(result, task)
        shown = api.relative(result.path)
        return result._replace(
            diagnostics=tuple(d._replace(path=shown) for d in result.diagnostics),
            shadowed=tuple(d._replace(path=shown) for d in result.shadowed),
            path=shown,
        )

    def finish(self, results: list[Result], skipped: int) -> int:
        """Print the findings and all that a person must know about the run."""
        given, speaker = self.given, self.speaker
        stdin_fixed = "-" in given.paths and (given.fix or given.unsafe_fixes) and not given.diff
        changed = [r for r in results if r.after != r.before]
        lines: Iterable[str]
        if given.diff:
            self._emit(line for r in changed for line in _diff(r))
        elif given.statistics:
            self._emit(_statistics(results))
        else:
            if given.show_shadowed:
                both = [r._replace(diagnostics=tuple(sorted((*r.diagnostics, *r.shadowed)))) for r in results]
            else:
                both = results
            style = given.output_format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full")
            module = f"lint.report.{style}"
            __import__(module)
            lines = sys.modules[module].report(both, speaker, self._color(style))
            if stdin_fixed:
                for result in results:
                    sys.stdout.buffer.write(result.after)
                sys.stdout.buffer.flush()
                for line in lines:
                    _note(line)
            else:
                self._emit(lines)
        if not given.quiet:
            self._summary(results, skipped, changed)
        if given.cost:
            self._cost(results)
        return self._status(results, changed)

    def _emit(self, lines: Iterable[str]) -> None:
        if not self.given.output:
            for line in lines:
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
            return
        path = self.given.output
        beside = f"{path}.{os.getpid()}"
        try:
            with open(beside, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(line + "\n" for line in lines)
            os.replace(beside, path)
        except OSError as error:
            if os.path.exists(beside):
                os.unlink(beside)
            raise Usage("cannot_write", path=path, detail=error.strerror or str(error)) from None

    def _color(self, style: str) -> bool:
        choice = self.given.color
        if style in _MACHINE or self.given.output or choice == "never":
            return False
        return choice == "always" or (sys.stdout.isatty() and not os.environ.get("NO_COLOR"))

    def _summary(self, results: list[Result], skipped: int, changed: list[Result]) -> None:
        given, speaker = self.given, self.speaker
        found = [d for r in results for d in r.diagnostics]
        applied = [d for r in results for d in r.applied]
        if given.diff:
            _note(speaker.say("would_change", files=len(changed), count=len(applied)))
        elif applied:
            _note(speaker.say("fixed", files=len(changed), count=len(applied)))
        if given.show_fixes:
            for d in applied:
                _note(f"{d.path}:{d.place.line}:{d.place.column}: {d.message} {d.code}")
        counts = {s: sum(d.severity == s for d in found) for s in SEVERITIES}
        said = [speaker.say("count", severity=speaker.say(s), count=n) for s, n in counts.items() if n]
        joint = "、" if speaker.lang == "zh" else ", "
        name = "found" if said else "nothing"
        _note(speaker.say(name, files=len(results), counts=joint.join(said)))
        for task in self._tasks.values():
            self._unused_entries(task, results)
        _note(speaker.say("unchecked", parts=speaker.say("unchecked_joint").join(self._unchecked(results, skipped))))

    def _unused_entries(self, task: Task, results: list[Result]) -> None:
        """`ignore` entries that silenced nothing, when every file they could speak of was checked."""
        used = frozenset(n for r in results for n in r.used_ignores if self.task(r.path) is task)
        for n, entry in enumerate(task.catalogue.config.ignore):
            values = {"file": entry.file, "line": entry.line, "number": n + 1, "until": entry.until}
            if entry.until and entry.until < task.today:
                _note(self.speaker.say("expired_ignore", **values))
            elif (
                n not in used
                and not self.given.select
                and any((not entry.path or api.fits(entry.path, r.path)) and not r.broken for r in results)
            ):
                _note(self.speaker.say("unused_ignore", **values))

    def _unchecked(self, results: list[Result], skipped: int) -> list[str]:
        """What this run did not check, and why."""
        speaker, parts = self.speaker, []
        broken = [r.path for r in results if r.broken]
        if broken:
            parts.append(speaker.say("unchecked_broken", count=len(broken), files=_some(broken)))
        tasks = list(self._tasks.values())
        dating = any(code.startswith("REF") for t in tasks for code in t.selected)
        undated = [r.path for r in results if dating and r.doc is not None and _undated(r)]
        if undated:
            parts.append(speaker.say("unchecked_date", count=len(undated), files=_some(undated)))
        until = [str(t["meta"]["known_until"]) for t in tasks[0].catalogue.timelines if "meta" in t] if tasks else []
        if dating and until:
            parts.append(speaker.say("unchecked_until", until=until[-1]))
        families = {r.code[:3] for t in tasks for r in t.catalogue.rules if r.tier and not r.preview}
        off = sorted(families - {code[:3] for t in tasks for code in t.selected})
        if off:
            parts.append(speaker.say("unchecked_families", families="、".join(off)))
        blanks = sum(d.code.startswith("PLH") for r in results for d in r.silenced)
        if blanks:
            parts.append(speaker.say("unchecked_blanks", count=blanks))
        others = sum(len(r.silenced) for r in results) - blanks
        if others:
            parts.append(speaker.say("unchecked_silenced", count=others))
        if skipped:
            parts.append(speaker.say("unchecked_skipped", count=skipped))
        parts.append(speaker.say("unchecked_always"))
        return parts

    def _cost(self, results: list[Result]) -> None:
        from lint.engine import total

        costs = total(r.cost for r in results)
        for code, seconds in sorted(costs.items(), key=lambda c: (-c[1], c[0])):
            _note(f"{seconds * 1000:10.3f} ms  {code}")

    def _status(self, results: list[Result], changed: list[Result]) -> int:
        if any(r.broken for r in results):
            return 2
        given = self.given
        level = given.fail_level or next((t.catalogue.config.fail_level for t in self._tasks.values()), "") or "warning"
        grave = SEVERITIES[: SEVERITIES.index(level) + 1]
        failed = any(d.severity in grave for r in results for d in r.diagnostics) if not given.diff else bool(changed)
        return 1 if failed and not given.exit_zero else 0

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


def _undated(result: Result) -> bool:
    from lint.views.dates import dates

    assert result.doc is not None
    return dates(result.doc).issued is None


def _some(paths: list[str], most: int = 3) -> str:
    return "、".join(paths[:most]) + ("…" if len(paths) > most else "")


def _diff(result: Result) -> Iterable[str]:
    """The unified diff of a result's fixes, in code points."""
    from difflib import unified_diff

    from lint.readers.text import decode

    # only LF ends a line here, as everywhere
    old, new = (decode(data)[0].split("\n") for data in (result.before, result.after))
    for line in unified_diff(old, new, result.path, result.path, lineterm=""):
        yield line.rstrip("\r")


def _statistics(results: list[Result]) -> Iterable[str]:
    counts: dict[tuple[str, str, str], int] = {}
    for result in results:
        for d in result.diagnostics:
            counts[d.code, d.name, d.severity] = counts.get((d.code, d.name, d.severity), 0) + 1
    for (code, name, severity), count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
        yield f"{count:6}  {code}  {severity:7}  {name}"


def _note(text: str) -> None:
    sys.stderr.write(text + "\n")
