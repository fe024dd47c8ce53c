"""How a sentence refers to a dated thing: as guidance, plan, history or record, and by which day it is to be judged."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import dates, outline
from lint.views.dates import Interval
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document
    from lint.views.dates import Evidence

_STOPS = "。；！？!?;\n"


class Judged(NamedTuple):
    """The days by which a reference is judged, and the sentence that says so."""

    days: Interval
    said: Said
    surest: Evidence
    plan: bool


# a sentence, a paragraph, goes no further than this from a place: text without stops stays linear
_SENTENCE_REACH = 400
_PARAGRAPH_REACH = 3000


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place; semicolons end one too."""
    left, right = max(0, start - _SENTENCE_REACH), min(len(text), end + _SENTENCE_REACH)
    for mark in _STOPS:
        at = text.rfind(mark, left, start)
        if at >= 0:
            left = at + 1
    for mark in _STOPS:
        at = text.find(mark, end, right)
        if at >= 0:
            right = at
    return left, right


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a place: between commas too."""
    left, right = sentence(text, start, end)
    comma = max(text.rfind("，", left, start), text.rfind(",", left, start))
    after = min((at for mark in "，," if (at := text.find(mark, end, right)) >= 0), default=right)
    return max(left, comma + 1), after


def paragraph(text: str, at: int) -> tuple[int, int]:
    """The line around a place."""
    first, last = max(0, at - _PARAGRAPH_REACH), min(len(text), at + _PARAGRAPH_REACH)
    end = text.find("\n", at, last)
    return max(first, text.rfind("\n", first, at) + 1), last if end < 0 else end


def quoted(text: str, start: int, end: int) -> bool:
    """Whether a place stands inside a title or a quotation: another's words."""
    left, _ = paragraph(text, start)
    return any(text.rfind(opens, left, start) > text.rfind(closes, left, start) for opens, closes in _QUOTES)


def in_title(text: str, start: int, end: int) -> bool:
    """Whether a place stands inside 《》."""
    left, _ = paragraph(text, start)
    return text.rfind("《", left, start) > text.rfind("》", left, start)


_QUOTES = (("《", "》"), ("“", "”"), ("〈", "〉"), ("「", "」"), ("『", "』"))
_PLAN_HEADING = Pattern(
    "下一步|下步|下阶段|下一阶段|打算|计划|安排|思路|明年|今后|努力方向|对策|工作建议|几点建议|有关建议|意见和建议|整改措施|改进措施|下半年|目标任务|总体要求|指导思想|要点|工作重点"
)
_PLAN = Pattern("下一步|下步|下阶段|下一阶段|明年|今后|接下来|下半年|新的一年|来年")


def planned(doc: Document, start: int, end: int) -> bool:
    """Whether a place speaks of what is to be done: by its sentence, or by a heading above it."""
    text = doc.prose
    if _PLAN.search(text, *sentence(text, start, end)) or doc.fact(_looks_ahead):
        return True
    level = 9
    items, starts = outline.items(doc), doc.fact(_item_starts)
    for number in range(bisect_right(starts, start) - 1, -1, -1):
        item = items[number]
        if item.level < level:
            level = item.level
            stop = text.find("。", item.body, item.end)
            if _PLAN_HEADING.search(text, item.body, min(item.end, stop if stop >= 0 else item.end, item.body + 40)):
                return True
            if level == 1:
                break
    return False


def _looks_ahead(doc: Document) -> bool:
    """Whether the title is that of a plan (2024年工作要点) and of nothing else."""
    titles = [e for e in dates.titles(doc) if e.period and e.issued]
    return bool(titles) and all(e.issued.start < e.period.start for e in titles if e.issued and e.period)


def _item_starts(doc: Document) -> list[int]:
    return [item.start for item in outline.items(doc)]


def judged(
    doc: Document, start: int, end: int, undated: bool = False, named: tuple[int, int] = (0, 0)
) -> Judged | None:
    """The day of issue for guidance and plans, the period for what looks back, its own year for a passage with one.

    `undated` admits a text of which only the earliest day is known, by what it cites; a year within `named` belongs to
    the name of the thing.
    """
    found = dates.dates(doc)
    surest = next((e for e in found.evidence if e.issued), None)
    if found.issued is None or surest is None or (found.issued.end == dates.OPEN and not undated):
        return None
    plan = planned(doc, start, end)
    days, said = found.issued, Said("judged_issued", {"date": dates.shown(found.issued), "evidence": surest.said})
    if not plan and found.period and found.period.start < days.start:
        tells = next((e for e in found.evidence if e.period), surest)
        days = Interval(found.period.start, days.end)
        said = Said("judged_period", {"date": dates.shown(found.period), "evidence": tells.said})
    own = _own_year(doc, start, end, named)
    if own and date(own, 1, 1) < days.start:
        days = Interval(date(own, 1, 1), days.end)
        said = Said("judged_year", {"year": own})
    return Judged(days, said, surest, plan)


