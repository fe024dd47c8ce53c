"""The command `annotate`: findings as Word comments in a copy, a form of them for a folder, and what was answered."""

from __future__ import annotations

import os

from lint import api, cli, comments, config, disk, entries, files, fix, ignoring, office, readers, store
from lint.comments import Comment
from lint.files import ANNOTATED, FORM
from lint.model import Given, ReadOnly, Said
from lint.readers.story import AUTHOR
from lint.record import TYPE_CHECKING
from lint.report.cards import Card, cards, line
from lint.speech import plain
from lint.views.parts import parts

if TYPE_CHECKING:
    from types import SimpleNamespace

    from lint.api import Result
    from lint.model import Diagnostic, Document
    from lint.ruleset import Catalogue
    from lint.speech import Speaker

# comments for one repeated defect; the rest is told at the title
MOST = 5
_RELATED = 3
# columns of the form, with their widths in percent and, in Excel, in characters
_COLUMNS = ("number", "file", "place", "text", "advice", "reason", "settled")
_PERCENT = (5, 14, 13, 16, 16, 26, 10)
_CHARACTERS = (6, 24, 18, 26, 26, 50, 16)


def run(given: SimpleNamespace, shipped: Catalogue) -> int:
    """Annotate files; in a folder each one beside itself, with a form of all findings.

    Raises:
        Usage: when it cannot be done.
    """
    folders = [path for path in given.paths if os.path.isdir(path)]
    settings = cli.Run(given, shipped)
    commented = given.clear or given.learn  # what has comments are copies
    chosen = list(files.choose(given.paths, settings.excluded, given.force_exclude, commented).paths)
    if folders and commented:
        chosen = [path for path in chosen if readers.is_word(path) or path in given.paths]
    if given.output and (len(chosen) != 1 or folders):
        raise cli.Usage("annotate_one")
    if not chosen:
        raise cli.Usage("annotate_none")
    if given.learn:
        return _learn(chosen, given, settings.speaker)
    status = 0
    rows: list[tuple[str, ...]] = []
    for path in chosen:
        if given.clear:
            status = max(status, _clear(path, given, settings.speaker))
            continue
        run = cli.Run(given, shipped)  # of its own, for what was not checked in this file
        result = run.check(path)
        run.remember(result)
        status = max(status, _annotate(path, result, run, given.output))
        rows += [_row(d, path, result.doc, settings.speaker) for d in result.diagnostics]
    if folders and not given.clear:
        _write_form(folders[0], rows, settings.speaker)
    return status


def _annotate(path: str, result: Result, run: cli.Run, output: str | None) -> int:
    """Write the copy with comments of one file; 2 where that cannot be done."""
    speaker = run.speaker
    if result.doc is None:
        for d in result.diagnostics:
            cli.note(f"{result.path}: {d.message} {d.code}")
        return 2
    target = output or fix.beside(os.path.splitext(path)[0] + ".docx", ANNOTATED)
    try:
        doc, answered = _bare(result.doc)
        found = [d for d in result.diagnostics if (d.code, d.text) not in answered]
        made = comments.add(doc, list(_comments(found, result.doc, run)))
    except ReadOnly as error:
        cli.note(f"{result.path}: " + speaker.say("E907", detail=plain(error.args[0], speaker)) + " E907")
        return 2
    _put(target, made, bool(output), doc)
    cli.note(speaker.say("annotated", path=api.relative(target), counts=run.counts() or speaker.say("annotated_none")))
    return 0


def _bare(doc: Document) -> tuple[Document, set[tuple[str, str]]]:
    """The document without our comments, as a Word file; and the findings whose comments stay, being answered."""
    if not readers.is_word(doc.path):
        return _as_word(doc), set()
    answered = {(answer.code, answer.text) for answer in comments.answers(doc)}
    return readers.read(comments.clear(doc, answered=False), doc.path, doc.given), answered


