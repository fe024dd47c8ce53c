"""Full-width Latin letters: ＯＡ for OA."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_LETTERS = Pattern("[Ａ-Ｚａ-ｚ]+")
# the blank that a template leaves is another rule's
_BLANK = frozenset("Ｘｘ")
_HALF = {n: n - 0xFEE0 for n in range(0xFF21, 0xFF5B)}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each run of them."""
    for m in _LETTERS.finditer(doc.prose):
        if not _BLANK.issuperset(m[0]):
            yield Finding(*m.span(), {"fix": m[0].translate(_HALF)}, m[0].translate(_HALF), safe=True)
