"""培训干部320人次 here, 培训干部302人次 there: one quantity of one period with two values."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.divisions import kind
from lint.views.numbers import quantities
from lint.views.outline import items, label
from lint.views.parts import in_form, part
from lint.views.pattern import Pattern
from lint.views.scopes import scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity, Value

_TIMES = frozenset(
    ("年", "岁", "天", "日", "月", "个月", "周", "小时", "分钟", "分", "秒", "时", "元", "倍", "成", "期", "批")
)
# what may stand before the noun phrase and changes nothing
_FILLERS = tuple(
    (
        "今年以来 一年来 全年 今年 本年度 年内 目前 我们 我局 共计 总共 一共 共 已经 已 先后 并 还 同时 积极 认真 扎实 "
        "组织 开展 举办 深入 持续 有序 及时 切实"
    ).split(" ")
)
_ENDINGS = ("达到", "升至", "增至", "达", "共计", "合计", "总计", "总数为", "共有", "共", "为", "了", "有")
# Plans and results, two places, two years are told in the same words; a slip shows in the number itself. Shorter
# phrases need longer numbers.
_LONG = 7
_MIDDLE = 6
_SHORT = 4
_PHRASE_MOST = 24
_BLANK = Pattern(r"\s*")
# a title is shorter; what stands below it may speak of another thing
_TITLE_MOST = 45
_OTHERS = ("其中", "去年", "上年", "同期", "前年", "平均", "每")
_NARROWS = frozenset("省市县区镇乡村局院校厂队站所各每不")
_RATES = ("率", "度", "占比", "比重", "比例")
_BOUNDS = ("每", "至少", "不少于", "不超过", "增长", "下降", "增加", "减少", "提高", "降低")


class _Stated(NamedTuple):
    """One statement: its number, the words before it and where its paragraph begins."""

    quantity: Quantity
    phrase: str
    paragraph: int


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the numbers of identical phrases in different paragraphs."""
    found: dict[tuple[str, ...], list[_Stated]] = {}
    text = doc.prose
    # articles lay down figures for different cases in the same words
    if any(item.style == "article" for item in items(doc)):
        return
    for quantity in quantities(doc):
        if quantity.ranged or quantity.sort not in ("amount", "percent"):
            continue
        if not quantity.unit or (quantity.unit in _TIMES and not (quantity.unit == "元" and quantity.scale > 1)):
            continue
        phrase = _phrase(text, quantity.start)
        if len(phrase) >= _SHORT and (quantity.sort == "amount" or phrase.endswith(_RATES)):
            paragraph = doc.line(quantity.start)[0]
            key = (_core(phrase, text, quantity), kind(quantity.unit), quantity.noun[:2], quantity.about)
            found.setdefault(key, []).append(_Stated(quantity, phrase, paragraph))
    titled: dict[tuple[str, ...], list[_Stated]] = {}
    told: set[int] = set()
    for stated in found.values():
        for statement in stated:
            ending = (statement.phrase[-_MIDDLE:], kind(statement.quantity.unit), statement.quantity.about)
            titled.setdefault(ending, []).append(statement)
        if len({s.quantity.value for s in stated}) > 1:
            alike: dict[frozenset[str], list[_Stated]] = {}
            for statement in stated:
                alike.setdefault(scope(doc, statement.paragraph, statement.quantity.start), []).append(statement)
            for group in alike.values():
                if len({s.quantity.value for s in group}) == 2:
                    told.update(s.quantity.start for s in group)
                    yield from _compare(doc, group)
    for stated in titled.values():
        for title, body in pairwise(stated):
            if title.quantity.value == body.quantity.value or body.quantity.start in told:
                continue
            if _is_titled(doc, title, body):
                yield from _compare(doc, [title, body])


def _is_titled(doc: Document, title: _Stated, body: _Stated) -> bool:
    """Whether a number stands in a title and again right below it; the title may leave out of what time it is."""
    text = doc.prose
    end = text.find("\n", title.paragraph, title.paragraph + _TITLE_MOST + 1)
    line = text[title.paragraph : end]
    if (
        not end <= body.paragraph
        or end < 0
        or not line.strip()
        or line.rstrip()[-1] in "。；："
        or not _BLANK.fullmatch(text, end, body.paragraph)
    ):
        return False
    said, more = (scope(doc, s.paragraph, s.quantity.start) for s in (title, body))
    return len(body.phrase) >= _MIDDLE and said <= more and not any(word in more for word in _OTHERS)


def _core(phrase: str, text: str, quantity: Quantity) -> str:
    """What of a phrase is compared: a long number is known by the last words before it, if no others narrow it."""
    rest = phrase[:-_MIDDLE]
    is_long = sum(map(str.isdigit, text[quantity.start : quantity.end])) > 2
    return phrase[-_MIDDLE:] if is_long and _NARROWS.isdisjoint(rest) else phrase


def _compare(doc: Document, stated: list[_Stated]) -> Iterator[Finding]:
    times: dict[Value, int] = {}
    for s in stated:
        times[s.quantity.value] = times.get(s.quantity.value, 0) + 1
    # where one value stands alone it is the odd one; else the later one
    here = min(reversed(stated), key=lambda s: times[s.quantity.value])
    other = next(s for s in stated if s.quantity.value != here.quantity.value)
    if here.paragraph == other.paragraph:
        return
    phrase = min(here.phrase, other.phrase, key=len)
    one, two = here.quantity, other.quantity
    if not _is_mistyped(doc.text, one, two, len(phrase) + len(one.noun[:4]) * (one.noun[:4] == two.noun[:4])):
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


def _phrase(text: str, at: int) -> str:
    """The noun phrase that ends before a number; "" where there is none or a blank stands between, as in tables."""
    start = at
    while start > 0 and at - start < _PHRASE_MOST and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    phrase = text[start:at]
    # 1—10月新设企业…: the month is part of what is compared as scope
    phrase = phrase.lstrip("年月日")
    while phrase.startswith(_FILLERS):
        phrase = next(phrase.removeprefix(f) for f in _FILLERS if phrase.startswith(f))
    if phrase.endswith(_ENDINGS):
        phrase = next(phrase.removesuffix(e) for e in _ENDINGS if phrase.endswith(e))
    return "" if any(word in phrase for word in _BOUNDS) else phrase


def _in_table(doc: Document, stated: _Stated) -> bool:
    segment = doc.segment(stated.quantity.start)
    return segment is not None and segment.kind in ("table", "quote")


def _is_mistyped(text: str, one: Quantity, two: Quantity, length: int) -> bool:
    """Whether two numbers after the same words of a length look like one number and its slip."""
    first, second = sorted(
        ([c for c in text[q.start : q.end] if c.isdigit() or c in "一二三四五六七八九十百"] for q in (one, two)),
        key=len,
    )
    if len(first) < (3 if length < _MIDDLE else 2):
        return False
    if sorted(first) == sorted(second):
        return True
    if len(first) == len(second):
        wrong = sum(a != b for a, b in zip(first, second, strict=True))
        return wrong == 1 and len(first) >= (2 if length >= _LONG else 3)
    # a digit left out or written twice
    shorter = any(second[:n] + second[n + 1 :] == first for n in range(len(second)))
    return shorter and len(first) >= 3 and length >= _MIDDLE
