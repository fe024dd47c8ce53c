"""A page number of another size than 4号 (14 pt) or in another font than 宋体."""

from __future__ import annotations

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views.layout import is_song, look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SIZE = "14"


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding, at the first such number."""
    for mark in doc.marks:
        if mark.kind == "field" and mark.value.split(" ")[0] == "PAGE":
            start, end = mark.start, mark.end
            size, font = look(doc, "size", start, end), look(doc, "latin", start, end) or look(doc, "font", start, end)
            if (size and size != _SIZE) or (font and not is_song(font)):
                said = (
                    Said("page_number_both", {"size": size, "font": font})
                    if font
                    else Said("page_number_one", {"size": size})
                )
                yield Finding(start, end, {"value": said})
                return
