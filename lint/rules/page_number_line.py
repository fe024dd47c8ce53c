"""A page number that became a line of the text when it was copied from pages: 第 3 页 共 7 页, - 2 -."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_LINE = Pattern(
    r"[ \t\u3000]*(?P<number>第[ \u3000]?(?P<page>\d{1,3})[ \u3000]?页[ \u3000，,/]*共[ \u3000]?\d{1,3}[ \u3000]?页"
    r"|(?P<dash>[-－—–]{1,2})[ \u3000]?(?P<dashed>\d{1,3})[ \u3000]?(?P=dash))[ \t\u3000]*(?=\n|$)"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The lines of the text proper that hold a page number alone, unless they number all pages from the first on."""
    starts = {doc.line(hit.start)[0] for hit in hits}
    found = [m for start in sorted(starts) if start < doc.proper and (m := _LINE.match(doc.prose, start))]
    pages = [int(m["page"] or m["dashed"]) for m in found]
    if len(pages) > 1 and pages == [*range(1, len(pages) + 1)]:
        return
    for m in found:
        yield Finding(*m.span("number"), {})
