"""由120亿元增至150亿元，增长20%: a rate of change that does not follow from its two ends."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.changes import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# Such rates are computed at constant prices, for a changed set, or over several years.
_COMPUTED = tuple(
    (
        "可比 同口径 口径 实际 不变价 增加值 生产总值 GDP ＧＤＰ 扣除 剔除 名义 年均 平均 每年 每月 月均 复合 "
        "翻 倍 折合"
    ).split(" ")
)
# another base than the one stated
_OTHER_BASE = ("同比", "环比", "比上", "比去")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare a percentage with the two amounts beside it, as exactly as they are written."""
    text = doc.prose
    for change in changes(doc):
        old, new, rate = change.old, change.new, change.change
        if rate.unit != "%" or old.unit == "%" or old.sort != "amount" or not old.value or not old.unit:
            continue
        start = text.rfind("。", max(0, old.start - 90), old.start) + 1
        said = text[max(start, min(old.start, new.start) - 80) : rate.end]
        if any(word in said for word in _COMPUTED) or text.startswith(("（", "("), rate.end):
            continue
        if not change.than and any(word in text[new.end : rate.start] for word in _OTHER_BASE):
            continue
        least, most = _bounds(float(old.value), float(old.grain), float(new.value), float(new.grain))
        if change.falls:
            least, most = -most, -least
        slack = float(rate.grain)
        stated = float(rate.value)
        right = (least + most) / 2
        # a rate far away, or of the other sign, tells of something else
        if least - slack <= stated <= most + slack or not 0.2 <= stated / (right or 1e-9) <= 5:
            continue
        places = len(_decimals(text[rate.start : rate.end]))
        yield Finding(
            rate.start,
            rate.end,
            {
                "old": text[old.start : old.end],
                "new": text[new.start : new.end],
                "right": f"{abs(float(new.value) / float(old.value) - 1) * 100:.{max(places, 1)}f}%",
            },
            related=(Related(old.start, old.end), Related(new.start, new.end)),
        )


def _decimals(written: str) -> str:
    """The decimals of a number as written."""
    return "".join(c for c in written.replace("．", ".").partition(".")[2] if c.isdigit())


def _bounds(old: float, old_grain: float, new: float, new_grain: float) -> tuple[float, float]:
    """The least and the most that the rate may be, the two amounts being rounded."""
    least = (new - new_grain / 2) / (old + old_grain / 2) - 1
    most = (new + new_grain / 2) / max(old - old_grain / 2, 1e-9) - 1
    return least * 100, most * 100
