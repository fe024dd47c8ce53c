"""REF201: a year called the first, middle or last of a five-year plan that it is not (2025年是“十五五”开局之年)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.references import quoted, this_year
from lint.views.timeline import by_name, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_PLAN = r"[“\"]?(?P<plan>十[一二三四五六七八九]五)[”\"]?(?:时期|规划|计划)?(?:的|实施的)?"
_PLACE = r"(?P<place>开局|起步|收官|收尾|第一|第二|第三|第四|最后一|中期)(?:之年|年|评估之年|一年)"
_YEAR = r"(?P<year>(?<!\d)20\d\d|今)年"
# the year before the plan, and the year behind its place
_FORMS = (
    Pattern(rf"{_YEAR}(?:是|作为|既是|，?是)(?:我国|全面|实施|全市|全县|全省)?{_PLAN}{_PLACE}"),
    Pattern(rf"{_PLAN}{_PLACE}(?:（|\(|，即|——|的)?{_YEAR}"),
)
_AT = {"开局": 0, "起步": 0, "第一": 0, "第二": 1, "第三": 2, "中期": 2, "第四": 3, "收官": 4, "收尾": 4, "最后一": 4}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Years that stand directly beside the plan; 今年 where the year of the document is known."""
    text = doc.prose
    plans = by_name(doc, "five_year_plans", "name")
    for form in _FORMS:
        for m in form.finditer(text):
            row = plans.get(m["plan"])
            if row is None or quoted(text, m.start("year"), m.end("year")):
                continue
            right = int(row["start"]) + _AT[m["place"]]
            this = m["year"] == "今"
            year = this_year(doc) if this else int(m["year"])
            if year and year != right:
                values = {
                    "plan": m["plan"],
                    "place": m["place"],
                    "found": f"{m['year']}年",
                    "fix": right,
                    "start": row["start"],
                    "end": row["end"],
                }
                at = (Related(*m.span("plan")),)
                severity = None if sure(row) and not this else "warning"
                # this year is right, and its place in the plan wrong
                span = m.span("place") if this else (m.start("year"), m.end("year") + 1)
                yield Finding(*span, values, severity=severity, related=at)
