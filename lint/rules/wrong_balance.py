"""总投资8650万元，已到位5430万元，缺口3120万元; 应到45人，实到42人，请假2人: a rest that is not whole less taken."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.divisions import clause_before, kind, sentence_before
from lint.views.numbers import shown, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity


class _Account(NamedTuple):
    """The words that name a whole (none: any will do), what was taken from it and what is left.

    `near`: all in one sentence.
    """

    whole: tuple[str, ...]
    taken: tuple[str, ...]
    left: tuple[str, ...]
    near: bool


_REST = "剩余 剩下 余下 尚余 还剩 其余 尚有 还有 未完成 未整改 未办结 未化解 未销号"
_ACCOUNTS = tuple(
    _Account(tuple(whole.split()), tuple(taken.split()), tuple(left.split()), near)
    for whole, taken, left, near in (
        (
            "总投资 概算 估算 总预算 计划投资 需资金 需投入 需经费 所需资金 资金需求 资金总额",
            "到位 落实 筹集 筹措 争取 下达 自筹 解决 安排 筹得",
            "缺口 尚缺 还缺 尚差 还差",
            False,
        ),
        ("应到 应出席 应参会 应参加", "实到 出席 到会 参会 参加", "缺席 请假 未到", False),
        ("预算 控制价 限价 送审", "中标 成交 审定 合同", "节约 节省 核减 审减", True),
        ("收入 收缴 拨入 拨付 到账 筹集", "支出 使用 开支 支付", "结余 结存", True),
        (
            "计划 任务 共有 总数 排查 发现 查出 查找 梳理 受理 下达 需 应",
            "完成 已 整改 办结 化解 销号",
            _REST,
            True,
        ),
        ("", "已 脱贫 退出 出列", f"{_REST} 未脱贫 未出列", True),
        ("抽检 抽查 检查 检测 检验 送检 监测 抽样", "合格 达标", "不合格 未达标 不达标", True),
    )
)
# such a rest was there before, or is left of something else
_OTHER = tuple("新增 另外 上年 去年 年初 累计 历年 滚存 期初 平均 每 人均 比 较 同比".split())
_BREAKS = frozenset("。！？\n")
# characters between the word and its number, between what was taken and what is left, and back to the whole
_TO_NUMBER = 8
_BETWEEN = 60
_BACK = 260
# a rest so many times too large or too small is another thing
_FAR = 6.0


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Recompute every rest that is named like one, where whole and part stand before it in the paragraph."""
    text = doc.prose
    done: set[int] = set()
    for at, end in hits:
        left = next(iter(within(doc, end, end + _TO_NUMBER)), None)
        if left is None or left.start in done or not (text[end : left.start] + "为").isalpha():
            continue
        clause = clause_before(text, left.start)
        if not _counts(left) or any(word in clause for word in _OTHER):
            continue
        for account in _ACCOUNTS:
            found = _accounted(doc, left, account) if text[at:end] in account.left else None
            if found:
                done.add(left.start)
                yield from _compare(doc, *found, left, _FAR)
                break


def _counts(quantity: Quantity) -> bool:
    return quantity.exact and bool(quantity.unit) and quantity.sort == "amount"


def _accounted(doc: Document, left: Quantity, account: _Account) -> tuple[Quantity, Quantity] | None:
    """The whole and what was taken of it, stated before what is left; None where it is not sure which they are."""
    text = doc.prose
    first = max(sentence_before(text, left.start, "\n"), left.start - _BACK)
    before = [q for q in within(doc, first, left.start) if kind(q.unit) == kind(left.unit)]
    if len(before) < 2 or not all(q.exact for q in before[-2:]):
        return None
    taken = before[-1]
    between = text[taken.end : left.start]
    if len(between) > _BETWEEN or not _BREAKS.isdisjoint(between):
        return None
    named = clause_before(text, taken.start)
    # 截至2018年底累计脱贫186户 of 412户 that stand in the same sentence
    own = (
        named.replace("累计", "")
        if account.near and named.endswith(tuple(f"累计{w}" for w in account.taken))
        else named
    )
    if not any(w in named for w in account.taken) or any(w in own for w in (*_OTHER, *account.left)):
        return None
    wholes = before[:-1]
    if account.whole:
        wholes = [q for q in wholes if any(w in clause_before(text, q.start) for w in account.whole)]
    sentence = sentence_before(text, taken.start, "。！？\n")
    same = [q for q in before[:-1] if q.start >= sentence]
    # another number of the sentence may have been taken too
    if not wholes or any(q is not wholes[-1] for q in same) or (account.near and not same):
        return None
    whole = wholes[-1]
    if len({q.value for q in wholes}) > 1 and not same:
        return None
    stated = clause_before(text, whole.start)
    return None if any(w in stated for w in _OTHER) or whole.value <= taken.value else (whole, taken)


def _compare(doc: Document, whole: Quantity, taken: Quantity, left: Quantity, far: float) -> Iterator[Finding]:
    right = whole.value - taken.value  # type: ignore[operator]
    grains = whole.grain + taken.grain + left.grain  # type: ignore[operator]
    off = float(right) - float(left.value)
    if abs(off) <= float(grains) / 2 or not 1 / far <= float(left.value) / float(right) <= far:
        return
    text = doc.text
    yield Finding(
        left.start,
        left.end,
        {
            "whole": text[whole.start : whole.end],
            "taken": text[taken.start : taken.end],
            "right": shown(right, left),
        },
        related=(Related(whole.start, whole.end), Related(taken.start, taken.end)),
    )
