"""REF341: a set term in a document that was issued before the term was first used."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point
from lint.views.timeline import day, rows, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SLACK_DAYS = 31


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The first place of each term that did not exist on the last day on which the document can have been issued."""
    issued = references.issued_by(doc)
    if issued is None:
        return
    text = doc.prose
    names = {str(row["term"]): row for row in rows(doc, "first_use")}
    seen: set[str] = set()
    for start, end in hits:
        term = text[start:end]
        row = names.get(term)
        if row is None or term in seen:
            continue
        first = day(row["from"])
        left, right = references.sentence(text, start, end)
        if any(str(word) in text[left:right] for word in row.get("unless") or ()):
            continue
        if issued[0] + timedelta(_SLACK_DAYS) < first:
            seen.add(term)
            values = {"found": term, "since": point(first), "by": issued[1]}
            yield Finding(start, end, values, severity=None if sure(row) else "warning")
