"""A frame that lost its preposition: 推进……作出贡献 without 为, ……上还有差距 without 在, 以……导向 without 为."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.divisions import sentence_before
from lint.views.pattern import Pattern
from lint.views.references import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.pattern import Match

# the clause up to the frame, where it begins so that a preposition can only stand before all of it
_GIVES = Pattern(
    r"(?:推进|推动|促进|实现|加快|助力|服务|保障|全面建[设成]|夺取)(?P<what>[^，。；\n]{2,40})"
    r"(?:作出|做出)了?[^，。；\n]{0,10}贡献"
)
# whom it is for may stand in an earlier clause; where it was done (在推进改革中作出贡献) within this one
_FOR = frozenset("为对向给替")
_WHERE = frozenset("中里上时下")
_LACKS = Pattern(
    r"(?:[一二三四五六七八]是)?(?P<what>[^，。；：\n]{3,20})上(?:还|仍|尚|依然|仍然)(?:有|存在)(?:一定|较大)?的?"
    r"(?:欠缺|差距|不足|短板)"
)
_AT = frozenset("在从对于与和同跟比较离距是")
_BY = Pattern(
    r"(?:坚持|始终)以[^为，。；、\n]{2,10}?(?P<what>导向|中心|主线|抓手|核心|重点|根本任务|主题|引领|目标|遵循)(?=[，。；、\n])"
)
_BEEN = Pattern(r"(?:均|全部|都|先后|连续[^，。；\n]{0,3}|多次)(?P<what>评为)")
# 把思想和行动统一到……上来
_JOINED = Pattern(r"(?:思想|思想和行动|思想行动)统一(?P<what>(?![到于在起，、])[^，。；到于\n]{2,24}上来)")
# 与群众期待还有不小的差距
_SHORT_OF = Pattern(r"(?:还有|尚有|仍有|还存在|仍存在|存在)(?:不小|较大|很大|一定|明显)的(?=[，。；])")
# …，作用发挥不明显的问题。 without 存在 or a verb that has the problem as its object
_TROUBLE = Pattern(r"(?P<what>[^，。；：\n]{5,40}的(?:问题|现象))(?=。)")
_BAD = frozenset("不差低少弱缺慢薄")
_HANDLED = Pattern(
    "存在|出现|发生|有|解决|针对(?!性)|属于|是|防止|避免|杜绝|纠正|整治|反映|暴露|面临|就|关于|(?<!针)对|围绕|研究|处理|查|关注|克服|改变|扭转|讨论|"
    "涉及|为|破解|消除|治理|产生|造成|导致|带来|严禁|警惕|反对|着力|抓|回答|协调|缓解|把|在|重视|提出|遇|不能|指|必须|列举|分析|抑制"
)
_AHEAD = Pattern(
    "存在|出现|发生|有|解决|针对(?!性)|防止|避免|杜绝|纠正|整治|反映|暴露|面临|关于|围绕|克服|改变|扭转|消除|警惕|反对|聚焦|集中|着力|重点|查"
)
_CLAUSE = "，。；：\n"
# thoughts, actions, eyes: 思想上还有差距 stands without 在
_SIDES = tuple("思想 行动 认识 工作 作风 能力 意识 总体 整体 事实 实际 基础 质量 数量".split(" "))


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each frame once, with what it lacks to be put in."""
    text, seen = doc.prose, set()
    for start, end in hits:
        left, right = sentence(text, start, end)
        clause = max(left, sentence_before(text, start, _CLAUSE))
        if clause in seen:
            continue
        lack = _lacking(text, left, clause, right, end)
        if lack is None:
            continue
        m, at, word = lack
        seen.add(clause)
        yield Finding(m.start(), m.end(), {"fix": word}, (Edit(at, at, word),))


def _lacking(text: str, left: int, clause: int, right: int, end: int) -> tuple[Match, int, str] | None:
    """The frame of a clause that lacks a word: its match, where the word goes, and the word."""
    if m := _JOINED.search(text, clause, right):
        return m, m.start("what"), "到"
    if m := _SHORT_OF.search(text, clause, right):
        return m, m.end(), "差距"
    m = _TROUBLE.match(text, clause)
    if m and clause > left and not _HANDLED.search(m["what"]) and not _BAD.isdisjoint(m["what"]):
        return None if _AHEAD.search(text, left, clause) else (m, clause, "存在")
    if m := _BY.search(text, clause, right):
        return m, m.start("what"), "为"
    if m := _BEEN.search(text, clause, end):
        return m, m.start("what"), "被"
    m = _GIVES.match(text, clause, right)
    if m and _FOR.isdisjoint(text[left : m.end()]) and _WHERE.isdisjoint(m["what"]):
        return m, clause, "为"
    m = _LACKS.match(text, clause, right)
    if m and _AT.isdisjoint(m["what"]) and not m["what"].endswith(_SIDES):
        return m, m.start("what"), "在"
    return None
