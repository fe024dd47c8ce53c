"""REF103: a session with a number that its term never had (十九届八中全会)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import meetings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Sessions beyond the last one of a closed term, or beyond the five of a term of the national sessions."""
    most = meetings.facts(doc).most
    for mention in meetings.mentions(doc):
        limit = most.get((mention.kind, mention.term))
        if limit and mention.session > limit:
            values = {
                "name": meetings.name(mention.kind, mention.term, mention.session),
                "last": meetings.name(mention.kind, mention.term, limit),
                "most": limit,
            }
            yield Finding(mention.start, mention.end, values)
