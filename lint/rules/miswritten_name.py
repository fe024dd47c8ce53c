"""A name in quotation marks or a title that is written once with a slip in it, and right elsewhere."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding, Related, Span
from lint.record import TYPE_CHECKING
from lint.terms import find
from lint.views.pattern import Pattern
from lint.views.slips import exchanged, is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits

_NAME = Pattern(r"“([^\W\d_A-Za-z]{4,16})”|《([^\W\d_A-Za-z]{8,40})》")
# the right writing stands at least so often, the wrong one once
_USUAL = 2
_SHOWN = 3
_THINGS = tuple("品牌 工程 行动 计划 活动 机制 模式 平台 体系 制度 项目 工作法 工作室 服务队".split(" "))
# a text with more names than this is a collection, in which they differ by right
_MOST = 300
# 中朝 and 朝中 are both right
_COUNTRIES = frozenset("中朝韩日美俄英法德印巴越老泰新澳加欧非阿埃沙伊土蒙哈乌")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each name that stands once and is another one with a slip, in another sentence."""
    text = doc.prose
    places: dict[str, list[Span]] = {}
    for m in _NAME.finditer(text):
        group = 1 if m[1] else 2
        places.setdefault(m[group], []).append(Span(*m.span(group)))
    if len(places) > _MOST:
        return
    seen: set[Span] = set()
    for name, spans in places.items():
        if len(spans) != 1:
            continue
        for other, there in places.items():
            # most pairs are told apart by this alone
            if abs(len(name) - len(other)) > 1 or not is_slip(name, other, alike=True):
                continue
            thing = _thing(text, spans[0])
            alike = thing != "" and thing in {_thing(text, place) for place in there}
            usual = len(there) >= _USUAL or (alike and there[0] < spans[0])
            if usual and is_slip(name, other, alike) and not _together(text, spans[0], there):
                seen.add(spans[0])
                yield _finding(text, spans[0], other, there)
                break
    # without quotation marks a name may be told by its order alone
    for name in places:
        there = find(text, name)
        if len(there) < _USUAL:
            continue
        for wrong in _swapped(name):
            spans = find(text, wrong) if wrong in text else []
            if len(spans) == 1 and spans[0] not in seen:
                yield _finding(text, spans[0], name, there)


def _thing(text: str, span: Span) -> str:
    """What a name in quotation marks is the name of, by its own end or what follows: 品牌, 工程; empty if nothing."""
    own = next((thing for thing in _THINGS if text.endswith(thing, span.start, span.end)), "")
    behind = text[span.end + 1 : span.end + 7]
    return own or next((thing for thing in _THINGS if thing in behind), "")


def _finding(text: str, span: Span, right: str, places: Sequence[Span]) -> Finding:
    found = text[span.start : span.end]
    values = {"found": found, "fix": right, "count": len(places)}
    related = tuple(Related(*place) for place in places[:_SHOWN])
    if len(places) < _USUAL:  # one against one: nobody knows which is right
        return Finding(*span, values, suggestions=(right,), related=related)
    return Finding(*span, values, smallest(span.start, found, right), related=related)


def _swapped(name: str) -> Iterator[str]:
    """The name with two neighbours swapped; one of four characters also with every second one (以下率上)."""
    pairs = [(n, n + 1) for n in range(len(name) - 1)] + ([(0, 2), (1, 3)] if len(name) == 4 else [])
    for first, second in pairs:
        a, b = name[first], name[second]
        if a != b and not _COUNTRIES.issuperset((a, b)):
            yield exchanged(name, first, second)


def _together(text: str, span: Span, others: Sequence[Span]) -> bool:
    """Whether the name and the other one stand in one sentence, which tells them apart."""
    return any("。" not in text[min(span.end, end) : max(span.start, start)] for start, end in others)
