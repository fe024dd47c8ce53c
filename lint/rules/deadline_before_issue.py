"""REF401: a deadline that had passed on the day the document was issued."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import dates, interval_of, shown
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DEADLINE = Pattern(
    r"(?<![\d年—－至到\-~～])(?:(?P<y>20\d\d)年)?(?P<m>1[0-2]|[1-9])月(?:(?P<d>3[01]|[12]\d|[1-9])日|[底末])"
    r"(?:（[^）\n]{1,8}）)?(?:(?:上午|下午|中午)?(?:\d{1,2}[:：时点]\d{0,2}分?)?|下班)?(?:之前|以前|前)(?![后期提往述])"
)
_WANTED = Pattern(
    "[^。；\n]{0,24}(?:报|送|交|完成|提交|反馈|发|传|回执|确认|办结|整改|汇总|到位|清零|建成|落实|实现|开展|启动)"
)
_ASKS = Pattern("请|务必|务于|须|应于|要在|要于|要结合|要按|要认真|各单位|各部门|各县|各乡|各镇|各科室|各支部|各地")
_PAST = Pattern("已|了|曾|未按|逾期|根据|按照[^，。；\n]{0,24}要求|原定|印发|经查")
# what is asked for without such a word: 确保8月10日前全部清零
_AIMS = Pattern("确保|力争|坚决|一律|务求|要(?!求|是|点)|由[^，。；\n]{2,16}(?:牵头|负责)|实现|到位")
# beside it what is over stands in the clause, if not before a noun (已完成的问题)
_OVER = Pattern(
    "了|曾|未按|逾期|按照[^，。；\n]{0,24}要求|原|按期|按时|如期|提前|印发|经查|合同|此前|当时|已(?![^，。；\n]{1,8}的)"
)
_TOLD = Pattern("规划|方案|约定|批复|去年|截至|截止|出台的|建成的|竣工的|登记|成立|出生|入库|发生|以来|曾|上年")
# the writer looks ahead whatever the document is: 可确保6月底前完工
_AHEAD = Pattern("(?:可|能够?|将|预计可?|有望|拟)(?:确保)?[在于]?$")
_ORDERS = ("通知", "通报", "方案", "意见", "纪要", "讲话", "要点", "计划")
# a day of the year without its year may mean the year to come
_NEAR_DAYS = 90
_MONTH = timedelta(31)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Requests whose day lies before a day of issue, or a month, that the document states."""
    found = dates(doc)
    surest = next((e for e in found.evidence if e.issued), None)
    if surest is None or found.issued is None:
        return
    issued = found.issued
    if (
        surest.kind not in ("signature", "caption", "option", "front-matter", "config")
        or issued.end - issued.start > _MONTH
    ):
        return
    text = doc.prose
    for m in _DEADLINE.finditer(text):
        if surest.kind == "signature" and m.start() > surest.start:
            break
        due = interval_of(int(m["y"] or issued.start.year), int(m["m"]), int(m["d"] or 0))
        if due is None or due.end >= issued.start or (not m["y"] and issued.start - due.end > timedelta(_NEAR_DAYS)):
            continue
        if _asked(doc, *m.span()) or _aimed(doc, *m.span()):
            by = Said("judged_issued", {"date": shown(issued), "evidence": surest.said})
            yield Finding(m.start(), m.end(), {"deadline": shown(due), "by": by})


def _asked(doc: Document, start: int, end: int) -> bool:
    """Whether a sentence asks somebody for something by its words."""
    text = doc.prose
    sentence = references.sentence(text, start, end)
    asks = _WANTED.match(text, end) and _ASKS.search(text, *sentence)
    return bool(asks) and not _PAST.search(text, *sentence)


def _aimed(doc: Document, start: int, end: int) -> bool:
    """Whether an order, or the next steps of a report, want something done by then."""
    text = doc.prose
    left, right = references.sentence(text, start, end)
    begin, stop = references.clause(text, start, end)
    behind = references.clause(text, min(stop + 1, right), min(stop + 1, right))[1] if stop < right else stop
    if _OVER.search(text, begin, behind) or _TOLD.search(text, left, right) or references.quoted(text, start, end):
        return False
    if _AHEAD.search(text[left:start]):
        return True
    if not _AIMS.search(text, left, right):
        return False
    return parts(doc).kind in _ORDERS or references.planned(doc, start, end)
