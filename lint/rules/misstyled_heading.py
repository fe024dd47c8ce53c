"""（一）（二）三、（四）: a numbered line in the style of another level than its neighbours."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import misstyled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the lines that the outline reads as items of another level."""
    for start, meant in misstyled(doc).items():
        segment = doc.segment(start)
        if segment is None or segment.kind != "table":
            written = doc.text[start : meant.body].strip(" \t　\ufffc")
            at = doc.text.index(written, start)
            yield Finding(at, at + len(written), {"right": meant.label}, suggestions=(meant.label,))
