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
_SINGLE = Pattern("[ \u3000]")
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
    lone: int | None = None  # the only blank between two characters of the line, -1 where there is none; not yet known
    is_prose = False
    for m in _BLANKS.finditer(text):
        if m.start() >= end:
            line = text.rfind("\n", 0, m.start()) + 1
            end = text.find("\n", m.end())
            end = len(text) if end < 0 else end
            is_prose, lone = text.find("。", line, end) >= 0, None
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if m.start() == line or m.end() == end or not is_prose or not (before and after):
            continue
        beside = (is_han(before) and after in _BEFORE) or (before in _BEHIND and is_han(after))
        inside = m.start() - line >= _HEAD and _splits_word(text, m.start(), m.end())
        if not inside and m.start() - line >= _HEAD and end - line >= _PROSE:
            lone = _lone(text, line, end) if lone is None else lone
            inside = m.start() == lone and _is_within(text[line:end], lone - line)
        if beside or inside:
            yield Finding(*m.span(), {"quote": text[m.start() - 1 : m.end() + 1]}, "", safe=True)


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether the two characters beside a blank are a word, and neither ends or begins another one."""
    if end - start != 1 or not is_word(text[start - 1] + text[end]):
        return False
    return not any(is_word(text[start - n : start]) or is_word(text[end : end + n]) for n in (2, 3))


def _lone(text: str, start: int, end: int) -> int:
    """The only blank between two characters of a line, full-width ones among them; -1 where there is another number."""
    found = -1
    for m in _SINGLE.finditer(text, start + 1, end - 1):
        if is_han(text[m.start() - 1]) and is_han(text[m.end()]):
            if found >= 0:
                return -1
            found = m.start()
    return found


def _is_within(line: str, at: int) -> bool:
    """Whether a blank has sentences before and behind it."""
    if any(line.rfind(pair[0], 0, at) > line.rfind(pair[1], 0, at) for pair in _PAIRS):
        return False
    marks = [m.start() for m in _MARKS.finditer(line)]
    before, behind = [n for n in marks if n < at], [n for n in marks if n > at]
    # 、张 伟， is a name
    return bool(before and behind) and at - before[-1] >= 3 and behind[0] - at >= 3
