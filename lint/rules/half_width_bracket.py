"""Half-width brackets around Chinese text, told once for the whole document."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BRACKETS = Pattern(r"(?<=[^\W\d_A-Za-z])\([^()（）\n]{1,80}\)")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The first pair, with the edits of all."""
    found = [m.span() for m in _BRACKETS.finditer(doc.prose) if any(map(is_han, m[0]))]
    if found:
        ends = ((start, end - 1) for start, end in found)
        edits = [edit for first, last in ends for edit in (Edit(first, first + 1, "（"), Edit(last, last + 1, "）"))]
        yield Finding(*found[0], {"count": len(found)}, tuple(edits))
