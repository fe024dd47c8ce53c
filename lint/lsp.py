"""A language server: findings while one types, with their fixes, ignore entries and the pages of their rules.

Only open documents are looked at, as they stand in the editor, under their own path and the settings of its folder.
The text is synchronized whole, since its lines end where ours do (LF, CRLF, CR) and nowhere else.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from lint import __version__, api, cli, config, entries, ignoring, pages, readers, ruleset
from lint.record import TYPE_CHECKING, NamedTuple
from lint.report import TOOL
from lint.report.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pygls.workspace import PositionCodec

    from lint.api import Result, Task
    from lint.config import Problem
    from lint.model import Diagnostic, Document, Place, Rule
    from lint.speech import Speaker

# seconds without a keystroke before a text is checked
_PAUSE = 0.3
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
# of a document without a file, or whose suffix no reader of texts owns: what the editor calls its language
_SUFFIXES = {"plaintext": ".txt", "text": ".txt", "markdown": ".md", "html": ".html"}
_TEXTS = ("text", "markdown", "html")
_FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{TOOL}"
_LINE_END = re.compile(r"\r\n|\r|\n")
# so many examples of each kind in a hover
_SHOWN = 3
# of so many findings that a range touches the fixes are offered one by one: a menu is read by a person
_OFFERED = 20
# what is watched: configurations and the baseline, in any folder
_WATCHED = "**/.gongwen-lint*"


class _Settings(NamedTuple):
    """What governs the documents of a folder, and the state of the files that say so."""

    run: cli.Run
    files: tuple[tuple[str, float], ...]

    @property
    def fresh(self) -> bool:
        """Whether none of the files was changed since."""
        return all(_changed_at(path) == at for path, at in self.files)


class _Positions:
    """Places of a source in the units that were agreed on; a line is counted once, however many places it has."""

    __slots__ = ("_codec", "_lines", "_units")

    def __init__(self, lines: list[str], codec: PositionCodec) -> None:
        self._lines, self._codec = lines, codec
        self._units: dict[int, Units] = {}

    def of(self, place: Place) -> types.Position:
        """The position of a place."""
        number = min(place.line, len(self._lines)) - 1
        line = self._lines[number]
        if number not in self._units:
            self._units[number] = Units(line, self._codec.client_num_units)
        return types.Position(number, self._units[number].before(min(place.column - 1, len(line))))


class _Checked(NamedTuple):
    """The answer to one state of a document."""

    state: int
    source: str
    lines: list[str]
    positions: _Positions
    task: Task
    result: Result


class _Open:
    """A document that an editor holds open."""

    __slots__ = ("answer", "hurried", "path", "pending", "source", "state", "uri", "version")

    def __init__(self, uri: str, path: str) -> None:
        self.uri, self.path = uri, path
        self.source, self.version = "", 0
        self.state = 0  # counts its texts and its settings
        self.answer: _Checked | None = None
        self.pending: asyncio.Task[None] | None = None
        self.hurried = False  # whether the pending check does not wait for a pause


def run(given: SimpleNamespace) -> int:
    """Serve one editor on standard input and output until it says goodbye."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a plugin prints must not stand between the messages
    _Server(given).start_io(sys.stdin.buffer, output)
    return 0


