"""What the decision about a candidate is made of: some thirty figures, most of them of the strings around it.

Those of the strings beside it come first: they alone tell which candidates are worth the others.
"""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.counts import WORD
from lint.views.doubts import HAN, ONE, THREE, TWO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.views.doubts import Doubt, Piece

# How much likelier the text must become, in levels. With 10 one slip in two hundred is lost, and half of the alarms.
_GAIN, _GAIN_OF_ONE_MORE = 10, 4
# What is repeated is looked for within so many characters on either side
_NEAR = 50_000
# What a step down to a shorter string costs, in levels
_BACK = 1.5
# The level of all characters of the counted texts together
_ALL = 36
_LENGTHS = (1, 2, 3, 4)
_MASKS = (ONE, TWO, THREE, (1 << 64) - 1)
_LINE_END = 10
# Characters that names from abroad are written with
_FOREIGN = frozenset(
    map(
        ord,
        "阿埃艾安奥巴贝比波伯布查达戴丹德登迪蒂杜顿多恩尔法菲费弗夫福格古哈海赫亨胡霍基吉加贾杰卡凯坎科克库"
        "拉莱兰劳勒雷里利莉林琳卢鲁罗洛伦马玛迈曼梅蒙米密莫默姆木穆纳娜内尼诺努欧帕佩皮普奇乔切茨瑞萨塞桑沙申舍什史"
        "斯苏索塔泰坦特提图托瓦威维魏温沃乌西希谢辛休雅亚扬耶叶伊英尤约扎泽詹朱兹佐",
    )
)


class Look(NamedTuple):
    """How likely the characters of a place and the three behind it are, in levels (0 is certain)."""

    whole: int  # the characters as one number, from the third before the place to the third behind it, within the line
    left: int  # characters before the place
    width: int  # characters at the place
    right: int  # characters behind the place
    inside: float
    behind: float

    @property
    def score(self) -> float:
        """That of all of them together."""
        return self.inside + self.behind


def look(piece: Piece, start: int, end: int, known: Mapping[int, int]) -> Look:
    """The characters start–end of a piece as they stand."""
    units = piece.units
    left, width, right = _room(units, start, -1, 3), end - start, _room(units, end - 1, 1, 3)
    whole = int.from_bytes(units[2 * (start - left) : 2 * (end + right)], "little")
    likely = [_likely(whole, at, known) for at in range(left, left + width + right)]
    return Look(whole, left, width, right, sum(likely[:width]), sum(likely[width:]))


def instead(was: Look, meant: tuple[int, ...], known: Mapping[int, int]) -> Look | None:
    """The same place with other characters in it; None where the text does not become much likelier."""
    least = was.inside + was.behind + (_GAIN_OF_ONE_MORE if len(meant) > was.width else _GAIN)
    if least > 0:
        return None
    left, width, right = was.left, len(meant), was.right
    whole = was.whole & (1 << 16 * left) - 1
    for place, char in enumerate(meant, left):
        whole |= char << 16 * place
    whole |= was.whole >> 16 * (left + was.width) << 16 * (left + width)
    inside = behind = 0.0
    for at in range(left, left + width + right):
        if at < left + width:
            inside += _likely(whole, at, known)
        else:
            behind += _likely(whole, at, known)
        if inside + behind < least:
            return None
    return Look(whole, left, width, right, inside, behind)


def _room(units: bytes, at: int, step: int, most: int) -> int:
    """How many characters stand beside a position up to the line's end, which counts as one; at most so many."""
    for n in range(1, most):
        here = 2 * (at + n * step)
        if units[here] == _LINE_END and not units[here + 1]:
            return n
    return most


def _likely(whole: int, at: int, known: Mapping[int, int]) -> float:
    """How likely a character is after those before it, in levels."""
    if at >= 3:
        string = whole >> 16 * (at - 3) & _MASKS[3]
        level = known[string]
        if level:
            return min(0, level - known[string & THREE])
    if at >= 2:
        string = whole >> 16 * (at - 2) & THREE
        level = known[string]
        if level:
            return min(0, level - known[string & TWO]) - _BACK
    if at >= 1:
        string = whole >> 16 * (at - 1) & TWO
        level = known[string]
        if level:
            return min(0, level - known[string & ONE]) - 2 * _BACK
    return known[whole >> 16 * at & ONE] - _ALL - 3 * _BACK


def _strings(one: Look, known: Mapping[int, int]) -> tuple[float, ...]:
    """The levels of all strings that touch the place."""
    whole, left, width, right = one.whole, one.left, one.width, one.right
    length = left + width + right
    ones, two, three, four = (
        [known[whole >> 16 * at & mask] for at in range(max(0, left - n + 1), min(left + width, length - n + 1))]
        for n, mask in zip(_LENGTHS, _MASKS, strict=True)
    )
    three.sort()
    return (
        min(ones, default=0),
        two[0] if left and two else -1,
        two[-1] if right and two else -1,
        min(two, default=0),
        three[-1] if three else -1,
        three[-2] if len(three) > 1 else -1,
        max(four, default=-1),
        sum(four),
    )


