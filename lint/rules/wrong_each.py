"""4次（第一、二、三季度各1次）; 甲、乙、丙村各2个，共7个: a total that is not so many times what each has."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_UNIT = r"(?P<unit>[个名人次场期件处座所家户篇份条亩台辆项块支本])"
# a row of bare names; 等 leaves some out, 和 within a name may join two
_ROW = r"(?P<row>[^，。；：（）()“”《》\s\d、等各]{1,10}(?:、[^，。；：（）()“”《》\s\d、等各]{1,10}){1,7})"
_EACH = rf"{_ROW}各(?:有|开展|召开|建|建成|新建|设|安排|组织|举办|配备)?(?P<each>\d{{1,3}})"
_INSIDE = Pattern(rf"(?<![\d.第])(?P<total>\d{{1,4}}){_UNIT}[^，。；（）()\d]{{0,6}}[（(]{_EACH}(?P=unit)[）)]")
_BEHIND = Pattern(rf"{_EACH}{_UNIT}，共计?(?P<total>\d{{1,4}})(?P=unit)(?![^，。；]{{0,3}}[万亿])")
_AND = ("和", "与", "及")
# what a name of several begins with
_MANY = ("各", "两", "三", "四", "五", "全", "其他", "其余", "每", "以上", "所有")
_REACH = 90


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Count the row and multiply, where the row can be counted in one way or two."""
    text, reach = doc.prose, 0
    for hit in hits:
        for pattern in (_INSIDE, _BEHIND):
            for m in pattern.finditer(text, max(reach, hit.start - _REACH), min(len(text), hit.end + _REACH)):
                if not m.start("row") < hit.start < m.end("each"):
                    continue
                items = m["row"].split("、")
                many = not items[0].startswith("第") and any(item.startswith(_MANY) for item in items)
                if many or any(word in item for item in items[:-1] for word in _AND):
                    continue
                most = len(items) + sum(items[-1].count(word) for word in _AND)
                each, total = int(m["each"]), int(m["total"])
                if total not in (each * len(items), each * most):
                    reach = m.end()
                    values = {"found": m["total"] + m["unit"], "count": most, "each": each, "right": each * most}
                    yield Finding(m.start("total"), m.end("total") + 1, values, related=(Related(*m.span("row")),))
