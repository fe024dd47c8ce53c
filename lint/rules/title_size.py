"""A title of another size than 2号 (22 pt)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import roles, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SIZE = "22"


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each size, at the first place that has it."""
    for value, places in wrong(doc, "size", roles(doc).title, _SIZE.__eq__):
        yield Finding(*places[0], {"value": value, "count": len(places)})
