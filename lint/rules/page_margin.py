"""Upright pages whose margin at the top or at the bound side is another than 37 or 28 mm, give or take one."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import sections
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# millimetres, and what the standard allows, with rounding
_TOP, _LEFT = 37, 28
_ABOUT = 1.1


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each pair of margins; a letter (函) has a page of its own form (10.1)."""
    seen = set()
    for section in sections(doc):
        margins = (section.top, section.left)
        is_off = abs(section.top - _TOP) > _ABOUT or abs(section.left - _LEFT) > _ABOUT
        if section.width < section.height and is_off and margins not in seen and not parts(doc).kind.endswith("函"):
            seen.add(margins)
            yield Finding(section.start, section.end, {"top": f"{section.top:g}", "left": f"{section.left:g}"})
