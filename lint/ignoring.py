"""`--add-ignore`: what was found becomes `ignore` entries of the configuration, by content and with a reason."""

from __future__ import annotations

import glob
import os
import re

from lint import cli, disk, entries, store, suppress
from lint.config import FILE_NAME, Ignore
from lint.model import Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.api import Result
    from lint.model import Diagnostic, Document

# bytes of a name that are no UTF-8, and what no YAML holds
_NO_TEXT = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write(run: cli.Run, results: Iterable[Result], reason: str) -> dict[str, int]:
    """Write an entry for every finding; each configuration with how many entries are new in it.

    Raises:
        Usage: when a configuration cannot be written.
    """
    made: dict[str, list[str]] = {}
    # of a terminal whose encoding Python takes for ASCII the bytes have come through
    reason = reason.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    for result in results:
        path = _target(run, result.path)
        for d in result.diagnostics:
            if result.doc and not d.broken:
                made.setdefault(path, []).append(entry(d, result.doc, result.path, path, reason))
    return {path: put(path, rows) for path, rows in made.items()}


def entry(d: Diagnostic, doc: Document, path: str, target: str, reason: str) -> str:
    """The entry that silences a finding in a file, as a configuration at `target` states it."""
    relative = os.path.relpath(path, os.path.dirname(os.path.abspath(target))).replace(os.sep, "/")
    return entries.entry(d.code, _NO_TEXT.sub("?", glob.escape(relative)), _content(d, doc), reason)


def _target(run: cli.Run, path: str) -> str:
    """The configuration that governs a file; where there is none, one to be made in this folder or beside the file."""
    paths = run.task(path).catalogue.config.paths
    if paths:
        return paths[0]
    inside = not os.path.relpath(path).startswith(os.pardir)
    return os.path.join("" if inside else os.path.dirname(path), FILE_NAME)


def _content(d: Diagnostic, doc: Document) -> str:
    """The text by which an entry knows a finding; empty for one on the whole document."""
    return next((t for t in (d.quote, d.text) if t and suppress.covers(Ignore(text=t), d, doc)), "")


def put(target: str, made: Iterable[str]) -> int:
    """Add entries to a configuration, which is made where there is none; how many were new.

    Raises:
        Usage: when its `ignore` is written in brackets, or the file cannot be written.
    """
    try:
        old = None
        if os.path.exists(target):
            old = store.current(target)
        text = (old or b"").decode("utf-8")
        there = {row.strip() for row in text.split("\n")}
        added = [one for one in dict.fromkeys(made) if one not in there]
        if not added:
            return 0
        try:
            new = entries.add(text, added)
        except entries.Bracketed:
            raise cli.Usage("learn_brackets", entries="\n".join(added)) from None
        if old is not None:
            disk.write(target, old, new.encode())
        else:
            disk.create(target, new.encode())
    except disk.Changed:
        raise cli.Usage("cannot_write", path=target, detail=Said("changed_meanwhile")) from None
    except OSError as error:
        raise cli.Usage("cannot_write", path=target, detail=error.strerror or str(error)) from None
    return len(added)
