"""REF411: an anniversary that does not fall into its year (2026年是建党104周年)."""

from __future__ import annotations

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import OPEN, count, dates
from lint.views.pattern import Pattern
from lint.views.timeline import rows, sure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from lint.model import Document, Hits

_DIGITS = "0123456789一二三四五六七八九十百零〇"
_YEAR = Pattern(r"(?<!\d)(?P<y>20\d\d)年(?:是|为|正值|恰逢|适逢|迎来|既是|，?正值|，?恰逢)[^。；，\n\d]{0,16}$")
_NOW = Pattern("今年是|正值|值此|恰逢|适逢|迎接|喜迎|献礼")
_PAST = Pattern(
    "了|曾|荣获|获|被评|先后|期间|以来|大会|讲话|精神|纪念章|章|去年|上年|当年|当时|时任|前夕|“光荣|即将|明年|将"
)
# what is celebrated is celebrated in its own year
_CELEBRATED = Pattern("(?:庆祝|纪念|迎接|喜迎|献礼|庆)(?:第)?$")
_OTHER_TIME = Pattern(r"去年|上年|当年|曾|明年|将|大会上|讲话|精神|章|20\d\d年|前夕|以来")
# another party, another country
_OTHERS = Pattern(
    r"(?:越南|老挝|古巴|朝鲜|国民党|企业|公司|学校|学院|我[省市县区局校院]|本[市县局校院])[^，。；\n]{0,4}$"
)
# without a year only a number near the right one is meant for this year
_NEAR_YEARS = 2
# until March a text may tell of the year before
_STILL_TOLD_OF = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Numbers in front of 周年 behind a name that the tables know."""
    text = doc.prose
    table = rows(doc, "anniversaries")
    for hit in hits:
        at = hit.start
        while at > 0 and hit.start - at < 5 and text[at - 1] in _DIGITS:
            at -= 1
        told = count(text[at : hit.start]) if at < hit.start else 0
        row = _row(table, text, at)
        left, right = references.sentence(text, at, hit.end)
        if row is None or not told or references.quoted(text, at, hit.end):
            continue
        began = int(row["year"])
        name = max((str(n) for n in row["names"] if text.endswith(str(n), 0, at)), key=len)
        before = at - len(name)
        if _OTHERS.search(text[max(left, before - 10) : before]):
            continue
        values = {"found": text[at : hit.end], "name": name, "began": began}
        stated = _YEAR.search(text[left:before])
        if stated:
            right_year = int(stated["y"])
            if began + told != right_year:
                more = {"fix": right_year - began, "year": right_year, "by": Said("judged_year", {"year": right_year})}
                yield Finding(at, hit.end, {**values, **more}, severity=None if sure(row) else "warning")
            continue
        celebrated = bool(_CELEBRATED.search(text[max(left, before - 6) : before]))
        finding = _by_date(doc, at, hit.end, left, right, began + told, celebrated)
        if finding:
            year, said = finding
            yield Finding(at, hit.end, {**values, "fix": year - began, "year": year, "by": said}, severity="warning")


def _row(table: list[Mapping[str, Any]], text: str, at: int) -> Mapping[str, Any] | None:
    return next((r for r in table if any(text.endswith(str(n), 0, at) for n in r["names"])), None)


def _by_date(
    doc: Document, start: int, end: int, left: int, right: int, year: int, celebrated: bool
) -> tuple[int, Said] | None:
    """The year that the document is of, where the anniversary's is close to it and is none of its own."""
    text, issued = doc.prose, dates(doc).issued
    past, now = (_OTHER_TIME, True) if celebrated else (_PAST, bool(_NOW.search(text, left, right)))
    if issued is None or issued.end == OPEN or past.search(text, left, right) or not now:
        return None
    days = references.judged(doc, start, end)
    if days is None:
        return None
    first, last = days.days.start.year, days.days.end.year
    if celebrated and year == first - 1 and issued.start.month <= _STILL_TOLD_OF:
        return None
    # a plan made in winter speaks of the year to come
    if (
        first <= year <= last + (days.days.end.month >= 10)
        or not 0 < min(abs(year - first), abs(year - last)) <= _NEAR_YEARS
    ):
        return None
    return (first, days.said) if first == last or celebrated else None
