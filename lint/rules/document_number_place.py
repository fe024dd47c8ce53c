"""A document number that is not in the middle of its line, where nobody signs beside it."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import is_at_left
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding; with a signer (签发人) it stands at the left."""
    found = parts(doc).parts
    for part in found:
        alone = part.name == "发文字号" and all(other.name != "签发人" for other in found)
        if alone and is_at_left(doc, part.start, part.end):
            yield Finding(part.start, part.end)
