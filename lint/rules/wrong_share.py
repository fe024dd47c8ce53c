"""检查120家，合格114家，合格率96%: a share that is not the part over the whole."""

from __future__ import annotations

from itertools import permutations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import clause_before, divisions, kind, sentence_before
from lint.views.numbers import quantities, within
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

_BREAKS = frozenset("。！？；\n")
_REACH = 60
# 增长率 and the like are not shares
_NO_SHARE = (
    "增长",
    "增加",
    "下降",
    "减少",
    "提高",
    "上升",
    "发生",
    "流失",
    "周转",
    "收益",
    "回报",
    "利",
    "税",
    "费",
    "毛",
)
_LINKS = frozenset(("为", "达", "达到", "是", ""))
# 新增7家，完成年度目标的140%（目标5家）
_GOAL = Pattern(r"[（(](?:年度|全年)?(?:目标|计划|任务)数?(?:为|是)?")
_OF_GOAL = (
    "，完成年度目标的",
    "，完成年度目标任务的",
    "，完成目标任务的",
    "，完成全年目标的",
    "，完成年度计划的",
    "，完成年度任务的",
    "，完成目标的",
)
# 已完成投资2.72亿元，占总投资的80%; 其中护理型床位2288张，占比55%
_TAKES = Pattern("，占(?P<whole>[^，。；、：]{2,8}?)?(?:的|的?比重?)?(?:为|达|达到|约)?")
# ，整改率95.1% behind 已整改销号203项
_RATED = Pattern("[^，。；：、\\n（）\\d]{0,8}，(?P<word>[^\\W\\d_]{2,4})率(?:为|达|达到|约)?")
# 3个未竣工，竣工率为75%
_UNDONE = Pattern(
    "[^，。；：、\\n\\d]{0,6}(?:尚|还|仍)?未(?P<word>[^\\W\\d_]{2})[^，。；：、\\n\\d]{0,4}，(?P=word)率(?:为|达|达到|仅)?"
)
_WHOLE = ("共", "应", "总", "全", "累计", "排查", "受理", "计划", "任务", "发现", "建", "有")
# a whole that is not named by what it counts
_ALL = (None, "总数", "全部", "总量", "总额")
# characters of a name, and numbers looked through before a share
_LEAST_NAME = 3
_MOST = 12
# so many numbers before a rate are tried in pairs, and so many points off is a slip rather than another matter
_PAIRED, _NEARLY, _FULL = 4, 2.5, 100
_COMPUTED = ("口径", "加权", "折算", "累计", "平均", "按期", "目标", "较", "比", "提高", "综合")
# 累计完成投资… and 综合… are plain parts where the share follows at once
_NOT_PLAIN = tuple(word for word in _COMPUTED if word not in ("累计", "综合"))


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
    for n, rate in enumerate(numbers):
        if rate.unit == "%" and rate.exact:
            if n > 1:
                yield from _achieved(doc, numbers[max(0, n - _MOST) : n], rate)
                yield from _taken(doc, numbers[max(0, n - _MOST) : n - 1], numbers[n - 1], rate)
            yield from _named(doc, numbers[max(0, n - _MOST) : n], rate)
            if n > 1:
                yield from _lacking(doc, numbers[n - 2], numbers[n - 1], rate)
            yield from _nearly(doc, numbers[max(0, n - _MOST) : n], rate)
            goal = _GOAL.match(text, rate.end)
            if n and goal and (aim := next(iter(within(doc, goal.end(), goal.end() + 1)), None)):
                part = numbers[n - 1]
                said = text[part.end : rate.start]
                if kind(aim.unit) == kind(part.unit) and aim.exact and part.exact and said in _OF_GOAL:
                    yield from _compare(doc, part, aim, rate)


