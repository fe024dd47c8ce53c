"""A page number that does not stand between two dashes."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BLANK = Pattern(r"[\s　]+")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding, at the first such line."""
    for mark in doc.marks:
        if mark.kind == "field" and mark.value.split(" ")[0] == "PAGE":
            start, end = doc.line(mark.start)
            around = _BLANK.sub("", f"{doc.text[start : mark.start]}{mark.kind}{doc.text[mark.end : end]}")
            if around != "—field—":
                yield Finding(start, end, {"value": doc.text[start:end].strip()})
                return
