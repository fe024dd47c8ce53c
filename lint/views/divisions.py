"""Totals that a text divides into parts: 共29次，其中甲1次、乙5次、丙23次; 党员55名（男36名、女19名）."""

from __future__ import annotations

from bisect import bisect_left

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.numbers import quantities
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document
    from lint.views.numbers import Quantity

# 其中 and 包括 may open a choice; the others say that the list is the whole
_OPENS = Pattern(
    "其中|包括|包含|(?<=[，：])涉及|分别|分为|分解为|细化为|具体|如下[：:]|按[^，。；：、\\n]{1,8}分[，,：:]|分[^，。；：、\\n]{1,4}看[，,：:]"
)
# 1832个村中，A的214个，B的1618个; 238个村中已有201个
_AMONG = Pattern(r"中(?:[，,]|(?:已经?|现)?有(?=\d))")
# 由甲30人、乙45人组成, behind the total
_MADE = Pattern("组成|构成")
# 分类看，…: divides what an earlier sentence of the paragraph counts
_SEEN = Pattern("(?:分[^，。；：\\n]{1,6}|[从按][^，。；：\\n]{1,8})[看分][，：]")
# words before a total that make the list behind a colon its parts: 共召开会议45次：党组会20次…
_SUMMED = ("共", "总", "合计", "一共")
_CHOICE = ("包括", "包含", "有")
# 问题57个，已解决43个、正在推进14个
_STATED = ("截至目前，", "截至目前", "目前，", "目前", "现", "")
_PENDING = tuple("基本完成 部分完成 还有 尚有 正在 正 未 尚未 待 剩余 其余 余下 需 持续推进 长期坚持".split(" "))
_CLOSES = ("共计", "合计", "总计", "总共", "一共", "共有", "总数为", "总数", "合共", "共")
_CLOSES_NOUN = ("合计", "总计", "共计")
_CLOSERS = frozenset("计共有数为是：: ")
_BREAKS = "。！？!?\n"
_ENDS = Pattern("[（()）。！？!?\\n]")
# a clause that says something about the part before it
_REMARK = tuple("占 同比 环比 较 比 增长 下降 增加 减少 完成率 增幅 平均 人均 约占 达到".split(" "))
# 和, 及, 与 join parts only where no mark does (物业及其他板块 is one name) and where they are no part of a word
_NO_WORD = {
    "和": (frozenset("共缓亲总饱温柔"), frozenset("谐平睦解美气顺")),
    "及": (frozenset(), frozenset("时格其早")),
    "与": (frozenset(), frozenset("会")),
}
_OPEN_END = ("等", "以及其他", "…")
_REST = ("其余", "其他", "其它")
_REMAINDER = (*_REST, "剩余", "余下", "另外", "另有", "还有", "此外", "等")
_NUMBER = Pattern(r"\d+")
_LEVELS = {"、": 1, "": 1, "，": 2, ",": 2, "；": 3, ";": 3}
_JOINTS = frozenset("、，,；;")
# units and bounds of numbers that tell sorts apart, and what joins the ends of a range
_SORTS = frozenset(("类", "级", "等", "档", "星级"))
_BOUNDS = ("以上", "以下", "以内", "以外")
_RANGE = frozenset(("至", "到", "—", "－", "-", "~", "～"))
# terms and ages are not divided
_TIMES = frozenset(("年", "岁", "天", "日", "月", "个月", "周", "小时", "分钟", "分", "秒", "时"))
_SAME = {"名": "人", "位": "人", "员": "人", "件次": "件", "票": "人", "个村": "个"}
# units of institutions, which a total may count together
_HOUSES = frozenset(("所", "家", "个", "处", "座"))
_SLIGHT = frozenset(".%％，,、；;（）()")
# the mark and the words of a number in a row
_NAMED = 7
# what is counted, and the mark that joins its parts to it
_JOINED = Pattern(r"[^\W\d_]{0,10}[：:，,]")
# characters of what is counted, between a total and 中
_COUNTED = 8
# characters a sentence is followed for
_REACH = 600
# nobody adds up more parts than this in a sentence
_MOST = 40


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
    all (分别为, 由……组成, a colon), paren, state (已……、正在……), bare (a comma alone), sum (the total stands
    behind), added (and may hold more, 累计);
    `ended` that the list was surely read to its end; `marker` is where the words stand that divide.
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


