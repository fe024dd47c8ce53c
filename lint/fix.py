"""Fixes: edits into bytes, bytes into place, and nothing lost on the way."""

from __future__ import annotations

import os

from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lint.model import Diagnostic, Document, Edit

# rounds of fix and re-check; a rule set that needs more does not converge
ROUNDS = 10


class Fixed(NamedTuple):
    """A file after its fixes."""

    data: bytes
    applied: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]  # what the last check still finds


class Changed(Exception):
    """The file on disk is no longer the one that was read; it is not overwritten."""


def choose(diagnostics: Iterable[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    """The findings whose fixes can be made together: in order of place, none touching another."""
    chosen: list[Diagnostic] = []
    taken: list[tuple[int, int]] = []
    for diagnostic in diagnostics:
        if not diagnostic.fix or not (diagnostic.safe or unsafe):
            continue
        spans = [(edit.start, edit.end) for edit in diagnostic.fix]
        if all(end < start_taken or start > end_taken for start, end in spans for start_taken, end_taken in taken):
            chosen.append(diagnostic)
            taken.extend(spans)
    return chosen


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; they must not overlap."""
    pieces, last = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[last:start], new]
        last = end
    return "".join((*pieces, text[last:]))


def converge(
    doc: Document,
    diagnostics: tuple[Diagnostic, ...],
    unsafe: bool,
    again: Callable[[bytes], tuple[Document, tuple[Diagnostic, ...]]],
) -> Fixed:
    """Fix and check again until nothing is left to fix.

    Args:
        doc: the document as read.
        diagnostics: what was found in it and would be reported.
        unsafe: whether fixes that may change the meaning are made too.
        again: reads and checks changed bytes.

    Raises:
        ReadOnly: when the document cannot be written.
    """
    data = doc.origin.rewrite(())
    applied: list[Diagnostic] = []
    for _ in range(ROUNDS):
        chosen = choose(diagnostics, unsafe)
        if not chosen:
            break
        edits = [edit for d in chosen if d.fix for edit in d.fix]
        changed = doc.origin.rewrite(edits)
        if changed == data:
            break
        data = changed
        applied += chosen
        doc, diagnostics = again(data)
    return Fixed(data, tuple(applied), diagnostics)


def write(path: str, old: bytes, new: bytes) -> None:
    """Put new bytes in the place of old ones, whole or not at all, keeping the file's mode.

    Raises:
        Changed: when the file no longer holds `old`.
        OSError: when it cannot be written; the file is as it was.
    """
    import stat  # only where something is written
    import tempfile

    path = os.path.realpath(path)  # a link stays a link
    with open(path, "rb") as file:
        if file.read() != old:
            raise Changed(path)
    if not os.access(path, os.W_OK):
        raise PermissionError(13, "read-only", path)
    mode = stat.S_IMODE(os.stat(path).st_mode)
    handle, beside = tempfile.mkstemp(prefix=".gongwen-lint-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
