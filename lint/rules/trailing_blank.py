"""Blanks at the end of a line, where nobody sees them."""

from __future__ import annotations

from lint import readers
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# a run is matched whole, so that a long one inside a line is looked at once
_RUN = Pattern(r"[ \t\u3000\xa0]+")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The runs before a line end; a hard break of Markdown and the empty last cell of a table are meant."""
    text = doc.prose
    markdown = readers.SUFFIXES.get(readers.suffix(doc.path)) == "markdown"
    for m in _RUN.finditer(text):
        if text[m.end() : m.end() + 1] not in ("", "\n"):
            continue
        segment = doc.segment(m.start())
        if (segment is not None and segment.kind == "table") or ("\t" in m[0] and doc.fact(_has_table)):
            continue
        hard_break = (
            markdown and len(m[0]) > 1 and m[0].strip(" ") == "" and m.start() > 0 and text[m.start() - 1] != "\n"
        )
        if not hard_break:
            yield Finding(m.start(), m.end(), {"count": len(m[0])}, "", safe=True)


def _has_table(doc: Document) -> bool:
    return any(segment.kind == "table" for segment in doc.segments)
