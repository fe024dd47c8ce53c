"""Headings whose font is not that of their level: 黑体 for 一、, 楷体 for （一）, 仿宋 below."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.layout import is_fang_song, is_hei, is_kai, roles, wrong
from lint.views.outline import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_FONTS = (("黑体", is_hei), ("楷体", is_kai), ("仿宋体", is_fang_song), ("仿宋体", is_fang_song))


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each level and font, at the first heading that has it."""
    for level, (name, is_right) in enumerate(_FONTS, 1):
        spans = [(start, end) for own, start, end in roles(doc).headings if own == level]
        for value, places in wrong(doc, "font", spans, is_right):
            values = {"value": value, "count": len(places), "level": numeral(level), "right": name}
            yield Finding(*places[0], values)
