"""Lists inside prose: 一是…二是…三是…, 一要…二要…, 第一，…第二，…, 其一，…其二，…"""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import outline
from lint.views.canon import ORDINAL, canon
from lint.views.outline import breaks, number, numeral
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

# over the canonical text
_FIRST = Pattern("首先|第一|其一|一方面|其次|此外|另外")
_MARK = Pattern(
    rf"(?P<is>[{ORDINAL}]{{1,3}})是|(?P<must>[{ORDINAL}]{{1,3}})要|第(?P<ordinal>[{ORDINAL}]{{1,3}})|其(?P<among>[{ORDINAL}]{{1,3}})"
)
# An ordinal begins a clause: after a mark, at the line's start or after blanks.
_BEFORE = frozenset("。；：，、！？”）;:,!?)*_—")
_ENDS = frozenset("，,、。；”是")
_COMMAS = frozenset("，,：:")
_HAN = frozenset("一二三四五六七八九十")
_NOUNS = frozenset("素点件求闻务害领")  # 三要素, 二要点
# an item that begins its own paragraph may have these before it
_LEAD = " \t\r\f\v　\xa0\ufeff*_>-•·（(“"
# ordinals of one list that stand more paragraphs apart are read as two lists
_FAR = 8
# lists within lists that are kept open
_DEEP = 6


class Marker(NamedTuple):
    """One ordinal of a list: `style` is one of is, must, ordinal, among; `leads` says that it begins its paragraph."""

    style: str
    value: int
    start: int
    end: int  # behind the numeral
    leads: bool
    paragraph: int


class Slip(NamedTuple):
    """An ordinal that does not continue its list."""

    marker: Marker
    previous: Marker  # the ordinal before it in its list
    expected: int
    following: Marker | None  # the ordinal behind it in its list


class Series(NamedTuple):
    """The ordinals of one list in reading order."""

    markers: tuple[Marker, ...]
    slips: tuple[Slip, ...]


def enumerations(doc: Document) -> tuple[Series, ...]:
    """The lists of a document, in the order of their first ordinals."""
    return doc.fact(_enumerations)


def _enumerations(doc: Document) -> tuple[Series, ...]:
    markers = _markers(doc)
    ends = [i.start for i in outline.items(doc)]
    finished: list[list[Marker]] = []
    for style in ("is", "must", "ordinal", "among"):
        finished += _lists([m for m in markers if m.style == style], ends)
    finished.sort(key=lambda s: s[0].start)
    return tuple(Series(tuple(found), tuple(_slips(doc, found))) for found in finished)


def _markers(doc: Document) -> list[Marker]:
    text, found = doc.prose, []
    paragraph, lead, end = -1, 0, -1  # the line so far, where its first word begins and where it ends
    for m in _MARK.finditer(canon(doc)):
        style = m.lastgroup or ""
        if not _begins(text, m.start()) or not _is_marker(text, style, *m.span(style)):
            continue
        value = number(text[slice(*m.span(style))])
        if not value:
            continue
        while end < m.start():
            paragraph += 1
            line, end = doc.lines[paragraph]
            lead = end - len(text[line:end].lstrip(_LEAD))
        found.append(Marker(style, value, m.start(), m.end(style), m.start() <= lead, paragraph))
    return found


def _begins(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not before or before in _BEFORE or before.isspace()


def _is_marker(text: str, style: str, start: int, end: int) -> bool:
    """Whether a numeral is an ordinal by what follows it."""
    following = text[end : end + 1]
    if style == "is":
        numeral, behind = text[start:end], text[end + 1 : end + 2]
        if behind in ("", "\n", "否", "的"):
            return False
        # 一是一、二是二
        rest = text[end + 1 + len(numeral) : end + 3 + len(numeral)]
        again = text.startswith(numeral, end + 1)
        return not (again and (rest[:1] in _ENDS or (rest[:1] in _HAN and rest[1:] == "是")))
    if style == "must":
        return text[end + 1 : end + 2] not in _NOUNS
    if style == "ordinal" and following in ("、", "是"):
        return not text.startswith("第" if following == "、" else "一", end + 1)
    return following in _COMMAS or (style == "among" and following in ("、", "是"))


def _lists(markers: list[Marker], ends: list[int]) -> list[list[Marker]]:
    """Ordinals of one style put together to lists: 一 opens one, the others continue the nearest that they fit."""
    found: list[list[Marker]] = []
    open_lists: list[list[Marker]] = []
    next_end = 0
    for marker in markers:
        while next_end < len(ends) and ends[next_end] <= marker.start:
            # a numbered line ends every list before it
            open_lists.clear()
            next_end += 1
        # a list that stands within one paragraph is continued in a later one only at the paragraph's start
        if not marker.leads:
            open_lists = [s for s in open_lists if s[-1].paragraph == marker.paragraph]
        if marker.value == 1:
            del open_lists[:-_DEEP]
            open_lists.append([marker])
            found.append(open_lists[-1])
            continue
        fits = next((s for s in reversed(open_lists) if s[-1].value == marker.value - 1), None)
        if fits is None and open_lists:
            fits = open_lists[-1]
        if fits is None:
            open_lists.append([marker])
            found.append(open_lists[-1])
            continue
        while open_lists[-1] is not fits:
            open_lists.pop()
        fits.append(marker)
    return found


def _slips(doc: Document, found: list[Marker]) -> list[Slip]:
    """The ordinals of one list that do not follow the one before them; none in a list whose first is not 一."""
    if found[0].value != 1:
        return []
    broken = breaks([m.value for m in found], lambda n, expected: _is_sure(doc, found, n, expected))
    return [Slip(found[n], found[n - 1], expected, next(iter(found[n + 1 :]), None)) for n, expected in broken]


def _is_sure(doc: Document, found: list[Marker], n: int, expected: int) -> bool:
    previous, marker = found[n - 1], found[n]
    together = previous.paragraph == marker.paragraph
    if not together and (marker.paragraph - previous.paragraph > _FAR or not marker.leads):
        return False
    if marker.style in ("ordinal", "among") and not together and not previous.leads:
        return False
    between = doc.prose[previous.end : marker.start]
    if marker.value > expected:
        if marker.value - expected > 2:
            return False
        import re

        # the missing one may be written in another way: 第二, 二、, 2.
        missing = numeral(expected)
        return not re.search(rf"(?:^|[。；：，、！？\s　第其（(])(?:{missing}|{expected}[.．、，）)])", between)
    if _FIRST.search(between):
        return False
    if marker.value == previous.value:
        return True
    return together or (n + 1 < len(found) and found[n + 1].value == expected + 1)
