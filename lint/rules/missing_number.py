"""A measure without its number: 现有党员名, 投资万元, 同比增长%."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import EVERY, is_han, sentence
from lint.views.parts import in_form
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMBER = "零〇一二三四五六七八九十百千万亿两几数多余若半每各全首本该这那某双整上成近单超破过达"
# sums and shares are never written without a number before them
_SUMS = frozenset(("万元", "亿元", "%", "％", "万亩", "公里"))
_ENDS = frozenset("，。；、")
# 平方公里, 吨公里, 以万元为单位
_UNITED = frozenset("方吨人车位")
_DONE = (
    "共计|共|累计|现有|下设|设有|建成|完成|发放|走访|排查|整改|开展|组织|召开|举办|收集|撰写|收到|参加|慰问|培训|新增|新建|"
    "办理|化解|接待|解决|帮扶|发现|制定|修订|印发|报送|推荐|发展|吸引|先后|仅"
)
_MEASURE = "人次|名|个|次|篇|份|件|条|座|处|场"
_WHAT = rf"[^，。；：、“”（）\d\s{_NUMBER}]"
_COUNT = Pattern(rf"(?:{_DONE})(?P<what>{_WHAT}{{0,9}}?)(?P<here>{_MEASURE})(?=[，。；])")
# what a place is for: 写票处, 处置场, 堆放场; and 不妥之处
_PLACES = frozenset("之票理置放埋等屠牧渔农林机车市广战操考会现事")
# so far before a measure stands the verb of what was done
_REACH = 16
# once a number is missing, its neighbours may be too: 开展学习次，交流发言次
_NEIGHBOUR = Pattern(rf"(?<=[，；]){_WHAT}{{2,9}}?(?P<here>{_MEASURE})(?=[，。；])")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The measures before which a number was deleted."""
    text = doc.prose
    found: set[tuple[int, int]] = set()
    for start, end in hits:
        before = text[start - 1 : start]
        if text.startswith("连续", start):
            if text[end : end + 1] not in ("份", "度") and not in_form(doc, start):
                found.add((start, end))
        elif not is_han(before) or before in _NUMBER or in_form(doc, start):
            continue
        elif text[start:end] in _SUMS:
            if text[end : end + 1] in _ENDS and before not in _UNITED:
                found.add((start - 1, end))
        elif text[end - 1] in _ENDS and not _ends_word(text, end - (3 if text.startswith("人次", end - 3) else 2)):
            for m in _COUNT.finditer(text, max(0, start - _REACH), end):
                bare = not m["what"] and not m[0].startswith(("仅", "共计", "累计", "先后"))
                if not bare and not _ends_word(text, m.start("here")):
                    found.add(m.span())
    covered = {at for start, end in found for at in range(start, end)}
    for first, last in sorted({sentence(doc, start, end) for start, end in found}):
        for m in _NEIGHBOUR.finditer(text, first, last):
            if covered.isdisjoint(range(*m.span())) and not _ends_word(text, m.start("here")):
                found.add(m.span())
                covered.update(range(*m.span()))
    for start, end in sorted(found):
        if EVERY.isdisjoint(text[start:end]):  # a mark there is a blank already, and reported as one
            yield Finding(start, end)


def _ends_word(text: str, at: int) -> bool:
    """Whether the measure at an offset only ends a word: 提名, 层次, 文件, 办事处, 填埋场."""
    if text[at] in "场处" and text[at - 1] in _PLACES:
        return True
    return not text.startswith("人次", at) and any(is_word(text[at - n : at + 1]) for n in (1, 2, 3))
