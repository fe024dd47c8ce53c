"""REF111: 中央经济工作会议, 全国两会 of an earlier year held up as guidance although a newer one had been held."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import meetings, references, yearly
from lint.views.dates import OPEN, dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.meetings import Mention
    from lint.views.yearly import Yearly

_BODIES = ("npc", "cppcc")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Meetings named by year, then sessions named by number; a text that names a newer one is left alone."""
    issued = dates(doc).issued
    if issued is None or issued.end == OPEN:
        return
    last: dict[str, int] = {}
    for named in yearly.mentions(doc):
        last[named.kind] = max(named.year, last.get(named.kind, 0))
    for named in yearly.mentions(doc):
        if named.year == last[named.kind]:
            yield from _by_year(doc, named)
    numbered = [m for m in meetings.mentions(doc) if m.kind in _BODIES]
    newest = max(((m.term, m.session) for m in numbered), default=None)
    for mention in numbered:
        if (mention.term, mention.session) == newest:
            yield from _by_number(doc, mention)


def _by_year(doc: Document, named: Yearly) -> Iterator[Finding]:
    span = (named.start, named.end)
    days = references.judged(doc, *span, named=span) if references.guides(doc, *span) else None
    if days is None:
        return
    known = meetings.facts(doc).thresholds["economic" if named.kind == "economic" else "npc"]
    late = days.days.start - timedelta(known[0])
    newest = max((y for y, held in yearly.held(doc, named.kind).items() if held[1] <= late), default=0)
    if newest > named.year:
        cited, last = yearly.said(doc, named.kind, named.year), yearly.said(doc, named.kind, newest)
        yield Finding(*span, {"cited": cited, "newest": meetings.then(doc, last, days.days.start), "by": days.said})


def _by_number(doc: Document, mention: Mention) -> Iterator[Finding]:
    days = references.judged(doc, *mention.group) if references.guides(doc, *mention.group) else None
    if days is None:
        return
    known = meetings.facts(doc)
    newest = meetings.newest(known, (mention.kind,), days.days.start, known.thresholds[mention.kind][0])
    if newest and (newest.term, newest.session) > (mention.term, mention.session) and mention.term >= newest.term - 2:
        then = meetings.then(doc, newest.said, days.days.start)
        values = {"cited": meetings.said(doc, mention), "newest": then, "by": days.said}
        yield Finding(*mention.group, values)
