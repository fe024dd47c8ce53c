"""A run of marks that stands for a word or a number: all blanks that are no dates and not filled at sign-off."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.blanks import blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The blanks for words and numbers."""
    for blank in blanks(doc):
        if blank.kind == "word":
            yield Finding(blank.start, blank.end)
