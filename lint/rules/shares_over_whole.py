"""分别占71%、20%、12%; 男性占55%、女性占47%: shares of one whole that add up to more than 100%."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import clause_before
from lint.views.numbers import quantities, within
from lint.views.pattern import Pattern
from lint.views.wholes import are_apart, are_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

# Where several answers are allowed the sum lies far above 100; a slip lies just above.
_MOST = 105
_SHARES = Pattern(
    r"(?:分别占|占比分别(?:为|是|达)?|比例分别(?:为|是|达)?|比重分别(?:为|是|达)?)[^，。；、\n\d]{0,10}"
    r"(?P<list>[0-9][0-9.]*[%％](?:(?:[、，和]|以及)[0-9][0-9.]*[%％])+)"
)
_SEVERAL = Pattern(r"多选|可选多项|不止一项|均|同比")
_BREAKS = frozenset("。！？\n")
_TAKES = ("占比为", "占比达", "占比", "占了", "约占", "占")
# characters between two shares of one list
_REACH = 24
_LEAST, _WHOLE = 80, 100


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up the shares that parts named together are said to take, and those of sets that cannot overlap."""
    text = doc.prose
    for m in _SHARES.finditer(text):
        shares = [q for q in within(doc, m.start("list"), m.end("list")) if q.unit == "%"]
        added = sum(q.value for q in shares)
        rounding = sum(q.grain for q in shares) / 2
        if not _WHOLE + rounding < added <= _MOST or _SEVERAL.search(text, max(0, m.start() - 60), m.start()):
            continue
        yield Finding(m.start("list"), m.end("list"), {"sum": f"{'+'.join(str(q.value) for q in shares)}={added}"})
    for listed, heads in _lists(text, [q for q in quantities(doc) if q.unit == "%" and q.exact]):
        whole = sum(float(q.value) for q in listed)
        slack = sum(float(q.grain) for q in listed) / 2 + 1e-9
        over = whole > _WHOLE + slack and are_apart(heads)
        under = _LEAST < whole < _WHOLE - slack and are_whole(heads)
        if over or under:
            last = listed[-1]
            yield Finding(
                last.start,
                last.end,
                {"sum": f"{'+'.join(str(q.value) for q in listed)}={whole:g}"},
                related=tuple(Related(q.start, q.end) for q in listed[:-1]),
            )


def _lists(text: str, numbers: list[Quantity]) -> Iterator[tuple[list[Quantity], list[str]]]:
    """The shares that stand in one sentence, each behind the name of what takes it and 占."""
    found: list[Quantity] = []
    heads: list[str] = []
    for quantity in numbers:
        head = clause_before(text, quantity.start)
        taker = next((head.removesuffix(word) for word in _TAKES if head.endswith(word)), "")
        between = text[found[-1].end : quantity.start] if found else ""
        if found and (not taker or len(between) > _REACH or not _BREAKS.isdisjoint(between)):
            if len(found) > 1:
                yield found, heads
            found, heads = [], []
        if taker:
            found, heads = [*found, quantity], [*heads, taker.removesuffix("的")]
    if len(found) > 1:
        yield found, heads
