"""培训干部320人次 here, 培训干部302人次 there: one quantity of one period with two values."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.divisions import clause_before, kind
from lint.views.numbers import quantities
from lint.views.outline import label
from lint.views.parts import in_form, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

_TIMES = frozenset(
    ("年", "岁", "天", "日", "月", "个月", "周", "小时", "分钟", "分", "秒", "时", "元", "倍", "成", "期", "批")
)
# what may stand before the noun phrase and changes nothing
_FILLERS = tuple(
    (
        "今年以来 一年来 全年 今年 本年度 年内 目前 我们 我局 共计 总共 一共 共 已经 已 先后 并 还 同时 积极 认真 扎实"
    ).split(" ")
)
_ENDINGS = ("达到", "达", "共计", "合计", "总计", "总数为", "共有", "共", "为", "了", "有")
# words before a number that give it another time, scope or sense; both statements must have the same of them
_SCOPES = tuple(
    (
        "去年 上年 前年 明年 上半年 下半年 季度 截至 截止 同期 当年 当月 本月 上月 期间 以来 累计 其中 新增 "
        "平均 每 目标 计划 预计 力争 确保 拟 将 全国 全省 全市 全县 全区 全镇 全乡 全局 全系统 市级 县级 省级 "
        "区级 镇级 本级 机关 直属 城区 农村 村级 第一 第二 第三 前 后 原有 另 其他 十三五 十四五 十五五 五年 "
        "三年 两年 近"
    ).split(" ")
)
# Plans and results, two places, two years are told in the same words; a slip shows in the number itself. Shorter
# phrases need longer numbers.
_LONG = 9
_SHORT = 4


class _Stated(NamedTuple):
    """One statement: its number, and what was said before it of time and scope."""

    quantity: Quantity
    scope: frozenset[str]
    paragraph: int


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the numbers of identical long phrases in different paragraphs."""
    found: dict[tuple[str, str], list[_Stated]] = {}
    text = doc.prose
    for quantity in quantities(doc):
        if not quantity.exact or quantity.sort != "amount" or not quantity.unit or quantity.unit in _TIMES:
            continue
        phrase = _phrase(clause_before(text, quantity.start))
        if len(phrase) >= _SHORT:
            paragraph = text.rfind("\n", 0, quantity.start) + 1
            key = (phrase, kind(quantity.unit))
            found.setdefault(key, []).append(_Stated(quantity, frozenset(), paragraph))
    for (phrase, _), stated in found.items():
        if len({s.quantity.value for s in stated}) == 2 and len({s.paragraph for s in stated}) > 1:
            yield from _compare(doc, phrase, [s._replace(scope=_scope(text, s)) for s in stated])


def _compare(doc: Document, phrase: str, stated: list[_Stated]) -> Iterator[Finding]:
    values = [s.quantity.value for s in stated]
    # where one value stands alone it is the odd one; else the later one
    odd = min(range(len(stated)), key=lambda n: (values.count(values[n]), -n))
    here = stated[odd]
    other = next(s for s in stated if s.quantity.value != here.quantity.value)
    if any(s.scope != here.scope for s in stated) or here.paragraph == other.paragraph:
        return
    one, two = here.quantity, other.quantity
    if one.noun[:2] != two.noun[:2] or not _is_mistyped(doc.text, one, two, 2 if len(phrase) >= _LONG else 3):
        return
    if any(
        in_form(doc, s.quantity.start) or part(doc, s.quantity.start) != "正文" or _in_table(doc, s) for s in stated
    ):
        return
    yield Finding(
        one.start,
        one.end,
        {"phrase": phrase, "other": doc.text[two.start : two.end], "place": label(doc, two.start)},
        related=(Related(two.start, two.end),),
    )


def _phrase(clause: str) -> str:
    """The noun phrase of a clause that ends before a number; "" where there is none."""
    clause = clause.strip(" 　\t")
    again = True
    while again:
        short = next((clause.removeprefix(f) for f in _FILLERS if clause.startswith(f)), clause)
        again, clause = short != clause, short
    ending = next((e for e in _ENDINGS if clause.endswith(e)), "")
    clause = clause.removesuffix(ending)
    return clause if clause.isalpha() and not any(word in clause for word in ("每", "至少", "不少于", "不超过")) else ""


def _scope(text: str, stated: _Stated) -> frozenset[str]:
    before = text[stated.paragraph : stated.quantity.start]
    words = {word for word in _SCOPES if word in before}
    # 2021年, 1—6月
    for mark in "年月":
        at = before.find(mark)
        while at >= 0:
            if before[at - 1 : at].isdigit():
                words.add(before[max(0, at - 4) : at + 1])
            at = before.find(mark, at + 1)
    return frozenset(words)


def _in_table(doc: Document, stated: _Stated) -> bool:
    segment = doc.segment(stated.quantity.start)
    return segment is not None and segment.kind in ("table", "quote")


def _is_mistyped(text: str, one: Quantity, two: Quantity, least: int) -> bool:
    """Whether two numbers of so many digits look like one number and its slip."""
    first, second = (
        [c for c in text[q.start : q.end] if c.isdigit() or c in "一二三四五六七八九十百"] for q in (one, two)
    )
    if len(first) < least or len(second) < least:
        return False
    if first == second:
        return True
    return len(first) == len(second) and (
        sorted(first) == sorted(second) or sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )
