"""A paragraph that stands twice, character for character."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.outline import items, label
from lint.views.parts import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# shorter ones may be formulas: 责任单位, 本文另有规定的，从其规定
_LEAST = 60
# articles of a regulation repeat each other's words
_ARTICLES = 5
_REPEATED = ("（责任", "(责任", "责任单位", "牵头单位", "（牵头", "备注", "注：", "说明")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the second of two identical long lines of prose."""
    if sum(i.style == "article" for i in items(doc)) > _ARTICLES:
        return
    seen: dict[str, tuple[int, int]] = {}
    text = doc.prose
    for start, end in doc.lines:
        if end - start < _LEAST:
            continue
        line = text[start:end].strip(" \t　\ufffc")
        if len(line) < _LEAST or line.startswith(_REPEATED) or "\t" in line or "|" in line or line.count("。") < 1:
            continue
        first = seen.setdefault(line, (start, end))
        segment = doc.segment(start)
        if first[0] == start or (segment is not None and segment.kind in ("table", "quote", "note", "footer")):
            continue
        if part(doc, start) == "正文":
            begin = start + text[start:end].index(line)
            place = label(doc, first[0])
            yield Finding(begin, begin + len(line), {"start": line[:12], "place": place}, related=(Related(*first),))
