"""REF341: a set term, or the title of a law, in a document that was issued before there was one."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point
from lint.views.timeline import by_name, day, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SLACK_DAYS = 31
# a law that is still being made
_IN_THE_MAKING = ("草案", "编纂", "立法", "起草", "制定", "征求意见", "送审", "建议稿", "审议")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The first place of each term that did not exist on the last day on which the document can have been issued."""
    issued = references.issued_on(doc)
    if issued is None:
        return
    text = doc.prose
    names = by_name(doc, "first_use", "term")
    laws = by_name(doc, "enacted", "name")
    seen: set[str] = set()
    for start, end in hits:
        term = text[start:end]
        titled = text[end : end + 1] == "》" and text[max(0, start - 8) : start].endswith(("《", "《中华人民共和国"))
        law = laws.get(term) if titled else None
        row, since = (law, "adopted") if law else (names.get(term), "from")
        if row is None or term in seen:
            continue
        first = day(row[since])
        left, right = references.sentence(text, start, end)
        unless = row.get("unless") or () if since == "from" else _IN_THE_MAKING
        if any(str(word) in text[left:right] for word in unless):
            continue
        if issued[0].end + timedelta(_SLACK_DAYS) < first:
            seen.add(term)
            values = {"found": term, "since": point(first), "by": issued[1]}
            yield Finding(start, end, values, severity=None if sure(row) else "warning")
