"""The language server under a real client: what an editor sees, asks and gets while a document is written."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec
from pytest_lsp import client_capabilities, make_test_lsp_client
from test_growth import grows

import lint
from lint import lsp
from lint.model import Place

DIAGNOSED = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
# 𠮷 is one code point, two UTF-16 units, four bytes; the line ends are all that there are
TEXT = "关于𠮷庆渠的通知\r\n“𠮷庆”\t渠今年共完成XX项，\u2028坚持鲜明的人们立场。\n2023年6月30日\n"
LINE = TEXT.split("\n")[1]


class Editor:
    """An editor with one folder, whose server is a process of its own."""

    def __init__(self, folder, encodings, editor, flags):
        self.folder, self.encodings, self.editor, self.flags = folder, encodings, editor, flags
        self.client = make_test_lsp_client()
        self.versions = {}
        self.registered = []
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda p: self.registered.extend(p.registrations))

    async def __aenter__(self):
        await self.client.start_io(sys.executable, "-m", "lint", "lsp", *self.flags, cwd=self.folder, env=os.environ)
        able = client_capabilities(self.editor)
        able.general = types.GeneralClientCapabilities(position_encodings=self.encodings)
        params = types.InitializeParams(able, root_uri=self.folder.as_uri())
        self.told = await self.client.initialize_session(params)
        return self

    async def __aexit__(self, *error):
        await self.client.shutdown_session()
        await self.client.stop()

    def uri(self, name):
        return (self.folder / name).as_uri()

    async def shown(self, uri, version=None):
        """The diagnostics of the version that was sent last."""
        while True:
            got = await asyncio.wait_for(self.client.wait_for_notification(DIAGNOSED), 30)
            if got.uri == uri and (version is None or got.version == version):
                return list(got.diagnostics)

    async def open(self, name, text, language="plaintext"):
        uri = name if ":" in name else self.uri(name)
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.shown(uri, 1)

    def write(self, name, text):
        """Send a keystroke, and wait for nothing."""
        uri = self.uri(name)
        self.versions[uri] += 1
        item = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(item, [change]))
        return self.versions[uri]

    async def actions(self, name, where, only=None):
        doc = types.TextDocumentIdentifier(self.uri(name))
        asked = types.CodeActionParams(doc, where, types.CodeActionContext([], only))
        return await self.client.text_document_code_action_async(asked)

    async def hover(self, name, position):
        doc = types.TextDocumentIdentifier(self.uri(name))
        return await self.client.text_document_hover_async(types.HoverParams(doc, position))

    def changed_files(self, *names):
        events = [types.FileEvent(self.uri(name), types.FileChangeType.Changed) for name in names]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))


def units(text, encoding):
    return {"utf-16": len(text.encode("utf-16-le")) // 2, "utf-8": len(text.encode()), "utf-32": len(text)}[encoding]


def applied(text, edits, encoding="utf-16"):
    """A text with the edits of an answer, whose positions count units of an encoding."""
    lines, at = [], 0
    while at <= len(text):
        ends = [e for e in (text.find("\r\n", at), text.find("\n", at)) if e >= 0]
        end = min(ends, default=len(text))
        lines.append(at)
        at = end + (2 if text.startswith("\r\n", end) else 1)

    def offset(position):
        start = lines[position.line]
        end = start
        while units(text[start:end], encoding) < position.character:
            end += 1
        return end

    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest.fixture
def editor(tmp_path):
    """Runs a coroutine with an editor of a folder."""
    folder = tmp_path / "文 稿"
    folder.mkdir()

    def editor(story, *flags, encodings=(types.PositionEncodingKind.Utf16,), like="visual_studio_code", isolated=True):
        async def told():
            select = [] if "--select" in flags else ["--select", "PLH101,TYP101"]
            flagged = [*flags, *(["--isolated"] if isolated else []), *select]
            async with Editor(folder, list(encodings), like, flagged) as opened:
                await story(opened)

        asyncio.run(told())

    editor.folder = folder
    return editor


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-32"])
def test_places_are_counted_in_the_agreed_unit(editor, encoding):
    async def story(at):
        assert at.told.capabilities.position_encoding == encoding
        blank, word = await at.open("通 知.txt", TEXT)
        for d, code, text in ((blank, "PLH101", "XX"), (word, "TYP101", "人们立场")):
            start = LINE.index(text)
            assert (d.code, d.source, d.range.start.line) == (code, "gongwen-lint", 1)
            assert d.range.start.character == units(LINE[:start], encoding)
            assert d.range.end.character == units(LINE[: start + len(text)], encoding)
        assert blank.severity == types.DiagnosticSeverity.Error
        (fix,) = [a for a in await at.actions("通 知.txt", word.range) if a.is_preferred]
        (change,) = fix.edit.document_changes
        assert applied(TEXT, change.edits, encoding) == TEXT.replace("人们", "人民")

    editor(story, encodings=(types.PositionEncodingKind(encoding), types.PositionEncodingKind.Utf16))


@pytest.mark.parametrize("encoding", types.PositionEncodingKind)
def test_places_of_one_long_line_are_counted_together(encoding):
    def run(times):
        positions = lsp._Positions(["甲乙𠮷，" * 300 * times], PositionCodec(encoding))
        ends = [positions.of(Place(1, 40 * n + 1)).character for n in range(30 * times)]
        assert ends == [n * 10 * units("甲乙𠮷，", encoding.value.lower()) for n in range(30 * times)]

    grows(run)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("甲乙丙", "甲丁丙", (1, 2, "丁")),
        ("甲甲甲", "甲甲", (2, 3, "")),
        ("甲甲", "甲甲甲", (2, 2, "甲")),
        ("", "甲", (0, 0, "甲")),
        ("甲", "甲", (1, 1, "")),
        ("甲\r\n", "甲\r乙\n", (1, 3, "\r乙\n")),
    ],
)
def test_the_difference_of_two_texts(before, after, found):
    assert lsp._difference(before, after) == found
    grows(lambda times: lsp._difference("甲" * 1000 * times + before, "甲" * 1000 * times + after))


def test_a_menu_holds_the_fixes_of_some_findings_only(editor):
    async def story(at):
        text = "坚持鲜明的人们立场。\n" * 300
        found = await at.open("a.txt", text)
        actions = await at.actions("a.txt", types.Range(found[0].range.start, found[-1].range.end))
        assert len(found) == 300 and len([a for a in actions if a.is_preferred]) == lsp._OFFERED
        (every,) = [a for a in actions if a.kind.startswith("source.fixAll")]
        assert applied(text, every.edit.document_changes[0].edits) == text.replace("人们", "人民")

    editor(story)


def test_an_editor_that_knows_one_unit_only_gets_utf_16(editor):
    async def story(at):
        assert at.told.capabilities.position_encoding == "utf-16"

    editor(story, encodings=("bytes",))


def test_only_the_newest_text_is_answered(editor):
    async def story(at):
        await at.open("a.txt", "走访XX户。\n")
        for n in range(5):
            last = at.write("a.txt", f"走访XX户{'，XX人' * n}。\n")
        seen = []
        while not seen or seen[-1].version != last:
            seen.append(await asyncio.wait_for(at.client.wait_for_notification(DIAGNOSED), 30))
        assert [s.version for s in seen] == [last]
        assert len(seen[0].diagnostics) == 5

    editor(story)


def test_fixes_and_all_fixes(editor):
    text = "坚持鲜明的人们立场。\n走访XX户，坚持人们立场。\n"

    async def story(at):
        await at.open("a.txt", text)
        whole = types.Range(types.Position(0, 0), types.Position(2, 0))
        (one,) = await at.actions("a.txt", whole, [types.CodeActionKind.SourceFixAll])
        assert one.kind == "source.fixAll.gongwen-lint" and one.title == "改掉全文有把握的错处（2处）"
        (change,) = one.edit.document_changes
        assert change.text_document.version == 1
        assert applied(text, change.edits) == text.replace("人们", "人民")
        first = types.Range(types.Position(0, 6), types.Position(0, 6))
        quick = [types.CodeActionKind.QuickFix]
        assert [a.kind for a in await at.actions("a.txt", first, quick)] == ["quickfix"]
        # a text that has not been checked yet is checked before the answer
        at.write("a.txt", "新的一行。\n" + text)
        assert not await at.actions("a.txt", first, quick)
        at.write("a.txt", "全部写好了。\n")
        assert not await at.actions("a.txt", whole, [types.CodeActionKind.SourceFixAll])

    editor(story)


def test_ignoring_by_an_entry_of_the_configuration(editor):
    text = "走访XX户，坚持鲜明的人们立场。\n"

    async def story(at):
        (at.folder / "简报 [1]").mkdir()
        _, word = await at.open("简报 [1]/第 一 期.txt", text)
        (entry,) = [a for a in await at.actions("简报 [1]/第 一 期.txt", word.range) if ".gongwen-lint.yaml" in a.title]
        created, change = entry.edit.document_changes
        assert created.uri == change.text_document.uri == at.uri(".gongwen-lint.yaml")
        config = at.folder / ".gongwen-lint.yaml"
        config.write_text(applied("", change.edits), encoding="utf-8")
        at.changed_files(".gongwen-lint.yaml")
        left = await at.shown(at.uri("简报 [1]/第 一 期.txt"))
        assert [d.code for d in left] == ["PLH101"]
        # a second one goes behind the first, in the file that is there now
        (second,) = [
            a for a in await at.actions("简报 [1]/第 一 期.txt", left[0].range) if ".gongwen-lint.yaml" in a.title
        ]
        (change,) = second.edit.document_changes
        config.write_text(applied(config.read_text(encoding="utf-8"), change.edits), encoding="utf-8")
        at.changed_files(".gongwen-lint.yaml")
        assert await at.shown(at.uri("简报 [1]/第 一 期.txt")) == []
        assert config.read_text(encoding="utf-8").count("- {rule: ") == 2

    editor(story, isolated=False)


def test_ignoring_by_a_comment_before_the_block(editor):
    text = "# 情况报告\n\n第一行没有问题，\n坚持鲜明的人们立场。\n"

    async def story(at):
        (word,) = await at.open("a.md", text, "markdown")
        (comment,) = [a for a in await at.actions("a.md", word.range) if "注释" in a.title]
        changed = applied(text, comment.edit.document_changes[0].edits)
        assert changed.splitlines()[2:4] == ["<!-- gongwen-lint: ignore[TYP101] 编辑时核过 -->", "第一行没有问题，"]
        version = at.write("a.md", changed)
        assert await at.shown(at.uri("a.md"), version) == []

    editor(story)


def test_hover_shows_the_page_of_the_rule(editor):
    async def story(at):
        _, word = await at.open("a.txt", TEXT)
        inside = types.Position(word.range.start.line, word.range.start.character + 1)
        hover = await at.hover("a.txt", inside)
        assert hover.contents.kind == "markdown" and hover.range == word.range
        assert hover.contents.value.startswith(word.message) and "**TYP101 wrong-word**" in hover.contents.value
        assert await at.hover("a.txt", types.Position(0, 0)) is None

    editor(story, like="neovim")


def test_hover_speaks_the_language_of_the_run(editor):
    async def story(at):
        _, word = await at.open("a.txt", TEXT)
        hover = await at.hover("a.txt", word.range.start)
        assert "should be" in hover.contents.value and "Common wrong words" in hover.contents.value
        assert "常见的错别字" not in hover.contents.value

    editor(story, "--lang", "en")


def test_settings_are_watched_and_their_mistakes_shown(editor):
    text = "走访XX户。\n"

    async def story(at):
        config = at.folder / ".gongwen-lint.yaml"
        assert len(await at.open("a.txt", text)) == 1
        assert [r.method for r in at.registered] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        config.write_text("disable: [PLH101]\n", encoding="utf-8")
        at.changed_files(".gongwen-lint.yaml")
        assert await at.shown(at.uri("a.txt")) == []
        config.write_text("extends: default\ndisabel: [PLH]\n", encoding="utf-8")
        at.changed_files(".gongwen-lint.yaml")
        (mistake,) = await at.shown(at.uri(".gongwen-lint.yaml"))
        assert mistake.range.start.line == 1 and "disable" in mistake.message
        assert [m.type for m in at.client.messages] == [types.MessageType.Error]
        config.unlink()
        # also without a word from the editor, at the next keystroke
        version = at.write("a.txt", text + text)
        assert len(await at.shown(at.uri("a.txt"), version)) == 2
        config.write_text("exclude: ['*.txt']\n", encoding="utf-8")
        at.changed_files(".gongwen-lint.yaml")
        assert await at.shown(at.uri("a.txt")) == []

    editor(story, "--select", "PLH", isolated=False)


def test_text_is_checked_under_its_own_path_and_only_where_it_is_ours(editor):
    async def story(at):
        (at.folder / "旧").mkdir()
        (at.folder / "旧" / ".gongwen-lint.yaml").write_text("disable: [PLH]\n", encoding="utf-8")
        (at.folder / "b.txt").write_text("走访XX户。\n", encoding="utf-8")  # never opened
        assert await at.open("旧/a.txt", "走访XX户。\n") == []
        assert len(await at.open("a.txt", "走访XX户。\n")) == 1
        assert len(await at.open("untitled:Untitled-1", "走访XX户。\n")) == 1
        item = types.TextDocumentItem(at.uri("a.py"), "python", 1, "# 走访XX户\n")
        at.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        at.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(at.uri("a.txt")))
        )
        assert await at.shown(at.uri("a.txt")) == []
        assert not {at.uri("b.txt"), at.uri("a.py")} & set(at.client.diagnostics)
        assert not await at.actions("a.txt", types.Range(types.Position(0, 0), types.Position(1, 0)))

    editor(story, "--select", "PLH", isolated=False)


def test_known_findings_of_a_baseline_are_left_out(editor):
    import subprocess

    old = "走访XX户。\n"
    (editor.folder / "a.txt").write_text(old, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "lint", "baseline", "create", "."], cwd=editor.folder, check=True)

    async def story(at):
        assert await at.open("a.txt", old) == []
        version = at.write("a.txt", old + "召开XX次会议。\n")
        assert len(await at.shown(at.uri("a.txt"), version)) == 1

    editor(story, "--baseline", ".gongwen-lint-baseline.json")


def test_without_its_library_the_command_says_what_to_install(run, monkeypatch):
    monkeypatch.delitem(sys.modules, "lint.lsp", raising=False)
    monkeypatch.delattr(lint, "lsp", raising=False)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    ran = run("lsp")
    assert (ran.code, ran.out) == (2, "") and 'pip install "gongwen-lint[lsp]"' in ran.err
