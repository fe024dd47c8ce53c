"""A document whose pages have no numbers."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import roles
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding, at the title; a letter (函) may have a single page, which shows none (10.1)."""
    title = roles(doc).title
    numbered = any(m.kind == "field" and m.value.split(" ")[0] == "PAGE" for m in doc.marks)
    if title and not numbered and not parts(doc).kind.endswith("函"):
        yield Finding(*title[0])
