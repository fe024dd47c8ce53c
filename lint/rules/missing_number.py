"""A measure without its number: 现有党员名, 投资万元, 同比增长%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.model import Finding
from lint.views.marks import EVERY, sentence
from lint.views.parts import in_form, line_at
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMBER = "零〇一二三四五六七八九十百千万亿两几数多余若半每各全首本该这那某双整上成近单超破过达"
# sums and shares are never written without a number before them
_SUM = Pattern(
    rf"(?<=[\u4e00-\u9fff])(?<![{_NUMBER}位])(?:万元|亿元|[%％]|万亩|(?<![方吨人车])公里)(?=[，。；、])"
    r"|(?<=连续)(?:年|个月)(?![份度])"
)
_DONE = (
    "共计|共|累计|现有|下设|设有|建成|完成|发放|走访|排查|整改|开展|组织|召开|举办|收集|撰写|收到|参加|慰问|培训|新增|新建|"
    "办理|化解|接待|解决|帮扶|发现|制定|修订|印发|报送|推荐|发展|吸引|先后|仅"
)
_MEASURE = "人次|名|个|次|篇|份|件|条|座|处|场"
_WHAT = rf"[^，。；：、“”（）\d\s{_NUMBER}]"
_COUNT = Pattern(rf"(?:{_DONE})(?P<what>{_WHAT}{{0,9}}?)(?P<here>{_MEASURE})(?=[，。；])")
# so far before a measure stands the verb of what was done
_REACH = 16
# once a number is missing, its neighbours may be too: 开展学习次，交流发言次
_NEIGHBOUR = Pattern(rf"(?<=[，；]){_WHAT}{{2,9}}?(?P<here>{_MEASURE})(?=[，。；])")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The measures before which a number was deleted."""
    text = doc.prose
    found: set[tuple[int, int]] = set()
    for hit in hits:
        first, last = max(0, hit.start - _REACH), hit.end + 1
        for m in _SUM.finditer(text, first, last):
            if not in_form(doc, m.start()) and not text.startswith("单位", max(0, m.start() - 2)):
                found.add((m.start() - 1, m.end()))
        for m in _COUNT.finditer(text, first, last):
            bare = not m["what"] and not m[0].startswith(("仅", "共计", "累计", "先后"))
            if not bare and not _ends_word(text, m) and not in_form(doc, m.start()):
                found.add(m.span())
    for start, end in tuple(found):
        for m in _NEIGHBOUR.finditer(text, *sentence(text, start, end, line_at(doc, start))):
            if not _ends_word(text, m) and not any(m.start() < e and s < m.end() for s, e in found):
                found.add(m.span())
    for start, end in sorted(found):
        if EVERY.isdisjoint(text[start:end]):  # a mark there is a blank already, and reported as one
            yield Finding(start, end)


def _ends_word(text: str, m: re.Match[str]) -> bool:
    """Whether the measure only ends a word: 提名, 层次, 文件, 办事处."""
    at = m.start("here")
    return m["here"] != "人次" and any(is_word(text[at - n : at + 1]) for n in (1, 2, 3))