def replaced(doc: Document, start: int, end: int, new: str, since: date, grace: int) -> Iterator[Finding]:
    """The finding on a name that gave way to `new` on the day `since`, judged by a day more than `grace` days later."""
    days = judged(doc, start, end)
    if days and days.days.start > since + timedelta(grace):
        values = {"found": doc.prose[start:end], "new": new, "since": dates.point(since), "by": days.said}
        yield Finding(start, end, values, suggestions=(new,))


def issued_on(doc: Document) -> tuple[Interval, Said] | None:
    """The days on which a document can have been issued, and the sentence that says so.

    None where no day is known, or it rests on bounds alone.
    """
    found = dates.dates(doc)
    surest = next((e for e in found.evidence if e.issued), None)
    if found.issued is None or found.issued.end == dates.OPEN or surest is None or not firm(doc):
        return None
    values = {"date": dates.shown(found.issued), "evidence": surest.said}
    return found.issued, Said("judged_issued", values)


def this_year(doc: Document) -> int | None:
    """The year that 今年 means; None where the day of issue and the period leave a choice."""
    issued, period = issued_on(doc), dates.dates(doc).period
    years = {day.year for span in (issued and issued[0], period) if span for day in (span.start, span.end)}
    return years.pop() if issued and len(years) == 1 else None


def _own_year(doc: Document, start: int, end: int, named: tuple[int, int]) -> int | None:
    """The last year named in the paragraph up to the end of the sentence: what is told of that year is judged by it."""
    text = doc.prose
    left, _ = paragraph(text, start)
    _, right = sentence(text, start, end)
    stamps = dates.stamps_between(doc, left, right)
    years = [s.first.year for s in stamps if not named[0] <= s.start < named[1]]
    return max(years) if years else None


def firm(doc: Document) -> bool:
    """Whether the day of issue rests on more than a name, a phrase, or the day on which a first version was passed."""
    return any(
        e.kind not in ("file-name", "phrase", "citation", "adoption") for e in dates.dates(doc).evidence if e.issued
    )


_GUIDING = Pattern(
    r"(?:贯彻|落实|学习|宣传|领会|践行|遵循|依据|按照|根据|围绕|紧扣|坚持|以|把|将|高举)"
    r"[^。；！？\n]{0,40}$"
)
_GUIDED = Pattern(
    r"[^。；！？\n，]{0,24}?(?:精神|部署|要求|决策|任务|为指导|为统领|为引领|为指引|为遵循|为主线|为契机|为方向|为根本)"
)
_TOLD = Pattern(
    r"[^。；！？\n，]{0,3}?(?:以来|以后|之后|之前|之初|前夕|前后|后|前|时|召开|闭幕|开幕|提出|指出|明确|强调|确立|作出|做出|审议|"
    r"通过|首次|开启|擘画|描绘|绘就|开创|关于|《|上|期间|中|决定|决议|公报|对|将|把|代表|委员|候选)"
)
_BEFORE_TOLD = Pattern(
    r"(?:自(?!觉|信|主|身)|自从|从(?!严|实|快|紧)|早在|继(?!续)|曾|原(?!则)|距|(?<!根)(?<!依)据|离)[^，。；\n]{0,6}$|年[^，。；\n]{0,8}召开的$|召开的?$|[在到至与]$"
)
# a record of what was done: study sessions, courses, counts
_RECORDS = (
    *("组织学习", "集中学习", "专题学习", "传达", "学习了", "贯彻了", "落实了", "开展了", "举办", "中心组", "轮训"),
    *("培训班", "读书班", "宣讲", "辅导", "研讨", "党课", "观看", "收看", "收听", "人次", "测试", "知识竞赛", "征文"),
    *("考试", "年来", "历任", "任职", "毕业", "专栏", "一系列", "这一时期", "记录了", "历程", "回顾"),
)
_COUNTED = Pattern(r"[\dX*×][余多]?[次场期人篇份堂]|召开[一二三四五六七八九十]+次")


def _recorded(text: str, start: int, end: int) -> bool:
    """Whether a sentence records what was done."""
    sentence = text[start:end]
    return any(word in sentence for word in _RECORDS) or bool(_COUNTED.search(sentence))


def guides(doc: Document, start: int, end: int) -> bool:
    """Whether a sentence holds a thing up as guidance: not told as history, not recorded as studied, not quoted."""
    text = doc.prose
    left, right = sentence(text, start, end)
    if quoted(text, start, end) or _recorded(text, left, right):
        return False
    if _TOLD.match(text, end, right) or _BEFORE_TOLD.search(text[max(left, start - 20) : start]):
        return False
    return bool(_GUIDING.search(text[left:start])) and bool(_GUIDED.match(text, end, right))
