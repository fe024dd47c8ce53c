"""Places where another character was probably meant, from how often strings occur in official prose.

Three steps, each on what the one before left over. A cheap gate passes over every character that stands in a known
string of four or a frequent one of three. At the others, what sounds or looks like it is put in its place, and only
what then stands in a frequent string remains. Of these some thirty figures are taken (how much likelier the text
becomes on either side, what the dictionary knows, whether the document repeats itself), and a table of small trees
turns them into one confidence.
"""

from __future__ import annotations

import re

from lint.model import HOLE
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.counts import WORDS, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document
    from lint.views.counts import Counts

# The confidence from which TYP501 and TYP502 speak; benchmarks/wrong_characters.py shows what each gives.
SURE, LIKELY = 0.985, 0.45
# Kinds of confusion; their order means nothing.
SOUND, NEAR, SHAPE, WORD, SWAP, DOUBLE = range(1, 7)
# Of a character that stands in a string of four at this level, or one of three at that, no one asks.
_SURE_FOUR, _SURE_THREE = 4, 9
# The least level of a string of three around a candidate, and how much of a lead over what stands there
_EVIDENCE, _LEAD = 4, 2
# How much likelier the text must become, in levels. With 6 one slip in a hundred is lost, and two alarms in three.
_GAIN = 6
# What is repeated is looked for within so many characters on either side
_NEAR = 50_000
# What a step down to a shorter string costs, in levels
_BACK = 1.5
# The level of all characters of the counted texts together
_ALL = 36
# never doubted, never offered: numerals, particles that the tables judge, and marks
_NUMERALS = frozenset(map(ord, "零〇一二三四五六七八九十百千万亿两廿卅"))
_HAN = range(0x4E00, 0xA000)
_MARKS = re.compile("[^\u4e00-\u9fff]")
_WIDE = re.compile("[^\u0000-\uffff]")
# Quotations and titles are others' words; a mark that is not closed within so many characters opens none.
_HIDDEN = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,40}”|‘[^‘’\n]{1,40}’|「[^「」\n]{1,40}」|〔[^〔〕\n]{1,20}〕|【[^【】\n]{1,40}】"
)
_DIGITS = {ord(a): ord("0") for a in "0123456789０１２３４５６７８９"}
_LETTERS = {ord(a): ord("a") for a in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LETTERS |= {n: ord("a") for n in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_COUNTED = frozenset(_DIGITS | _LETTERS)
_PLAIN = _DIGITS | _LETTERS | {ord("\t"): ord(" "), 0x3000: ord(" "), 0xA0: ord(" "), ord("\r"): ord(" ")}


class Suspicion(NamedTuple):
    """Another string was probably meant."""

    start: int
    end: int
    fix: str
    kind: int
    figures: tuple[float, ...]
    confidence: float = 0.0


def suspicions(doc: Document) -> tuple[Suspicion, ...]:
    """The likeliest reading at every doubtful place of a document, with its confidence; they do not overlap."""
    return doc.fact(_suspicions)


def _suspicions(doc: Document) -> tuple[Suspicion, ...]:
    return tuple(judge(doc.prose, shipped()))


def canonical(text: str) -> bytes:
    """The text as it was counted: one digit, one letter, one blank; two bytes a character, position for position."""
    return _WIDE.sub(HOLE, text.translate(_PLAIN)).encode("utf-16-le", "surrogatepass")


def judge(text: str, counts: Counts) -> list[Suspicion]:
    """The most confident candidate of every place, in the order of the text."""
    from lint.views.trees import confidence

    found = [s._replace(confidence=confidence(counts.sections["trees"], s.figures)) for s in candidates(text, counts)]
    kept: list[Suspicion] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda s: (-s.confidence, s.start, s.end, s.fix)):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept)


