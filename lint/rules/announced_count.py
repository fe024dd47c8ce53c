"""三个方面：一是…四是…: a list in prose or numbered lines that is longer or shorter than announced before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.model import Finding, Related
from lint.views.enumerations import enumerations
from lint.views.outline import number, numeral, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMERAL = r"[2-9]|1[0-9]|[两二三四五六七八九]|十[一二三四五六七八九]?"
# what is announced and then listed one by one
_THINGS = (
    "方面|问题|措施|重点|阶段|坚持|任务|环节|关系|到位|结合|原则|特点|原因|难点|关键|层面|举措|抓手|步骤|要求|意见|建议|"
    "体会|转变|突破|强化|聚焦|突出|加强|提升|确保|注重|着力|工作|不足|短板|问题|情况|事项|因素|变化|亮点|做法|经验|目标|方向|步"
)
_ANNOUNCED = re.compile(
    rf"(?<![\d.第约近一二三四五六七八九十百千万零之])(?P<count>{_NUMERAL})"
    rf"(?:(?:个方面|方面|个|大|项|条|种|类|点)[^\n，。；：、“”‘’（）《》\d]{{0,6}}?(?:{_THINGS})|个方面|方面|[条点项])"
    r"[”’]?[^\n，。；：、“”\d]{0,8}$"
)
# characters looked at behind the last item
_REACH = 600
# the last item may be joined in another way
_GOES_ON = re.compile(r"最后|此外|另外|同时|还有|再次|再者|末了|第[二三四五六七八九]|另一")
# 从开源和节流两个方面: the number counts what stands before it
_OPEN = re.compile(r"等[一二三四五六七八九十两\d]|其中|部分|[从在由以就用靠对][^，]*[和与及、]")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the number announced right before a list with the ordinals of the list."""
    text = doc.prose
    for series in enumerations(doc):
        first, last = series.markers[0], series.markers[-1]
        if first.value != 1 or series.slips or len(series.markers) < 2:
            continue
        places = [(m.start, m.end) for m in series.markers]
        rest = text[last.end : last.end + _REACH].partition("\n")[0]
        yield from _compare(doc, first.start, last.value, places, rest)
    for run in runs(doc):
        if run[0].style in ("part", "article") or len(run) < 2:
            continue
        # after a gap both the last number and the number of items may be meant
        counts = (len(run), run[-1].value)
        announced = _announced(text, run[0].start)
        head = text[max(0, run[0].start - 4) : run[0].start].rstrip()
        if announced is not None and announced[2] not in counts and head.endswith(("：", ":")):
            yield from _compare(doc, run[0].start, counts[0], [(i.start, i.body) for i in run], "")


def _compare(doc: Document, start: int, listed: int, places: list[tuple[int, int]], rest: str) -> Iterator[Finding]:
    announced = _announced(doc.prose, start)
    if announced is None:
        return
    at, end, count = announced
    if count == listed or (listed < count and _GOES_ON.search(rest)):
        return
    written = doc.prose[at:end]
    right = str(listed) if written.isdigit() else "两" if listed == 2 and written != "二" else numeral(listed)
    yield Finding(
        at,
        end,
        {"count": count, "listed": listed},
        suggestions=(right,),
        # fewer than announced: the last may be said without an ordinal
        severity=None if listed > count else "warning",
        related=tuple(Related(*p) for p in places),
    )


def _announced(text: str, start: int) -> tuple[int, int, int] | None:
    """The number announced in the clause that ends right before a list: its span and value."""
    head = text[max(0, start - 60) : start].rstrip(" \t　\n\ufffc*“")
    if not head or head[-1] not in "：:。，,；":
        return None
    mark, head = head[-1], head[:-1]
    clause = re.split(r"[。；：\n]" if mark in "：:" else r"[。；：，\n]", head)[-1]
    m = _ANNOUNCED.search(clause)
    if m is None or _OPEN.search(clause[: m.end("count")]):
        return None
    at = max(0, start - 60) + len(head) - len(clause) + m.start("count")
    count = 2 if m["count"] == "两" else number(m["count"])
    return at, at + len(m["count"]), count
