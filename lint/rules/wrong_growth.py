"""由120亿元增至150亿元，增长20%: a rate of change that does not follow from its two ends."""

from __future__ import annotations

from lint.model import Finding, Related, Said
from lint.record import TYPE_CHECKING
from lint.views.changes import changes, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

# Such rates are computed at constant prices, for a changed set, or over several years.
_PRICES = ("可比", "口径", "不变价", "扣除", "剔除", "名义")
_COMPUTED = tuple("实际 增加值 生产总值 GDP ＧＤＰ 年均 平均 每年 每月 月均 复合 翻 折合".split(" "))
# another base than the one stated
_OTHER_BASE = ("同比", "环比", "比上", "比去")
_TIMES = ("倍", "翻")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare a rate with the two amounts beside it, as exactly as they are written."""
    text = doc.prose
    for change in changes(doc):
        old, new, rate = change.old, change.new, change.change
        if rate.unit not in ("%", "倍") or old.unit == "%" or old.sort != "amount" or not old.value or not old.unit:
            continue
        if _is_computed(text, min(old.start, new.start), rate, ()):
            continue
        if not change.than and any(word in text[new.end : rate.start] for word in _OTHER_BASE):
            continue
        least, most = _bounds(float(old.value), float(old.grain), float(new.value), float(new.grain))
        if change.falls:
            least, most = -most, -least
        if rate.unit == "倍":
            yield from _compare_times(doc, old, new, rate, least, most)
        else:
            yield from _compare(doc, old, new, rate, least, most, float(new.value) / float(old.value) - 1)
    for new, step, rate, falls in steps(doc):
        if _is_computed(text, new.start, rate, _TIMES):
            continue
        sign = -1 if falls else 1
        old_value, grain = float(new.value) - sign * float(step.value), float(new.grain) + float(step.grain)
        if old_value > grain:
            half = float(step.grain) / 2
            least = 100 * (float(step.value) - half) / (old_value + grain / 2)
            most = 100 * (float(step.value) + half) / (old_value - grain / 2)
            yield from _compare(doc, step, new, rate, least, most, float(step.value) / old_value, "growth_step")


def _is_computed(text: str, first: int, rate: Quantity, more: tuple[str, ...]) -> bool:
    """Whether a rate is computed in another way than from the numbers beside it."""
    start = text.rfind("。", max(0, first - 90), first) + 1
    said = text[max(start, first - 80) : rate.end].removesuffix("倍")
    # how prices are taken holds for the whole sentence
    own = said[said.rfind("；", 0, len(said) - (rate.end - first)) + 1 :]
    return (
        any(word in said for word in _PRICES)
        or any(word in own for word in (*_COMPUTED, *more))
        or text.startswith(("（", "("), rate.end)
    )


def _compare(
    doc: Document,
    old: Quantity,
    new: Quantity,
    rate: Quantity,
    least: float,
    most: float,
    right: float,
    base: str = "growth_ends",
) -> Iterator[Finding]:
    slack, stated = float(rate.grain), float(rate.value)
    middle = (least + most) / 2
    # cut off it is up to a whole last digit too small, rounded up half of one too large; a rate far away, or of the
    # other sign, tells of something else
    if least - slack <= stated <= most + slack / 2 or not 0.2 <= stated / (middle or 1e-9) <= 5:
        return
    text = doc.text
    places = len(_decimals(text[rate.start : rate.end]))
    yield _finding(doc, old, new, rate, f"{abs(right) * 100:.{max(places, 1)}f}%", base)


def _compare_times(
    doc: Document, old: Quantity, new: Quantity, rate: Quantity, least: float, most: float
) -> Iterator[Finding]:
    """增长2倍 where the new value is twice the old one: it grew by one."""
    stated, slack = float(rate.value), float(rate.grain) / 2 if rate.value != int(rate.value) else 0.0
    if least / 100 + 1 - slack <= stated <= most / 100 + 1 + slack:
        right = f"{float(new.value) / float(old.value) - 1:.1f}".removesuffix(".0")
        yield _finding(doc, old, new, rate, f"{right}倍", "growth_ends")


def _finding(doc: Document, old: Quantity, new: Quantity, rate: Quantity, right: str, base: str) -> Finding:
    ends = {"old": doc.text[old.start : old.end], "new": doc.text[new.start : new.end]}
    return Finding(
        rate.start,
        rate.end,
        {"base": Said(base, ends), "right": right},
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
