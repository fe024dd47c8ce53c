"""由23户减至18户，压减4户; 63.4%，较年初的65.1%下降2.7个百分点: a change that is not the difference of its two ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.model import Finding, Related
from lint.views.divisions import kind
from lint.views.numbers import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity, Value

_UP = "增加|增长|提高|上升|提升|净增|新增|扩大|增"
_DOWN = "减少|下降|降低|压减|缩减|精简|回落|缩小|减|降"
_FROM = re.compile(r"(?:由|从)[^，。；：、\n\d]{0,12}$")
_BACK = re.compile(r"[，（](?:由|从)[^，。；：、\n\d]{0,12}$")
_TO = re.compile(
    rf"^(?:[^，。；：、\n\d]{{0,4}})?(?P<verb>{_UP}|{_DOWN}|调整|变)?(?:至|到|为|成)(?:了)?[^，。；：、\n\d]{{0,8}}$"
)
_CHANGE = re.compile(rf"^，?(?:同比|比[^，。；\d]{{0,6}}|净|共|累计|总计|实际)?(?P<verb>{_UP}|{_DOWN})了?$")
_CHANGE_BEFORE = re.compile(rf"(?P<verb>{_UP}|{_DOWN})(?!.*[到至为])[^，。；：、\n\d]{{0,10}}$")
# 63.4%，较年初的65.1%下降1.7个百分点
_THAN = re.compile(r"^，?(?:同比|环比)?(?:较|比)[^，。；：\n\d]{0,12}$")
_THAN_VERB = re.compile(rf"^(?:的水平)?，?(?P<verb>{_UP}|{_DOWN})了?$")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare three numbers of one unit that stand in one statement: two ends and the change between them."""
    text = doc.prose
    numbers = quantities(doc)
    for n in range(len(numbers) - 2):
        a, b, c = numbers[n : n + 3]
        if not (a.exact and b.exact and c.exact) or c.start - a.end > 60:
            continue
        first, second = text[a.end : b.start], text[b.end : c.start]
        if any(mark in first or mark in second for mark in "。！？\n；"):
            continue
        before = text[max(0, a.start - 16) : a.start]
        if _unit(a) == _unit(b) == _unit(c):
            if _FROM.search(before) and (to := _TO.match(first)) and (change := _CHANGE.match(second)):
                yield from _compare(doc, a, b, c, to["verb"], change["verb"])
            elif (change := _CHANGE_BEFORE.search(before)) and _BACK.match(first) and (to := _TO.match(second)):
                yield from _compare(doc, b, c, a, to["verb"], change["verb"])
            elif a.unit == b.unit and _THAN.match(first) and (change := _THAN_VERB.match(second)):
                yield from _compare(doc, b, a, c, None, change["verb"])


def _unit(quantity: Quantity) -> str:
    """Percentages differ by points."""
    return "%" if quantity.unit == "百分点" else kind(quantity.unit)


def _compare(
    doc: Document, old: Quantity, new: Quantity, change: Quantity, verb: str | None, said: str
) -> Iterator[Finding]:
    if not change.unit or (old.unit == "%" and change.unit != "百分点") or old.unit == "百分点":
        return
    difference = abs(new.value - old.value)  # type: ignore[operator]
    rounding = (old.grain + new.grain + change.grain) / 2 if change.grain else 0  # type: ignore[operator]
    if abs(difference - change.value) <= rounding or not difference:
        return
    # a rate of change would be a percentage; half or twice the change is another thing altogether
    if not 0.2 <= float(change.value) / float(difference) <= 5:
        return
    yield Finding(
        change.start,
        change.end,
        {
            "old": doc.text[old.start : old.end],
            "new": doc.text[new.start : new.end],
            "diff": _shown(difference, change),
        },
        related=(Related(old.start, old.end), Related(new.start, new.end)),
    )


def _shown(difference: Value, like: Quantity) -> str:
    """The right change in the unit of the stated one."""
    scaled = difference / like.scale if difference % like.scale else difference // like.scale
    text = format(scaled, "f") if not isinstance(scaled, int) else str(scaled)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    scale = {10**4: "万", 10**8: "亿", 10**12: "万亿"}.get(like.scale, "")
    return text + scale + ("个" if like.unit == "百分点" else "") + like.unit
