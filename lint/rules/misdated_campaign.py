"""REF303: a campaign of the whole Party with a year in front in which it was not yet announced (2018年党史学习教育)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point, stamps_between
from lint.views.pattern import Pattern
from lint.views.timeline import campaigns, day, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_LINK = Pattern("(?:以来)?[，,]?(?:全党|党中央|在全党|全面|集中|深入|扎实|部署|组织|启动|开展|的)*")
_REACH = 20


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Dates directly in front of a campaign that end before it was announced."""
    text = doc.prose
    for start, end, row in campaigns(doc, hits):
        first = day(row.get("announced", row["start"]))
        for stamp in stamps_between(doc, start - _REACH, start):
            if (
                stamp.last >= first
                or not _LINK.fullmatch(text, stamp.end, start)
                or references.quoted(text, start, end)
            ):
                continue
            values = {
                "found": text[stamp.start : stamp.end],
                "name": row["official"],
                "since": point(day(row["start"])),
            }
            severity = None if sure(row) else "warning"
            yield Finding(stamp.start, stamp.end, values, severity=severity, related=(Related(start, end),))
