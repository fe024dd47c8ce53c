"""REF101: a congress or plenum held up as guidance although newer ones had been held when the document was issued."""

from __future__ import annotations

from datetime import date, timedelta

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views import meetings, references
from lint.views.dates import OPEN, dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.meetings import Facts, Meeting, Mention
    from lint.views.references import Judged

# a longer text without a date may be several texts in one file
_COLLECTION = 20_000


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each sentence is reported once, from its first to its last outdated meeting."""
    if dates(doc).issued is None:
        return
    groups: dict[tuple[int, int], list[tuple[Mention, Meeting, str, Judged]]] = {}
    for mention in meetings.mentions(doc):
        if mention.kind not in ("congress", "plenum", "ccdi") or not references.guides(doc, *mention.group):
            continue
        days = references.judged(doc, *mention.group, undated=True)
        found = stale(doc, mention, days.days.start) if days else None
        if days and found:
            clause = references.clause(doc.prose, *mention.group)
            groups.setdefault(clause, []).append((mention, *found, days))
    for items in groups.values():
        first, last = items[0][0], items[-1][0]
        cited = max((i[0] for i in items), key=lambda m: (m.term, m.session))
        newest, severity = items[-1][1], "error" if any(i[2] == "error" for i in items) else "warning"
        days = items[-1][3]
        values = {
            "cited": meetings.said(doc, cited),
            "newest": meetings.then(doc, _newest(doc, newest, days.days.start), days.days.start),
            "by": days.said,
        }
        yield Finding(first.group[0], last.group[1], values, severity=severity)


def stale(doc: Document, mention: Mention, by: date) -> tuple[Meeting, str] | None:
    """The newer meeting that should be named by a day, and how sure it is that the old one must not stand."""
    known = meetings.facts(doc)
    near = meetings.between(doc, *references.paragraph(doc.prose, mention.start))
    if any(meetings.newer(mention, other) for other in near) or not _told(doc, mention):
        return None
    if mention.kind == "ccdi":
        newest = meetings.newest(known, ("ccdi",), by, known.thresholds["ccdi"][0], sure=True)
        older = newest and (newest.term, newest.session) > (mention.term, mention.session)
        return (newest, "warning") if newest and older and not meetings.newer_named(doc, mention) else None
    congress = meetings.newest(known, ("congress",), by, known.thresholds["congress"][0], sure=True)
    if congress and mention.term < congress.term:
        long_ago = congress.end + timedelta(known.thresholds["congress"][1]) <= by
        plain = not meetings.newer_named(doc, mention) and references.firm(doc)
        return congress, "error" if long_ago and plain else "warning"
    # who names the new congress elsewhere needs no days of grace
    held = meetings.newest(known, ("congress",), by, sure=True)
    if held and mention.term < held.term and meetings.newer_named(doc, mention):
        return held, "warning"
    if mention.kind == "plenum" and _alone(doc, mention):
        return _within_term(doc, mention, known, by)
    return None


def _within_term(doc: Document, mention: Mention, known: Facts, by: date) -> tuple[Meeting, str] | None:
    newest = meetings.newest(known, ("plenum",), by, known.thresholds["plenum"][0], sure=True)
    if newest is None or newest.term != mention.term or not 0 < mention.session < newest.session:
        return None
    # an older plenum is right where its own subject is meant
    cited = known.meetings.get(("plenum", mention.term, mention.session))
    left, right = references.sentence(doc.prose, *mention.group)
    if cited is None or any(topic in doc.prose[left:right] for topic in cited.topics):
        return None
    return None if meetings.newer_named(doc, mention) else (newest, "warning")


def _told(doc: Document, mention: Mention) -> bool:
    """Whether the date is told well enough: a text that only cites newer things may be a collection of old ones."""
    issued = dates(doc).issued
    if issued is None or issued.end != OPEN:
        return issued is not None
    return len(doc.prose) <= _COLLECTION and not meetings.newer_named(doc, mention)


def _alone(doc: Document, mention: Mention) -> bool:
    """Whether a plenum is named by itself: lists are the business of another rule."""
    near = meetings.between(doc, *references.clause(doc.prose, *mention.group))
    return not any(m != mention and m.term == mention.term and m.kind in ("congress", "plenum") for m in near)


def _newest(doc: Document, newest: Meeting, by: date) -> Said:
    """The newest congress and, where there was one of some weight since, its newest plenum."""
    if newest.kind != "congress":
        return newest.said
    plenum = meetings.newest(meetings.facts(doc), ("plenum",), by)
    if plenum is None or plenum.term != newest.term or plenum.session < 2:
        return newest.said
    return Said("meetings_held", {"first": newest.said, "second": plenum.said})
