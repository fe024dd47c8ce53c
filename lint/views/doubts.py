"""Doubtful places of a text and what may have been meant there.

A cheap gate passes over every character that stands in a known string of four or a frequent one of three; it works on
whole lines at once. The strings at the others are looked up with the doubtful character given by its sound alone: only
where that is frequent, and what stands there is not, are the characters of this sound tried one by one.
"""

from __future__ import annotations

import re
from itertools import compress

from lint.model import HOLE
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.counts import GAPS, NO_FIRST, NO_SECOND, NO_THIRD, RIGHT, WORD, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.views.counts import Counts, Levels

# Kinds of confusion; their order means nothing.
SOUND, NEAR, SHAPE, HOMOPHONES, SWAP, DOUBLE, DROP = range(1, 8)
# Of a character that stands in a string of four at this level, or one of three at that, no one asks.
_SURE_FOUR, _SURE_THREE = 3, 9
# The least level of a string of three around a candidate, and how much of a lead over what stands there
EVIDENCE, _LEAD = 4, 2
# A character whose two strings of two reach this together is not asked about; so many levels these must gain, and so
# many together with those of three. With these one slip in eighty is lost, and three of four candidates.
_FIRM, _BETTER, _MUCH_BETTER = 22, 2, 13
# A string of two is rare below this.
_RARE = 4
# The level of a string of three and of four from which a gap in it is evidence
FIXED = {3: 6, 4: 5}
# That of a string of four of which a gap is evidence where its neighbours are usual
_SET = 8
# The level of a string of three that nearly always follows its first two characters, or precedes its last two
BOUND = 9
# Where no string of three is known, a string of two of this level is evidence in place of a rare one, and by this much.
PAIR, _FAR_BETTER = 9, 8
# The level of a string of three that is evidence against a numeral, if another one is known as well
_NO_NUMERAL = 7
# So many characters are looked at together, and the rest of their last line
_PIECE = 1 << 14
HAN = range(0x4E00, 0xA000)
# never doubted, never offered: numerals, particles that the tables judge, and marks
NUMERALS = frozenset(map(ord, "零〇一二三四五六七八九十百千万亿两廿卅"))
# doubled they say “each” (件件, 户户)
_EACH = frozenset(map(ord, "件户家村层处步项条个桩滴"))
# never missed: particles, and the second character of words that are said with the first alone as well
_UNMISSED = NUMERALS | frozenset(map(ord, "的了和与及或等之地得着过也"))
_SHORT = frozenset(
    ord(word[0]) | ord(word[1]) << 16
    for word in "或者 应当 应该 可以 已经 能够 对于 因此 共同 增加 减少 及其 并且 如果 但是 每个 各个 全部 均为".split()
)
# around one character they make a word of their own, whatever that is (A多B少, 重A轻B)
_OPPOSED = frozenset(
    ord(pair[0]) | ord(pair[1]) << 16
    for pair in "多少 少多 大小 小大 重轻 轻重 高低 低高 长短 强弱 快慢 远近 前后 先后 内外 明暗 有无 新旧 冷热".split()
)
_ONE = ord("一")
_WIDE = re.compile("[^\u0000-\uffff]")
# Quotations and titles are others' words; a mark that is not closed within so many characters opens none.
_HIDDEN = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,40}”|‘[^‘’\n]{1,40}’|「[^「」\n]{1,40}」|〔[^〔〕\n]{1,20}〕|【[^【】\n]{1,40}】"
)
_DIGITS = {ord(a): ord("0") for a in "0123456789０１２３４５６７８９"}
_LETTERS = {ord(a): ord("a") for a in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LETTERS |= {n: ord("a") for n in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_PLAIN = _DIGITS | _LETTERS | {ord("\t"): ord(" "), 0x3000: ord(" "), 0xA0: ord(" "), ord("\r"): ord(" ")}
# `str.translate` takes four times as long for a character that stays
_OTHERS = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\t\r\xa0\u3000]+")
# what counts a number (1辆, 25㎡) is known by no string: digits stand before everything
_COUNTED = frozenset(map(ord, "0a"))
# the high bytes of Han characters, and the levels that are sure, as tables of bytes.translate
_IS_HAN = bytes(HAN.start >> 8 <= n < HAN.stop >> 8 for n in range(256))
_OFTEN = bytes(n >= _SURE_THREE for n in range(256))
_NONE = bytes(n == 0 for n in range(256))
_ANY = bytes(n > 0 for n in range(256))
_SOME = bytes(n >= _SURE_FOUR for n in range(256))
# why a character is asked about: no known string covers it, or only one that ends, or begins, with it
_END, _BEGIN = 2, 3
# which of the strings of three over a character: it is the last, the second, the first
_LEFT, _MIDDLE, _RIGHT = 1, 2, 4
ONE, TWO, THREE = (1 << 16) - 1, (1 << 32) - 1, (1 << 48) - 1
# Line ends before and behind a piece, so that every string of a character is there.
BEFORE, BEHIND = 4, 4


class Doubt(NamedTuple):
    """Instead of the characters start–end of a piece these may have been meant; none where one was left out."""

    start: int
    end: int
    meant: tuple[int, ...]
    kind: int


if TYPE_CHECKING:
    # a place, a character for it, the kind of confusion, and the levels of the two strings of two there
    Tried = tuple[int, int, int, int, int]


class Piece(NamedTuple):
    """Whole lines of a text, with line ends added before and behind."""

    offset: int  # where its position 0 would be in the text
    units: bytes  # two bytes a character
    codes: list[int]  # the characters
    fours: list[int]  # the string of four that begins at each position, as a number
    threes: bytes  # the level of the string of three that begins at each position
    stood: bytes  # the same, 0 where two of the three are marks: what stands beside these is not known by them
    ask: bytes  # not 0 where a character is to be doubted: 2 where only what is before it is known, 3 only behind it
    unknown: bytes  # 1 where a string of three begins that is not known, two of them Han characters
    twice: bytes  # 1 where a character stands twice
    again: bytes  # 1 where a character comes again behind the next one

    def least(self, start: int, end: int) -> int:
        """The level that strings of three around a candidate for a pair must reach."""
        return max(EVIDENCE, max(self.stood[start - 2 : end]) + _LEAD)

    def evident(self, at: int, left: int, middle: int, right: int) -> int:
        """Which of the levels of three strings over a character are evidence, as bits; none on the known side."""
        ask, least = self.ask[at], EVIDENCE
        if ask == _END:
            left = 0
        elif ask == _BEGIN:
            right = 0
        else:
            own = _NO_NUMERAL if self.codes[at] in NUMERALS else EVIDENCE
            least = max(own, max(self.stood[at - 2 : at + 1]) + _LEAD)
        return (left >= least) * _LEFT | (middle >= least) * _MIDDLE | (right >= least) * _RIGHT

    def bare(self, at: int) -> bool:
        """Whether no string of three around a character is known."""
        return self.stood[at - 2 : at + 1] == b"\0\0\0"


def canonical(text: str) -> bytes:
    """The text as it was counted: one digit, one letter, one blank; two bytes a character, position for position."""
    plain = _OTHERS.sub(lambda m: m[0].translate(_PLAIN), text)
    return _WIDE.sub(HOLE, plain).encode("utf-16-le", "surrogatepass")


def pieces(text: str, counts: Counts) -> Iterator[Piece]:
    """The pieces of a text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        yield _piece(text[start:end], start, counts)
        start = end


def _piece(text: str, start: int, counts: Counts) -> Piece:
    units = b"\n\0" * BEFORE + canonical(text) + b"\n\0" * BEHIND
    fours = _strings(units, 4)
    threes = counts.known.each(_strings(units, 3))
    codes = memoryview(units).cast("H").tolist()
    return Piece(start - BEFORE, units, codes, fours, threes, *_gate(text, units, fours, threes, counts))


def _strings(units: bytes, width: int) -> list[int]:
    """The string of three or four characters that begins at each position, as a number."""
    beyond = units + b"\n\0" * (width - 1)
    wide = bytearray(4 * len(units))
    for n in range(2 * width):
        wide[n::8] = beyond[n : n + len(units) : 2]
    return memoryview(wide).cast("Q").tolist()


def _gate(text: str, units: bytes, fours: list[int], threes: bytes, counts: Counts) -> tuple[bytes, ...]:
    """Which characters no known string covers, outside quotations and titles, and what is known of those strings.

    All positions are worked on at once, as the bytes of great numbers; position n is the byte n from below.

    Returns:
        `stood`, `ask`, `unknown`, `twice` and `again` of the piece.
    """
    length = len(threes)
    han = int.from_bytes(units[1::2].translate(_IS_HAN), "little")
    second, third, fourth = han >> 8, han >> 16, han >> 24
    both = han & second
    two = both | third & (han | second)
    sure = int.from_bytes(threes.translate(_OFTEN), "little") & two
    doubtful = han & ~(sure | sure << 8 | sure << 16)
    # a string of four can be known only where both of its strings of three are
    some = int.from_bytes(threes.translate(_SOME), "little")
    most = both & (third | fourth) | third & fourth & (han | second)
    near = doubtful | doubtful >> 8 | doubtful >> 16 | doubtful >> 24
    beginnings = places((some & some >> 8 & most & near).to_bytes(length, "little"))
    ask = bytearray(doubtful.to_bytes(length, "little"))
    for n, _ in counts.known.reaching([fours[at] for at in beginnings], _SURE_FOUR):
        at = beginnings[n]
        ask[at : at + 4] = b"\0\0\0\0"
    unseen = int.from_bytes(threes.translate(_NONE), "little")
    none = unseen & two
    for edges, step, why in (
        # the last of a known three, of which those over the next one are not known; and the first of one
        (sure << 16 & ~(sure | sure << 8) & none & none << 8 & both, 0, _END),
        (sure & ~(sure << 8 | sure << 16) & none << 8 & none << 16 & both << 8, 1, _BEGIN),
    ):
        at_edge = places(edges.to_bytes(length + 3, "little"))
        pairs = counts.known.each([fours[at - step] & TWO for at in at_edge])
        for at, level in zip(at_edge, pairs, strict=True):
            if not level:
                ask[at] = why
    shown = bytearray(b"\1" * length)
    for m in _HIDDEN.finditer(text):
        shown[m.start() + BEFORE : m.end() + BEFORE] = bytes(m.end() - m.start())
    seen = int.from_bytes(shown, "little")
    unknown = none & seen & seen >> 8 & seen >> 16
    low = int.from_bytes(units[::2], "little")
    twice, again = ((low ^ low >> n).to_bytes(length, "little").translate(_NONE) for n in (8, 16))
    return tuple(
        made.to_bytes(length, "little")
        for made in (
            int.from_bytes(threes, "little") & two * 255,
            int.from_bytes(ask, "little") & seen * 255,
            unknown,
            int.from_bytes(twice, "little") & (unseen | unseen << 8) & both & seen & seen >> 8,
            int.from_bytes(again, "little") & unknown & both,
        )
    )


def doubts(piece: Piece, counts: Counts) -> list[Doubt]:
    """What may have been meant at the places of a piece that are asked about, in their order."""
    codes, ask = piece.codes, piece.ask
    asked = [
        at
        for at in places(ask.translate(_ANY))
        if codes[at - 1] not in _COUNTED and (codes[at] not in NUMERALS or _no_numeral(piece, at))
    ]
    return sorted({*_found(piece, asked, counts), *_left_out(piece, counts), *_repeated(piece)})


def _no_numeral(piece: Piece, at: int) -> bool:
    """Whether a numeral stands alone where none is known before, or none behind, what is beside it."""
    left, middle, right = piece.stood[at - 2 : at + 1]
    strange = piece.ask[at] == 1 and not middle and not (left and right)
    return strange and NUMERALS.isdisjoint((piece.codes[at - 1], piece.codes[at + 1]))


def _two_known(left: int, middle: int, right: int) -> bool:
    return (left >= EVIDENCE) + (middle >= EVIDENCE) + (right >= EVIDENCE) > 1


def _found(piece: Piece, asked: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """Other characters in the place of those that are asked about."""
    codes, each, fours = piece.codes, counts.known.each, piece.fours
    left = each([fours[at - 1] & TWO for at in asked])
    right = each([fours[at] & TWO for at in asked])
    loose = [(at, a, b) for at, a, b in zip(asked, left, right, strict=True) if a + b < _FIRM or codes[at] in NUMERALS]
    yield from _single(piece, [*_heard(piece, loose, counts), *_seen(piece, loose, counts)], counts.known)
    strange = [at for at, a, b in loose if (a < _RARE or b < _RARE) and piece.bare(at)]
    yield from _words(piece, strange, counts)
    # of a pair both are doubted, or it is rare and one of them is
    ask = piece.ask
    pairs = {at for at in asked if ask[at + 1]}
    pairs.update(at for at, level in zip(asked, right, strict=True) if level < _RARE and codes[at + 1] in HAN)
    pairs.update(at - 1 for at, level in zip(asked, left, strict=True) if level < _RARE and codes[at - 1] in HAN)
    yield from _pairs(piece, sorted(pairs), counts)


def _heard(piece: Piece, asked: Sequence[tuple[int, int, int]], counts: Counts) -> list[Tried]:
    """Characters of the same or a similar sound, where a string with that sound is frequent.

    Args:
        asked: the places, each with the levels of its two strings of two.
    """
    codes, fours, sounds = piece.codes, piece.fours, counts.sounds
    each = counts.known.each
    spoken = [(at, sound, a, b) for at, a, b in asked for sound in sounds[codes[at]]]
    left = each([fours[at - 2] & TWO | sound << 32 for at, sound, _, _ in spoken])
    middle = each([codes[at - 1] | sound << 16 | codes[at + 1] << 32 for at, sound, _, _ in spoken])
    right = each([sound | (fours[at + 1] & TWO) << 16 for at, sound, _, _ in spoken])
    beside: dict[int, int] = {}
    bare = []
    for (at, sound, a, b), one, two, three in zip(spoken, left, middle, right, strict=True):
        if one >= EVIDENCE or two >= EVIDENCE or three >= EVIDENCE:
            sides = piece.evident(at, one, two, three)
            if sides:
                beside[at] = beside.get(at, 0) | sides
        if (a < _RARE or b < _RARE) and codes[at] not in NUMERALS and piece.bare(at):
            bare.append((at, sound, a, b))
    left = each([codes[at - 1] | sound << 16 for at, sound, _, _ in bare])
    right = each([sound | codes[at + 1] << 16 for at, sound, _, _ in bare])
    for (at, _, a, b), one, two in zip(bare, left, right, strict=True):
        sides = (one >= PAIR and a < _RARE) * _LEFT | (two >= PAIR and b < _RARE) * _RIGHT
        if sides:
            beside[at] = beside.get(at, 0) | sides
    tried: list[Tried] = []
    for at, a, b in asked:
        if at in beside:
            same, chars = counts.same[codes[at]], _usual(codes, at, counts.heard[codes[at]], beside[at], counts)
            tried += [(at, char, SOUND if char in same else NEAR, a, b) for char in chars]
    return tried


def _usual(codes: Sequence[int], at: int, chars: frozenset[int], sides: int, counts: Counts) -> frozenset[int]:
    """Those of some characters that are usual beside one of the neighbours of a place, or beside both.

    Args:
        sides: the strings of three that they may stand in.
    """
    if sides & _LEFT:
        after = chars & counts.after[codes[at - 1]]
        return after | chars & counts.before[codes[at + 1]] if sides & _RIGHT else after
    before = chars & counts.before[codes[at + 1]]
    return before if sides & _RIGHT else before & counts.after[codes[at - 1]]


def _seen(piece: Piece, asked: Sequence[tuple[int, int, int]], counts: Counts) -> list[Tried]:
    """Characters of a similar shape; `asked` as in `_heard`."""
    codes, seen = piece.codes, counts.seen
    return [
        (at, char, SHAPE, left, right)
        for at, left, right in asked
        if (alike := seen[codes[at]])
        for char in _usual(codes, at, alike, _LEFT | _RIGHT, counts)
    ]


def _single(piece: Piece, tried: Sequence[Tried], known: Levels) -> Iterator[Doubt]:
    """Those that would stand in a frequent string, and better than what stands there."""
    codes, fours = piece.codes, piece.fours
    firsts = known.each([codes[at - 1] | char << 16 for at, char, *_ in tried])
    seconds = known.each([char | codes[at + 1] << 16 for at, char, *_ in tried])
    better = [
        (one, first, second, first + second - one[3] - one[4])
        for one, first, second in zip(tried, firsts, seconds, strict=True)
        if first + second - one[3] - one[4] >= _BETTER
    ]
    middles = known.each([codes[at - 1] | char << 16 | codes[at + 1] << 32 for (at, char, *_), *_ in better])
    lefts = known.each([fours[at - 2] & TWO | char << 32 for (at, char, *_), *_ in better])
    rights = known.each([char | (fours[at + 1] & TWO) << 16 for (at, char, *_), *_ in better])
    for ((at, char, kind, a, b), first, second, lead), left, middle, right in zip(
        better, lefts, middles, rights, strict=True
    ):
        # what only follows a mark, or stands before one, is no evidence
        after, ahead = codes[at - 1] in HAN, codes[at + 1] in HAN
        three = left if after else 0, middle if after or ahead else 0, right if ahead else 0
        if piece.evident(at, *three) and (codes[at] not in NUMERALS or _two_known(left, middle, right)):
            stood = sum(piece.threes[at - 2 : at + 1]) if piece.ask[at] == 1 else 0
            if lead + left + middle + right >= stood + _MUCH_BETTER:
                yield Doubt(at, at + 1, (char,), kind)
        elif (
            lead >= _FAR_BETTER
            and ((after and first >= PAIR and a < _RARE) or (ahead and second >= PAIR and b < _RARE))
            and codes[at] not in NUMERALS
            and piece.bare(at)
        ):
            yield Doubt(at, at + 1, (char,), kind)


def without(four: int, gap: int) -> int:
    """The number of a string of four with one of its characters left out."""
    low = (1 << 16 * gap) - 1
    return four & low | four >> 16 * (gap + 1) << 16 * gap | GAPS[gap] << 48


def _words(piece: Piece, asked: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """Characters with which what stands there is a word of four, however seldom that was counted."""
    codes, fours, known = piece.codes, piece.fours, counts.known
    tried = []
    for gap in range(4):
        shift = 16 * gap
        levels = known.each([without(fours[at - gap], gap) for at in asked])
        for at in compress(asked, levels):
            four = fours[at - gap] & ~(ONE << shift) ^ WORD
            tried += [(at, char, four ^ char << shift) for char in counts.heard[codes[at]] | counts.seen[codes[at]]]
    for at, char, _ in compress(tried, known.each([word for _, _, word in tried])):
        same, seen = counts.same[codes[at]], counts.seen[codes[at]]
        yield Doubt(at, at + 1, (char,), SOUND if char in same else SHAPE if char in seen else NEAR)


def _pairs(piece: Piece, asked: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """For two neighbours a word of the same sound, or the two the other way round."""
    codes, fours, known = piece.codes, piece.fours, counts.known
    each = known.each
    pairs = [fours[at] & TWO for at in asked]
    turned = [codes[at + 1] | codes[at] << 16 for at in asked]
    words = each([pair ^ WORD for pair in pairs])
    tried = []
    for at, pair, word, other, level in zip(asked, pairs, words, turned, each(turned), strict=True):
        if word and (options := counts.homophones(pair)):
            usual, ending = counts.after[codes[at - 1]], counts.before[codes[at + 2]]
            one, two = codes[at], codes[at + 1]
            for new in options:
                first, second = new & ONE, new >> 16
                if (first in usual or second in ending) and first != one and second != two:
                    tried.append((at, new, HOMOPHONES))
        if level >= EVIDENCE and pair != other:
            tried.append((at, other, SWAP))
    heads = each([fours[at - 2] & TWO | (new & ONE) << 32 for at, new, _ in tried])
    lefts = each([codes[at - 1] | new << 16 for at, new, _ in tried])
    rights = each([new | codes[at + 2] << 32 for at, new, _ in tried])
    tails = each([new >> 16 | (fours[at + 2] & TWO) << 16 for at, new, _ in tried])
    evident, rest = [], []
    for (at, new, kind), *three in zip(tried, heads, lefts, rights, tails, strict=True):
        if max(three) >= EVIDENCE and max(three) >= piece.least(at, at + 2):
            evident.append((at, new, kind, sum(three) - sum(piece.threes[at - 2 : at + 2])))
        elif not any(piece.stood[at - 2 : at + 2]):
            rest.append((at, new, kind))
    levels = (
        each([codes[at - 1] | (new & ONE) << 16 for at, new, _, _ in evident]),
        each([new for _, new, _, _ in evident]),
        each([new >> 16 | codes[at + 2] << 16 for at, new, _, _ in evident]),
        *(each([fours[at + n] & TWO for at, _, _, _ in evident]) for n in (-1, 0, 1)),
    )
    for (at, new, kind, lead), (*now, a, b, c) in zip(evident, zip(*levels, strict=True), strict=True):
        if lead + sum(now) >= a + b + c + _MUCH_BETTER:
            yield Doubt(at, at + 2, (new & ONE, new >> 16), kind)
    stand, would = each([fours[at] & TWO for at, _, _ in rest]), each([new for _, new, _ in rest])
    for (at, new, kind), was, now_is in zip(rest, stand, would, strict=True):
        if now_is >= PAIR and was < _RARE:
            yield Doubt(at, at + 2, (new & ONE, new >> 16), kind)


def settled(piece: Piece, doubt: Doubt, known: Levels) -> bool:
    """Whether what a candidate would change stands in a word that is always right, or in one made of opposites."""
    if doubt.end - doubt.start == 1 and _opposed(piece.codes, doubt.start):
        return True
    units, left_out = piece.units, doubt.kind == DROP
    start, end = doubt.start - left_out, doubt.end + left_out
    return any(
        known[int.from_bytes(units[2 * at : 2 * (at + length)], "little") ^ RIGHT & (1 << 16 * length) - 1]
        for length in range(max(2, end - start), 5)
        for at in range(end - length, start + 1)
    )


def _opposed(codes: Sequence[int], at: int) -> bool:
    """Whether a character is set against another one (罚多奖少, 重建轻管)."""
    return any((codes[n] | codes[n + 2] << 16) in _OPPOSED for n in (at - 3, at - 1, at + 1))


def _left_out(piece: Piece, counts: Counts) -> Iterator[Doubt]:
    """Characters between those of an unknown string with which it is a frequent one."""
    fours, unknown = piece.fours, piece.unknown
    begun = places(unknown)
    threes = [fours[at] & THREE for at in begun]
    yield from _gaps(piece, 1, 4, [(at, three, NO_SECOND) for at, three in zip(begun, threes, strict=True)], counts)
    yield from _gaps(piece, 2, 4, [(at, three, NO_THIRD) for at, three in zip(begun, threes, strict=True)], counts)
    # of two neighbours alone only those are asked about that were never seen together
    both = [at for at in begun if unknown[at - 1]]
    between = [
        at for at, level in zip(both, counts.known.each([fours[at] & TWO for at in both]), strict=True) if not level
    ]
    yield from _gaps(piece, 1, 3, [(at, fours[at] & TWO, NO_SECOND) for at in between], counts)
    yield from _bound(piece, between, counts)


def _bound(piece: Piece, asked: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """Characters that nearly always stand behind the two before a gap, or before the two behind it.

    Args:
        asked: where the character before each gap stands.
    """
    codes, fours, known = piece.codes, piece.fours, counts.known
    each = known.each
    behind = each([fours[at - 1] & TWO | NO_THIRD << 32 for at in asked])
    before = each([NO_FIRST | (fours[at + 1] & TWO) << 16 for at in asked])
    tried = [
        (at + 1, char, first, last)
        for at, first, last in zip(asked, behind, before, strict=True)
        if first or last
        for char in counts.after[codes[at]] & counts.before[codes[at + 1]] - _UNMISSED
    ]
    lefts = each([fours[at - 2] & TWO | char << 32 for at, char, _, _ in tried])
    rights = each([char | (fours[at] & TWO) << 16 for at, char, _, _ in tried])
    for (at, char, first, last), left, right in zip(tried, lefts, rights, strict=True):
        if (first and left >= first) or (last and right >= last):
            yield Doubt(at, at, (char,), DROP)


def _gaps(
    piece: Piece, width: int, length: int, strings: Sequence[tuple[int, int, int]], counts: Counts
) -> Iterator[Doubt]:
    """Characters that may have been left out behind the first ones of some strings.

    Args:
        width: how many stand before the gap.
        length: of the string with the gap filled.
        strings: where each begins, its number, and the sign of this gap.
    """
    codes, known, least = piece.codes, counts.known, FIXED[length]
    for n, level in known.reaching([string | sign << 48 for _, string, sign in strings], least):
        at, string, _ = strings[n]
        gap = at + width
        before, behind = codes[gap - 1], codes[gap]
        if before in HAN and _open(piece, gap, length, level, known):
            chars = counts.after[before] & counts.before[behind] - _UNMISSED
            for char in known.filled(string, width, chars, least):
                if before | char << 16 not in _SHORT:
                    yield Doubt(gap, gap, (char,), DROP)


def _open(piece: Piece, gap: int, length: int, level: int, known: Levels) -> bool:
    """Whether what stands around a place hardly belongs together, or belongs together with something between.

    Args:
        length: of the string with the gap filled; one of three says too little where the neighbours are usual.
        level: that of this string.
    """
    if known[piece.fours[gap - 1] & TWO] < _RARE:
        return True
    return length == 4 and (level >= _SET or piece.unknown[gap - 2] == piece.unknown[gap - 1] == 1)


def _repeated(piece: Piece) -> Iterator[Doubt]:
    """What may have been typed again: a character (导导), one of two (进行进), both (进行进行)."""
    codes, again = piece.codes, piece.again
    for at in places(piece.twice):
        char = codes[at]
        # 一艘艘, 一排排; 件件有着落, 迁户|户均
        if char != codes[at + 1] or char in NUMERALS or char in _EACH or codes[at - 1] == _ONE:
            continue
        # a key held down is another matter: 好好好好
        if not any(codes[n : n + 4] == [char] * 4 for n in (at - 2, at - 1, at)):
            yield Doubt(at, at + 2, (char,), DOUBLE)
    for at in places(again):
        first, second, third = codes[at : at + 3]
        # what comes three times and more was not typed again by mistake
        more = (second, first) in ((codes[at + 3], codes[at + 4]), (codes[at - 1], codes[at - 2]))
        if first == third != second and not more and first not in NUMERALS and second not in NUMERALS:
            yield Doubt(at, at + 3, (first, second), DOUBLE)
            yield Doubt(at, at + 3, (second, first), DOUBLE)
            if codes[at + 3] == second:
                yield Doubt(at, at + 4, (first, second), DOUBLE)