def _as_word(doc: Document) -> Document:
    """A Word file of what is none: an old one converted, of anything else its text."""
    from lint.readers import docx

    suffix = readers.suffix(doc.path)
    if readers.SUFFIXES.get(suffix) == "legacy":
        from lint.readers import legacy

        return docx.read(legacy.converted(store.content(doc.path), suffix), doc.path, doc.given)
    return docx.read(office.text_document(doc.text.removesuffix("\n").split("\n")), doc.path, doc.given)


def _comments(found: list[Diagnostic], doc: Document, run: cli.Run) -> list[Comment]:
    """A comment for each finding, and one at the title that counts them and says what was not checked."""
    speaker = run.speaker
    made: list[Comment] = []
    rest: list[str] = []
    for card in cards(found):
        members = (card.first, *card.others)
        for d in members[:MOST]:
            start, end = d.start, d.end
            if start == end:  # something is missing here: shown at the character before it
                start = max(start - 1, doc.line(start)[0])
                end = max(end, start + 1)
            made.append(Comment(start, end, tuple(_said(d, doc, speaker))))
        if len(members) > MOST:
            places = speaker.say("list_joint").join(dict.fromkeys(d.place.label for d in members[MOST:]))
            first = members[0]
            rest.append(
                speaker.say("comment_rest", code=first.code, text=first.text, count=len(members) - MOST, places=places)
            )
    start, end = _title(doc)
    summary = speaker.say("comment_summary", counts=run.counts() or speaker.say("annotated_none"))
    made.append(Comment(start, end, (summary, *rest, run.unchecked(0), speaker.say("comment_answer"))))
    return made


def _title(doc: Document) -> tuple[int, int]:
    """The title, or the first line with text."""
    title = next(((p.start, p.end) for p in parts(doc).parts if p.name == "标题"), None)
    return title or next(((s, e) for s, e in doc.lines if doc.text[s:e].strip()), (0, 0))


def _said(d: Diagnostic, doc: Document, speaker: Speaker) -> list[str]:
    """The paragraphs of a finding's comment: what and why, the correction, other wordings, other places."""
    segment = doc.segment(d.start)
    # in these Word takes no comment, so it says its place
    label = d.place.label if segment is not None and segment.kind in ("header", "footer", "note", "box") else ""
    said = [line(Card(d._replace(place=d.place._replace(label=label)), ()), speaker, speaker.say(d.severity))]
    if d.fix:
        old, new = _corrected(d, doc)
        if not new or f"“{new}”" not in d.message:
            said.append(speaker.say("comment_fix", old=old, new=new))
    said += [speaker.say("suggestion", text=text) for text in d.suggestions]
    said += [
        speaker.say("comment_related", label=place.label, text=text.strip())
        for _, place, _, text in d.related[:_RELATED]
    ]
    return said


def _corrected(d: Diagnostic, doc: Document) -> tuple[str, str]:
    """The text of a finding with all that its fix touches, and the same text fixed."""
    edits = d.fix or ()
    start, end = min(d.start, *(e.start for e in edits)), max(d.end, *(e.end for e in edits))
    old = doc.text[start:end]
    return old, fix.apply(old, [edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits])


def _put(target: str, made: bytes, named: bool, doc: Document) -> None:
    """Write a copy; one that was not named is replaced only where it holds nothing but our own comments.

    Raises:
        Usage: when it cannot be written.
    """
    try:
        if not os.path.exists(target):
            disk.create(target, made)
            return
        old = store.current(target)
        if not named and not _is_ours(old, target, doc):
            raise cli.Usage("copy_exists", value=target)
        disk.write(target, old, made)
    except disk.Changed:
        raise cli.Usage("cannot_write", path=target, detail=Said("changed_meanwhile")) from None
    except OSError as error:
        raise cli.Usage("cannot_write", path=target, detail=error.strerror or str(error)) from None


