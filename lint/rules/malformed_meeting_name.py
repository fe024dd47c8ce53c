"""REF106: a name that mixes up 届 and 次, congress and plenum (十九大六中全会, 第二十届全国代表大会)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.model import Edit, Finding
from lint.views.pattern import Pattern
from lint.views.references import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DIGIT = "一二三四五六七八九"
# the group `here` is wrong, its name says what it should be
_FORMS = (
    # a plenum belongs to a term of the Central Committee
    (Pattern(rf"(?:党的|中共)?(?:十[五六七八九]|二十[一]?)(?P<here>大)[{_DIGIT}]中全会"), "届"),
    # 届 counts committees, 次 counts congresses
    (Pattern(r"(?:中国共产党|党的)第?[一二三四五六七八九十]{1,3}(?P<here>届)全国代表大会"), "次"),
    (Pattern(rf"(?:党的|中共)第?(?:十[五六七八九]|二十[一]?)届(?:中央)?第?[{_DIGIT}](?P<here>次)全会"), "中"),
    (Pattern(rf"第?[一二三四五六七八九十]{{1,3}}届中央委员会第[{_DIGIT}]次(?P<here>全国代表大会)"), "全体会议"),
)

# the longest name around a hit
_AROUND = 16


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each wrong form, with the smallest correction."""
    text = doc.prose
    seen: set[int] = set()
    for hit in hits:
        for pattern, right in _FORMS:
            m = pattern.search(text, max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND))
            if m is None or m.start("here") in seen or quoted(text, *m.span()):
                continue
            seen.add(m.start("here"))
            start, end = m.span("here")
            name = m[0]
            fixed = name[: start - m.start()] + right + name[end - m.start() :]
            if "第" in name and right == "中":
                yield Finding(
                    *m.span(), {"found": name, "fix": fixed.replace("第", "")}, suggestions=(fixed.replace("第", ""),)
                )
            else:
                yield Finding(*m.span(), {"found": name, "fix": fixed}, (Edit(start, end, right),))
