"""Paragraphs of text whose first line is not two characters in."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import roles, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each indent, at the first paragraph that has it; blanks at its head are an indent too."""
    found = roles(doc)
    lines = sorted({doc.line(start) for start, _ in (*found.text, *(h[1:] for h in found.headings))})
    spans = [(start, end) for start, end in lines if doc.text[start] not in " \t　"]
    for value, places in wrong(doc, "indent", spans, _is_right):
        yield Finding(*places[0], {"value": value.removesuffix(".0"), "count": len(places)})


def _is_right(value: str) -> bool:
    return 1.5 <= float(value) <= 2.6
