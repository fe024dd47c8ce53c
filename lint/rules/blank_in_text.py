"""A half-width blank before a mark, behind a comma or semicolon, in the middle of a word, or alone in a paragraph."""

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
# a paragraph so long is prose, and a blank alone in it sets nothing apart
_PROSE = 60
_MARKS = Pattern("[，。；：]")
# where a blank may stand for a mark
_PAIRS = ("“”", "《》", "‘’", "「」", "（）")
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
        inside = m.start() - line >= _HEAD and (
            _splits_word(text, m.start(), m.end()) or _stands_alone(text[line:end], m.start() - line)
        )
        if beside or inside:
            yield Finding(*m.span(), {"quote": text[m.start() - 1 : m.end() + 1]}, "", safe=True)


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether the two characters beside a blank are a word, and neither ends or begins another one."""
    if end - start != 1 or not is_word(text[start - 1] + text[end]):
        return False
    return not any(is_word(text[start - n : start]) or is_word(text[end : end + n]) for n in (2, 3))


def _stands_alone(line: str, at: int) -> bool:
    """Whether a blank is the only one between characters of a paragraph, with sentences before and behind it."""
    if len(line) < _PROSE or not (is_han(line[at - 1]) and is_han(line[at + 1])):
        return False
    if any(line.rfind(pair[0], 0, at) > line.rfind(pair[1], 0, at) for pair in _PAIRS):
        return False
    marks = [m.start() for m in _MARKS.finditer(line)]
    before, behind = [n for n in marks if n < at], [n for n in marks if n > at]
    # 、张 伟， is a name
    if not before or not behind or at - before[-1] < 3 or behind[0] - at < 3:
        return False
    return not any(is_han(line[n - 1]) and is_han(line[n + 1]) for n in _others(line, at))


def _others(line: str, at: int) -> Iterator[int]:
    """Where other blanks stand inside a line, full-width ones among them."""
    return (n for n, char in enumerate(line[1:-1], 1) if char in " \u3000" and n != at)
