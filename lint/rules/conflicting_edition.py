"""REF413: one event of one year is called two different editions (2024年首届…运动会, 2024年第二届…运动会)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.dates import count
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits

_EDITION = Pattern(
    r"(?<!\d)(?P<y>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[，,]?(?:成功|如期|全力)?(?:举办|承办|召开|举行|主办|协办)了?)?的?"
    r"[“‘]?(?P<n>首届|第(?:\d{1,2}|[一二三四五六七八九十]{1,3})届)"
    r"(?P<name>[^，。；、：“”《》（）\s\d届]{1,14}?(?:运动会|大会|论坛|博览会|文化节|艺术节|旅游节|大赛|联赛|比赛|竞赛|交易会|推介会|研讨会|展览会|年会|赛))"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The later of two places where the same event of the same year has another number."""
    first: dict[tuple[str, str], re.Match[str]] = {}
    for m in _EDITION.finditer(doc.prose):
        before = first.setdefault((m["y"], m["name"]), m)
        if _number(before["n"]) != _number(m["n"]):
            values = {"found": m["n"], "other": before["n"], "year": m["y"], "name": m["name"]}
            yield Finding(*m.span("n"), values, related=(Related(*before.span("n")),))


def _number(edition: str) -> int:
    return 1 if edition == "首届" else count(edition[1:-1])
