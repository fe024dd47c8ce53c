"""由12%提高到15%，提高3%: the difference of two percentages is counted in points."""

from __future__ import annotations

from lint.model import Edit, Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.changes import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report a percentage that is the plain difference of two percentages."""
    for old, new, change, _, _ in changes(doc):
        if old.unit != "%" or new.unit != "%" or change.unit != "%":
            continue
        if abs(new.value - old.value) != change.value or not change.value:  # type: ignore[operator]
            continue
        sign = change.end - 1
        if doc.text[sign] not in "%％":
            continue
        yield Finding(
            change.start,
            change.end,
            {"old": doc.text[old.start : old.end], "new": doc.text[new.start : new.end], "diff": str(change.value)},
            (Edit(sign, change.end, "个百分点"),),
            related=(Related(old.start, old.end), Related(new.start, new.end)),
        )
