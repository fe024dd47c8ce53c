"""Totals that a text divides into parts: 共29次，其中甲1次、乙5次、丙23次; 党员55名（男36名、女19名）."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from lint.views.numbers import quantities

if TYPE_CHECKING:
    from lint.model import Document
    from lint.views.numbers import Quantity

# 其中 and 包括 may open a choice; the others say that the list is the whole
_OPENS = re.compile(r"(?P<some>其中(?:包括|包含|有)?|包括|包含)|(?P<all>分别(?:为|是|有)|分为|具体(?:为|是))")
_PAREN = re.compile(r"[（(]")
# 问题57个，已解决43个、正在推进14个
_STATE = re.compile(r"[^\W\d]{0,10}[，,；：](?:截至目前，?|目前，?|现)?(?=已)")
_PENDING = re.compile(r"还有|尚有|正在|正|未|尚未|待|剩余|其余|余下|需")
_CLOSES = re.compile(r"(?:共计|合计|总计|总共|一共|共有|共|总数为?|合共)(?:为|有|是)?[：: ]?$")
_CLOSERS = frozenset("计共有数为是：: ")
_BREAKS = "。！？!?\n"
# a clause that says something about the part before it
_REMARK = re.compile(r"[\s　]*(?:分别)?(?:占|同比|环比|较|比|增长|下降|增加|减少|完成率|增幅|平均|人均|约占|达到)")
_JOINTS = re.compile(r"[、，,；;]")
# these join parts only where no mark does: 物业及其他板块 is one name
_WORDS = re.compile(r"以及|(?<![共缓亲总饱温柔])和(?![谐平睦解美气顺])|及(?!时|格|其|早)|与(?!会)")
_OPEN_END = re.compile(r"等|以及其他|……|…|不等")
_REMAINDER = re.compile(r"其余|其他|其它|剩余|余下|另外|另有|还有|此外|等")
_LEVELS = {"、": 1, "": 1, "，": 2, ",": 2, "；": 3, ";": 3}
# terms and ages are not divided
_TIMES = frozenset(("年", "岁", "天", "日", "月", "个月", "周", "小时", "分钟", "分", "秒", "时"))
_SAME = {"名": "人", "位": "人", "员": "人", "件次": "件"}
# characters a sentence is followed for
_REACH = 600


class Part(NamedTuple):
    """One part of a division: its number, the words around it, and the mark between it and the part before."""

    quantity: Quantity
    head: str
    tail: str
    joint: str

    @property
    def words(self) -> str:
        """What is counted."""
        return self.head + self.tail


class Division(NamedTuple):
    """A total with its parts.

    `about` holds the words before the total; `form` says how they are joined: some (其中, may be a choice),
    all (分别为), paren, state (已……、正在……), sum (the total stands behind); `ended` that the list was surely read to
    its end; `marker` is where the words stand that divide.
    """

    total: Quantity
    about: str
    parts: tuple[Part, ...]
    form: str
    ended: bool
    marker: int


def kind(unit: str) -> str:
    """What a unit counts: 名 and 位 count people as 人 does, 人次 does not."""
    return _SAME.get(unit, unit)


def divisions(doc: Document) -> tuple[Division, ...]:
    """All totals with stated parts in reading order."""
    return doc.fact(_divisions)


def _divisions(doc: Document) -> tuple[Division, ...]:
    text = doc.prose
    numbers = [q for q in quantities(doc) if q.sort in ("amount", "percent") and q.unit not in _TIMES]
    starts = [q.start for q in numbers]
    found: list[Division] = []

    def opened(at: int, behind: int, form: str, end: int) -> list[Division]:
        return _opened(text, numbers, bisect_left(starts, at) - 1, bisect_left(starts, behind), at, behind, form, end)

    for m in _OPENS.finditer(text):
        found += opened(m.start(), m.end(), m.lastgroup or "some", _sentence_end(text, m.end()))
    for m in _PAREN.finditer(text):
        close = text.find("）" if m[0] == "（" else ")", m.end(), m.end() + 200)
        if close >= 0 and not text.startswith("其中", m.end()):
            found += opened(m.start(), m.end(), "paren", close)
    for n, quantity in enumerate(numbers):
        if "已" in text[quantity.end : quantity.end + 20] and (state := _STATE.match(text, quantity.end)):
            stated = opened(quantity.end, state.end(), "state", _sentence_end(text, state.end()))
            found += [d for d in stated if any(_PENDING.match(p.words) for p in d.parts[1:])]
        if n < 2 or text[quantity.start - 1] not in _CLOSERS:
            continue
        behind = _CLOSES.search(text, max(0, quantity.start - 8), quantity.start)
        if behind and (closed := _closed(text, numbers, n, behind.start())):
            found.append(closed)
    return tuple(sorted(found, key=lambda d: (d.total.start, d.marker)))


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence or the parenthesis around an offset ends."""
    depth = 0
    last = min(len(text), at + _REACH)
    for n in range(at, last):
        char = text[n]
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth -= 1
            if depth < 0:
                return n
        elif char in _BREAKS and depth == 0:
            return n
    return last


def clause_before(text: str, at: int) -> str:
    """The words of a clause before an offset."""
    start = at
    while start > 0 and at - start < 40 and text[start - 1] not in "。！？；，、：:;,（(\n":
        start -= 1
    return text[start:at]


def _opened(
    text: str, numbers: list[Quantity], last: int, first: int, at: int, behind: int, form: str, end: int
) -> list[Division]:
    """The divisions that the words at `at` open: one for each unit in which the parts are given (42宗2180亩)."""
    if last < 0 or first >= len(numbers):
        return []
    groups, ended = _groups(text, numbers, first, behind, end)
    found = []
    for unit in dict.fromkeys(kind(p.quantity.unit) for p in groups[0]) if groups else ():
        parts = [p for group in groups for p in group if kind(p.quantity.unit) == unit]
        total = _total(text, numbers, last, at, unit, form)
        if total is not None:
            about = clause_before(text, total.start)
            found.append(Division(total, about, tuple(parts), form, ended and len(parts) == len(groups), at))
    return found


