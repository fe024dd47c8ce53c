"""Text in another font than 仿宋."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import is_fang_song, roles, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each font, at the first place that has it."""
    for value, places in wrong(doc, "font", roles(doc).text, is_fang_song):
        yield Finding(*places[0], {"value": value, "count": len(places)})
