"""Pages that are not A4, upright or across."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_ABOUT = 1.0


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each size, at the first section that has it."""
    seen = set()
    for section in sections(doc):
        short, long = sorted((section.width, section.height))
        if (abs(short - 210) > _ABOUT or abs(long - 297) > _ABOUT) and (short, long) not in seen:
            seen.add((short, long))
            values = {"width": f"{section.width:g}", "height": f"{section.height:g}"}
            yield Finding(section.start, section.end, values)
