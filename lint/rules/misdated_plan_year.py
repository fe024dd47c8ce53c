"""REF201: a year called the first, middle or last of a plan of some years that it is not (2025年是“十五五”开局之年)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.references import quoted, this_year
from lint.views.timeline import named, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# the year before the plan
_BEFORE = Pattern(
    r"(?P<year>(?<!\d)20\d\d|今)年(?:是|作为|既是|，?是)(?:我国|全国|全面|实施|全市|全县|全省)*"
    r"(?:[^。，；：\n]{2,24}(?:、|，(?:也|又|更)?是))?[“\"]?$"
)
# its place in the plan, and the year behind that
_PLACE = Pattern(
    r"[”\"]?(?:时期|规划|计划|方案)?(?:的|实施的)?"
    r"(?P<place>开局|起步|收官|收尾|第一|第二|第三|第四|最后一|中期)(?:之年|年|评估之年|一年)"
)
_BEHIND = Pattern(r"(?:（|\(|，即|——|的)?(?P<year>(?<!\d)20\d\d|今)年")
_FROM_START = {"开局": 0, "起步": 0, "第一": 0, "第二": 1, "第三": 2, "第四": 3}
_LAST = ("收官", "收尾", "最后一")
# characters a year may stand before its plan
_REACH = 44


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Years that stand beside the plan; 今年 where the year of the document is known."""
    text = doc.prose
    for table, key in (("five_year_plans", "name"), ("multi_year_actions", "names")):
        for at, end, row in named(doc, hits, table, key):
            place = _PLACE.match(text, end)
            if place is None:
                continue
            year = _BEFORE.search(text, max(0, at - _REACH), at) or _BEHIND.match(text, place.end())
            if year is None or quoted(text, *year.span("year")):
                continue
            first, last = int(row["start"]), int(row["end"])
            right = _right(place["place"], first, last)
            this = year["year"] == "今"
            stated = this_year(doc) if this else int(year["year"])
            if stated and right and stated != right:
                values = {
                    "plan": text[at:end],
                    "place": place["place"],
                    "found": f"{year['year']}年",
                    "fix": right,
                    "start": first,
                    "end": last,
                }
                severity = None if sure(row) and not this else "warning"
                # this year is right, and its place in the plan wrong
                span = place.span("place") if this else (year.start("year"), year.end("year") + 1)
                yield Finding(*span, values, severity=severity, related=(Related(at, end),))


def _right(place: str, first: int, last: int) -> int:
    """The year at a place of a plan; 0 where the plan has no such year."""
    if place in _LAST:
        return last
    year = (first + last) // 2 if place == "中期" else first + _FROM_START[place]
    return year if year <= last else 0
