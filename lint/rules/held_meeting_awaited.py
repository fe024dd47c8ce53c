"""REF107: a meeting that had been held is still looked forward to (迎接党的二十大 in 2023)."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import meetings, references
from lint.views.dates import OPEN, dates
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_AWAITS = Pattern(r"(?:迎接|喜迎|献礼|备战|筹备|迎)(?:好|着)?(?:即将召开的)?$")
_AWAITED = Pattern(r"(?:即将|将要)[^。；，\n]{0,6}召开|(?:胜利)?召开(?:献礼|营造|创造|贡献)")
_PAST = Pattern("期间|曾|当时|去年|上年|以来|主题活动|系列活动|活动中|前夕|已")
# a slogan outlives its day by a little
_GRACE_DAYS = 14


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each sentence that awaits a congress or plenum which the facts know as held."""
    issued = dates(doc).issued
    if issued is None or issued.end == OPEN:
        return
    text, known = doc.prose, meetings.facts(doc)
    for mention in meetings.mentions(doc):
        meeting = known.meetings.get((mention.kind, mention.term, mention.session))
        if meeting is None or mention.kind not in ("congress", "plenum") or references.quoted(text, *mention.group):
            continue
        left, right = references.clause(text, *mention.group)
        before = _AWAITS.search(text[max(left, mention.start - 12) : mention.start])
        if not before and not _AWAITED.match(text, mention.end, right):
            continue
        days = references.judged(doc, *mention.group)
        sentence = references.sentence(text, *mention.group)
        if days is None or days.days.start <= meeting.end + timedelta(_GRACE_DAYS) or _PAST.search(text, *sentence):
            continue
        start = mention.start - (len(before[0]) if before else 0)
        values = {"meeting": meeting.said, "by": days.said}
        sure = meeting.sure and references.firm(doc)
        yield Finding(start, mention.end, values, severity=None if sure else "warning")
