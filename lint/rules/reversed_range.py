"""10至8人, 5%—3%: a range whose first number is the larger one."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.numbers import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# 由5%至3%, 降至; 气温、名次 may fall; scores and parts of numbers are no ranges
_FALLS = ("由", "从", "降", "减", "回落", "第", "气温", "比分", "比", "自", "缩", "分别", "倒", "上午", "下午")
_UNITS = frozenset("% 人 名 户 家 个 项 次 条 件 篇 份 场 期 批 所 处 元 吨 亩".split(" "))


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report ranges of counted things and percentages that fall."""
    text = doc.prose
    for low, high in pairwise(quantities(doc)):
        if not (low.ranged and high.ranged) or low.value <= high.value or low.unit not in _UNITS:
            continue
        between = text[low.end : high.start]
        if low.sort not in ("amount", "percent") or low.unit != high.unit or len(between) != 1 or not high.value:
            continue
        # a hyphen joins scores and codes
        if between in "-－−–" or low.scale != high.scale or float(low.value) / float(high.value) > 20:
            continue
        # rates of support fall from class to class: 百分之九十至百分之六十
        if low.unit == "%" and not text[low.start].isdigit():
            continue
        before = text[max(0, low.start - 12) : low.start]
        if any(word in before for word in _FALLS) or before[-1:] in ("-", "—", "～", ".", "/", "月", "年"):
            continue
        if between == "到" or text[high.end : high.end + 1] in ("—", "-", "～", "至"):
            continue
        written, other = text[low.start : low.end], text[high.start : high.end]
        # 5—3亿元 shares scale and unit, 8万至5万吨 the unit
        ending = other.lstrip("0123456789.") if written[-1].isdigit() else low.unit
        high_end = written.removesuffix(ending) + ending
        yield Finding(low.start, high.end, {"low": text[high.start : high.end], "high": high_end})
