"""REF302: a campaign of the whole Party is spoken of by a document that was issued before it began."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point
from lint.views.meetings import facts
from lint.views.timeline import campaigns, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# notices are prepared, and a title or file name is a window
_SLACK_DAYS = 31


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The first place of each campaign that began after the last day on which the document can have been issued."""
    issued = references.issued_on(doc)
    if issued is None:
        return
    last = issued[0].end + timedelta(_SLACK_DAYS)
    seen: set[str] = set()
    for start, end, row in campaigns(doc, hits):
        if str(row["official"]) in seen:
            continue
        seen.add(str(row["official"]))
        first = day(row["start"])
        if last < day(row.get("announced", row["start"])) and last <= facts(doc).known_until:
            yield Finding(start, end, {"since": point(first), "by": issued[1]})
