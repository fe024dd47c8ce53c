"""A document so full of blanks that it is a model text, or one whose names were taken out."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.blanks import blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits, *, least: int = 20, per: int = 150) -> Iterator[Finding]:
    """One finding for the whole document.

    Args:
        doc: the document.
        hits: the marks.
        least: so many blanks at least.
        per: and one in so many characters on average.
    """
    found = [b for b in blanks(doc) if b.kind != "sign-off"]
    if len(found) >= least and len(found) * per >= len(doc.text):
        counts: dict[str, int] = {}
        for blank in found:
            mark = doc.text[blank.start : blank.end]
            counts[mark] = counts.get(mark, 0) + 1
        usual = max(counts, key=lambda mark: (counts[mark], mark))
        related = tuple(Related(b.start, b.end) for b in found)
        yield Finding(0, 0, {"count": len(found), "mark": usual}, related=related)
