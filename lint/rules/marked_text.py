"""Text still highlighted, or red in a black text: somebody meant to come back to it."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_RED = frozenset(("FF0000", "EE0000"))
# what is marked all over is designed so
_MOST = 0.15


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Highlighted text, and red text below the letterhead, which is red by the standard (GB/T 9704 7.2.4)."""
    title = next((p for p in parts(doc).parts if p.name == "标题"), None)
    marked = [
        m
        for m in doc.marks
        if (m.kind == "highlight" and m.value != "white")
        or (m.kind == "color" and m.value in _RED and title is not None and m.start >= title.end)
    ]
    marked = [m for m in marked if doc.text[m.start : m.end].strip()]
    if sum(m.end - m.start for m in marked) > _MOST * len(doc.text):
        return
    taken = -1
    for mark in marked:
        segment = doc.segment(mark.start)
        if mark.start >= taken and segment is not None and segment.kind not in ("header", "footer", "box"):
            yield Finding(mark.start, mark.end)
            taken = mark.end
