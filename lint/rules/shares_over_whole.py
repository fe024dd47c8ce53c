"""分别占71%、20%、12%: shares of one whole that add up to more than 100%."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.numbers import within
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# Where several answers are allowed the sum lies far above 100; a slip lies just above.
_MOST = 105
_SHARES = Pattern(
    r"(?:分别占|占比分别(?:为|是|达)?|比例分别(?:为|是|达)?|比重分别(?:为|是|达)?)[^，。；、\n\d]{0,10}"
    r"(?P<list>[0-9][0-9.]*[%％](?:(?:[、，和]|以及)[0-9][0-9.]*[%％])+)"
)
_SEVERAL = Pattern(r"多选|可选多项|不止一项|均|同比")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up the shares that are said to be taken by the parts named before them."""
    text = doc.prose
    for m in _SHARES.finditer(text):
        shares = [q for q in within(doc, m.start("list"), m.end("list")) if q.unit == "%"]
        added = sum(q.value for q in shares)
        rounding = sum(q.grain for q in shares) / 2
        if not 100 + rounding < added <= _MOST or _SEVERAL.search(text, max(0, m.start() - 60), m.start()):
            continue
        yield Finding(m.start("list"), m.end("list"), {"sum": f"{'+'.join(str(q.value) for q in shares)}={added}"})
