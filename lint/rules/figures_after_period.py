"""REF405: a report quotes done figures of months that lie after its period or its day (上半年 report with 1—11月)."""

from __future__ import annotations

from datetime import date

from lint.model import Finding, Related, Said
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import OPEN, dates, shown, titles
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.dates import Interval

_MONTHS = Pattern(
    r"(?:(?<!\d)(?P<y>20\d\d)年|(?P<this>今年|本年)|(?<![\d年.]))"
    r"1月?[—–－\-~～至到]{1,2}(?P<to>\d{1,2})月(?:份)?(?!\d)"
)
_DONE = Pattern(
    r"[^。；\n]{0,40}?(?:完成|实现|达|增长|下降|累计|共|新增|同比|减少|办结|处置|巡查|检查)[^。；\n]{0,20}?\d"
)
_OTHER = Pattern("去年|上年|同期|往年|明年|来年|每年|下年|预计|力争|计划|确保|将|目标|预测|预算|历年|以前年度|拟|要")
_AROUND = 16
# a longer text may be several reports in one file
_COLLECTION = 20_000
_YEAR_DAYS = 330


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Figures of the same year until a month that begins after the title's part of the year, or after the issue."""
    text, reach = doc.prose, -1
    title = next((e for e in titles(doc) if e.period and e.issued and _part(e.period, e.issued)), None)
    issued = dates(doc).issued
    if len(text) > _COLLECTION or (title is None and (issued is None or issued.end == OPEN)):
        return
    for hit in hits:
        m = next(_MONTHS.finditer(text, max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND)), None)
        if m is None or m.start() < reach or not 2 <= int(m["to"]) <= 12:
            continue
        reach = m.end()
        left, right = references.sentence(text, *m.span())
        if not _DONE.match(text, m.end(), right) or _OTHER.search(text, left, right):
            continue
        if references.quoted(text, *m.span()) or references.planned(doc, *m.span()):
            continue
        if title and title.period and (not m["y"] or int(m["y"]) == title.period.start.year):
            if date(title.period.start.year, int(m["to"]), 1) > title.period.end and not _after(title.end, m.start()):
                values = {
                    "found": m[0],
                    "by": Said("judged_period", {"date": shown(title.period), "evidence": title.said}),
                }
                yield Finding(*m.span(), values, related=(Related(title.start, title.end),))
        elif issued and issued.end != OPEN and (m["y"] or (m["this"] and issued.start.year == issued.end.year)):
            surest = next(e for e in dates(doc).evidence if e.issued)
            if date(int(m["y"] or issued.end.year), int(m["to"]), 1) > issued.end and references.firm(doc):
                by = Said("judged_issued", {"date": shown(issued), "evidence": surest.said})
                yield Finding(*m.span(), {"found": m[0], "by": by})


def _part(period: Interval, issued: Interval) -> bool:
    """Whether a title looks back on a part of a year."""
    return (period.end - period.start).days < _YEAR_DAYS and issued.start > period.start


def _after(title: int, place: int) -> bool:
    """Whether a place belongs to the title itself."""
    return place < title