# what the parts of a whole begin with where only a comma joins them to it (党员56名，男30名，女26名)
HALVES = tuple(
    (
        "男 女 正式 预备 赞成 同意 采纳 合格 第一产业 一季度 第一季度 上半年 城镇 城市 农村 中央 境内 国内 一般 "
        "在职 退休 离退休 专职 兼职 公办 民办 线上 线下 境外 国际 续建 新建 有效票"
    ).split(" ")
)


def divisions(doc: Document) -> tuple[Division, ...]:
    """All totals with stated parts in reading order."""
    return doc.fact(_divisions)


def _divisions(doc: Document) -> tuple[Division, ...]:
    text = doc.prose
    numbers = _counted(text, [q for q in quantities(doc) if q.sort in ("amount", "percent") and q.unit not in _TIMES])
    starts = [q.start for q in numbers]
    found: list[Division] = []

    def opened(at: int, behind: int, form: str, end: int) -> list[Division]:
        return _opened(text, numbers, bisect_left(starts, at) - 1, bisect_left(starts, behind), at, behind, form, end)

    for m in _OPENS.finditer(text):
        end = _opening_end(text, m[0], m.end())
        if end:
            form = "some" if m[0] in ("其中", "包括", "包含", "涉及") else "all"
            found += opened(m.start(), end, form, _sentence_end(text, end))
    for m in _AMONG.finditer(text):
        last = bisect_left(starts, m.start()) - 1
        if last >= 0 and len(noun := text[numbers[last].end : m.start()]) <= _COUNTED and f"的{noun}".isalpha():
            found += opened(m.start(), m.end(), "some", _sentence_end(text, m.end()))
    for m in _MADE.finditer(text):
        start = text.rfind("由", max(0, m.start() - 200), m.start())
        if start >= 0 and not any(c in _BREAKS for c in text[start : m.start()]):
            found += [d for d in opened(start, start + 1, "all", m.start()) if len(d.parts) > 1]
    for m in _SEEN.finditer(text):
        found += _seen(text, numbers, bisect_left(starts, m.start()), m.end())
    for left, right in ("（）", "()"):
        start = text.find(left)
        while start >= 0:
            close = text.find(right, start + 1, start + 201)
            if close >= 0 and not text.startswith("其中", start + 1):
                found += opened(start, start + 1, "paren", close)
            start = text.find(left, start + 1)
    for n, quantity in enumerate(numbers):
        behind, form = _beside(text, quantity)
        if form:
            found += opened(behind - 1, behind, form, _sentence_end(text, behind))
        state = _state(text, quantity.end)
        if state:
            stated = opened(quantity.end, state, "state", _sentence_end(text, state))
            found += [d for d in stated if any(p.words.startswith(_PENDING) for p in d.parts[1:])]
        if n < 2:
            continue
        behind = _closing(text, quantity.start)
        if behind >= 0 and (closed := _closed(text, numbers, n, behind)):
            found.append(closed)
        elif behind < 0 and (behind := _summing(text, quantity.start, "共")) >= 0:
            closed = _closed(text, numbers, n, behind)
            # 新增小学学位240个、初中学位150个，共新增学位390个: the parts are called what the total is
            shared = text[quantity.start - 2 : quantity.start]
            named = [p for p in closed.parts if shared in p.words] if closed else []
            if closed and len(named) > 1 and tuple(named) == closed.parts[-len(named) :]:
                found.append(closed._replace(parts=tuple(named)))
        elif behind < 0 and (behind := _summing(text, quantity.start, "累计")) >= 0:
            # 完成860万元、…，累计完成投资2100万元
            closed = _closed(text, numbers, n, behind)
            verb = text[behind + 2 : behind + 4]
            if closed and len(closed.parts) > 2 and all(verb in p.words for p in closed.parts):
                found.append(closed._replace(form="added"))
    return tuple(sorted(found, key=lambda d: (d.total.start, d.marker)))


