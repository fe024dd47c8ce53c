"""REF409: what is still to be reached has a date that had long gone by when the document was issued."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import dates, shown, stamps
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_AIMED = Pattern(r"(?:力争|确保|计划|拟|争取|预计)[，,]?(?:到|于|在)?$")
_AIMS = Pattern(
    r"(?:年?底|年?末|份|下旬|上旬|中旬)?(?:之?前)?[，,]?(?:力争|确保|计划|拟|争取|基本实现|全面实现|全面建成|基本建成)"
)
# 到2024年底，; 2024年底前; 完成时限：2020年12月底
_DUE = Pattern(r"(?:年?底|年?末)?(?:之前|以前|前(?![后期提往]|[^，。；\n]{1,8}的))")
_LIMIT = Pattern(r"(?:[时期]限[：:]|(?:^|[，。；\n])(?:到|至))$")
_TOLD = Pattern(
    "原|曾|当时|已|了|未|没有|延|推迟|滞后|规划|方案|提出|要求|《|印发|明确|合同|约定|批复|文件|去年|回顾|以来|指出|总书记|部署|决定|"
    "报告|决议|承诺|立项|开始|起"
)
_GONE_DAYS = 60
_YEAR_DAYS = 365


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Dates to aim at that lie before the period told of; in plans those that lie before the day of issue."""
    issued = references.issued_on(doc)
    if issued is None:
        return
    text, period = doc.prose, dates(doc).period
    before = period.start if period else issued[0].start - timedelta(_YEAR_DAYS)
    for stamp in stamps(doc):
        if stamp.last >= issued[0].start:
            continue
        left, right = references.sentence(text, stamp.start, stamp.end)
        aimed = _AIMED.search(text[left : stamp.start]) or _AIMS.match(text, stamp.end)
        due = _DUE.match(text, stamp.end) or _LIMIT.search(text[max(0, left - 1) : stamp.start])
        late = aimed and stamp.last < issued[0].start - timedelta(_GONE_DAYS)
        # long past in a report, or past at all among the next steps
        if not (late and stamp.last < before) and not (
            (late or due) and references.planned(doc, stamp.start, stamp.end)
        ):
            continue
        if _TOLD.search(text, left, right) or references.quoted(text, stamp.start, stamp.end):
            continue
        values = {"found": text[stamp.start : stamp.end], "date": shown(stamp.interval), "by": issued[1]}
        yield Finding(stamp.start, stamp.end, values)
