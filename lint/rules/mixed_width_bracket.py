"""A pair of brackets of which one half is full-width and the other half-width."""

from __future__ import annotations

from lint.kinds import lines_at
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_PAIR = Pattern(r"（[^()（）\n]{0,80}(?P<close>\))|(?P<open>\()[^()（）\n]{0,80}）")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The half-width halves, in lines whose brackets all have their other half."""
    text = doc.prose
    for start, end in lines_at(doc, hits):
        if _count(text, start, end, "（(") != _count(text, start, end, "）)"):
            continue  # PUN112 tells which one is alone
        for m in _PAIR.finditer(text, start, end):
            half = m.span("close") if m["close"] else m.span("open")
            yield Finding(*half, {"quote": m[0]}, "）" if m["close"] else "（", safe=True)


def _count(text: str, start: int, end: int, marks: str) -> int:
    return sum(text.count(mark, start, end) for mark in marks)
