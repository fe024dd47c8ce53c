"""约20余人, 超过80%以上: two words that both make one number an estimate or a bound."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.numbers import quantities, word_before
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

_MORE = ("余", "多", "几")
_ABOUT = ("左右", "上下")
# word before the number -> what says the same once more in or behind it
_TWICE = {
    **dict.fromkeys(("约", "大约", "大概"), (*_MORE, *_ABOUT)),
    **dict.fromkeys(("近", "将近", "接近"), (*_MORE, *_ABOUT, "以上")),
    **dict.fromkeys(("超过", "不低于", "不少于", "至少"), (*_ABOUT, "以上")),
    **dict.fromkeys(("不足", "不到", "不满"), (*_MORE, *_ABOUT)),
}
_LIMITS = ("以上", "以内", "以下")
_BOUNDS = ("不少于", "不低于", "不超过", "至少", "超过")
# what is counted may stand before the second word: 约30名群众左右
_LATER = Pattern(
    r"(?:小时|工作日|学时|月|人员|人|群众|干部|党员|职工|学员|学生|企业|项目|农户|村)(?P<again>左右|以上)(?![上下两侧岸])"
)
# the largest number of an estimate by neighbours
_SMALL = 10
# 近10多年来: 近 says how lately, not how many
_TIMES = frozenset(("年", "月", "个月", "天", "日", "周", "小时"))
_SPANS = ("来", "以来", "里", "间", "内")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the words from the first to the second of a pair."""
    text = doc.prose
    numbers = quantities(doc)
    for n, quantity in enumerate(numbers):
        low = numbers[n - 1] if n and numbers[n - 1].ranged else None
        before = word_before(text, quantity.start)
        behind = next((w for w in (*_ABOUT, *_LIMITS) if w in quantity.about), "")
        end = text.index(behind, quantity.start) + len(behind) if behind else quantity.end
        if behind and (again := _bounded(text, end)):
            # 1500字左右以内
            end += len(again)
            yield Finding(quantity.start, end, {"found": text[quantity.start : end]})
            continue
        if behind and before not in _TWICE:
            # 600余名左右, 20—25亿元以上
            start = low.start if quantity.ranged and low else quantity.start
            twice = start < quantity.start and (behind == "以上" or (behind in _ABOUT and _is_estimate(low, quantity)))
            if twice or (behind in (*_ABOUT, "以上") and any(w in quantity.about for w in _MORE)):
                yield Finding(start, end, {"found": text[start:end]})
            continue
        if before not in _TWICE:
            continue
        start = text.rindex(before, 0, quantity.start)
        bound = next((b for b in _BOUNDS if text.endswith(b, 0, start)), "")
        if bound and before in ("约", "大约"):
            yield Finding(start - len(bound), quantity.start, {"found": text[start - len(bound) : start + len(before)]})
            continue
        end = quantity.end
        again = next((w for w in (*_ABOUT, "以上") if text.startswith(w, end)), "")
        inside = text[quantity.start : end]
        if quantity.unit == "个" and text.startswith(("多月", "余月", "多小时"), end):
            again, inside, end = "多", "", end + (3 if text[end + 2] == "时" else 2)
        elif not again and (m := _LATER.match(text, end)):
            again, inside, end = m["again"], "", m.end()
        elif not again:
            again = next((w for w in _MORE if w in inside), "")
        else:
            inside, end = "", end + len(again)
        if again not in _TWICE[before] or (before == "近" and _is_lately(text, quantity.unit, end, inside)):
            continue
        yield Finding(start, end, {"found": text[start:end]})


def _bounded(text: str, end: int) -> str:
    """The word behind 左右 that makes the number a bound, or behind a bound that makes it an estimate."""
    others = _LIMITS if text.startswith(_ABOUT, end - 2) else _ABOUT
    return next((w for w in others if text.startswith(w, end)), "")


def _is_estimate(low: Quantity | None, high: Quantity) -> bool:
    """Whether a range is no more than an estimate by two neighbouring small numbers (2到3名)."""
    return low is not None and not high.grain and high.value == low.value + 1 and high.value <= _SMALL


def _is_lately(text: str, unit: str, end: int, inside: str) -> bool:
    if unit == "年":
        return True
    return (unit in _TIMES or not inside) and text.startswith(_SPANS, end)
