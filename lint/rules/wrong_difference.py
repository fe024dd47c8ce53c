"""由23户减至18户，压减4户; 63.4%，较年初的65.1%下降2.7个百分点: a change that is not the difference of its two ends."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.changes import changes
from lint.views.divisions import kind
from lint.views.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare three numbers of one unit: two ends and the change between them."""
    for change in changes(doc):
        if _unit(change.old) == _unit(change.change):
            yield from _compare(doc, change.old, change.new, change.change)


def _unit(quantity: Quantity) -> str:
    """Percentages differ by points."""
    return "%" if quantity.unit == "百分点" else kind(quantity.unit)


def _compare(doc: Document, old: Quantity, new: Quantity, change: Quantity) -> Iterator[Finding]:
    if not change.unit or (old.unit == "%" and change.unit != "百分点") or old.unit == "百分点":
        return
    difference = abs(new.value - old.value)  # type: ignore[operator]
    rounding = (old.grain + new.grain + change.grain) / 2 if change.grain else 0  # type: ignore[operator]
    if abs(difference - change.value) <= rounding or not difference:
        return
    # a rate of change would be a percentage; half or twice the change is another thing altogether
    if not 0.2 <= float(change.value) / float(difference) <= 5:
        return
    yield Finding(
        change.start,
        change.end,
        {
            "old": doc.text[old.start : old.end],
            "new": doc.text[new.start : new.end],
            "diff": shown(difference, change),
        },
        related=(Related(old.start, old.end), Related(new.start, new.end)),
    )
