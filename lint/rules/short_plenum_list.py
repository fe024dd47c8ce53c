"""REF104: a list of plenums held up as guidance that stops before the newest one (二十届二中、三中全会)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import meetings, references
from lint.views.dates import OPEN, dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.meetings import Mention


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Lists, and a congress with a plenum of its own term, that lack the newest plenum after the days of grace."""
    found = dates(doc)
    if found.issued is None or found.issued.end == OPEN:
        return
    known = meetings.facts(doc)
    groups: dict[tuple[int, int], list[Mention]] = {}
    for mention in meetings.mentions(doc):
        if mention.kind == "plenum":
            groups.setdefault(mention.group, []).append(mention)
    for group, listed in groups.items():
        term, last = listed[-1].term, listed[-1]
        if any(m.session < 1 for m in listed) or not (len(listed) > 1 or _with_congress(doc, last)):
            continue
        if meetings.newer_named(doc, last) or not references.guides(doc, *group):
            continue
        days = references.judged(doc, *group)
        if days is None:
            continue
        grace = known.thresholds["plenum"][0]
        newest = meetings.newest(known, ("plenum",), days.days.start, grace, sure=True)
        congress = meetings.newest(known, ("congress",), days.days.start, known.thresholds["congress"][0], sure=True)
        if newest and congress and congress.term == term == newest.term and last.session < newest.session:
            then = meetings.then(doc, newest.said, days.days.start)
            yield Finding(*group, {"newest": then, "last": meetings.said(doc, last), "by": days.said})


def _with_congress(doc: Document, mention: Mention) -> bool:
    near = meetings.between(doc, *references.clause(doc.prose, *mention.group))
    return any(m.kind == "congress" and m.term == mention.term for m in near)
