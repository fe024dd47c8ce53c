"""Upright A4 pages whose type area is not 156 × 225 mm."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import sections
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# millimetres; each margin may be off by one
_WIDTH, _HEIGHT = 156, 225
_ABOUT = 2.1


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each type area; a letter (函) has a page of its own form (10.1)."""
    seen = set()
    for section in sections(doc):
        area = (section.width - section.left - section.right, section.height - section.top - section.bottom)
        is_off = abs(area[0] - _WIDTH) > _ABOUT or abs(area[1] - _HEIGHT) > _ABOUT
        upright = abs(section.width - 210) <= 1 and abs(section.height - 297) <= 1
        if upright and is_off and area not in seen and not parts(doc).kind.endswith("函"):
            seen.add(area)
            yield Finding(section.start, section.end, {"width": f"{area[0]:.0f}", "height": f"{area[1]:.0f}"})