class _Server(LanguageServer):
    """The documents of one editor."""

    def __init__(self, given: SimpleNamespace) -> None:
        super().__init__(TOOL, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._given = given
        self._open: dict[str, _Open] = {}
        self._settings: dict[str, _Settings] = {}
        self._rules: dict[str, dict[str, Rule]] = {}
        self._wrong: dict[str, tuple[str, ...]] = {}  # folder -> the settings files with mistakes on show
        self._told = ""  # the mistake in settings that was told last
        # one at a time: rules and settings are shared
        self._worker = ThreadPoolExecutor(max_workers=1)
        actions = types.CodeActionOptions([types.CodeActionKind.QuickFix, _FIX_ALL])
        for name, handler, options in (
            (types.INITIALIZED, self._begin, None),
            (types.TEXT_DOCUMENT_DID_OPEN, self._opened, None),
            (types.TEXT_DOCUMENT_DID_CHANGE, self._changed, None),
            (types.TEXT_DOCUMENT_DID_CLOSE, self._closed, None),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._reconfigured, None),
            (types.TEXT_DOCUMENT_CODE_ACTION, self._actions, actions),
            (types.TEXT_DOCUMENT_HOVER, self._hover, None),
        ):
            self.feature(name, options)(partial(handler))  # pygls writes on what it is given; a method takes none

    async def _begin(self, _: types.InitializedParams) -> None:
        files = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if files and files.dynamic_registration:
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            asked = types.RegistrationParams([types.Registration(TOOL, name, watched)])
            await self.client_register_capability_async(asked)

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        path = _path(item.uri, item.language_id, self.workspace.root_path or os.getcwd())
        if path:
            self._open[item.uri] = _Open(item.uri, path)
            self._take(item.uri, item.version, item.text, 0.0)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        item = params.text_document
        self._take(item.uri, item.version, self.workspace.get_text_document(item.uri).source, _PAUSE)

    def _take(self, uri: str, version: int, source: str, pause: float) -> None:
        doc = self._open.get(uri)
        if doc:
            doc.source, doc.version = source, version
            doc.state += 1
            self._schedule(doc, pause)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        doc = self._open.pop(params.text_document.uri, None)
        if doc:
            doc.state += 1  # what is still being checked is of no interest
            if doc.pending:
                doc.pending.cancel()
            self._publish(doc.uri, [])

    def _reconfigured(self, _: types.DidChangeWatchedFilesParams) -> None:
        self._settings.clear()
        for doc in self._open.values():
            doc.state += 1
            self._schedule(doc, 0.0)

    # ---- checking

    def _schedule(self, doc: _Open, pause: float) -> None:
        """Check a document after a pause, instead of what was to be checked before."""
        if doc.pending:
            doc.pending.cancel()
        doc.hurried = not pause
        doc.pending = asyncio.get_running_loop().create_task(self._check(doc, pause))

    async def _check(self, doc: _Open, pause: float) -> None:
        """Check a document and show what was found, unless it has been changed meanwhile."""
        await asyncio.sleep(pause)
        state, source = doc.state, doc.source
        loop = asyncio.get_running_loop()
        folder = os.path.dirname(doc.path)
        try:
            task, result = await loop.run_in_executor(self._worker, self._answer, doc.path, source)
        except (config.ConfigError, cli.Usage) as error:
            if doc.state == state:
                doc.answer = None
                self._publish(doc.uri, [], doc.version)
                self._show_mistakes(folder, error)
            return
        if doc.state != state:
            return
        lines = _LINE_END.split(source)
        doc.answer = _Checked(state, source, lines, _Positions(lines, self.workspace.position_codec), task, result)
        self._publish(doc.uri, [self._diagnostic(d, doc.answer, doc.uri) for d in result.diagnostics], doc.version)
        for uri in self._wrong.pop(folder, ()):
            self._publish(uri, [])
        self._told = ""

    def _answer(self, path: str, source: str) -> tuple[Task, Result]:
        run = self._settings_of(path).run
        task = run.task(path)
        if run.excluded(path):
            return task, api.Result(path, ())
        return task, api.check_bytes(source.encode("utf-8", "surrogatepass"), path, task)

    def _settings_of(self, path: str) -> _Settings:
        """The settings of a file's folder.

        Raises:
            ConfigError: with every mistake in them.
            Usage: for a flag that cannot be followed.
        """
        folder = os.path.dirname(path)
        settings = self._settings.get(folder)
        if settings is None or not settings.fresh:
            given = SimpleNamespace(**{**vars(self._given), "paths": [path]})
            run = cli.Run(given, ruleset.load())
            found = run.task(path).catalogue.config
            # a configuration may also appear in the folder, or go away
            names = [os.path.join(folder, config.FILE_NAME), *found.paths, *found.timeline]
            names += filter(None, (given.baseline, found.baseline))
            settings = _Settings(run, tuple((name, _changed_at(name)) for name in dict.fromkeys(names)))
            self._settings[folder] = settings
        return settings

    async def _newest(self, uri: str) -> _Checked | None:
        """The answer to a document as it stands now; None where there is none."""
        doc = self._open.get(uri)
        while doc and (doc.answer is None or doc.answer.state != doc.state):
            if doc.pending is None or doc.pending.done() or not doc.hurried:
                self._schedule(doc, 0.0)
            pending = doc.pending
            assert pending
            await asyncio.wait([pending])
            if not pending.cancelled():
                pending.result()  # an error is the asker's
                if doc.answer is None:
                    return None  # its settings cannot be used
        return doc.answer if doc and self._open.get(uri) is doc else None

    # ---- showing

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _show_mistakes(self, folder: str, error: config.ConfigError | cli.Usage) -> None:
        """Show the mistakes in settings where they stand, and say so once."""
        lang = self._given.lang or "zh"
        shown: dict[str, list[types.Diagnostic]] = {}
        for problem in error.problems if isinstance(error, config.ConfigError) else ():
            shown.setdefault(from_fs_path(os.path.abspath(problem.path)) or "", []).append(_mistake(problem, lang))
        told = "\n".join(cli.told(error, lang))
        if told != self._told:
            self._told = told
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, told))
        for uri, found in shown.items():
            self._publish(uri, found)
        self._wrong[folder] = tuple(shown)

    def _range(self, start: Place, end: Place, checked: _Checked) -> types.Range:
        return types.Range(checked.positions.of(start), checked.positions.of(end))

    def _diagnostic(self, d: Diagnostic, checked: _Checked, uri: str) -> types.Diagnostic:
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(uri, self._range(other.place, other.end_place, checked)),
                other.place.label or other.text,
            )
            for other in d.related
            if other.path == d.path
        ]
        return types.Diagnostic(
            range=self._range(d.place, d.end_place, checked),
            severity=_SEVERITIES[d.severity],
            code=d.code,
            source=TOOL,
            message=d.message,
            related_information=related or None,
        )

    # ---- asked

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        checked = await self._newest(uri)
        if checked is None:
            return []
        only = params.context.only
        made: list[types.CodeAction] = []
        if _asked(types.CodeActionKind.QuickFix.value, only):
            for d in self._at(params.range, checked)[:_OFFERED]:
                made += self._quick_fixes(d, uri, checked)
        if _asked(_FIX_ALL, only) and any(d.fix and d.safe for d in checked.result.diagnostics):
            made += await self._fix_all(uri, checked)
        return made

    def _at(self, asked: types.Range, checked: _Checked) -> list[Diagnostic]:
        """The findings that a range of the editor touches."""
        codec = self.workspace.position_codec
        first, last = (codec.position_from_client_units(checked.lines, at) for at in (asked.start, asked.end))
        start, end = (first.line + 1, first.character + 1), (last.line + 1, last.character + 1)
        found = checked.result.diagnostics
        return [d for d in found if (d.place.line, d.place.column) <= end and start <= d.end_place[:2]]

    def _quick_fixes(self, d: Diagnostic, uri: str, checked: _Checked) -> Iterator[types.CodeAction]:
        speaker, doc = checked.task.speaker, checked.result.doc
        shown = [self._diagnostic(d, checked, uri)]
        if d.fix and doc:
            after = doc.origin.rewrite(d.fix).decode("utf-8", "surrogatepass")
            name = "lsp_fix_safe" if d.safe else "lsp_fix_unsafe"
            title = speaker.say(name, old=d.text, new="".join(e.text for e in d.fix), code=d.code)
            yield types.CodeAction(
                title,
                types.CodeActionKind.QuickFix,
                shown,
                is_preferred=d.safe,
                edit=self._edit([self._replaced(uri, checked.source, after)]),
            )
        if d.broken or doc is None:
            return
        silenced = self._entry(d, doc, checked)
        if silenced:
            title = speaker.say("lsp_ignore", text=d.quote, code=d.code, name=config.FILE_NAME)
            yield types.CodeAction(title, types.CodeActionKind.QuickFix, shown, edit=self._edit(silenced))
        if readers.SUFFIXES.get(readers.suffix(checked.result.path)) == "markdown":
            at = d.place.line - 1
            while at and checked.lines[at - 1].strip():
                at -= 1
            start = types.Position(at, 0)
            line = f"<!-- gongwen-lint: ignore[{d.code}] {speaker.say('lsp_reason')} -->\n"
            title = speaker.say("lsp_ignore_block", code=d.code)
            change = self._document(uri, [types.TextEdit(types.Range(start, start), line)])
            yield types.CodeAction(title, types.CodeActionKind.QuickFix, shown, edit=self._edit([change]))

    async def _fix_all(self, uri: str, checked: _Checked) -> list[types.CodeAction]:
        """All safe fixes, and those that they bring about, as one action."""
        task = checked.task._replace(fix=True, unsafe=False)
        source = checked.source.encode("utf-8", "surrogatepass")
        loop = asyncio.get_running_loop()
        fixed = await loop.run_in_executor(self._worker, api.check_bytes, source, checked.result.path, task)
        if fixed.after == fixed.before:
            return []
        after = fixed.after.decode("utf-8", "surrogatepass")
        title = task.speaker.say("lsp_fix_all", count=len(fixed.applied))
        return [types.CodeAction(title, _FIX_ALL, edit=self._edit([self._replaced(uri, checked.source, after)]))]

    def _replaced(self, uri: str, before: str, after: str) -> types.TextDocumentEdit:
        """The change of a text into another one, as small as one edit can be."""
        start, end, new = _difference(before, after)
        places = (self._at_offset(before, at) for at in (start, end))
        return self._document(uri, [types.TextEdit(types.Range(*places), new)])

    def _at_offset(self, source: str, offset: int) -> types.Position:
        before = _LINE_END.split(source[:offset])
        return types.Position(len(before) - 1, self.workspace.position_codec.client_num_units(before[-1]))

    def _document(self, uri: str, edits: list[types.TextEdit]) -> types.TextDocumentEdit:
        doc = self._open.get(uri)
        version = doc.version if doc else None
        return types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), list(edits))

    def _edit(self, changes: Iterable[types.CreateFile | types.TextDocumentEdit]) -> types.WorkspaceEdit:
        """An edit in the form that the client knows."""
        if self._able("document_changes"):
            return types.WorkspaceEdit(document_changes=list(changes))
        plain: dict[str, list[Any]] = {}
        for change in changes:
            if isinstance(change, types.TextDocumentEdit):
                plain[change.text_document.uri] = list(change.edits)
        return types.WorkspaceEdit(changes=plain)

    def _able(self, name: str) -> Any:
        workspace = self.client_capabilities.workspace
        return workspace and workspace.workspace_edit and getattr(workspace.workspace_edit, name)

    def _entry(
        self, d: Diagnostic, doc: Document, checked: _Checked
    ) -> list[types.CreateFile | types.TextDocumentEdit]:
        """The changes that put an ignore entry into the configuration; none where the client cannot make them."""
        path = checked.result.path
        found = checked.task.catalogue.config.paths
        target = (
            found[0] if found else os.path.join(self.workspace.root_path or os.path.dirname(path), config.FILE_NAME)
        )
        if not found and self._given.isolated:
            return []
        uri = from_fs_path(os.path.abspath(target)) or ""
        changes: list[types.CreateFile | types.TextDocumentEdit] = []
        before = ""
        if os.path.exists(target):
            # as it stands in the editor, where it is open
            before = self.workspace.get_text_document(uri).source
        elif types.ResourceOperationKind.Create in (self._able("resource_operations") or ()):
            changes.append(types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)))
        else:
            return []
        entry = ignoring.entry(d, doc, path, target, checked.task.speaker.say("lsp_reason"))
        try:
            after = entries.add(before, [entry])
        except entries.Bracketed:
            return []
        return [*changes, self._replaced(uri, before, after)]

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        checked = await self._newest(uri)
        found = self._at(types.Range(params.position, params.position), checked) if checked else []
        if not found or checked is None:
            return None
        loop = asyncio.get_running_loop()
        rules = await loop.run_in_executor(self._worker, self._pages, checked.task)
        hover = self.client_capabilities.text_document and self.client_capabilities.text_document.hover
        formats = (hover and hover.content_format) or [types.MarkupKind.PlainText]
        marked = types.MarkupKind.Markdown in formats
        speaker = checked.task.speaker
        parts = [_page(d, rules.get(d.code), speaker, marked) for d in found]
        kind = types.MarkupKind.Markdown if marked else types.MarkupKind.PlainText
        d = found[0]
        value = ("\n\n---\n\n" if marked else "\n\n").join(parts)
        return types.Hover(types.MarkupContent(kind, value), self._range(d.place, d.end_place, checked))

    def _pages(self, task: Task) -> dict[str, Rule]:
        """The rules of a configuration with their pages, read once."""
        catalogue = task.catalogue
        if catalogue.key not in self._rules:
            governs = catalogue.config.paths[0] if catalogue.config.paths else None
            self._rules = {catalogue.key: {r.code: r for r in ruleset.load(governs, pages=True).rules}}
        return self._rules[catalogue.key]