def _is_ours(data: bytes, path: str, doc: Document) -> bool:
    """Whether a file is an earlier copy of this document in which no person has written."""
    try:
        copy = readers.read(data, path, Given())
    except readers.Unreadable:
        return False
    there = comments.written(copy)
    own = comments.written(doc)
    return copy.text == doc.text and not comments.answers(copy) and (
        {c.lines for c in there if c.author != AUTHOR} <= {c.lines for c in own}
    )  # fmt: skip


def _clear(path: str, given: SimpleNamespace, speaker: Speaker) -> int:
    """Take our comments out of a file."""
    if not readers.is_word(path):
        raise cli.Usage("annotate_word", value=path)
    try:
        data = store.content(path)
        doc = readers.read(data, path, Given())
        bare = comments.clear(doc, answered=True)
        if given.output:
            _put(given.output, bare, True, doc)
        elif bare != data:
            disk.write(path, data, bare)
    except disk.Changed:
        raise cli.Usage("cannot_write", path=path, detail=Said("changed_meanwhile")) from None
    except readers.Unreadable as error:
        cli.note(f"{api.relative(path)}: {speaker.say(error.code, path=path, **error.values)} {error.code}")
        return 2
    except OSError as error:
        raise cli.Usage("cannot_write", path=path, detail=error.strerror or str(error)) from None
    cli.note(speaker.say("cleared", path=api.relative(given.output or path)))
    return 0


def _row(d: Diagnostic, path: str, doc: Document | None, speaker: Speaker) -> tuple[str, ...]:
    """A finding in the form; its number is given later."""
    text, advice = _corrected(d, doc) if d.fix and doc is not None else (d.text or d.quote, "；".join(d.suggestions))
    said = f"{speaker.say(d.severity)}｜{d.message}{d.code}"
    return api.relative(path), d.place.label, text.strip(), advice, said, ""


def _write_form(folder: str, rows: list[tuple[str, ...]], speaker: Speaker) -> None:
    """Write the form of a folder's findings, for print and for Excel; one that was filled is not replaced.

    Raises:
        Usage: when it cannot be written.
    """
    head = [speaker.say(f"form_{name}") for name in _COLUMNS]
    numbered = [(str(n), *row) for n, row in enumerate(rows, 1)]
    for suffix, made in (
        (".docx", office.form(FORM, head, numbered, _PERCENT)),
        (".xlsx", office.sheet(head, numbered, _CHARACTERS)),
    ):
        target = os.path.join(folder, FORM + suffix)
        try:
            disk.create(target, made)
        except FileExistsError:
            raise cli.Usage("copy_exists", value=target) from None
        except OSError as error:
            raise cli.Usage("cannot_write", path=target, detail=error.strerror or str(error)) from None
    cli.note(speaker.say("form_written", path=api.relative(os.path.join(folder, FORM)), count=len(rows)))


def _learn(paths: list[str], given: SimpleNamespace, speaker: Speaker) -> int:
    """Turn the answers in annotated files into ignore entries of the configuration that governs them."""
    status = 0
    for path in paths:
        if not readers.is_word(path):
            raise cli.Usage("annotate_word", value=path)
        try:
            doc = readers.read(store.content(path), path, Given())
        except readers.Unreadable as error:
            cli.note(f"{api.relative(path)}: {speaker.say(error.code, path=path, **error.values)} {error.code}")
            status = 2
            continue
        except OSError as error:
            raise cli.Usage("cannot_open", value=path, detail=error.strerror or str(error)) from None
        folder = os.path.dirname(path)
        target = given.config or config.find(folder) or os.path.join(folder, config.FILE_NAME)
        stem = os.path.basename(path).replace(ANNOTATED, "").rpartition(".")[0]
        made = [entries.entry(code, f"{stem}*", found, said) for code, found, said in comments.answers(doc)]
        count = ignoring.put(target, made)
        cli.note(speaker.say("learnt", path=api.relative(path), count=count, target=api.relative(target)))
    return status
