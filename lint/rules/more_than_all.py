"""参评作品86件，获奖92件; 应到45人，实到48人: more of a thing than there were of it."""

from __future__ import annotations

import itertools

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import clause_before, kind, sentence_before
from lint.views.numbers import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

# what all are called, and what some of them are
_PAIRS = tuple(
    (tuple(whole.split()), tuple(part.split()))
    for whole, part in (
        ("参评 参赛 参加评选 申报 报名 选送", "获奖 入围 入选 获评 录取 录用"),
        ("应到 应出席 应参会 应参加 应参学 应参训", "实到 出席 到会 参会 参加 参学 参训"),
        ("发放 发出", "收回 回收"),
        ("参考 参加考试 考生 应试", "合格 及格 通过 上线 录取"),
        ("抽检 抽查 检测 送检 检查", "合格 达标"),
        ("控制价 限价 预算", "中标 成交"),
        ("查摆 排查 查出 查找 发现 检视", "整改 整治 销号"),
    )
)
# such numbers hold others too
_OTHER = ("累计", "新增", "历年", "上年", "去年", "另", "平均", "每", "计划", "目标", "各")
_BREAKS = frozenset("。！？；\n")
_REACH = 60
_BACK = 40


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the number that a word of the second kind names with the one before it in the sentence."""
    text = doc.prose
    done: set[int] = set()
    for at, _ in hits:
        stop = next(
            (n for n in range(at, min(len(text), at + _REACH)) if text[n] in _BREAKS), min(len(text), at + _REACH)
        )
        start = max(at - _BACK, sentence_before(text, at))
        found = [q for q in within(doc, start, stop) if q.sort == "amount"]
        for whole, part in itertools.pairwise(found):
            if part.start not in done and _exceeds(whole, part) and _are_named(text, whole, part):
                done.add(part.start)
                yield Finding(
                    part.start,
                    part.end,
                    {"total": text[whole.start : whole.end]},
                    related=(Related(whole.start, whole.end),),
                )


def _exceeds(whole: Quantity, part: Quantity) -> bool:
    same = kind(whole.unit) == kind(part.unit) and bool(whole.unit) and whole.exact and part.exact
    return same and part.value > whole.value + whole.grain  # type: ignore[operator]


def _are_named(text: str, whole: Quantity, part: Quantity) -> bool:
    first, second = (clause_before(text, q.start) + q.noun for q in (whole, part))
    between = text[whole.end : part.start]
    # 12个问题，逐项制定措施，倒排工期，已整改到位13个
    most = 3 if second.startswith("已") else 1
    if any(word in first + second for word in _OTHER) or sum(between.count(mark) for mark in "，、") > most:
        return False
    # 参赛作品86件，获奖证书92件
    things = (whole.noun, part.noun)
    if all(things) and not set(things[0]) & set(things[1]):
        return False
    return any(any(w in first for w in one) and any(w in second for w in other) for one, other in _PAIRS)
