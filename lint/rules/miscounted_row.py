"""NUM205: a row of things with a count of another number right behind it (物资采购、基建工程、药品耗材四个重点领域)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.dates import count
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# an item is a bare noun: no particle, verb of bounds or mark in it
_ITEM = r"[^，。；：、“”（）《》\s\d的在以不后内应当超过至少自有等]"
_ROW = Pattern(
    rf"(?P<row>{_ITEM}{{2,12}}(?:、{_ITEM}{{2,10}}){{2,7}}?)(?P<open>等)?(?P<n>[二三四五六七八九两]|[2-9])(?:个|类|级|大|方面|种|项|支)"
    "(?:重点)?(?:领域|方面|环节|层面|体系|阶段|治理|行业|类型|层级|步骤|维度|联动|网络|责任|机制|清单|平台|关口|关键|"
    "专项|专班|板块|片区|中心|工程|行动|小分队|队伍|小组|服务队|产业)"
)
_AND = ("和", "与", "及", "或", "同")
_REACH = 120


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Rows of three things and more; a 和 in the last one may join two."""
    text, reach = doc.prose, 0
    for hit in hits:
        for m in _ROW.finditer(text, max(reach, hit.start - _REACH), min(len(text), hit.end + 4)):
            reach = m.end()
            items = m["row"].split("、")
            if any(word in item for item in items[:-1] for word in _AND):
                continue
            told = 2 if m["n"] == "两" else count(m["n"])
            most = len(items) + sum(items[-1].count(word) for word in _AND)
            # 等 may leave out any number of them, but no list names more than there are
            if told < len(items) or (told > most and not m["open"]):
                values = {"found": m["n"], "row": "、".join(items), "count": len(items)}
                yield Finding(m.start("n"), m.end("n") + 1, values, related=(Related(*m.span("row")),))
