"""REF401: a deadline that had passed on the day the document was issued."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import dates, interval_of, shown
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DEADLINE = Pattern(
    r"(?<![\d年—－至到\-~～])(?:(?P<y>20\d\d)年)?(?P<m>1[0-2]|[1-9])月(?:(?P<d>3[01]|[12]\d|[1-9])日|[底末])"
    r"(?:（[^）\n]{1,8}）)?(?:(?:上午|下午|中午)?(?:\d{1,2}[:：时点]\d{0,2}分?)?|下班)?(?:之前|以前|前)"
    r"(?=[^。；\n]{0,24}(?:报|送|交|完成|提交|反馈|发|传|回执|确认|办结|整改|汇总))"
)
_ASKS = Pattern("请|务必|务于|须|应于|要在|要于|要结合|要按|要认真|各单位|各部门|各县|各乡|各镇|各科室|各支部|各地")
_PAST = Pattern("已|了|曾|未按|逾期|根据|按照[^，。；\n]{0,24}要求|原定|印发|经查")
# a day of the year without its year may mean the year to come
_NEAR_DAYS = 90


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Requests whose day lies before a day of issue that is known to the day."""
    found = dates(doc)
    surest = next((e for e in found.evidence if e.issued), None)
    if surest is None or found.issued is None or found.issued.start != found.issued.end:
        return
    if surest.kind not in ("signature", "option", "front-matter", "config"):
        return
    text, issued = doc.prose, found.issued.start
    for m in _DEADLINE.finditer(text):
        sentence = references.sentence(text, *m.span())
        if not _ASKS.search(text, *sentence) or _PAST.search(text, *sentence) or m.start() > surest.start > 0:
            continue
        due = interval_of(int(m["y"] or issued.year), int(m["m"]), int(m["d"] or 0))
        if due is None or due.end >= issued or (not m["y"] and issued - due.end > timedelta(_NEAR_DAYS)):
            continue
        by = Said("judged_issued", {"date": shown(found.issued), "evidence": surest.said})
        yield Finding(m.start(), m.end(), {"deadline": shown(due), "by": by})
