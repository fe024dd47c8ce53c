"""Changes stated with both their ends: 由23户减至18户，减少5户; 63.4%，较年初的65.1%下降1.7个百分点."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.canon import canon
from lint.views.divisions import kind
from lint.views.numbers import quantities
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document
    from lint.views.numbers import Quantity

_UP = "增加|增长|提高|上升|提升|净增|新增|扩大|增"
_DOWN = "减少|下降|降低|压减|缩减|精简|回落|缩小|减|降"
# what stands between the words of one clause, over the canonical text
_FREE = r"[^\x80-\x84\n\d]"
_FROM = Pattern(rf"(?:由|从){_FREE}{{0,12}}$")
_BACK = Pattern(rf"[\x80\x8a](?:由|从){_FREE}{{0,12}}$")
_TO = Pattern(rf"^(?:{_FREE}{{0,4}})?(?:{_UP}|{_DOWN}|调整|变)?(?:至|到|为|成)(?:了)?{_FREE}{{0,8}}$")
_CHANGE = Pattern(rf"^\x80?(?:同比|比{_FREE}{{0,6}}|净|共|累计|总计|实际)?(?P<verb>{_UP}|{_DOWN})了?$")
_CHANGE_BEFORE = Pattern(rf"(?P<verb>{_UP}|{_DOWN})(?!.*(?:到|至|为)){_FREE}{{0,10}}$")
_THAN = Pattern(rf"^\x80?(?:同比|环比)?(?:较|比)(?!.*(?:{_UP}|{_DOWN}))[^\x80-\x83\n\d]{{0,12}}$")
# 1250万元，比上年增加250万元，增长25%
_BY = Pattern(rf"^{_FREE}{{0,6}}\x80(?:同比|环比|(?:较|比){_FREE}{{1,8}}?)净?(?P<verb>{_UP}|{_DOWN})了?$")
_RATE = Pattern(rf"^\x80(?P<verb>{_UP}|{_DOWN}|增幅|降幅)(?:了|为|达|达到)?$")
# 比上年的210件减少18件，下降8.6%，为192件: the new end stands last
_BASE = Pattern(r"(?:比|较)[^\x80-\x83\n\d]{1,12}$")
_BASE_STEP = Pattern(rf"^(?P<verb>{_UP}|{_DOWN})了?$")
_RESULT = Pattern(rf"^\x80(?:{_FREE}{{0,4}}?)(?:降|增|减)?(?:为|达到|达|至|到)$")
_THAN_VERB = Pattern(rf"^(?:的水平)?\x80?(?P<verb>{_UP}|{_DOWN})了?$")
# 82.4%，比去年同期提高5.2个百分点（去年同期77.2%）: the old end stands last, in parentheses
_NOTED = Pattern(r"^[\x8a(](?:去年|上年)(?:同期)?(?:为|是|数为)?$")
# 由2019年的386万元增加到2020年的452万元: years tell when, not how much
_YEAR = Pattern(r"(?:19|20)\d\d年(?:度|底|末)?")
_BREAKS = frozenset("。！？\n；")
_REACH = 60


class Change(NamedTuple):
    """Two ends of one thing and the change between them, said with `verb`; `than`: the ends are joined by 较 or 比."""

    old: Quantity
    new: Quantity
    change: Quantity
    verb: str
    than: bool

    @property
    def falls(self) -> bool:
        """Whether the text says that it became less."""
        return self.verb in _DOWN.split("|")


def changes(doc: Document) -> tuple[Change, ...]:
    """All such statements in reading order."""
    return doc.fact(_changes)


def _changes(doc: Document) -> tuple[Change, ...]:
    text, plain = doc.prose, _YEAR.sub(lambda m: "年" * len(m[0]), canon(doc))
    numbers = [q for q in quantities(doc) if q.sort != "date"]
    found = []
    for n in range(len(numbers) - 2):
        a, b, c = numbers[n : n + 3]
        if not (a.exact and b.exact and c.exact) or c.start - a.end > _REACH:
            continue
        if not _BREAKS.isdisjoint(text[a.end : c.start]):
            continue
        first, second = plain[a.end : b.start], plain[b.end : c.start]
        before = plain[max(0, a.start - 16) : a.start]
        whence = "由" in before or "从" in before
        if whence and _alike(a, b) and _FROM.search(before) and _TO.match(first) and (m := _CHANGE.match(second)):
            than = "比" in second.replace("同比", "")
            found.append(Change(a, b, c, m["verb"], than))
        elif ("由" in first or "从" in first) and _alike(b, c) and _BACK.match(first) and _TO.match(second):
            m = _CHANGE_BEFORE.search(before)
            if m:
                found.append(Change(b, c, a, m["verb"], than=False))
        elif ("较" in first or "比" in first) and a.unit == b.unit and _THAN.match(first):
            m = _THAN_VERB.match(second)
            if m:
                found.append(Change(b, a, c, m["verb"], than=True))
        elif _NOTED.match(second) and a.unit == c.unit and c.unit and (m := _BY.match(first)):
            found.append(Change(c, a, b, m["verb"], than=True))
        elif _alike(a, b) and a.unit != "%" and ("比" in before or "较" in before):
            m = _BASE_STEP.match(first) if _BASE.search(before) else None
            # the rate may stand between
            rated = c.unit == "%" and n + 3 < len(numbers) and _RATE.match(second)
            new, third = (numbers[n + 3], plain[c.end : numbers[n + 3].start]) if rated else (c, second)
            if m and _alike(a, new) and new.exact and _RESULT.match(third):
                found.append(Change(a, new, b, m["verb"], than=True))
    return tuple(found)


class Step(NamedTuple):
    """A value, by how much it is more or less than before, and the rate of that."""

    new: Quantity
    step: Quantity
    rate: Quantity
    falls: bool


def steps(doc: Document) -> tuple[Step, ...]:
    """All statements like 1250万元，比上年增加250万元，增长25%, in reading order."""
    return doc.fact(_steps)


def _steps(doc: Document) -> tuple[Step, ...]:
    plain, numbers = canon(doc), quantities(doc)
    found = []
    for n in range(len(numbers) - 2):
        new, step, rate = numbers[n : n + 3]
        if rate.unit != "%" or rate.start - new.end > _REACH or not (new.exact and step.exact and rate.exact):
            continue
        if not new.unit or new.sort != "amount" or step.sort != "amount" or not _alike(new, step):
            continue
        by, said = _BY.match(plain[new.end : step.start]), _RATE.match(plain[step.end : rate.start])
        if by and said:
            falls = by["verb"] in _DOWN.split("|")
            if falls == (said["verb"] in (*_DOWN.split("|"), "降幅")):
                found.append(Step(new, step, rate, falls))
    return tuple(found)


def _alike(one: Quantity, other: Quantity) -> bool:
    return kind(one.unit) == kind(other.unit)
