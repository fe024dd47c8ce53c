"""REF408: a report tells as done, with its figures, what is dated after the day on which it was issued."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import shown, stamps, titles
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DONE = Pattern(
    r"(?:底|末|份|全年|以来|止)?[，,]?[^。；，,\n]{0,24}?(?:"
    r"(?:累计|已经?)(?:完成|实现|达到?|增长|下降|拨付|支出|办结|处置|新增|建成)[^。；\n]{0,16}?\d|[^。；\n]{0,24}?同比|"
    r"荣获|获评|被评为|被授予|召开了|举办了|开展了|印发了|完成了)"
)
_NOT_YET = Pattern(
    "将|拟|力争|计划|预计|预测|目标|规划|远景|前|起施行|起实施|确保|要|应|打算|安排|明年|下一步|今后|争取|如|假设|期限|有效|预算|"
    "到期|年度任务|(?<!截)至|模拟|测算|中标|合同"
)
_SLACK_DAYS = 3
# a slip of the pen is one year at the most; what lies farther ahead is a prospect
_FAR_DAYS = 400


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Dates with done figures behind them that begin after the last day of issue; plans are left alone."""
    issued = references.issued_on(doc)
    planned = any(e.period and e.issued and e.issued.start < e.period.start for e in titles(doc))
    if issued is None or planned:
        return
    text = doc.prose
    for stamp in stamps(doc):
        ahead = (stamp.first - issued[0].end).days
        if not _SLACK_DAYS < ahead < _FAR_DAYS or not _DONE.match(text, stamp.end):
            continue
        if _NOT_YET.search(text, *references.sentence(text, stamp.start, stamp.end)):
            continue
        if references.quoted(text, stamp.start, stamp.end) or references.planned(doc, stamp.start, stamp.end):
            continue
        values = {"found": text[stamp.start : stamp.end], "date": shown(stamp.interval), "by": issued[1]}
        yield Finding(stamp.start, stamp.end, values)
