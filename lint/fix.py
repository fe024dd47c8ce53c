"""Fixes: which can be made together, and edits made until nothing is left to fix."""

from __future__ import annotations

import os

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lint.api import Result
    from lint.model import Diagnostic, Edit

# rounds of fix and re-check; a rule set that needs more does not converge
ROUNDS = 10


class Endless(Exception):
    """The fixes of a document undo or feed each other; nothing is written."""


def choose(diagnostics: Iterable[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    """The findings whose fixes can be made together: in order of place, none touching another."""
    chosen: list[Diagnostic] = []
    taken: set[int] = set()  # every offset an edit covers or ends at
    for diagnostic in diagnostics:
        if not diagnostic.fix or not (diagnostic.safe or unsafe):
            continue
        touched = {at for edit in diagnostic.fix for at in range(edit.start, edit.end + 1)}
        if taken.isdisjoint(touched):
            chosen.append(diagnostic)
            taken |= touched
    return chosen


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; they must not overlap."""
    pieces, last = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[last:start], new]
        last = end
    return "".join((*pieces, text[last:]))


def converge(first: Result, data: bytes, unsafe: bool, again: Callable[[bytes], Result]) -> Result:
    """Fix and check again until nothing is left to fix.

    Args:
        first: the document as read, with what would be reported.
        data: its bytes.
        unsafe: whether fixes that may change the meaning are made too.
        again: reads and checks changed bytes.

    Returns:
        The last check, with the fixes that were made and the bytes before and after them.

    Raises:
        ReadOnly: when the document cannot be written.
        Endless: when it does not come to rest.
    """
    result, after = first, data
    applied: list[Diagnostic] = []
    for _ in range(ROUNDS):
        chosen = choose(result.diagnostics, unsafe)
        if not chosen or result.doc is None:
            return result._replace(applied=tuple(applied), before=data, after=after)
        after = result.doc.origin.rewrite([edit for d in chosen if d.fix for edit in d.fix])
        applied += chosen
        result = again(after)
    raise Endless


def beside(path: str, mark: str) -> str:
    """The name of a copy: 报告.docx → 报告-修订.docx."""
    stem, dot = os.path.splitext(path)
    return f"{stem}{mark}{dot}"
