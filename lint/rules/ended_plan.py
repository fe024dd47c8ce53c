"""REF202: work is to follow a five-year plan that had ended."""

from __future__ import annotations

from datetime import date, timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.pattern import Pattern
from lint.views.timeline import by_name, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_FOLLOWS = Pattern(
    r"(?:按照|根据|对照|围绕|落实|贯彻|依据|聚焦|锚定|紧扣)[^。；，\n]{0,14}?[“\"]?(?P<plan>十[一二三四五六七八九]五)[”\"]?(?P<what>[^。；，\n]{0,16})"
)
_ORDERS = Pattern(
    r"(?:规划|计划|目标|纲要)[^。；，\n]{0,6}(?:要求|部署|目标|任务|安排|确定|明确|提出)|规划纲要|目标任务"
    r"|规划$"
)
_PAST = Pattern(
    "期间|时期|末|收官|收尾|终期|验收|总结|评估|以来|完成情况|已|了|未完成|结转|续建|遗留|审计|决算|回顾|原"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each sentence that takes its orders from a closed plan, in a text that does not name the newer one."""
    text = doc.prose
    plans = by_name(doc, "five_year_plans", "name")
    grace = thresholds(doc)["plan"][0]
    for m in _FOLLOWS.finditer(text):
        row = plans.get(m["plan"])
        left, right = references.sentence(text, *m.span())
        if row is None or not _ORDERS.search(m["what"]) or _PAST.search(text, left, right):
            continue
        at = m.span("plan")
        days = references.judged(doc, *at)
        end = date(int(row["end"]), 12, 31)
        if days is None or days.days.start <= end + timedelta(grace) or references.in_title(text, *at):
            continue
        newest = [r for r in plans.values() if int(r["start"]) <= days.days.start.year]
        new = max(newest, key=lambda r: int(r["start"]))
        if str(new["name"]) not in text:
            values = {"plan": m["plan"], "end": row["end"], "new": new["name"], "from": new["start"], "by": days.said}
            yield Finding(*at, values)
