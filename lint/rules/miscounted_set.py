"""“五化”（甲、乙、丙、丁）, 十件实事全部办结，即甲、乙、丙: a set that is spelt out with more or fewer members."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.canon import MARK, NUMERAL, canon
from lint.views.outline import number, numeral
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits

# All patterns run over the canonical text.
_COUNT = r"(?P<count>[2-9]|1[0-9]|[\x0f-\x17]|\x18[\x0e-\x16]?)"
_NAME = rf"[^{MARK}{NUMERAL}\n\d]"
# “五化”标准（…）, “四个到位”（即…）; 三河三湖, 三自一包 count two things
_QUOTED = Pattern(
    rf"\x86{_COUNT}[个项大]?{_NAME}{{1,4}}\x87{_NAME}{{0,6}}[\x8a(](?:即|指|是指)?[\x83:]?(?P<list>[^\x8a\x8b()\n]{{5,120}})[\x8b)]"
)
# 十件民生实事全部完成，即…。
_THAT_IS = Pattern(
    rf"(?<![0-9.{NUMERAL}第约近])(?<!等){_COUNT}(?P<unit>件|项|个|大|条|类|种){_NAME}{{1,14}}\x80?即[\x83:]?(?P<list>[^\x81-\x83\x8a\x8b()\n]{{8,300}})(?=[\x81\x82\n]|$)"
)
# 六类调解组织（甲、乙、丙、丁、戊）
_PLAIN = Pattern(
    rf"(?<![0-9.{NUMERAL}第约近])(?<!每)(?<!其中){_COUNT}(?:个类别|类|大类|大)(?P<noun>{_NAME}{{2,8}})"
    r"[\x8a(](?:即|分别为|包括|分别是)?[\x83:]?(?P<list>[^\x8a\x8b()\n\d]{5,120})[\x8b)]"
)
_EXAMPLES = ("含", "如", "见", "除", "不含", "其中", "主要", "分布", "涉及", "原")
_REACH = 30
_AND = ("和", "与", "及", "或")
_MOST_NAME = 24


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Count the members that stand in the parenthesis behind a quoted set, or behind 即 as far as the sentence goes."""
    text, canonical = doc.prose, canon(doc)
    for at, end in hits:
        if text[at] == "“":
            m = _QUOTED.match(canonical, at)
        elif text[end - 1] in "类大":
            m = _PLAIN.match(canonical, at)
        else:
            start = max(0, at - _REACH)
            m = next((m for m in _THAT_IS.finditer(canonical, start) if m.start() < at < m.start("list")), None)
            m = m if m and text[end - 1 : m.start("list")].rstrip("：:") == "即" else None
        if m:
            yield from _compare(text, m)


def _compare(text: str, m: re.Match[str]) -> Iterator[Finding]:
    written, listed = text[slice(*m.span("count"))], text[slice(*m.span("list"))]
    stated = 2 if written == "两" else number(written)
    names = _members(listed)
    # behind 即 a comma may begin another statement
    if not names or listed.startswith(_EXAMPLES) or ("unit" in m.groupdict() and "，" in listed):
        return
    # the last member may be two, joined by a word
    most = len(names) + sum(names[-1].count(word) for word in _AND)
    if len(names) <= stated <= most:
        return
    right = str(most) if written.isdigit() else "两" if most == 2 else numeral(most)
    yield Finding(
        *m.span("count"),
        {"count": stated, "listed": most},
        suggestions=(right,),
        related=(Related(*m.span("list")),),
    )


def _members(listed: str) -> list[str]:
    """The names of a list joined by one mark throughout; none where it may be open or read in two ways."""
    marks = [mark for mark in "、，" if mark in listed]
    if len(marks) != 1 or "等" in listed or "…" in listed:
        return []
    names = listed.split(marks[0])
    # marks within quotation marks join parts of one name; 和 in an inner name may join two members
    if len(names) < 2 or any(name.count("“") != name.count("”") or len(name) > _MOST_NAME for name in names):
        return []
    return [] if any(word in name for name in names[:-1] for word in _AND[:2]) else names
