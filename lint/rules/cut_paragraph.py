"""A paragraph that ends with a comma before a heading or the end: its sentence was cut."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import items
from lint.views.parts import in_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# a line of an address or a list is shorter
_LEAST = 30


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Look at the long lines that end with ，or 、 and are followed by a numbered line or nothing."""
    text = doc.prose
    filled = [span for span in doc.lines if text[slice(*span)].strip(" \t　\ufffc")]
    numbered = {i.start for i in items(doc) if i.style in ("first", "second", "part", "article")}
    for n, (start, end) in enumerate(filled):
        line = text[start:end].rstrip(" \t　")
        if not line.endswith(("，", "、")) or len(line.lstrip(" \t　")) < _LEAST:
            continue
        last = n + 1 == len(filled)
        if not last and filled[n + 1][0] not in numbered:
            continue
        segment = doc.segment(start)
        if in_form(doc, start) or (segment is not None and segment.kind in ("table", "quote")):
            continue
        at = start + len(line)
        begin = max(line.rfind(mark, 0, -1) for mark in "，。；：、") + 1
        yield Finding(start + begin, at)
