"""A half-width blank before a mark, behind a comma or semicolon, or in the middle of a word."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BLANKS = Pattern(" +")
_BEFORE = frozenset("，。；：、！？")
_BEHIND = frozenset("，；")
# a heading or the number of an article stands so far from the beginning of the line
_HEAD = 12


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The blanks in lines that hold a sentence; headings, lists and tables set words apart by blanks."""
    text = doc.prose
    line = end = 0
    for m in _BLANKS.finditer(text):
        if m.start() >= end:
            line = text.rfind("\n", 0, m.start()) + 1
            end = text.find("\n", m.end())
            end = len(text) if end < 0 else end
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if m.start() == line or m.end() == end or "。" not in text[line:end] or not (before and after):
            continue
        beside = (is_han(before) and after in _BEFORE) or (before in _BEHIND and is_han(after))
        if beside or (m.start() - line >= _HEAD and _splits_word(text, m.start(), m.end())):
            yield Finding(*m.span(), {"quote": text[m.start() - 1 : m.end() + 1]}, "", safe=True)


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether the two characters beside a blank are a word, and neither ends or begins another one."""
    if end - start != 1 or not is_word(text[start - 1] + text[end]):
        return False
    return not any(is_word(text[start - n : start]) or is_word(text[end : end + n]) for n in (2, 3))