def _achieved(doc: Document, before: Sequence[Quantity], rate: Quantity) -> Iterator[Finding]:
    """排查218项，已整改销号203项，整改率95.1%: the part is named like its rate, and the whole is named too."""
    text, part = doc.prose, before[-1]
    m = _RATED.fullmatch(text, part.end, rate.start)
    if not m or not part.exact or part.sort != "amount" or not part.unit:
        return
    word = m["word"]
    own = clause_before(text, part.start)
    if word not in own or _names(own, word) or any(w in word for w in _NO_SHARE) or any(w in own for w in _NOT_PLAIN):
        return
    sentence = sentence_before(text, part.start, "。！？；\n")
    same = [q for q in before[:-1] if q.start >= sentence and kind(q.unit) == kind(part.unit) and q.sort == "amount"]
    if not same or not same[-1].exact or same[-1].value < part.value:
        return
    words = clause_before(text, same[-1].start)
    alone = len(same) == 1 and part.start - same[-1].end <= _REACH
    if any(w in words for w in _WHOLE) and not any(w in words for w in _NOT_PLAIN) and alone:
        yield from _compare(doc, part, same[-1], rate)


def _taken(doc: Document, before: Sequence[Quantity], part: Quantity, rate: Quantity) -> Iterator[Finding]:
    """The part stands right before the share; the whole is named, or is what the sentence counted before 其中."""
    text = doc.prose
    m = _TAKES.fullmatch(text, part.end, rate.start)
    if not m or not part.exact or part.sort != "amount" or any(w in (m["whole"] or "") for w in _COMPUTED):
        return
    sentence = sentence_before(text, rate.start, "。！？；\n")
    wholes = [q for q in before if q.start >= sentence and kind(q.unit) == kind(part.unit) and q.sort == "amount"]
    words = clause_before(text, part.start)
    if any(w in words for w in _NOT_PLAIN):
        return
    if m["whole"] in _ALL:
        wholes = wholes[-1:] if words.startswith("其中") else []
    else:
        wholes = [q for q in wholes if clause_before(text, q.start).endswith(m["whole"])]
    if len(wholes) == 1 and wholes[0].exact and wholes[0].value >= part.value:
        yield from _compare(doc, part, wholes[0], rate)


def _named(doc: Document, before: Sequence[Quantity], rate: Quantity) -> Iterator[Finding]:
    """市级配套资金占总投资的21.4%: part and whole are named, and their numbers stand before in the paragraph."""
    text = doc.prose
    part_name, takes, whole_name = clause_before(text, rate.start).partition("占")
    whole_name = whole_name.removesuffix("比").removesuffix("的")
    part_name = part_name.strip("其中　 ")
    if not takes or len(part_name) < _LEAST_NAME or any(w in part_name + whole_name for w in _COMPUTED):
        return
    paragraph = sentence_before(text, rate.start, "\n")
    named = [(q, clause_before(text, q.start)) for q in before if q.start >= paragraph and q.sort == "amount"]
    parts = [q for q, words in named if _is_called(words, part_name)]
    if len(parts) != 1 or not parts[0].exact:
        return
    part, unit = parts[0], kind(parts[0].unit)
    wholes = [q for q, words in named if len(whole_name) > 1 and words.endswith(whole_name) and kind(q.unit) == unit]
    if not whole_name:
        # 党员93名，在职党员71名、退休党员22名，在职党员占76.3%
        wholes = [total] if (total := doc.fact(_totals).get(part.start)) else []
    if len(wholes) == 1 and wholes[0].exact and wholes[0].value >= part.value:
        yield from _compare(doc, part, wholes[0], rate)


def _lacking(doc: Document, whole: Quantity, lacking: Quantity, rate: Quantity) -> Iterator[Finding]:
    """8个项目，仍有3个未竣工，竣工率75%: what is named is the part that is not done yet."""
    text = doc.prose
    m = _UNDONE.fullmatch(text, lacking.end, rate.start)
    counts = all(q.exact and q.sort == "amount" and q.unit for q in (whole, lacking))
    if m and counts and kind(whole.unit) == kind(lacking.unit) and whole.value > lacking.value and whole.scale == 1:
        between = text[whole.end : lacking.start]
        if _BREAKS.isdisjoint(between) and len(between) <= _REACH:
            done = whole.value - lacking.value  # type: ignore[operator]
            part = whole._replace(value=done, start=lacking.start, end=lacking.end)
            yield from _compare(doc, part, whole, rate, f"{done}{whole.unit}")


