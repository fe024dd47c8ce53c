"""REF412: 连续N年 that does not fit the years named beside it (2019年至2023年连续六年)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import OPEN, count, dates
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_N = r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})年"
_BOTH = Pattern(
    r"(?<!\d)(?P<a>20\d\d)年?[ ]?(?:[—–－\-~～]{1,2}|至|到)[ ]?(?P<b>20\d\d)年[，,]?"
    rf"(?:已|均|我[市县区局站处])?连续{_N}"
)
_SINCE = Pattern(
    rf"自(?P<a>20\d\d)年(?:\d{{1,2}}月)?(?:以来|起|开始|以后)?[，,]?(?:已|已经|我?[市县区局站处全])?(?:已)?连续{_N}"
)
_AROUND = 34
# what holds to this day; a count that lags by so many years was left over from an older text
_STILL = Pattern("[^。；，,\n]{0,8}?(?:获评|荣获|获得|被评|保持|位居|位列|排名|蝉联)")
_LEFT_OVER = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Counts beside both years, and counts since a year that exceed the years up to the last day of issue."""
    text = doc.prose
    for hit in hits:
        first, last = max(0, hit.start - _AROUND), min(len(text), hit.end + 5)
        m = _BOTH.search(text, first, last)
        if m:
            span, told = int(m["b"]) - int(m["a"]) + 1, count(m["n"])
            # of five years there are four steps
            if span > 1 and told not in (span, span - 1):
                severity = None if told > span else "warning"
                values = {"found": m[0], "from": m["a"], "to": m["b"], "most": span}
                yield Finding(m.start("n"), m.end("n") + 1, values, severity=severity)
            continue
        m, issued = _SINCE.search(text, first, last), dates(doc).issued
        if m and issued and issued.end != OPEN and references.firm(doc):
            span, told = issued.end.year - int(m["a"]) + 1, count(m["n"])
            # the year that is running may not count yet
            least = issued.start.year - int(m["a"])
            left_over = 0 < least - told <= _LEFT_OVER and _STILL.match(text, m.end())
            if 0 < span < told or left_over:
                to, most = (issued.start.year - 1, least) if left_over else (issued.end.year, span)
                values = {"found": m[0], "from": m["a"], "to": to, "most": most}
                yield Finding(m.start("n"), m.end("n") + 1, values, severity="warning")
