"""A title that is not in the middle of its line."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import is_at_left, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding, at the first such line of the title."""
    for start, end in roles(doc).title:
        if is_at_left(doc, start, end):
            yield Finding(start, end)
            return