def _total(text: str, numbers: list[Quantity], last: int, at: int, unit: str, form: str) -> Quantity | None:
    """The number before `at` that is divided: the nearest one of the same unit, with nothing but remarks between."""
    reach = 12 if form == "paren" else 60
    for n in range(last, -1, -1):
        quantity = numbers[n]
        between = text[quantity.end : at]
        if len(between) > reach or any(c in _BREAKS for c in between):
            return None
        if kind(quantity.unit) == unit and quantity.sort == "amount":
            break
        # a number of another unit in between stands beside it (42宗2180亩) or is a remark (增长8%)
        beside = n > 0 and numbers[n - 1].end == quantity.start
        remark = form != "paren" and (quantity.sort == "percent" or _REMARK.match(clause_before(text, quantity.start)))
        if not (beside or remark):
            return None
    else:
        return None
    if len(re.sub(r"[\d.%％，,、；;（）()]", "", between)) > 24 or not quantity.exact:
        return None
    # 企业20家、合作社30家，其中…: which of the two is divided is not said
    if n > 0:
        previous = numbers[n - 1]
        gap = text[previous.end : quantity.start]
        same = kind(previous.unit) == unit and previous.sort == "amount"
        if same and re.fullmatch(r"[^。；\n，]{0,8}[、和及与][^。；，\n]{0,12}", gap):
            return None
    return quantity


def _groups(text: str, numbers: list[Quantity], first: int, start: int, end: int) -> tuple[list[list[Part]], bool]:
    """The parts listed in `start`–`end`, each with its numbers, and whether the list was read to its end."""
    groups: list[list[Part]] = []
    at, level, unit = start, 0, ""
    for n in range(first, len(numbers)):
        quantity = numbers[n]
        if quantity.start >= end:
            break
        gap = text[at : quantity.start]
        if "其中" in gap:
            # a part that is divided again: what follows belongs to it
            return _finish(groups, _JOINTS.split(gap)[0], False)
        marks = _JOINTS.findall(gap)
        pieces = _JOINTS.split(gap) if marks or not groups else _WORDS.split(gap)
        if groups and not gap and quantity.sort != "percent":
            groups[-1].append(Part(quantity, "", "", ""))
            at = quantity.end
            continue
        if _REMARK.match(pieces[-1]) or (groups and len(pieces) == 1 and quantity.sort == "percent"):
            at = quantity.end
            continue
        if quantity.sort == "percent" or (groups and len(pieces) == 1):
            return _finish(groups, pieces[0], False)
        joint = max(marks, key=lambda mark: _LEVELS[mark], default="")
        height = _LEVELS[joint]
        if groups and level and height > level:
            # 其中甲3例、乙5例，新增…: behind a higher mark than the list's own begins a new statement
            return _finish(groups, pieces[0], height == 3 or kind(quantity.unit) != unit or level == 1)
        middle = pieces[1:-1] if groups else pieces[:-1]
        if (groups and kind(quantity.unit) != unit) or any(p.strip("　 ") and not _REMARK.match(p) for p in middle):
            return _finish(groups, pieces[0], bool(groups) and height > 1 and kind(quantity.unit) != unit)
        if groups:
            groups[-1][-1] = groups[-1][-1]._replace(tail=pieces[0])
            level = max(level, height)
        unit = unit or kind(quantity.unit)
        groups.append([Part(quantity, pieces[-1].strip("：:， ,　“”"), "", joint if groups else "")])
        at = quantity.end
    rest = text[at:end]
    tail = _JOINTS.split(rest)[0]
    # what follows without a number of this unit is a new statement, unless it speaks of a remainder
    return _finish(groups, tail, len(tail) <= 12 and not _REMAINDER.search(rest))


def _finish(groups: list[list[Part]], tail: str, ended: bool) -> tuple[list[list[Part]], bool]:
    if groups:
        groups[-1][-1] = groups[-1][-1]._replace(tail=tail)
    # the numbers of one part share its words
    shared = []
    for group in groups:
        head, end = group[0].head, group[-1].tail
        shared.append([p._replace(head=head, tail=end, joint=group[0].joint) for p in group])
    return shared, ended and not _OPEN_END.search(tail)


def _closed(text: str, numbers: list[Quantity], n: int, at: int) -> Division | None:
    """The division whose total stands behind its parts."""
    total = numbers[n]
    unit = kind(total.unit)
    parts: list[Part] = []
    behind, ended = at, True
    for k in range(n - 1, -1, -1):
        quantity = numbers[k]
        gap = text[quantity.end : behind]
        if len(gap) > 40 or any(c in _BREAKS or c in "；;：:" for c in gap):
            break
        marks = _JOINTS.findall(gap)
        pieces = _JOINTS.split(gap) if marks or not parts else _WORDS.split(gap)
        if (len(pieces) == 1 and parts) or kind(quantity.unit) != unit or quantity.sort != "amount":
            ended = False
            break
        if len(pieces) > 2 or (not parts and len(pieces) > 1 and pieces[-1].strip()):
            ended = False
            break
        if parts:
            parts[0] = parts[0]._replace(head=pieces[-1], joint=marks[0] if marks else "")
        parts.insert(0, Part(quantity, "", pieces[0], ""))
        behind = quantity.start
    if len(parts) < 2:
        return None
    parts[0] = parts[0]._replace(head=clause_before(text, parts[0].quantity.start))
    return Division(total, text[at : total.start], tuple(parts), "sum", ended, at)
