"""A date of issue at the left edge."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import is_at_left
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# further in, it was moved on purpose
_MOVED = 5


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding; blanks, tabs, an indent or an alignment may have moved it to the right."""
    for part in parts(doc).parts:
        if part.name == "成文日期" and is_at_left(doc, part.start, part.end, _MOVED):
            yield Finding(part.start, part.end)
