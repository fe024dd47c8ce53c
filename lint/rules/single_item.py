"""（一） without （二）: a level of numbering that has one item only."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import items, runs
from lint.views.parts import in_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# more runs than these show that a document is numbered throughout
_SHOWN = 2


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the runs of one, in documents that are no regulations: these quote single items."""
    found = runs(doc)
    if any(item.style in ("article", "part") for item in items(doc)) or sum(len(run) > 1 for run in found) < _SHOWN:
        return
    for run in found:
        item = run[0]
        segment = doc.segment(item.start)
        if len(run) > 1 or item.value != 1 or item.style not in ("second", "third"):
            continue
        if not in_form(doc, item.start) and (segment is None or segment.kind != "table"):
            start = doc.text.index(item.label, item.start)
            yield Finding(start, start + len(item.label))