def _path(uri: str, language: str, root: str) -> str:
    """The path under which a document is checked; empty for one that is no text of ours."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    name = path or os.path.join(root, re.sub(r"[^\w.-]", "-", uri.rpartition("/")[2].rpartition(":")[2]))
    if readers.SUFFIXES.get(readers.suffix(name)) in _TEXTS:
        return name
    suffix = _SUFFIXES.get(language, "")
    return name + suffix if suffix and not readers.suffix(name) else ""


def _changed_at(path: str) -> float:
    """When a file was last written; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _asked(kind: str, only: Iterable[str] | None) -> bool:
    """Whether actions of a kind were asked for; asking for a kind asks for those below it."""
    names = [name.value if isinstance(name, types.CodeActionKind) else name for name in only or ()]
    return not names or any(not name or kind == name or kind.startswith(f"{name}.") for name in names)


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """The range of a text that another has otherwise, and what stands there; no line end is torn apart."""
    most = min(len(before), len(after))
    # the first length at which they differ from the start, then from the end
    start = bisect_left(range(1, most + 1), True, key=lambda n: before[:n] != after[:n])
    tail = bisect_left(range(1, most - start + 1), True, key=lambda n: before[-n:] != after[-n:])
    if start and before[start - 1] == "\r":
        start -= 1
    if tail and before[-tail] == "\n":
        tail -= 1
    return start, len(before) - tail, after[start : len(after) - tail]


def _mistake(problem: Problem, lang: str) -> types.Diagnostic:
    """A mistake in settings at its line; what stands in front of the message is the place."""
    at = types.Position(problem.line - 1, 0)
    (text,) = ruleset.problems_text([problem], lang)
    text = text.removeprefix(f"{problem.path}:{problem.line}:{problem.column}:").strip()
    where = types.Range(at, types.Position(problem.line, 0))
    return types.Diagnostic(where, text, types.DiagnosticSeverity.Error, source=TOOL)


def _page(d: Diagnostic, rule: Rule | None, speaker: Speaker, marked: bool) -> str:
    """A finding with the page of its rule."""
    if rule is None:
        return d.message
    if not marked:
        return f"{d.message}\n\n{pages.text(rule, speaker)}"
    return f"{d.message}\n\n**{rule.code} {rule.name}**\n\n{pages.body(rule, speaker, _SHOWN)}"
