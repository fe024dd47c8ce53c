"""A content control that still shows its prompt."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The prompt is the place to fill."""
    for mark in doc.marks:
        if mark.kind == "placeholder" and doc.text[mark.start : mark.end].strip():
            yield Finding(mark.start, mark.end)
