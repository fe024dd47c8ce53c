"""A word written twice in a row (推进推进), or a particle doubled where no word border runs between (队伍的的)."""

from __future__ import annotations

from itertools import compress, count

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# 快的 and the 士 of 的士 are names; 就是是 before no 是否
_PARTICLE = Pattern(
    r"(?<!快)的的(?![确士哥姐票])|了了(?![之断却然无])|是是(?![非否])|和和(?![美气睦平乐善])|"
    r"(?<=\d)([次名户件项篇元])\1(?![之均皆都有])|(?<=\d)([个家起处人场期批条份台座亩吨])\2(?=[，。；、\n])"
)
# words that begin with 一 and count nothing (一项一项 does)
_ONE = frozenset("一律 一定 一直 一切 一致 一起 一般 一旦 一贯 一并 一同 一经".split())
# what 是 follows in one word: 就是是 is never 就|是是
_BE = ("就是是", "但是是", "只是是", "还是是", "都是是", "也是是", "这是是")
# words that the dictionary does not have
_WORDS = frozenset(("牢固树立", "做好", "习近平"))
# Doubled by right: for emphasis, in turn, or because the second one begins or the first one ends another phrase. In 20
# million characters of laws, reports and news all other doubles of a word were slips, or the second one was part of a
# longer word.
_RIGHT = frozenset(
    (
        "定罪 政府 人民法院 规定 年度 组织 出版 出租 代表 保管 装箱 阶级 设计 行政 人民 "
        "很多 好多 许多 非常 特别 大片 大批 大量 成片 成批 逐步 逐个 "
        "逐项 逐一 永远 千万 真的 万岁 加油 欢迎 谢谢 来回 反复"
    ).split()
)
# doubled by right where no object stands behind: 研究研究再定, but 谈话谈话24人次, 准备准备工作
_TRIED = frozenset(
    (
        "研究 学习 讨论 商量 考虑 交流 锻炼 休息 了解 比较 检查 体验 "
        "沟通 思考 打听 收拾 关心 照顾 帮助 指导 清理 打扫 整理 分析 "
        "认识 反思 总结 介绍 说明 解释 尝试 谈谈 谈话 走访 调研 琢磨 "
        "掂量 合计 宣传 教育 提醒 批评 表扬 鼓励 活动 放松 热闹 高兴 "
        "意思 参观 参谋 观察 观摩 回顾 回忆 汇报 估计 核实 核对 过问 "
        "感受 改造 动员 打扮 打量 带动 反映 培养 商议 试验 审查 推敲 "
        "推广 演练 演习 照应 准备 协调"
    ).split()
)
# What makes of the second one another word: 工作|工作时长, 落实|落实处
_LONGER = {
    "工作": "者人员时量日地站室证组会单报票流总作要计制方规机件服台餐年经簿坊",
    "规范": "化性书",
    "通过": "率",
    "支部": "书委",
    "党委": "书委",
    "习近平": "新",
}
_NUMERALS = frozenset("一二两三四五六七八九十百千万几半")
# what goes on after a doubled verb
_AGAIN = frozenset("再才就后吧了的呢嘛看过下一情")
# 针对企业对企业、企业对个人; 很紧很紧
_JOINS = frozenset("对与和到从由很非再又越")
_MARKS = frozenset("，。；、：！？）”\n")
# of so many characters and more any phrase (工作实践工作实践), of fewer a word
_WORD, _PHRASE, _LONGEST = 2, 4, 6
# what may be the object of its own first word, and bodies whose head or member is named by them (大队|大队长)
_OBJECTS = tuple(
    (
        "发展中 发展改革 工作组 教育部 教育厅 教育局 教育系统 服务业 服务中心 服务站 保护区 组织部 规划局 "
        "建设厅 建设局 建设银行 管理员 管理人员 管理局 管理站 监督员 监督局 检查组 检查站 培训中心 学习型 学习强国"
    ).split()
)
_BODIES = frozenset(
    (
        "大队 支队 总队 中队 小队 小组 支部 分局 总局 学院 医院 公司 集团 社区 街道 党委 党组 总支 法院 协会 商会 银行 "
        "大学 学校 中学 小学 中心 委员 代表 县委 市委 省委 区委 镇长 基层 企业 项目 产业 文化"
    ).split()
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The doubles; the fix drops the second one."""
    text = doc.prose
    for m in _PARTICLE.finditer(text):
        middle = m.start() + 1
        known = text[m.start()] == "是" and text.startswith(_BE, m.start() - 1)
        counted = m.lastindex is not None
        if counted or known or not (_begins_longer(text, middle, m.end()) or _ends_longer(text, m.start(), middle)):
            yield _finding(text, m.start(), middle)
    for start, middle in _doubles(text):
        end = 2 * middle - start
        word = text[start:middle]
        behind = text[end : end + 1]
        if word in _TRIED and not (behind.isalnum() and behind not in _AGAIN):
            continue
        # 坚持坚持再坚持; 干部干部，先干一步: said so for effect
        called = not behind.isalnum() and not text[start - 1 : start].isalnum()
        if called or text.startswith("再" + word, end):
            continue
        # in 20 million characters no word of two stood before a longer one that begins with it (扩大扩大会议)
        whole = len(word) == _WORD and is_word(word) and word not in _BODIES and not text.startswith(_OBJECTS, middle)
        whole = whole and not _ends_longer(text, start, middle)  # 俄罗斯|罗斯托夫
        if (_begins_longer(text, middle, end) and not whole) or behind in _LONGER.get(word, "\0"):
            continue
        yield _finding(text, start, middle)


def _finding(text: str, start: int, middle: int) -> Finding:
    end = 2 * middle - start
    values = {"found": text[start:end], "fix": text[start:middle]}
    return Finding(start, end, values, (Edit(middle, end, ""),))


def _doubles(text: str) -> Iterator[tuple[int, int]]:
    """Start and middle of every word and phrase of two to six characters that is followed by itself once.

    A text is compared with itself moved by the length of a word, as one great number: what is alike becomes zero.
    """
    # without the mark of byte order
    data, width = text.encode("utf-16", "surrogatepass")[2:], 2
    if len(data) != width * len(text):  # characters of two units
        data, width = text.encode("utf-32", "surrogatepass")[4:], 4
    number = int.from_bytes(data, "little")
    for length in range(2, _LONGEST + 1):
        moved = number >> 8 * width * length
        alike = (number ^ moved).to_bytes(len(data), "little")
        zeros, end = bytes(width * length), 0
        while (at := alike.find(zeros, end)) >= 0:
            end = next(compress(count(at), memoryview(alike)[at:]), len(alike))
            first = -(-at // width)
            run = end // width - first
            if not length <= run < 2 * length:
                continue
            for start in range(first, first + run - length + 1):
                word = text[start : start + length]
                # 举一反三反三
                tail = length == _WORD and start >= _WORD and is_word(text[start - _WORD : start + _WORD])
                known = tail or word in _WORDS or is_word(word) or _is_phrase(text, start, length)
                # 呵呵呵呵 is a sound
                if (word[0] not in _NUMERALS or word in _ONE) and word[0] != word[1] and word not in _RIGHT and known:
                    yield start, start + length
                    break


def _is_phrase(text: str, start: int, length: int) -> bool:
    """Whether what is doubled is a phrase: of four characters and more, or before a mark (不到位不到位。)."""
    end = start + 2 * length
    if not all(map(is_han, text[start : start + length])):
        return False
    return length >= _PHRASE or (text[start] not in _JOINS and text[end : end + 1] in _MARKS)


def _ends_longer(text: str, start: int, middle: int) -> bool:
    """Whether a word ends in the middle of a double that begins before it (目的|的)."""
    return any(is_word(text[middle - length : middle]) for length in range(middle - start + 1, min(4, middle) + 1))


def _begins_longer(text: str, middle: int, end: int) -> bool:
    """Whether a word begins in the middle of a double, or within its second half, that ends after it (和|和平)."""
    return any(
        is_word(text[start : start + length]) for start in range(middle, end) for length in range(end - start + 1, 5)
    )