def candidates(text: str, counts: Counts) -> Iterator[Suspicion]:
    """Every candidate with evidence, with its figures."""
    units = canonical(text)
    fours, threes = counts.levels(units, 4), counts.levels(units, 3)
    marks = _MARKS.sub("\0", text)
    weak = _weak(text, marks, threes, fours)
    if not weak:
        return
    # what stands beside a mark and the line end after it is not known by them
    stood = [level if marks.count("\0", at, at + 3) < 2 else 0 for at, level in enumerate(threes)]
    codes = memoryview(units).cast("H")
    here: list[tuple[int, int, bytes, int]] = []
    doubtful = frozenset(weak)
    for at in weak:
        here += _single(units, codes, at, counts, stood)
        if at + 1 in doubtful:
            here += _pairs(units, codes, at, counts, stood)
        if at + 1 < len(codes) and codes[at] == codes[at + 1]:
            here += _doubled(units, codes, at, counts, threes)
        if at and codes[at - 1] == codes[at] and at - 1 not in doubtful:
            here += _doubled(units, codes, at - 1, counts, threes)  # 按照照: the first one stands well
    if not here:
        return
    known = [0]
    for level in threes:
        known.append(known[-1] + (level > 0))
    measured = []
    looks: dict[tuple[int, int], _Look] = {}
    for start, end, new, kind in sorted(here):
        first, last = max(0, start - 3), min(len(text), end + 3)
        was = looks.get((start, end))
        if was is None:
            was = looks[start, end] = _look(
                units[2 * first : 2 * last],
                start - first,
                end - start,
                last - end,
                counts,
                threes[first : last - 2],
                fours[first : max(first, last - 3)],
            )
        piece = units[2 * first : 2 * start] + new + units[2 * end : 2 * last]
        left, width = start - first, len(new) // 2
        would = counts.levels(piece, 3), counts.levels(piece, 4)
        now = _look(piece, left, width, last - end, counts, *would)
        if now.score - was.score < _GAIN:
            continue
        figures = _figures(text, units, start, end, new, kind, was, now, counts, known)
        measured.append((start, end, new, kind, figures))
    for number, (start, end, new, kind, figures) in enumerate(measured):
        # what else might be meant at the same place stands near in the sorted list
        near = measured[max(0, number - 40) : number] + measured[number + 1 : number + 40]
        rivals = [other[4][1] for other in near if other[0] < end and start < other[1]]
        lead = figures[1] - max(rivals, default=0.0)
        yield Suspicion(start, end, new.decode("utf-16-le"), kind, (*figures, float(min(len(rivals), 9)), lead))


