"""Text whose lines stand so far apart that a page does not hold about 22."""

from __future__ import annotations

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views.layout import roles, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# 225 mm by 22 lines are 28.99 points; offices set 28 to 30
_LEAST, _MOST = 27.0, 30.5
# times its size, the line of a font is between 1.1 and 1.4: so many of them cannot give 29 points for 16
_TIGHT, _WIDE = 1.2, 1.75


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for each spacing, at the first paragraph that has it; ×n is n of the font's own lines."""
    for value, places in wrong(doc, "line", roles(doc).text, _is_right):
        said = (
            Said("line_multiple", {"value": value[1:]})
            if value.startswith("×")
            else Said("line_points", {"value": value})
        )
        yield Finding(*places[0], {"value": said, "count": len(places)})


def _is_right(value: str) -> bool:
    """Whether a spacing may be right."""
    number = float(value.lstrip("×"))
    return _TIGHT <= number <= _WIDE if value.startswith("×") else _LEAST <= number <= _MOST
