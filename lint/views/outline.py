"""A document's headings and numbering, and the label by which a person finds a place in Word."""

from __future__ import annotations

from bisect import bisect_right

from lint.patterns import X
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lint.model import Document, Mark

_HAN = "一二三四五六七八九十百零〇"
# GB/T 9704 7.3.3: 一、 → （一） → 1. → （1）; regulations: 第一编/章/节/条
_NUMBERED = Pattern(
    rf"""[ \t　\ufffc]*(?:
      (?P<part>第[{_HAN}\d]+[编章节])(?=[\s　]|$)
    | (?P<article>第[{_HAN}\d]+条)(?=[\s　])
    | (?P<first>[{_HAN}]+)、
    | (?P<second>[（(][{_HAN}]+[）)])
    | (?P<third>\d{{1,2}})(?:[.．、](?!\d))
    | (?P<fourth>[（(]\d{{1,2}}[）)])
    )""",
    X,
)
_LEVELS = {"part": 1, "article": 1, "first": 1, "second": 2, "third": 3, "fourth": 4}
# how the four levels are written
_SHAPES = {"first": "{}、", "second": "（{}）", "third": "{}.", "fourth": "（{}）"}
# the order of levels when numbered lines are put together
_RANKS = {"编": 0, "章": 1, "节": 2, "article": 3, "first": 4, "second": 5, "third": 6, "fourth": 7}
# what stands beside the text proper, as a person finds it in Word
_ASIDE = {"header": "页眉", "footer": "页脚", "note": "注释", "box": "文本框"}
# a heading line is shorter than this, or ends with its sentence before running on
_HEADING_MOST = 60


class Item(NamedTuple):
    """A numbered line.

    `style` is one of part, article, first, second, third, fourth; `value` its number; `level` 1–4 by the standard's
    order; `body` is where the text behind the number begins; `run_in` says that the paragraph goes on in the same line.
    """

    style: str
    label: str
    value: int
    level: int
    start: int
    body: int
    end: int
    run_in: bool


def number(text: str) -> int:
    """The value of a Chinese or Arabic ordinal up to 999; 0 for what is none."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 10 else 0
    total, digit = 0, 0
    for char in text:
        if char in "〇零":
            digit = 0
        elif char in "一二三四五六七八九":
            digit = "一二三四五六七八九".index(char) + 1
        elif char in "十百":
            unit = 10 if char == "十" else 100
            total += (digit or 1) * unit
            digit = 0
        else:
            return 0
    return total + digit


def numeral(value: int) -> str:
    """The Chinese ordinal of a number from 1 to 999."""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def items(doc: Document) -> tuple[Item, ...]:
    """The numbered lines of a document in reading order."""
    return doc.fact(_items)


def _items(doc: Document) -> tuple[Item, ...]:
    text, found, start = doc.prose, [], 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        m = _NUMBERED.match(text, start, end)
        if m and m.lastgroup:
            mark = m[m.lastgroup]
            body = m.end()
            stop = text.find("。", body, end)
            run_in = 0 <= stop < end - 1 or (stop < 0 and end - body > _HEADING_MOST)
            value = number(mark.strip("第编章节条（）() "))
            found.append(Item(m.lastgroup, mark, value, _LEVELS[m.lastgroup], start, body, end, run_in))
        start = end + 1
    return tuple(found)


def misstyled(doc: Document) -> dict[int, Item]:
    """The lines numbered in the style of another level, by their starts, each as it should be read.

    （一）（二）三、（四）: the third continues its neighbours in value, and nothing of its own style stands so that it
    might continue that. `label` is the right one.
    """
    return doc.fact(_misstyled)


def _misstyled(doc: Document) -> dict[int, Item]:
    numbered = [item for item in items(doc) if item.style in _SHAPES]
    before, behind = _neighbours(numbered), _neighbours(numbered[::-1])[::-1]
    found = {}
    for item, above, below in zip(numbered, before, behind, strict=True):
        for style, shape in _SHAPES.items():
            # the nearest lines of this level or a higher one, which must be of this style
            first, last = above[_LEVELS[style] - 1], below[_LEVELS[style] - 1]
            if style == item.style or item.value < 2 or first is None or last is None:
                continue
            own = _own(above, item, -1) or _own(below, item, 1)
            joined = (first.value, last.value) == (item.value - 1, item.value + 1)
            if {first.style, last.style} == {style} and joined and not own:
                written = str(item.value) if style in ("third", "fourth") else numeral(item.value)
                found[item.start] = item._replace(style=style, level=_LEVELS[style], label=shape.format(written))
    return found


def _own(nearest: tuple[Item | None, ...], item: Item, step: int) -> bool:
    """Whether the nearest line of an item's own style is the one before or behind it in value."""
    same = nearest[_LEVELS[item.style] + 3]
    return same is not None and same.value == item.value + step


def _neighbours(numbered: list[Item]) -> list[tuple[Item | None, ...]]:
    """For each line the last one before it of level one, of level two or higher …, then those of just that level."""
    found: list[tuple[Item | None, ...]] = []
    nearest: list[Item | None] = [None] * 8
    for item in numbered:
        found.append(tuple(nearest))
        for level in range(item.level, 5):
            nearest[level - 1] = item
        nearest[item.level + 3] = item
    return found


def runs(doc: Document) -> tuple[tuple[Item, ...], ...]:
    """The numbered lines put together: one run for each level under one parent, beginning with one."""
    return doc.fact(_runs)


