"""A cross-reference of Word that shows nothing."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# fields whose result is part of a sentence; others (page numbers, form fields) may be empty until printed
_REFERRING = ("REF", "PAGEREF", "NOTEREF", "SEQ", "STYLEREF")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Fields that refer to something and have no result; the place is the character before it."""
    for mark in doc.marks:
        if mark.kind == "field" and mark.start == mark.end and mark.value.split(" ")[0].upper() in _REFERRING:
            start = max(mark.start - 1, doc.line(mark.start)[0])
            yield Finding(start, mark.end, {"field": mark.value[:40]})