def _weak(text: str, marks: str, threes: Sequence[int], fours: Sequence[int]) -> list[int]:
    """The characters that no known string covers, outside quotations and titles."""
    sure = bytearray(len(text))
    for at, level in enumerate(fours):
        if level >= _SURE_FOUR and marks.count("\0", at, at + 4) < 2:
            sure[at : at + 4] = b"\1\1\1\1"
    for at, level in enumerate(threes):
        if level >= _SURE_THREE and "\0" not in marks[at : at + 3]:
            sure[at : at + 3] = b"\1\1\1"
    for m in _HIDDEN.finditer(text):
        sure[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    left = []
    at = sure.find(0)
    while at >= 0:
        # what counts a number (1辆, 25㎡) is known by no string: digits stand before everything
        if ord(text[at]) in _HAN and ord(text[at]) not in _NUMERALS and ord(text[at - 1]) not in _COUNTED:
            left.append(at)
        at = sure.find(0, at + 1)
    return left


def _single(
    units: bytes, codes: Sequence[int], at: int, counts: Counts, stood: Sequence[int]
) -> Iterator[tuple[int, int, bytes, int]]:
    """The characters that may have been meant at one place and stand in a frequent string there."""
    meant, kinds = counts.confused(codes[at])
    if not meant:
        return
    least = max(_EVIDENCE, max(stood[max(0, at - 2) : at + 1], default=0) + _LEAD)
    # what only follows a mark, or stands before one, is no evidence
    previous = codes[at - 1] if at else 0
    following = codes[at + 1] if at + 1 < len(codes) else 0
    after, before = meant & counts.after(previous), meant & counts.before(following)
    both = after & before
    if previous not in _HAN:
        after = _NONE
        if following not in _HAN:
            return
    if following not in _HAN:
        before = _NONE
    level = counts.level
    here = 2 * at
    two, one = units[max(0, here - 4) : here], units[max(0, here - 2) : here]
    next_one, next_two = units[here + 2 : here + 4], units[here + 2 : here + 6]
    for char in after | before:  # and so those in both, one neighbour at least being no mark
        new = char.to_bytes(2, "little")
        if (
            (char in both and level(one + new + next_one) >= least)
            or (char in after and level(two + new) >= least)
            or (char in before and level(new + next_two) >= least)
        ):
            yield at, at + 1, new, kinds[char]


_NONE: frozenset[int] = frozenset()


def _pairs(
    units: bytes, codes: Sequence[int], at: int, counts: Counts, stood: Sequence[int]
) -> Iterator[tuple[int, int, bytes, int]]:
    """What may have been meant by two neighbours: a word of the same sound, or the two the other way round."""
    one, other = codes[at], codes[at + 1]
    after = counts.after(codes[at - 1]) if at else _NONE
    before = counts.before(codes[at + 2]) if at + 2 < len(codes) else _NONE
    options = []
    for word in counts.homophones(one, other):
        first, second = word & 0xFFFF, word >> 16
        if (first in after or second in before) and first != one and second != other:
            options.append((word.to_bytes(4, "little"), WORD))
    if (
        one != other
        and (other in after or one in before)
        and one in counts.after(other)
        and not counts.level(units[2 * at : 2 * at + 4], WORDS)
    ):
        options.append(((one << 16 | other).to_bytes(4, "little"), SWAP))
    if not options:
        return
    least = max(_EVIDENCE, max(stood[max(0, at - 2) : at + 2], default=0) + _LEAD)
    head, tail = units[max(0, 2 * at - 4) : 2 * at], units[2 * at + 4 : 2 * at + 8]
    for new, kind in options:
        if max(counts.levels(head + new + tail, 3), default=0) >= least:
            yield at, at + 2, new, kind


def _doubled(
    units: bytes, codes: Sequence[int], at: int, counts: Counts, threes: Sequence[int]
) -> Iterator[tuple[int, int, bytes, int]]:
    """The first of two alike, where it joins what stands on either side of them."""
    if at == 0 or at + 2 >= len(codes):
        return
    new = units[2 * at : 2 * at + 2]
    least = max(_EVIDENCE, max(threes[at - 1 : at + 1], default=0) + _LEAD)
    if counts.level(units[2 * at - 2 : 2 * at + 2] + units[2 * at + 4 : 2 * at + 6]) >= least:
        yield at, at + 2, new, DOUBLE


def _figures(
    text: str,
    units: bytes,
    start: int,
    end: int,
    new: bytes,
    kind: int,
    was: _Look,
    now: _Look,
    counts: Counts,
    known: Sequence[int],
) -> tuple[float, ...]:
    """What the decision is made of."""
    right = min(len(text), end + 3) - end
    wide_first, wide_last = max(0, start - 4), min(len(text), end + 4)
    wide_head, wide_tail = units[2 * wide_first : 2 * start], units[2 * end : 2 * wide_last]
    cut_was = _cut(units[2 * wide_first : 2 * wide_last], start - wide_first, end - wide_first, counts)
    cut_now = _cut(wide_head + new + wide_tail, start - wide_first, start - wide_first + len(new) // 2, counts)
    found = text[start:end]
    fix = new.decode("utf-16-le")
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    # the odd string with a neighbour, elsewhere in the document, or in what is near in a very long one
    first, last = max(0, start - _NEAR), end + _NEAR

    def times(piece: str) -> int:
        return text.count(piece, first, last)

    again = max(times(before + found), times(found + after)) - 1 if len(found) == 1 else times(found) - 1
    both = times(before + found + after) - 1
    right_again = max(times(before + fix), times(fix + after)) if before.strip() or after.strip() else 0
    low, high = max(0, start - 12), min(len(known) - 1, end + 10)
    near = (known[max(low, start - 2)] - known[low]) + (known[high] - known[min(end, high)])
    span = (max(low, start - 2) - low) + (high - min(end, high))
    return (
        float(kind),
        now.score - was.score,
        now.inside - was.inside,
        now.behind - was.behind,
        was.score / (end - start + right or 1),
        now.score / (len(new) // 2 + right or 1),
        *was.strings,
        *now.strings,
        cut_now[0] - cut_was[0],
        *cut_was[1:],
        *cut_now[1:],
        float(min(again, 6)),
        float(min(both, 6)),
        float(min(right_again, 6)),
        near / (span or 1),
        float(_clear(text, start, -1)),
        float(_clear(text, end - 1, 1)),
    )


class _Look(NamedTuple):
    """The levels of the strings around a place."""

    score: float  # of the characters at the place and the three after it
    inside: float  # of those at the place alone
    behind: float  # of the three after it alone
    strings: tuple[float, ...]


def _look(
    units: bytes, left: int, width: int, right: int, counts: Counts, threes: Sequence[int], fours: Sequence[int]
) -> _Look:
    """The levels of all strings of a piece that touch its middle.

    Args:
        units: the piece: `left` characters, then `width` that are judged, then `right`.
    """
    ones, twos = counts.levels(units, 1), counts.levels(units, 2)
    each = [_likely(at, ones, twos, threes, fours) for at in range(left, left + width + right)]
    two = twos[max(0, left - 1) : left + width]
    three = threes[max(0, left - 2) : left + width]
    four = fours[max(0, left - 3) : left + width]
    ordered = sorted(three)
    strings = (
        min(ones[left : left + width]),
        two[0] if left and two else -1,
        two[-1] if right and two else -1,
        min(two, default=0),
        ordered[-1] if ordered else -1,
        ordered[-2] if len(ordered) > 1 else -1,
        max(four, default=-1),
        sum(four),
    )
    inside = sum(each[:width])
    behind = sum(each[width:])
    return _Look(inside + behind, inside, behind, tuple(map(float, strings)))


def _likely(at: int, ones: Sequence[int], twos: Sequence[int], threes: Sequence[int], fours: Sequence[int]) -> float:
    """How likely a character is after those before it, in levels (0 is certain)."""
    if at >= 3 and fours[at - 3]:
        return min(0, fours[at - 3] - threes[at - 3])
    if at >= 2 and threes[at - 2]:
        return min(0, threes[at - 2] - twos[at - 2]) - _BACK
    if at >= 1 and twos[at - 1]:
        return min(0, twos[at - 1] - ones[at - 1]) - 2 * _BACK
    return ones[at] - _ALL - 3 * _BACK


def _cut(units: bytes, start: int, end: int, counts: Counts) -> tuple[float, float, float]:
    """The best cut of a piece into words of the dictionary: its score, and length and level of the word at start–end.

    The word is the longest one over the place.
    """
    length = len(units) // 2
    words = [counts.levels(units, n, WORDS) for n in (1, 2, 3, 4)]
    best = [0.0] * (length + 1)
    for at in range(length - 1, -1, -1):
        score = best[at + 1] + words[0][at] - _ALL
        for n in (2, 3, 4):
            if at + n <= length and words[n - 1][at]:
                score = max(score, best[at + n] + words[n - 1][at] - _ALL)
        best[at] = score
    longest, level = 1, words[0][start]
    for n in (2, 3, 4):
        for at in range(max(0, end - n), min(start, length - n) + 1):
            if words[n - 1][at] and (n > longest or words[n - 1][at] > level):
                longest, level = n, words[n - 1][at]
    return best[0], float(longest), float(level)


def _clear(text: str, at: int, step: int) -> int:
    """How many Han characters stand beside a place on one side, at most four."""
    count = 0
    while count < 4 and 0 <= at + step < len(text) and ord(text[at + step]) in _HAN:
        at += step
        count += 1
    return count


def shown(text: str, one: Suspicion) -> tuple[int, int, str, int, int]:
    """What a reader should see of a suspicion: a piece of two to four characters around it that speaks for itself.

    Returns:
        Start and end of the piece, what it would be, and the levels of what it would be and of what it is.
    """
    counts = shipped()
    best: tuple[float, int, int, str, int, int] | None = None
    for start in range(max(0, one.end - 4), one.start + 1):
        for end in range(max(one.end, start + 2), min(len(text), start + 4) + 1):
            piece = text[start:end]
            fix = text[start : one.start] + one.fix + text[one.end : end]
            if not all(ord(char) in _HAN for char in piece) or not 2 <= len(fix) <= 4:
                continue
            now, was = counts.level(canonical(fix)), counts.level(canonical(piece))
            score = now - 2 * was + 4 * (counts.level(canonical(fix), WORDS) > 0) + len(fix)
            if best is None or score > best[0]:
                best = score, start, end, fix, now, was
    if best is None:
        return one.start, one.end, one.fix, 0, 0
    return best[1:]
