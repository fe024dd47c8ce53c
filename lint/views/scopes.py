"""The words that say of what time, place and kind a number speaks: two numbers are compared only where they agree."""

from __future__ import annotations

from lint.terms import find
from lint.views.pattern import Pattern

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


def scope(text: str, start: int, at: int) -> frozenset[str]:
    """The words of time between `start` and a number, and those of scope and sense in the number's sentence."""
    before = text[start:at]
    sentence = before[max(before.rfind(mark) for mark in "。；！？") + 1 :]
    words = {word for word in _PERIODS if word in before} | {word for word in _SENSES if word in sentence}
    # 在甲镇，…, 乙县…
    if place := _PLACE.match(sentence):
        words.add(place[1])
    # 2021年, 1—6月
    for mark in "年月":
        for at, end in find(before, mark):
            if before[at - 1 : at].isdigit():
                words.add(before[max(0, at - 4) : end])
    return frozenset(words)
