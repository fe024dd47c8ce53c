"""Characters that nobody sees: zero-width ones, soft hyphens and those that turn the direction of writing."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_ANYWHERE = r"\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# joiners (U+200C, U+200D) belong to emoji and other scripts; behind Han and its marks they join nothing
_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_RUN = Pattern(f"[{_ANYWHERE}]+|(?<=[{_HAN}])[{_ANYWHERE}\\u200c\\u200d]+")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each run of them; to delete it changes no word."""
    text = doc.prose
    for m in _RUN.finditer(text):
        names = dict.fromkeys(f"U+{ord(char):04X}" for char in m[0])
        yield Finding(m.start(), m.end(), {"codes": " ".join(names), "count": len(m[0])}, "", safe=True)
