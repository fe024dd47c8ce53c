"""A half-width comma, semicolon, colon, question or exclamation mark in Chinese prose."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_FULL = str.maketrans(",;:?!", "，；：？！")
_MARK = Pattern(r"[,;:?!] *")
# besides Han, what closes Chinese text may stand before the mark, and what opens it behind
_CLOSES = frozenset("〇”’》〉）】〕％")
_OPENS = frozenset("〇“‘《〈（【〔")
_ENDS = frozenset("”’）》】")
_DIGITS = frozenset("0123456789")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each such mark, with the blanks behind it."""
    text = doc.prose
    for m in _MARK.finditer(text):
        end = _misplaced(text, m.start(), m.end())
        if end:
            fix = text[m.start()].translate(_FULL)
            yield Finding(m.start(), end, {"fix": fix}, fix, safe=True)


def _misplaced(text: str, start: int, end: int) -> int:
    """The end of what a full-width mark would replace; 0 where the half-width one is right (1,234 8:30 1:2 a, b)."""
    mark, before, after = text[start], text[start - 1 : start], text[end : end + 1]
    chinese = is_han(before) or before in _CLOSES
    number = before in _DIGITS or before in ("%", ")", '"')
    if (chinese or (number and mark != ":")) and (is_han(after) or after in _OPENS):
        return end
    if not chinese:
        return 0
    # a number may stand on one side
    if (after in _DIGITS or after == '"') and (mark != ":" or end == start + 1):
        return end
    # a mark that ends the paragraph or stands before what closes
    return start + 1 if after in ("", "\n") or (end == start + 1 and after in _ENDS) else 0
