"""A 、 before 和, 及 or 以及 that joins the last member: 省、市、和县."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_AND = Pattern(r"(?<=[^\W\d_A-Za-z])、(和|以?及)(?=[^\W\d_A-Za-z])")
# words that the table does not hold: names of places and railways, 和合, 及至
_OWN = frozenset("合田县若静美政龙顺至其")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each one where no word begins with the conjunction (、和谐)."""
    text = doc.prose
    for m in _AND.finditer(text):
        start, end = m.span(1)
        if text[end] in _OWN or any(is_word(text[start : start + n]) for n in (2, 3, 4) if start + n > end):
            continue
        if not any(is_word(text[end - 1 : end - 1 + n]) for n in (2, 3, 4)):
            yield Finding(m.start(), end, {"found": m[0]}, (Edit(m.start(), start, ""),))