def _nearly(doc: Document, before: Sequence[Quantity], rate: Quantity) -> Iterator[Finding]:
    """326名学生参加考试，达线201人，上线率62.7%: nearly what two numbers give, and nothing else fits."""
    text = doc.prose
    words = clause_before(text, rate.start)
    named, found, link = words.rpartition("率")
    if not found or link not in _LINKS or any(w in named for w in (*_NO_SHARE, *_COMPUTED)) or rate.value == _FULL:
        return
    sentence = sentence_before(text, rate.start, "。！？；\n")
    same = [q for q in before if q.start >= sentence and q.exact and q.sort == "amount" and q.unit and q.value]
    nearest: tuple[float, Quantity, Quantity] | None = None
    for part, whole in permutations(same[-_PAIRED:], 2):
        if kind(part.unit) == kind(whole.unit) and part.value <= whole.value:
            off, slack = _off(part, whole, rate)
            if off <= slack:
                return
            if off <= _NEARLY and (nearest is None or off < nearest[0]):
                nearest = off, part, whole
    if nearest:
        yield from _compare(doc, *nearest[1:], rate)


def _totals(doc: Document) -> dict[int, Quantity]:
    """The total that each part of a division belongs to, by the start of the part."""
    return {p.quantity.start: d.total for d in reversed(divisions(doc)) for p in d.parts}


def _is_called(words: str, name: str) -> bool:
    """Whether the words before a number name what is spoken of as `name` later (市级配套, 市级配套资金)."""
    words = words.removeprefix("其中")
    return len(words) >= _LEAST_NAME and (name.startswith(words) or words.endswith(name))


def _is_rated(named: str, rated: str) -> bool:
    if any(word in named + rated for word in _COMPUTED):
        return False
    word, found, link = rated.partition("率")
    # 调解成功845件，成功率98%: the part is named like the rate
    own = _names(named, word) or (word in ("到会", "出勤", "参会") and named.endswith("实到"))
    return bool(found) and len(word) > 1 and own and link in _LINKS and not any(w in word for w in _NO_SHARE)


def _names(named: str, word: str) -> bool:
    """Whether words name a part by what its rate is called, in any order: 收回有效问卷, 有效回收; 落地项目, 落地."""
    pieces = [word[n : n + 2] for n in range(0, len(word), 2)]
    first = named.removeprefix("其中").removeprefix("已")
    return (
        named.endswith(word)
        or first.startswith(word)
        or (len(pieces) > 1 and all(len(p) > 1 and p in named for p in pieces))
    )


def _off(part: Quantity, whole: Quantity, rate: Quantity) -> tuple[float, float]:
    """How far a rate is from the share of a part, and how far it may be by rounding, in points."""
    least = 100 * float(part.value - part.grain / 2) / float(whole.value + whole.grain / 2)  # type: ignore[operator]
    most = 100 * float(part.value + part.grain / 2) / float(whole.value - whole.grain / 2 or 1)  # type: ignore[operator]
    return abs(float(rate.value) - (least + most) / 2), float(rate.grain) + (most - least) / 2


def _compare(doc: Document, part: Quantity, whole: Quantity, rate: Quantity, said: str = "") -> Iterator[Finding]:
    """The finding where a rate is not that of a part.

    Args:
        doc: the document.
        part: of the whole.
        whole: what the rate is of.
        rate: as stated.
        said: the part, where it stands nowhere as a number.
    """
    if not whole.value:
        return
    off, slack = _off(part, whole, rate)
    right = 100 * float(part.value) / float(whole.value)
    if off <= slack or not 0.5 <= float(rate.value) / (right or 1e-9) <= 2:
        return
    text = doc.text
    yield Finding(
        rate.start,
        rate.end,
        {
            "part": said or text[part.start : part.end],
            "whole": text[whole.start : whole.end],
            "right": f"{right:.1f}%",
        },
        related=(Related(part.start, part.end), Related(whole.start, whole.end)),
    )
