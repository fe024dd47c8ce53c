"""检查120家，合格114家，合格率96%: a share that is not the part over the whole."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import clause_before, kind
from lint.views.numbers import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

_BREAKS = frozenset("。！？；\n")
_REACH = 60
# 合格114家，合格率96%: the part is named like the rate
_RATED = (
    "合格",
    "办结",
    "整改",
    "完成",
    "达标",
    "通过",
    "满意",
    "出勤",
    "到会",
    "参会",
    "化解",
    "签约",
    "兑现",
    "销号",
)
_LINKS = frozenset(("为", "达", "达到", "是", ""))
_COMPUTED = ("口径", "加权", "折算", "累计", "平均", "按期", "目标", "较", "比", "提高", "综合")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare a percentage with the part and the whole that stand before it in one statement."""
    text, numbers = doc.prose, quantities(doc)
    for n in range(len(numbers) - 2):
        a, b, rate = numbers[n : n + 3]
        if rate.unit != "%" or rate.start - a.end > _REACH or not (a.exact and b.exact and rate.exact):
            continue
        if not a.unit or a.unit == "%" or kind(a.unit) != kind(b.unit) or a.sort != "amount" or b.sort != "amount":
            continue
        first, second = text[a.end : b.start], text[b.end : rate.start]
        if not _BREAKS.isdisjoint(first + second):
            continue
        if second == "的" and first.count("，") <= 1 and first.lstrip("，").startswith(("占", "完成")):
            yield from _compare(doc, a, b, rate)
        elif second.startswith("，") and _is_rated(clause_before(text, b.start), second[1:]) and first.count("，") == 1:
            yield from _compare(doc, b, a, rate)


def _is_rated(named: str, rated: str) -> bool:
    if any(word in named + rated for word in _COMPUTED):
        return False
    word, found, link = rated.partition("率")
    word = "到会" if word == "到会" and named.endswith("实到") else word
    return (
        bool(found) and word in _RATED and link in _LINKS and named.removeprefix("已") in (word, "实到", "其中" + word)
    )


def _compare(doc: Document, part: Quantity, whole: Quantity, rate: Quantity) -> Iterator[Finding]:
    if not whole.value:
        return
    least = 100 * float(part.value - part.grain / 2) / float(whole.value + whole.grain / 2)  # type: ignore[operator]
    most = 100 * float(part.value + part.grain / 2) / float(whole.value - whole.grain / 2 or 1)  # type: ignore[operator]
    stated, slack = float(rate.value), float(rate.grain)
    right = (least + most) / 2
    if least - slack <= stated <= most + slack or not 0.5 <= stated / (right or 1e-9) <= 2:
        return
    text = doc.text
    yield Finding(
        rate.start,
        rate.end,
        {
            "part": text[part.start : part.end],
            "whole": text[whole.start : whole.end],
            "right": f"{100 * float(part.value) / float(whole.value):.1f}%",
        },
        related=(Related(part.start, part.end), Related(whole.start, whole.end)),
    )
