"""A part that is larger than the total it is taken from (其中)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import divisions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.divisions import Division

# The number before 其中 is not what the part is taken from: a growth, a rate, a plan.
_COMPARED = tuple("比 较 超 净 每 平均 人均 同期 增加 减少 增长 下降 提高 新增 连续".split(" "))
# The part is no part: it is brought about, owed, found or added up over years.
_BROUGHT = tuple(
    (
        "带动 撬动 拉动 引导 吸引 涉及 惠及 覆盖 累计 发现 整改 挽回 服务 培训 每 平均 最高 最大 最多 最长 总 达到 "
        "突破 增加 减少 增长 下降 直径 单"
    ).split(" ")
)
# Counters of anything: a part counts the same thing only if the same thing is named.
_LOOSE = frozenset("个项次条件处份期起场批种类级层点组")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the first part of an open list, or one of a list joined by 、, that exceeds its total."""
    done = set()
    for division in divisions(doc):
        if division.form not in ("some", "all") or division.marker in done or not _is_taken(division):
            continue
        total = division.total
        for n, part in enumerate(division.parts):
            quantity = part.quantity
            if n and part.joint != "、":
                break
            if not quantity.exact or quantity.sort != "amount" or any(word in part.head for word in _BROUGHT):
                continue
            if quantity.value > total.value + total.grain and _same_thing(division, n):  # type: ignore[operator]
                done.add(division.marker)
                yield Finding(
                    quantity.start,
                    quantity.end,
                    {
                        "part": doc.text[quantity.start : quantity.end],
                        "total": doc.text[total.start : total.end],
                    },
                    related=(Related(total.start, total.end),),
                )
                break


def _is_taken(division: Division) -> bool:
    return bool(division.total.unit) and division.total.exact and not any(word in division.about for word in _COMPARED)


def _same_thing(division: Division, n: int) -> bool:
    """Whether part and total count the same thing, as far as the words show."""
    total, part = division.total, division.parts[n]
    noun = total.noun.partition("中")[0]
    # 三家公司，其中甲开出10家门店: both are named, and differently
    if noun and part.tail and not set(noun) & set(part.tail):
        return False
    if total.unit not in _LOOSE:
        return True
    named = division.about + noun
    words = part.words
    if not words or (noun and part.tail.startswith(noun)):
        return True
    return any(words[k : k + 2] in named for k in range(len(words) - 1))
