"""REF106: a name that mixes up 届 and 次, congress and plenum (十九大六中全会, 第二十届全国代表大会)."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.references import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DIGIT = "一二三四五六七八九"
# a name that must stand at the hit, the pattern whose group `here` is wrong, what it should be
_FORMS = (
    # a plenum belongs to a term of the Central Committee
    ("中全会", Pattern(rf"(?:党的|中共)?(?:十[五六七八九]|二十[一]?)(?P<here>大)[{_DIGIT}]中全会"), "届"),
    # 届 counts committees, 次 counts congresses
    ("届全国代表大会", Pattern(r"(?:中国共产党|党的)第?[一二三四五六七八九十]{1,3}(?P<here>届)全国代表大会"), "次"),
    ("次全会", Pattern(rf"(?:党的|中共)第?(?:十[五六七八九]|二十[一]?)届(?:中央)?第?[{_DIGIT}](?P<here>次)全会"), "中"),
    (
        "次全国代表大会",
        Pattern(rf"第?[一二三四五六七八九十]{{1,3}}届中央委员会第[{_DIGIT}]次(?P<here>全国代表大会)"),
        "全体会议",
    ),
)

# the longest name around a hit
_AROUND = 16


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each wrong form, with the smallest correction."""
    text = doc.prose
    seen: set[int] = set()
    for hit in hits:
        for name, pattern, right in _FORMS:
            if not text.endswith(name, hit.start, hit.end) or (name == "次全会" and _others(text, hit.start)):
                continue
            m = pattern.search(text, max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND))
            if m is None or m.start("here") in seen or quoted(text, *m.span()):
                continue
            seen.add(m.start("here"))
            start, end = m.span("here")
            found = m[0]
            fixed = found[: start - m.start()] + right + found[end - m.start() :]
            if "第" in found and right == "中":
                fixed = fixed.replace("第", "")
                yield Finding(*m.span(), {"found": found, "fix": fixed}, suggestions=(fixed,))
            else:
                yield Finding(*m.span(), {"found": found, "fix": fixed}, (Edit(start, end, right),))


def _others(text: str, at: int) -> bool:
    """Whether the session in front of 次全会 is not the Party's own: no 党的, 中共 near it."""
    near = text[max(0, at - _AROUND) : at]
    return "党的" not in near and "中共" not in near