def _word(one: Look, known: Mapping[int, int]) -> int:
    """The highest level of a word of two characters that touches the place."""
    last = one.left + one.width
    pairs = range(one.left - 1, min(last, last + one.right - 1))
    return max((known[one.whole >> 16 * at & TWO ^ WORD] for at in pairs), default=0)


def close(doubt: Doubt, was: Look, now: Look, known: Mapping[int, int]) -> tuple[float, ...]:
    """How much likelier a candidate makes the text, and the strings at its place before and after."""
    return (
        float(doubt.kind),
        now.score - was.score,
        now.inside - was.inside,
        now.behind - was.behind,
        was.score / (was.width + was.right or 1),
        now.score / (now.width + now.right or 1),
        *map(float, _strings(was, known)),
        *map(float, _strings(now, known)),
        float(_word(was, known)),
        float(_word(now, known)),
    )


def around(piece: Piece, doubt: Doubt, known: Mapping[int, int]) -> tuple[float, ...]:
    """What the dictionary tells about a candidate, and what stands around it on its line."""
    start, end, meant, _ = doubt
    cut_was, cut_now = _cut(piece, start, end, None, known), _cut(piece, start, end, meant, known)
    return (
        cut_now[0] - cut_was[0],
        *cut_was[1:],
        *cut_now[1:],
        _familiar(piece, start, end),
        *_near_by(piece, start, end, meant),
        float(_clear(piece.units, start, -1)),
        float(_clear(piece.units, end - 1, 1)),
    )


def elsewhere(text: str, start: int, end: int, fix: str) -> tuple[float, ...]:
    """How often the document has what stands there, with one neighbour and with both, and `fix` with a neighbour.

    In a very long one only what is near counts.
    """
    found, before, after = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
    first, last = max(0, start - _NEAR), end + _NEAR
    again = text.count(found, first, last) - 1
    both = 0
    if again and len(found) == 1:
        again = max(text.count(before + found, first, last), text.count(found + after, first, last)) - 1
    if again:
        both = text.count(before + found + after, first, last) - 1
    right_again = 0
    if (before.strip() or after.strip()) and fix in text:
        right_again = max(text.count(before + fix, first, last), text.count(fix + after, first, last))
    return float(min(again, 6)), float(min(both, 6)), float(min(right_again, 6))


def _familiar(piece: Piece, start: int, end: int) -> float:
    """The share of known strings of three in what stands within twelve characters of a place, on its line."""
    left, right = _room(piece.units, start, -1, 12), _room(piece.units, end - 1, 1, 12)
    around = piece.threes[start - left : start - 2] + piece.threes[end : end + right - 2]
    return 1 - around.count(0) / (len(around) or 1)


def _near_by(piece: Piece, start: int, end: int, meant: tuple[int, ...]) -> tuple[float, float, float]:
    """How often what stands there, and what may have been meant, stands within five characters on the same line.

    Parallel phrases say a character again. The third figure counts the characters of foreign names within three.
    """
    codes = piece.codes
    left, right = _room(piece.units, start, -1, 5), _room(piece.units, end - 1, 1, 5)
    before, stands, behind = codes[start - left : start], codes[start:end], codes[end : end + right]
    gone, new = [*stands], []
    for char in meant:
        if char in gone:
            gone.remove(char)
        else:
            new.append(char)
    beside = [*before, *behind]
    return (
        float(sum(char in gone for char in beside)),
        float(sum(char in new for char in beside)),
        float(sum(char in _FOREIGN for char in (*before[-3:], *stands, *behind[:3]))),
    )


def _cut(
    piece: Piece, start: int, end: int, meant: tuple[int, ...] | None, known: Mapping[int, int]
) -> tuple[float, float, float]:
    """The best cut of a place and what stands around it into words of the dictionary.

    Returns:
        The score of the cut, and length and level of the word at the place, the longest one over it.
    """
    units = piece.units
    first, last = start - _room(units, start, -1, 4), end + _room(units, end - 1, 1, 4)
    new = units[2 * start : 2 * end] if meant is None else b"".join(char.to_bytes(2, "little") for char in meant)
    whole = int.from_bytes(units[2 * first : 2 * start] + new + units[2 * end : 2 * last], "little")
    here = start - first
    there = here + len(new) // 2
    length = there + last - end
    best = [0.0] * (length + 1)
    longest, level = 0, 0
    # where one was left out, a word runs over its place
    starts, ends = here - (start == end), there + (start == end)
    for at in range(length - 1, -1, -1):
        score = best[at + 1] + known[whole >> 16 * at & ONE ^ WORD] - _ALL
        for n in (2, 3, 4):
            if at + n > length:
                break
            word = known[whole >> 16 * at & _MASKS[n - 1] ^ WORD]
            if word:
                score = max(score, best[at + n] + word - _ALL)
                if at <= starts and at + n >= ends and (n > longest or (n == longest and word > level)):
                    longest, level = n, word
        best[at] = score
    if not longest:
        longest, level = 1, known[whole >> 16 * here & ONE ^ WORD]
    return best[0], float(longest), float(level)


def _clear(units: bytes, at: int, step: int) -> int:
    """How many Han characters stand beside a place on one side, at most four."""
    for n in range(1, 5):
        here = 2 * (at + n * step)
        if units[here] | units[here + 1] << 8 not in HAN:
            return n - 1
    return 4
