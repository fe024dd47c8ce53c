"""REF412: 连续N年, or a term of N years, that does not fit the years named beside it (2019年至2023年连续六年)."""

from __future__ import annotations

from lint.model import Finding, Related
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
# 2008年发包30年，合同期限至2048年; 租期自2015年至2030年，共20年
_YEAR = r"(?<!\d)(?P<{}>(?:19|20)\d\d)年"
_NO_YEAR = r"(?:(?!(?:19|20)\d\d年)[^。；\n])"
_TERMS = tuple(
    Pattern(form)
    for form in (
        rf"{_YEAR.format('a')}{_NO_YEAR}{{0,40}}(?:包|租|期限?|流转)(?:为|期)?{_N}[，,]?[^。；，\n\d]{{0,8}}[至到]{_YEAR.format('b')}",
        rf"期(?:限|间)?[^。；，\n\d]{{0,4}}{_YEAR.format('a')}{_NO_YEAR}{{0,8}}[至到—－-]{_YEAR.format('b')}{_NO_YEAR}{{0,8}}"
        rf"[，,（(](?:共|共计|为期|期限|租期|期)(?:为)?{_N}",
    )
)
# a term may be named so far from its years
_TERM_REACH = 60
# what holds to this day; a count that lags by so many years was left over from an older text
_STILL = Pattern("[^。；，,\n]{0,8}?(?:获评|荣获|获得|被评|保持|位居|位列|排名|蝉联)")
_LEFT_OVER = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Counts beside both years, and counts since a year that exceed the years up to the last day of issue."""
    text = doc.prose
    for hit in hits:
        if text[hit.start : hit.end] != "连续":
            yield from _term(text, hit.start, hit.end)
            continue
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


def _term(text: str, at: int, end: int) -> Iterator[Finding]:
    """The term of a contract whose first and last year are stated."""
    for form in _TERMS:
        m = form.search(text, max(0, at - _TERM_REACH), at + _TERM_REACH)
        if m and m.start() < end and at < m.end():
            span, told = int(m["b"]) - int(m["a"]), count(m["n"])
            # from January to December a year counts as well
            if span > 0 and told not in (span, span + 1):
                values = {"found": f"{m['n']}年", "from": m["a"], "to": m["b"], "most": span}
                yield Finding(m.start("n"), m.end("n") + 1, values, related=(Related(m.start("b"), m.end("b") + 1),))
            return
