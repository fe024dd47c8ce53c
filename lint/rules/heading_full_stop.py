"""二、主要做法。 where 一、 and 三、 end without a mark: one heading of a level that ends with a full stop."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# a heading is shorter, and a level of so many shows its custom
_MOST = 30
_LEAST = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the one heading of a run that ends with 。, all others ending with a word; the last item of a list may."""
    text = doc.prose
    for run in runs(doc):
        lines = [text[item.body : item.end].strip(" \t　") for item in run]
        if len(run) < _LEAST or run[0].style not in ("first", "second") or any(len(line) > _MOST for line in lines):
            continue
        stopped = [n for n, line in enumerate(lines) if line.endswith("。")]
        others = [line for n, line in enumerate(lines) if n not in stopped]
        if len(stopped) != 1 or stopped[0] == len(run) - 1 or not all(line[-1:].isalnum() for line in others):
            continue
        item, line = run[stopped[0]], lines[stopped[0]]
        at = text.index(line, item.body) + len(line) - 1
        yield Finding(at, at + 1, {"heading": line}, "")