def _runs(doc: Document) -> tuple[tuple[Item, ...], ...]:
    finished: list[list[Item]] = []
    open_runs: dict[str, list[Item]] = {}
    latest: dict[str, list[Item]] = {}
    meant = misstyled(doc)
    for item in items(doc):
        segment = doc.segment(item.start)
        if segment is not None and segment.kind == "table":
            continue
        if item.start in meant:
            item = meant[item.start]._replace(label=item.label)
        style = item.label[-1] if item.style == "part" else item.style
        for other in [s for s in open_runs if _RANKS[s] > _RANKS[style]]:
            # articles run on over parts, chapters and sections
            if other != "article" or item.style != "part":
                del open_runs[other]
        if item.value == 1:
            open_runs[style] = [item]
            finished.append(open_runs[style])
            latest[style] = open_runs[style]
        elif style in open_runs:
            open_runs[style].append(item)
        elif style in latest and latest[style][-1].value == item.value - 1:
            # numbers that run on over the headings above them
            open_runs[style] = latest[style]
            open_runs[style].append(item)
    return tuple(tuple(run) for run in finished)


def breaks(values: Sequence[int], is_sure: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Which ordinals of a list do not follow the one before: their positions, each with the ordinal expected there.

    Args:
        values: the ordinals in reading order.
        is_sure: whether a position where another ordinal was expected is surely a slip.
    """
    found: list[tuple[int, int]] = []
    n, expected = 1, values[0] + 1
    while n < len(values):
        value = values[n]
        if value in (expected, values[n - 1] + 1) or not is_sure(n, expected):
            expected = value + 1
        else:
            # behind a slip the list counts on from it or as if it were right: a gap begins at the later of the two
            if value > max(expected, values[n - 1] + 1):
                expected = max(expected, values[n - 1] + 1)
            found.append((n, expected))
            if values[n + 1 : n + 2] == [expected] and value == expected + 1:
                # 一, 三, 二, 四: two that changed places are one slip
                n, expected = n + 1, value
            # what follows may count on from here (一, 二, 四, 五) or as if this were right (一, 二, 二, 四)
            expected += 1
        n += 1
    return found


def _lines(doc: Document) -> list[int]:
    """Where the lines with text begin."""
    text, starts, start = doc.text, [], 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not text[start:end].isspace() and end > start:
            starts.append(start)
        start = end + 1
    return starts


def _headings(doc: Document) -> tuple[list[int], list[tuple[str, bool]]]:
    """The starts of headings, and for each its path and whether its paragraph goes on in the same line."""
    found = [(i.start, i.level, i.label, i.run_in) for i in items(doc) if i.level < 4]
    numbered = {start for start, *_ in found}
    for segment in doc.segments:
        if segment.kind == "heading":
            line = doc.line(segment.start)[0]
            name = doc.text[segment.start : segment.end].strip()
            if line not in numbered and name and not _NUMBERED.match(doc.text, segment.start):
                found.append((line, min(segment.level, 3), f"“{name[:12]}”", False))
                numbered.add(line)
    found.sort()
    paths: list[tuple[str, bool]] = []
    stack: list[tuple[int, str]] = []
    for _, level, name, run_in in found:
        while stack and stack[-1][0] >= level:
            stack.pop()
        stack.append((level, name))
        paths.append(("".join(n for _, n in stack), run_in))
    return [f[0] for f in found], paths


def label(doc: Document, offset: int) -> str:
    """Where an offset stands, in words that hold in Word too: heading path and paragraph, or table row and column.

    Of a PDF the page comes first; a cell of a workbook is called as Excel calls it.
    """
    pages = doc.fact(_pages)
    if pages:
        page = pages[max(0, bisect_right(pages, (offset, "\uffff")) - 1)][1]
        return f"第{page}页{_label(doc, offset)}"
    return _label(doc, offset)


def _pages(doc: Document) -> list[tuple[int, str]]:
    """Where the pages of a PDF begin, with their numbers."""
    return [(mark.start, mark.value) for mark in doc.marks if mark.kind == "page"]


def _sheets(doc: Document) -> list[Mark]:
    """The sheets of a workbook."""
    return [mark for mark in doc.marks if mark.kind == "sheet"]


def _letters(column: int) -> str:
    """What Excel calls a column, counted from 0."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _label(doc: Document, offset: int) -> str:
    starts, paths = doc.fact(_headings)
    lines = doc.fact(_lines)
    line = bisect_right(lines, offset)
    above = bisect_right(starts, offset) - 1
    path, run_in = paths[above] if above >= 0 else ("", False)
    cell = doc.segment(offset)
    if cell is not None and cell.row is not None and cell.column is not None:
        sheet = next((m.value for m in doc.fact(_sheets) if m.start <= offset < m.end), "")
        if sheet:
            return f"“{sheet}”{_letters(cell.column)}{cell.row + 1}"
        return f"{path}表第{cell.row + 1}行第{cell.column + 1}列"
    if cell is not None and cell.kind in _ASIDE:
        return _ASIDE[cell.kind]
    if above < 0:
        return f"第{line}段" if line else ""
    paragraph = line - bisect_right(lines, starts[above])
    # a paragraph that goes on behind its heading counts as the first one under it
    if paragraph == 0 and not run_in:
        return f"{path}标题"
    return f"{path}第{paragraph + run_in}段"
