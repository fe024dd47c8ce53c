"""REF403: a date with a day of the week that it does not have (2023年6月30日（星期四）)."""

from __future__ import annotations

from datetime import date, timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.dates import dates, interval_of
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DAY = Pattern(
    r"(?<![\d历])(?:(?P<y>(?:19|20)\d\d)[ ]?年[ ]?)?(?<!\d)(?P<m>\d{1,2})[ ]?月[ ]?(?P<d>\d{1,2})[ ]?日"
    r"(?:[ ]?[（(])?(?P<w>(?:星期|周|礼拜)[一二三四五六日天])(?![、至到—－\-~～]|[期末])"
)
_NAMES = "一二三四五六日"
# the longest date before a hit; how far from its issue a notice speaks of a day without its year
_BEFORE, _BEHIND = 18, 4
_NEAR_DAYS = 120
_MONTH = timedelta(31)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Dates with their year, and in a text issued in a known month those near it."""
    text, reach = doc.prose, -1
    for hit in hits:
        for m in _DAY.finditer(text, max(0, hit.start - _BEFORE), min(len(text), hit.end + _BEHIND)):
            if m.start() < reach:
                continue
            reach = m.end()
            day = _day(doc, int(m["y"] or 0), int(m["m"]), int(m["d"]))
            stated = _NAMES.find("日" if m["w"][-1] == "天" else m["w"][-1])
            if day is None or day.weekday() == stated:
                continue
            right = m["w"][:-1] + _NAMES[day.weekday()]
            values = {"found": m["w"], "fix": right, "year": day.year, "month": day.month, "day": day.day}
            severity = None if m["y"] else "warning"
            yield Finding(m.start("w"), m.end("w"), values, suggestions=(right,), severity=severity)


def _day(doc: Document, year: int, month: int, day: int) -> date | None:
    """The day meant; one without its year is the nearest to a month of issue that is known."""
    if year:
        found = interval_of(year, month, day)
        return found.start if found else None
    issued = dates(doc).issued
    if issued is None or issued.end - issued.start > _MONTH:
        return None
    near = [interval_of(issued.start.year + n, month, day) for n in (-1, 0, 1)]
    days = [n.start for n in near if n and abs((n.start - issued.start).days) <= _NEAR_DAYS]
    return days[0] if len(days) == 1 else None
