"""某政发〔2022〕5号 on a document dated 2024: the year of its number is not that of its date of issue."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.dates import stamps_between
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_YEAR = Pattern(r"[〔\[［（(【]\s*(?P<year>20[0-9]{2})\s*[〕\]］）)】]")
# a number given in December may be dated in January
_DECEMBER, _JANUARY = 12, 1


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the one document number in the head with the one date of issue."""
    found = parts(doc).parts
    numbers = [m for p in found if p.name == "发文字号" and (m := _YEAR.search(doc.prose, p.start, p.end))]
    dates = [s for p in found if p.name == "成文日期" for s in stamps_between(doc, p.start, p.end)]
    if len(numbers) != 1 or len(dates) != 1:
        return
    year, stamp = int(numbers[0]["year"]), dates[0]
    first, last = stamp.first, stamp.last
    turned = (year + 1 == first.year and first.month == _JANUARY) or (year - 1 == last.year and last.month == _DECEMBER)
    if first.year <= year <= last.year or turned:
        return
    yield Finding(
        *numbers[0].span("year"),
        {"date": doc.text[stamp.start : stamp.end]},
        related=(Related(stamp.start, stamp.end),),
    )
