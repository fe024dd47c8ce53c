"""The words that say of what time, place and kind a number speaks: two numbers are compared only where they agree."""

from __future__ import annotations

from bisect import bisect_left

from lint.record import TYPE_CHECKING, NamedTuple
from lint.terms import starts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

# words of another time, before a number in its paragraph, and of another scope or sense, in its sentence
_PERIODS = tuple(
    (
        "去年 上年 前年 明年 上半年 下半年 季度 截至 截止 同期 当年 当月 本月 上月 期间 累计 十三五 十四五 十五五 五年 "
        "三年 两年"
    ).split(" ")
)
_SENSES = tuple(
    (
        "以来 其中 新增 平均 每 目标 计划 预计 力争 确保 拟 将 全国 全省 全市 全县 全区 全镇 全乡 全局 全系统 "
        "市级 县级 省级 区级 镇级 本级 机关 直属 城区 农村 村级 春节 元旦 中秋 国庆 五一 六一 七一 八一 "
        "第一 第二 第三 前 后 原有 另 其他 近"
    ).split(" ")
)
_PLACE = Pattern(r"[ 　\t]*(?:其中|[在由对到])?([一-龥]{1,8}?[省市县区镇乡村局院校厂队站所])(?=[，、共])")


_STOP = Pattern("[。；！？]")
_YEAR = Pattern(r"(?<=\d)[年月]")


class _Said(NamedTuple):
    """Where those words stand that a text has; and of each line asked for the first place of its years and months."""

    periods: dict[str, list[int]]
    senses: dict[str, list[int]]
    stops: list[int]
    years: dict[int, list[tuple[int, str]]]


def scope(doc: Document, start: int, at: int) -> frozenset[str]:
    """The words of time between `start` and a number, and those of scope and sense in the number's sentence."""
    text, said = doc.prose, doc.fact(_said)
    stop = bisect_left(said.stops, at) - 1
    sentence = max(start, said.stops[stop] + 1) if stop >= 0 else start
    words = {
        word
        for begin, looked in ((start, said.periods), (sentence, said.senses))
        for word, found in looked.items()
        if _holds(found, word, begin, at)
    }
    # 在甲镇，…, 乙县…
    if place := _PLACE.match(text, sentence, at):
        words.add(place[1])
    # 2021年, 1—6月
    if start not in said.years:
        first: dict[str, int] = {}
        end = text.find("\n", at)
        for m in _YEAR.finditer(text, start, end if end >= 0 else len(text)):
            first.setdefault(text[max(start, m.start() - 4) : m.end()], m.end())
        said.years[start] = [(behind, word) for word, behind in first.items()]
    for behind, word in said.years[start]:
        if behind > at:
            break
        words.add(word)
    return frozenset(words)


def _holds(found: list[int], word: str, start: int, end: int) -> bool:
    n = bisect_left(found, start)
    return n < len(found) and found[n] + len(word) <= end


def _said(doc: Document) -> _Said:
    text = doc.prose
    periods, senses = ({w: places for w in words if (places := starts(text, w))} for words in (_PERIODS, _SENSES))
    return _Said(periods, senses, [m.start() for m in _STOP.finditer(text)], {})
