"""三个方面：一是…四是…: a list in prose or numbered lines that is longer or shorter than announced before it."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.canon import NUMERAL, plain
from lint.views.enumerations import enumerations
from lint.views.outline import number, numeral, runs
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# what is announced and then listed one by one
_THINGS = tuple(
    (
        "方面 问题 措施 重点 阶段 坚持 任务 环节 关系 到位 结合 原则 特点 原因 难点 关键 层面 举措 抓手 步骤 要求 "
        "意见 建议 体会 转变 突破 强化 聚焦 突出 加强 提升 确保 注重 着力 工作 不足 短板 情况 事项 因素 变化 亮点 做法 "
        "经验 目标 方向 步"
    ).split(" ")
)
_UNITS = ("个方面", "方面", "个", "大", "项", "条", "种", "类", "点")
# these need no word behind them
_PLAIN_UNITS = ("个方面", "方面", "条", "点", "项")
# an ordinal, an estimate, a fraction
_NO_COUNT = frozenset("第约近之")
_NUMERALS = Pattern(rf"[0-9.{NUMERAL}]+")
_SMALL = frozenset("二三四五六七八九两十")
_MARKS = frozenset("\n，。；：、“”‘’（）《》0123456789０１２３４５６７８９")
_TAIL_MARKS = _MARKS - frozenset("‘’（）《》")
# 下面，我讲三点意见。
_SPOKEN = Pattern("(?:讲|谈|提|说|强调)[^，。；：\\n]{1,4}点(?:意见|要求|希望|建议|体会|想法|看法)。$")
# characters looked at behind the last item
_REACH = 600
# the last item may be joined in another way
_GOES_ON = (
    "最后",
    "此外",
    "另外",
    "同时",
    "还有",
    "再次",
    "再者",
    "末了",
    "另一",
    *("第" + c for c in "二三四五六七八九"),
)
# 从开源和节流两个方面: the number counts what stands before it
_FROM = frozenset("从在由以就用靠对")
_AND = frozenset("和与及、")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the number announced right before a list with the ordinals of the list."""
    text = doc.prose
    for series in enumerations(doc):
        first, last = series.markers[0], series.markers[-1]
        if first.value != 1 or series.slips or len(series.markers) < 2:
            continue
        places = [(m.start, m.end) for m in series.markers]
        rest = text[last.end : last.end + _REACH].partition("\n")[0]
        yield from _compare(doc, first.start, last.value, places, rest)
    for run in runs(doc):
        if run[0].style in ("part", "article") or len(run) < 2:
            continue
        # after a gap both the last number and the number of items may be meant
        counts = (len(run), run[-1].value)
        announced = _announced(text, run[0].start)
        head = text[max(0, run[0].start - 30) : run[0].start].rstrip()
        opened = head.endswith(("：", ":")) or _SPOKEN.search(head)
        if announced is not None and announced[2] not in counts and opened:
            yield from _compare(doc, run[0].start, counts[0], [(i.start, i.body) for i in run], "")


def _compare(doc: Document, start: int, listed: int, places: list[tuple[int, int]], rest: str) -> Iterator[Finding]:
    announced = _announced(doc.prose, start)
    if announced is None:
        return
    at, end, count = announced
    if count == listed or (listed < count and any(mark + word in rest for word in _GOES_ON for mark in "。；")):
        return
    written = doc.prose[at:end]
    right = str(listed) if written.isdigit() else "两" if listed == 2 and written != "二" else numeral(listed)
    yield Finding(
        at,
        end,
        {"count": count, "listed": listed},
        suggestions=(right,),
        # fewer than announced: the last may be said without an ordinal
        severity=None if listed > count else "warning",
        related=tuple(Related(*p) for p in places),
    )


def _announced(text: str, start: int) -> tuple[int, int, int] | None:
    """The number announced in the clause that ends right before a list: its span and value."""
    head = text[max(0, start - 60) : start].rstrip(" \t　\n\ufffc*“")
    if not head or head[-1] not in "：:。，,；":
        return None
    mark, head = head[-1], head[:-1]
    stops = "。；：\n" if mark in "：:" else "。；：，\n"
    clause = head[max(head.rfind(stop) for stop in stops) + 1 :]
    found = _count(clause)
    if found is None or _looks_back(clause[: found[1]]):
        return None
    at = max(0, start - 60) + len(head) - len(clause)
    written = clause[slice(*found)]
    return at + found[0], at + found[1], 2 if written == "两" else number(written)


def _count(clause: str) -> tuple[int, int] | None:
    """Where the number stands with which a clause announces, as its last statement, a list."""
    for m in _NUMERALS.finditer(plain(clause)):
        written = clause[slice(*m.span())]
        small = written in _SMALL or (len(written) == 2 and written[0] == "十" and written[1] in _SMALL - {"两", "十"})
        digits = written.isascii() and written.isdigit() and 2 <= int(written) <= 19 and written[0] != "0"
        if not (small or digits) or clause[m.start() - 1 : m.start()] in _NO_COUNT:
            continue
        for unit in _UNITS:
            rest = clause[m.end() + len(unit) :]
            if clause.startswith(unit, m.end()) and ((unit in _PLAIN_UNITS and _is_tail(rest)) or _names_things(rest)):
                return m.span()
    return None


def _names_things(rest: str) -> bool:
    for thing in _THINGS:
        at = rest.find(thing, 0, 6 + len(thing))
        if at >= 0 and not _MARKS.intersection(rest[:at]) and _is_tail(rest[at + len(thing) :]):
            return True
    return False


def _is_tail(rest: str) -> bool:
    rest = rest[1:] if rest[:1] in ("”", "’") else rest
    return len(rest) <= 8 and not _TAIL_MARKS.intersection(rest)


def _looks_back(clause: str) -> bool:
    """Whether a number counts what stands before it: 从开源和节流两个方面, 培训等三项."""
    if "其中" in clause or "部分" in clause:
        return True
    counted = clause.partition("等")[2][:1]
    if counted and (counted in _SMALL or counted == "一" or counted.isdigit()):
        return True
    pieces = clause.split("，")
    if any(word in pieces[-1] for word in ("以下", "如下", "下列")):
        return False
    for piece in pieces:
        at = next((n for n, c in enumerate(piece) if c in _FROM), len(piece))
        if _AND.intersection(piece[at + 1 :]):
            return True
    return False
