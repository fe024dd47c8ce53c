"""Characters that nobody sees: zero-width ones, soft hyphens and those that turn the direction of writing."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# joiners (U+200C, U+200D) belong to emoji and other scripts
_RUN = Pattern("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each run of them; to delete it changes no word."""
    text = doc.prose
    for m in _RUN.finditer(text):
        names = dict.fromkeys(f"U+{ord(char):04X}" for char in m[0])
        yield Finding(m.start(), m.end(), {"codes": " ".join(names), "count": len(m[0])}, "", safe=True)
