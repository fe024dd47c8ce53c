"""REF112: 中央经济工作会议, 全国两会 cited by a year in which it had not been held yet."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views import meetings, references, yearly
from lint.views.dates import OPEN, dates, shown
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_HELD = Pattern(r"[^。；！？\n，]{0,8}?(?:精神|部署|要求|提出|指出|强调|明确|以来|决策|确定)")
_HELD_BEFORE = Pattern(r"(?:传达|学习|贯彻|落实)[^。；，\n]{0,20}$")
_LATER = Pattern("届时|适时|会后|召开后|即将|将于|将|拟|预计|迎接|筹备|召开前|期间|谋划|明年|下一年")
# a title or a file name gives a window, not a day
_SLACK_DAYS = {"title": 45, "file-name": 90, "phrase": 45}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Meetings that came after the last day on which the document can have been issued."""
    found, text = dates(doc), doc.prose
    surest = next((e for e in found.evidence if e.issued), None)
    if found.issued is None or found.issued.end == OPEN or surest is None:
        return
    last = found.issued.end + timedelta(_SLACK_DAYS.get(surest.kind, 0))
    if last > meetings.facts(doc).known_until:
        return
    by = Said("judged_issued", {"date": shown(found.issued), "evidence": surest.said})
    for named in yearly.mentions(doc):
        left, right = references.sentence(text, named.start, named.end)
        if named.held[0] <= last or references.quoted(text, named.start, named.end):
            continue
        if _LATER.search(text, left, right):
            continue
        if _HELD.match(text, named.end, right) or _HELD_BEFORE.search(text[left : named.start]):
            years = [y for y, held in yearly.held(doc, named.kind).items() if held[1] <= last]
            newest = yearly.said(doc, named.kind, max(years)) if years else Said("meeting_none")
            yield Finding(named.start, named.end, {"newest": meetings.then(doc, newest, last), "by": by})