def _counted(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """The numbers that count, without those that say what is counted (5万元至20万元的村120个, 三级医院8家)."""
    kept: list[Quantity] = []
    behind = None
    described = False
    for quantity in reversed(numbers):
        gap = text[quantity.end : behind.start] if behind else ""
        if described:
            described = gap in _RANGE
        elif behind and len(gap) <= _COUNTED and (gap + quantity.about).isalpha() and quantity.unit != behind.unit:
            described = gap.startswith("的") or quantity.unit in _SORTS or any(w in quantity.about for w in _BOUNDS)
        if not described:
            kept.append(quantity)
        behind = quantity
    return kept[::-1]


def _opening_end(text: str, word: str, end: int) -> int:
    """Where the words that open a list end; 0 where they open none."""
    if word == "其中":
        return end + next((len(w) for w in _CHOICE if text.startswith(w, end)), 0)
    if word == "分别":
        return end + 1 if text[end : end + 1] in ("为", "是", "有") else 0
    if word == "具体":
        return end + 1 if text[end : end + 1] in ("为", "是") else 0
    return end


def _beside(text: str, total: Quantity) -> tuple[int, str]:
    """Where a list begins that a colon or a comma alone joins to the thing counted, and how; "" where none does."""
    m = _JOINED.match(text, total.end)
    if m is None:
        return 0, ""
    behind = m.end()
    if text[behind - 1] in "：:":
        about = clause_before(text, total.start)
        return behind, "all" if any(word in about for word in _SUMMED) else ""
    return (behind, "bare") if text.startswith(HALVES, behind) else (0, "")


def _state(text: str, start: int) -> int:
    """Where 已 stands that opens the clause behind a number's own (问题57个，目前已解决43个); 0 where none does."""
    at = text.find("已", start, start + 17)
    while at >= 0:
        for word in _STATED:
            end = at - len(word)
            if text.endswith(word, start, at) and end > start:
                # 26个问题，已整改23个; 26个问题已整改23个
                noun = text[start : end - (text[end - 1] in "，,；：")]
                if not noun or (len(noun) <= 10 and noun.isalpha()):
                    return at
        at = text.find("已", at + 1, start + 17)
    return 0


def _closing(text: str, end: int) -> int:
    """Where the words stand that call the number behind them a total (共计, 总数为：); -1 where none do."""
    first = max(0, end - 8)
    if text[end - 1] not in _CLOSERS:
        if "计" not in text[first:end]:
            return -1
        # 合计党员58名
        at = max(text.rfind(word, first, end) for word in _CLOSES_NOUN)
        return at if at >= 0 and text[at:end].isalpha() else -1
    end -= text[end - 1] in "：: "
    ends = (end - 1, end) if text[end - 1] in "为有是" else (end,)
    return min((e - len(w) for e in ends for w in _CLOSES if text.endswith(w, first, e)), default=-1)


def _summing(text: str, end: int, word: str) -> int:
    """Where 共 or 累计 stands that opens a clause which ends in a name of two characters or more; -1 where none does.

    共有 may count what was there before too.
    """
    at = text.rfind(word, max(0, end - 9), end - 2)
    return at if at > 0 and text[at - 1] in "，," and text[at:end].isalpha() and text[at + 1] != "有" else -1


def _is_remark(clause: str) -> bool:
    """Whether a clause says something about the part before it (占40%, 同比增长5%)."""
    clause = clause.lstrip(" 　\t")
    return clause.startswith(_REMARK) or clause.removeprefix("分别").startswith(_REMARK)


def _pieces(gap: str) -> list[str]:
    """What stands between the marks of a list."""
    for mark in "，,；;":
        gap = gap.replace(mark, "、")
    return gap.split("、")


def _worded(gap: str) -> list[str]:
    """What stands between the words that join the parts of a list."""
    pieces, last, n = [], 0, 0
    while n < len(gap):
        length = 2 if gap.startswith("以及", n) else 0
        if gap[n] in _NO_WORD:
            before, behind = _NO_WORD[gap[n]]
            length = int(gap[n - 1 : n] not in before and gap[n + 1 : n + 2] not in behind)
        if length:
            pieces.append(gap[last:n])
            last = n + length
        n += length or 1
    return [*pieces, gap[last:]]


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence or the parenthesis around an offset ends."""
    depth = 0
    last = min(len(text), at + _REACH)
    for m in _ENDS.finditer(text, at, last):
        if m[0] in "（(":
            depth += 1
        elif m[0] in "）)":
            depth -= 1
            if depth < 0:
                return m.start()
        elif depth == 0:
            return m.start()
    return last


def sentence_before(text: str, at: int, breaks: str = "。！？；\n") -> int:
    """Where the sentence before an offset begins, or 300 characters before it where it is longer."""
    first = max(0, at - 300)
    return max(first, *(text.rfind(mark, first, at) + 1 for mark in breaks))


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
    # 全镇有党员1200名。其中，…: the full stop is where a comma might be
    at -= form == "some" and text[at - 1 : at + 2] == "。其中"
    for n in range(last, -1, -1):
        quantity = numbers[n]
        between = text[quantity.end : at]
        if len(between) > reach or any(c in _BREAKS for c in between):
            return None
        if kind(quantity.unit) == unit and quantity.sort == "amount":
            break
        # a number of another unit in between stands beside it (42宗2180亩) or is a remark (增长8%)
        beside = n > 0 and numbers[n - 1].end == quantity.start
        remark = form != "paren" and (quantity.sort == "percent" or _is_remark(clause_before(text, quantity.start)))
        # 居民480户、建筑面积4.6万平方米。其中，甲街道居民230户…
        named = text[numbers[n - 1].end : quantity.start] if n > 0 else ""
        row = form == "some" and named[:1] == "、" and named[1:].isalpha() and len(named) <= _NAMED
        if not (beside or remark or row):
            return None
    else:
        return None
    if sum(not c.isdigit() and c not in _SLIGHT for c in between) > 24 or not quantity.exact:
        return None
    # 企业20家、合作社30家，其中…: which of the two is divided is not said
    if n > 0:
        previous = numbers[n - 1]
        gap = text[previous.end : quantity.start]
        same = kind(previous.unit) == unit and previous.sort == "amount"
        if (
            same
            and not any(c in "。；\n，" for c in gap)
            and any(c in "、和及与" for c in gap[-13:][: 9 + 13 - len(gap)])
        ):
            return None
    return quantity


def _seen(text: str, numbers: list[Quantity], first: int, behind: int) -> list[Division]:
    """The division of a number that an earlier sentence of the paragraph states in the name all parts share."""
    groups, ended = _groups(text, numbers, first, behind, _sentence_end(text, behind))
    parts = [p for group in groups for p in group]
    name = shared_ending([p.words for p in parts])
    if len(parts) < 2 or len(name) < 2 or len({kind(p.quantity.unit) for p in parts}) > 1:
        return []
    paragraph = sentence_before(text, behind, "\n")
    before = [q for q in numbers[max(0, first - _MOST) : first] if q.start >= paragraph]
    wholes = [
        q
        for q in before
        if kind(q.unit) == kind(parts[0].quantity.unit)
        and q.sort == "amount"
        and (clause_before(text, q.start).endswith(name) or q.noun == name)
    ]
    # the sentence before it may have a total of its own
    if len(wholes) != 1 or "。" not in text[wholes[0].end : behind]:
        return []
    total = wholes[0]
    return (
        [Division(total, clause_before(text, total.start), tuple(parts), "all", ended, behind)] if total.exact else []
    )


def shared_ending(words: list[str]) -> str:
    """What all of some words end with."""
    shared = 0
    while all(len(w) > shared for w in words) and len({w[-1 - shared] for w in words}) == 1:
        shared += 1
    return words[0][len(words[0]) - shared :] if words and shared else ""


def _groups(text: str, numbers: list[Quantity], first: int, start: int, end: int) -> tuple[list[list[Part]], bool]:
    """The parts listed in `start`–`end`, each with its numbers, and whether the list was read to its end."""
    groups: list[list[Part]] = []
    at, level, unit = start, 0, ""
    notes = _notes(text, start, end)
    for n in range(first, len(numbers)):
        quantity = numbers[n]
        if quantity.start >= end:
            break
        if len(groups) == _MOST:
            return [], False
        if any(opened < quantity.start < closed for opened, closed in notes):
            continue
        gap = _without(text, at, quantity.start, notes)
        if "其中" in gap:
            # a part that is divided again: what follows belongs to it
            return _finish(groups, _pieces(gap)[0], False)
        marks = [c for c in gap if c in _JOINTS]
        pieces = _pieces(gap) if marks or not groups else _worded(gap)
        if groups and not gap and quantity.sort != "percent":
            groups[-1].append(Part(quantity, "", "", ""))
            at = quantity.end
            continue
        if groups and gap[:1] == "、" and gap[1:].isalpha() and _is_second(groups[-1], quantity, unit):
            # 甲街道小区9个、居民230户，乙街道…
            groups[-1].append(Part(quantity, gap[1:], "", ""))
            at = quantity.end
            continue
        if _is_remark(pieces[-1]) or (groups and len(pieces) == 1 and quantity.sort == "percent"):
            at = quantity.end
            continue
        joint = max(marks, key=lambda mark: _LEVELS[mark], default="")
        height = _LEVELS[joint]
        if quantity.sort == "percent" or (groups and len(pieces) == 1):
            # behind the comma after a list of 、 a rate begins a new statement
            return _finish(groups, pieces[0], bool(groups) and level == 1 and height > 1)
        # 其中甲3亿元、乙5亿元，其余2亿元由县级配套: the rest belongs to the list whatever the mark before it
        if groups and level and height > level and not _goes_on(pieces[-1], groups):
            # 其中甲3例、乙5例，新增…: behind a higher mark than the list's own begins a new statement
            return _finish(groups, pieces[0], height == 3 or kind(quantity.unit) != unit or level == 1)
        middle = pieces[1:-1] if groups else pieces[:-1]
        if groups and any(p.startswith("按") and p.endswith("分") for p in middle):
            # divided once more in another way
            return _finish(groups, pieces[0], True)
        if groups and height > 1 and _is_one_name(marks, pieces):
            middle, pieces = [], [pieces[0], "、".join(pieces[1:])]
        if (groups and kind(quantity.unit) != unit) or any(p.strip("　 ") and not _is_remark(p) for p in middle):
            return _finish(groups, pieces[0], bool(groups) and height > 1 and kind(quantity.unit) != unit)
        if groups:
            groups[-1][-1] = groups[-1][-1]._replace(tail=pieces[0])
            level = max(level, height)
        unit = unit or kind(quantity.unit)
        groups.append([Part(quantity, pieces[-1].strip("：:， ,　“”"), "", joint if groups else "")])
        at = quantity.end
    rest = _without(text, at, end, notes)
    tail = _pieces(rest)[0]
    # what follows without a number of this unit is a new statement, unless it speaks of a remainder
    return _finish(groups, tail, len(tail) <= 12 and not any(word in rest for word in _REMAINDER))


def _goes_on(head: str, groups: list[list[Part]]) -> bool:
    """Whether the list goes on in spite of a higher mark: a rest, or a part named like the last one (2026年完成)."""
    last = groups[-1][0].head
    return head.startswith(_REST) or (head != last and _NUMBER.sub("0", head) == _NUMBER.sub("0", last))


def _is_one_name(marks: list[str], pieces: list[str]) -> bool:
    """Whether what stands behind the first mark names one part (河务、水库等单位9个)."""
    return len(marks) > 1 and set(marks[1:]) == {"、"} and "等" in pieces[-1][1:-1] and "各" not in pieces[-1]


def _is_second(group: list[Part], quantity: Quantity, unit: str) -> bool:
    """Whether a number counts something else of the part before it."""
    units = [kind(p.quantity.unit) for p in group]
    return quantity.sort == "amount" and units[0] == unit and kind(quantity.unit) not in units


def _notes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parentheses within a list: what they say of one part is none."""
    found, depth, opened = [], 0, start
    for n in range(start, end):
        if text[n] in "（(":
            opened = opened if depth else n
            depth += 1
        elif text[n] in "）)" and depth:
            depth -= 1
            if not depth:
                found.append((opened, n + 1))
    return found


def _without(text: str, start: int, end: int, notes: list[tuple[int, int]]) -> str:
    """A piece of the text without the parentheses in it."""
    kept, at = "", start
    for opened, closed in notes:
        if start <= opened and closed <= end:
            kept += text[at:opened]
            at = closed
    return kept + text[at:end]


def _finish(groups: list[list[Part]], tail: str, ended: bool) -> tuple[list[list[Part]], bool]:
    if groups:
        groups[-1][-1] = groups[-1][-1]._replace(tail=tail)
    # the numbers of one part share its words
    shared = []
    for group in groups:
        head, end = group[0].head, group[-1].tail
        shared.append([p._replace(head=head, tail=end, joint=group[0].joint) for p in group])
    return shared, ended and not any(word in tail for word in _OPEN_END)


def _alike(one: str, other: str) -> bool:
    """Whether two units may count the same things."""
    return one == other or (one in _HOUSES and other in _HOUSES)


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
        if len(parts) == _MOST:
            return None
        marks = [c for c in gap if c in _JOINTS]
        pieces = _pieces(gap) if marks or not parts else _worded(gap)
        if (len(pieces) == 1 and parts) or not _alike(kind(quantity.unit), unit) or quantity.sort != "amount":
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
    # 敬老院14所、民办养老机构6家，共20家养老机构
    mixed = any(kind(p.quantity.unit) != unit for p in parts)
    if mixed and not (len(total.noun) > 1 and any(total.noun[-2:] in p.words for p in parts)):
        return None
    return Division(total, text[at : total.start], tuple(parts), "sum", ended, at)
