"""REF407: last year's year stands in a plan (2025年总结 with the heading 2025年工作打算)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views import outline
from lint.views.dates import OPEN, dates, titles
from lint.views.pattern import Pattern
from lint.views.references import firm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_HEADING = Pattern(
    r"(?P<y>20\d\d)年(?:度)?(?:的|全[年市县区局站处])?(?:下一步|重点|主要|总体)?(?:工作|任务)?(?:的)?"
    r"(?:打算|计划|思路|安排|努力方向|工作要点|初步打算|工作打算|工作思路|工作安排|工作计划)"
)
# 2018年，我将着力抓好以下工作
_WILL = Pattern(
    r"(?:^|(?<=\n))[ \t\u3000]*(?P<y>20\d\d)年，[^，。\n]{0,6}"
    r"将(?:着力|重点|继续|进一步|坚持|围绕|认真|全面|深入|紧紧|以)"
)
_NOT_AHEAD = Pattern("完成|落实|执行|回顾|总结|情况|成效|行动计划|三年|五年|民主生活会|组织生活会|考核|预算|实施")
_SERVES = Pattern(
    r"(?:为|为了|为切实|为扎实|为进一步)(?:做好|推进|抓好|全面做好|扎实做好|统筹做好)(?P<y>20\d\d)年[^，。；\n]{0,14}工作[，,]"
)
# what is done once a year, before it comes
_SEASONS = (
    "防汛 抗旱 抗洪 度汛 汛期 森林防火 森林防灭火 春防 秋防 高考 中考 征兵 春运 春耕 夏收 三夏 秋收 三秋 禁渔"
).replace(" ", "|")
_SEASON = Pattern(
    r"为(?:了)?(?:切实|扎实|进一步|全力|认真)?(?:做好|抓好|加强)[^\d，。；\n]{0,10}(?P<y>20\d\d)年"
    rf"(?!度)[^，。；\n]{{0,10}}?(?:{_SEASONS})"
)
# a heading is read no further; a plan says what it serves near its top
_HEADING_MOST = 30
_OPENING_REACH = 500


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Headings of plans in a report on a year that is no earlier, and plans that serve the year before theirs."""
    named = [e for e in titles(doc) if e.period and e.issued]
    back = [e for e in named if e.period and e.issued and e.issued.start > e.period.start]
    ahead = [e for e in named if e.period and e.issued and e.issued.start < e.period.start]
    text = doc.prose
    if back:
        first = back[0]
        assert first.period is not None
        year, whole = first.period.start.year, (first.period.end - first.period.start).days > 360
        for item in outline.items(doc):
            end = min(item.end, item.body + _HEADING_MOST)
            m = _HEADING.search(text, item.body, end)
            if (
                m is None
                or item.value < 2
                or not whole
                or _NOT_AHEAD.search(text, item.body, _line_end(text, item.body))
            ):
                continue
            if int(m["y"]) <= year and "和" not in text[item.body : m.start()]:
                yield _finding(m.start("y"), int(m["y"]), year + 1, first.start, first.end)
        for m in _WILL.finditer(text, first.end) if whole else ():
            if int(m["y"]) == year:
                yield _finding(m.start("y"), year, year + 1, first.start, first.end)
    elif ahead and len(named) == 1:
        first = ahead[0]
        assert first.period is not None
        year = first.period.start.year
        m = _SERVES.search(text, first.end, min(len(text), first.end + _OPENING_REACH))
        if m and int(m["y"]) == year - 1:
            yield _finding(m.start("y"), int(m["y"]), year, first.start, first.end)
    yield from _out_of_season(doc)


def _out_of_season(doc: Document) -> Iterator[Finding]:
    """What a text of a later year still wants done for a season that is over (2016年3月: 为做好2015年防汛工作)."""
    issued = next((e for e in dates(doc).evidence if e.issued), None)
    if issued is None or issued.issued is None or not firm(doc) or issued.issued.end == OPEN:
        return
    year = issued.issued.start.year
    for m in _SEASON.finditer(doc.prose):
        if int(m["y"]) == year - 1 == issued.issued.end.year - 1:
            yield _finding(m.start("y"), int(m["y"]), year, issued.start, issued.end)


def _finding(at: int, found: int, right: int, start: int, end: int) -> Finding:
    values = {"found": f"{found}年", "fix": f"{right}年"}
    return Finding(at, at + 5, values, suggestions=(f"{right}年",), related=(Related(start, end),))


def _line_end(text: str, at: int) -> int:
    stops = [n for mark in "。\n" if (n := text.find(mark, at, at + 60)) >= 0]
    return min(stops, default=min(len(text), at + 60))
