"""A date with marks, or nothing, in the place of its year, month or day."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.blanks import blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The blanks for dates."""
    for blank in blanks(doc):
        if blank.kind == "date":
            yield Finding(blank.start, blank.end)
