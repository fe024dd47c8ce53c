"""REF203: work is to follow a five-year plan before there was even a proposal for it."""

from __future__ import annotations

from datetime import date

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.pattern import Pattern
from lint.views.timeline import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_FOLLOWS = Pattern(
    r"(?:按照|根据|对照|落实|贯彻|依据|锚定)[^。；，\n]{0,14}?[“\"]?(?P<plan>十[一二三四五六七八九]五)[”\"]?(?P<what>[^。；，\n]{0,16})"
)
_ORDERS = Pattern(r"(?:规划|纲要)[^。；，\n]{0,6}(?:要求|部署|目标|任务|安排|确定|明确|提出)|规划纲要")
_MADE = Pattern(
    "编制|规划工作|谋划|前期|研究|起草|建议|思路|启动|衔接|展望|面向|远景|迎接|拟|纳入|征求|制定|草案|课题|调研|论证|储备|筹划|末|普法"
)
# the Central Committee adopts its proposal in the autumn before the first year
_PROPOSED_MONTH = 10


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each sentence that takes its orders from a plan which came after the last possible day of issue."""
    text, issued = doc.prose, references.issued_on(doc)
    if issued is None:
        return
    plans = by_name(doc, "five_year_plans", "name")
    for m in _FOLLOWS.finditer(text):
        row, at = plans.get(m["plan"]), m.span("plan")
        if row is None or not _ORDERS.search(m["what"]) or _MADE.search(text, *references.sentence(text, *m.span())):
            continue
        if issued[0].end < date(int(row["start"]) - 1, _PROPOSED_MONTH, 1) and not references.in_title(text, *at):
            yield Finding(*at, {"plan": m["plan"], "start": row["start"], "end": row["end"], "by": issued[1]})
