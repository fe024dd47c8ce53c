"""A unit that calls itself by another kind of unit's name in one place: 我镇 in the report of a bureau."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.marks import sentence
from lint.views.offices import office
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits, Span

# words that begin with the second character: 我局限于, 我乡下
_LONGER = Pattern(r"我(?:局[限面部势长]|镇[静定压痛守住]|乡[下亲音愁土间里]|校[对正准验]|院士)")
_KINDS = {
    "局": Pattern(r"局(?:党组|党委|党支部|机关党委|办公室)?$"),
    "厅": Pattern(r"厅(?:党组|机关党委|办公室)?$"),
    "镇": Pattern(r"镇(?:人民政府|政府|党委|委员会|党政办公室|办公室|人大|纪委)?$"),
    "乡": Pattern(r"乡(?:人民政府|政府|党委|委员会|党政办公室|办公室|人大|纪委)?$"),
    "街道": Pattern(r"街道(?:办事处|党工委|工委)?$"),
    "校": Pattern(r"(?:学校|小学|中学|大学)$"),
    "院": Pattern(r"(?:医院|卫生院|法院|检察院|学院|研究院)$"),
    "公司": Pattern(r"公司$"),
}
# a school within a university calls itself either
_EITHER = frozenset(("校", "院"))
# others speak in them for themselves
_VOICES = frozenset("纪要 简报 讲话 发言 致辞 体会 提案 建议 议案".split(" "))
# so often a unit speaks of itself where nothing else tells which one it is; and where its name stands there
_OFTEN, _KNOWN = 4, 2


def check(doc: Document, hits: Hits, *, unit: Sequence[str] = ()) -> Iterator[Finding]:
    """The only place where a unit has another kind's name, outside quotations and attachments.

    Args:
        unit: names of the own unit; `unit:` states them.
    """
    text = doc.prose
    places: dict[str, list[Span]] = {}
    for hit in hits:
        if text[hit.start - 1 : hit.start] not in ("自", "忘", "：") and not _LONGER.match(text, hit.start):
            places.setdefault(text[hit.start + 1 : hit.end], []).append(hit)
    stated = _kind(unit[0]) if unit else ""
    if len(places) < 2 and (not stated or stated in places):
        return
    found = parts(doc)
    if found.kind in _VOICES:
        return
    attached = min((p.start for p in found.parts if p.name == "附件"), default=len(text))
    own = _kind(office(doc).name) or stated
    usual = own or max(places, key=lambda kind: (len(places[kind]), kind))
    there = places.get(usual, [])
    if len(there) < (_KNOWN if own else _OFTEN) and (not own or own != stated):
        return
    for kind, spans in places.items():
        if kind == usual or len(spans) > 1 or {kind, usual} == _EITHER:
            continue
        span = spans[0]
        if span.start < attached and not _is_quoted(doc, span):
            values = {"found": f"我{kind}", "usual": f"我{usual}", "count": len(there)}
            yield Finding(*span, values, suggestions=(f"我{usual}",), related=tuple(Related(*s) for s in there[:3]))


def _kind(name: str) -> str:
    """What a unit of this name calls itself; empty where its name does not tell."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(name)), "")


def _is_quoted(doc: Document, span: Span) -> bool:
    """Whether quotation or title marks are open before a place in its line, or its sentence is somebody's speech."""
    text = doc.prose
    before = text[doc.line(span.start)[0] : span.start]
    first, _ = sentence(doc, *span)
    spoken = any(word in text[first : span.start] for word in ("说", "表示", "反映", "介绍", "来信"))
    return spoken or any(before.count(a) > before.count(b) for a, b in ("“”", "《》"))
