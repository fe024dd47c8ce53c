"""Text that is formatted as hidden: nobody sees it, and everybody who gets the file can read it."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SHOWN = 16


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for the document, at the first hidden text."""
    found = [m for m in doc.marks if m.kind == "hidden" and doc.text[m.start : m.end].strip()]
    if found:
        first = doc.text[found[0].start : found[0].end].strip()
        shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
        count = sum(m.end - m.start for m in found)
        yield Finding(found[0].start, found[0].end, {"count": count, "shown": shown})
