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
from lint.views.counts import GAPS, NO_FIRST, NO_SECOND, NO_THIRD, RIGHT, WORD

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
    "或者 应当 应该 可以 已经 能够 对于 因此 共同 增加 减少 及其 并且 如果 但是 每个 各个 全部 均为".split()
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
_SOME = bytes(n >= _SURE_FOUR for n in range(256))
# why a character is asked about: no known string covers it, or only one that ends, or begins, with it
_END, _BEGIN = 2, 3
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
    codes: memoryview  # the characters
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

    def open(self, at: int, left: int, middle: int, right: int) -> int:
        """The highest of the levels of three strings over a character, without those on the side that is known."""
        ask = self.ask[at]
        return max(left if ask != _END else 0, middle, right if ask != _BEGIN else 0)

    def required(self, at: int) -> int:
        """The level that one of them must reach."""
        if self.ask[at] == 1:
            own = _NO_NUMERAL if self.codes[at] in NUMERALS else EVIDENCE
            return max(own, max(self.stood[at - 2 : at + 1]) + _LEAD)
        return EVIDENCE

    def bare(self, at: int) -> bool:
        """Whether no string of three around a character is known."""
        return not any(self.stood[at - 2 : at + 1])


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
    length = len(units) // 2
    fours = [0] * length
    beyond = memoryview(units + b"\n\0" * 3)
    for n in range(4):
        row = beyond[2 * n :]
        fours[n::4] = row[: len(row) // 8 * 8].cast("Q")[: len(range(n, length, 4))].tolist()
    threes = counts.known.each([number & THREE for number in fours])
    return Piece(
        start - BEFORE, units, memoryview(units).cast("H"), fours, threes, *_gate(text, units, fours, threes, counts)
    )


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
    places = (some & some >> 8 & most & near).to_bytes(length, "little")
    ask = bytearray(doubtful.to_bytes(length, "little"))
    known = counts.known.each(compress(fours, places))
    for at, level in zip(compress(range(length), places), known, strict=True):
        if level >= _SURE_FOUR:
            ask[at : at + 4] = b"\0\0\0\0"
    unseen = int.from_bytes(threes.translate(_NONE), "little")
    none = unseen & two
    for edges, step, why in (
        # the last of a known three, of which those over the next one are not known; and the first of one
        (sure << 16 & ~(sure | sure << 8) & none & none << 8 & both, 0, _END),
        (sure & ~(sure << 8 | sure << 16) & none << 8 & none << 16 & both << 8, 1, _BEGIN),
    ):
        at_edge = list(compress(range(length), edges.to_bytes(length + 3, "little")))
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
        places.to_bytes(length, "little")
        for places in (
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
        for at in compress(range(len(ask)), ask)
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
    pairs = {at for at in asked if piece.ask[at + 1]}
    pairs.update(at for at, level in zip(asked, right, strict=True) if level < _RARE and piece.codes[at + 1] in HAN)
    pairs.update(at - 1 for at, level in zip(asked, left, strict=True) if level < _RARE and piece.codes[at - 1] in HAN)
    yield from _pairs(piece, sorted(pairs), counts)


def _heard(piece: Piece, asked: Sequence[tuple[int, int, int]], counts: Counts) -> Iterator[Tried]:
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
    last = 0
    bare = []
    for (at, sound, a, b), *three in zip(spoken, left, middle, right, strict=True):
        if at == last:
            continue
        level = piece.open(at, *three)
        if level >= EVIDENCE and level >= piece.required(at):
            last = at
            yield from _alike(piece, at, a, b, counts)
        elif (a < _RARE or b < _RARE) and codes[at] not in NUMERALS and piece.bare(at):
            bare.append((at, sound, a, b))
    left = each([codes[at - 1] | sound << 16 for at, sound, _, _ in bare])
    right = each([sound | codes[at + 1] << 16 for at, sound, _, _ in bare])
    for (at, _, a, b), one, two in zip(bare, left, right, strict=True):
        if at != last and ((one >= PAIR and a < _RARE) or (two >= PAIR and b < _RARE)):
            last = at
            yield from _alike(piece, at, a, b, counts)


def _alike(piece: Piece, at: int, left: int, right: int, counts: Counts) -> Iterator[Tried]:
    """The characters that sound like one and are usual beside one of its neighbours."""
    codes = piece.codes
    same, heard = counts.same[codes[at]], counts.heard[codes[at]]
    for char in heard & counts.after[codes[at - 1]] | heard & counts.before[codes[at + 1]]:
        yield at, char, SOUND if char in same else NEAR, left, right


def _seen(piece: Piece, asked: Sequence[tuple[int, int, int]], counts: Counts) -> Iterator[Tried]:
    """Characters of a similar shape; `asked` as in `_heard`."""
    codes, seen, after, before = piece.codes, counts.seen, counts.after, counts.before
    for at, left, right in asked:
        alike = seen[codes[at]]
        if alike:
            for char in alike & after[codes[at - 1]] | alike & before[codes[at + 1]]:
                yield at, char, SHAPE, left, right


def _single(piece: Piece, tried: Sequence[Tried], known: Levels) -> Iterator[Doubt]:
    """Those that would stand in a frequent string, and better than what stands there."""
    codes, fours = piece.codes, piece.fours
    firsts = known.each([codes[at - 1] | char << 16 for at, char, *_ in tried])
    seconds = known.each([char | codes[at + 1] << 16 for at, char, *_ in tried])
    for (at, char, kind, a, b), first, second in zip(tried, firsts, seconds, strict=True):
        better = first + second - a - b
        if better < _BETTER:
            continue
        before, behind = codes[at - 1], codes[at + 1]
        middle = known[before | char << 16 | behind << 32]
        left, right = known[fours[at - 2] & TWO | char << 32], known[char | (fours[at + 1] & TWO) << 16]
        # what only follows a mark, or stands before one, is no evidence
        after, ahead = before in HAN, behind in HAN
        best = piece.open(at, left if after else 0, middle if after or ahead else 0, right if ahead else 0)
        if best >= piece.required(at) and (codes[at] not in NUMERALS or _two_known(left, middle, right)):
            stood = sum(piece.threes[at - 2 : at + 1]) if piece.ask[at] == 1 else 0
            if better + left + middle + right >= stood + _MUCH_BETTER:
                yield Doubt(at, at + 1, (char,), kind)
        elif (
            better >= _FAR_BETTER
            and ((after and first >= PAIR and a < _RARE) or (ahead and second >= PAIR and b < _RARE))
            and codes[at] not in NUMERALS
            and piece.bare(at)
        ):
            yield Doubt(at, at + 1, (char,), kind)


def without(four: int, gap: int) -> int:
    """The number of a string of four with one of its characters left out."""
    low = (1 << 16 * gap) - 1
    return four & low | four >> 16 * (gap + 1) << 16 * gap | GAPS[gap] << 48


def _words(piece: Piece, places: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """Characters with which what stands there is a word of four, however seldom that was counted."""
    codes, fours, known = piece.codes, piece.fours, counts.known
    for gap in range(4):
        levels = known.each([without(fours[at - gap], gap) for at in places])
        for at in compress(places, levels):
            same, seen = counts.same[codes[at]], counts.seen[codes[at]]
            four = fours[at - gap] & ~(ONE << 16 * gap)
            for char in counts.heard[codes[at]] | seen:
                if known[(four | char << 16 * gap) ^ WORD]:
                    yield Doubt(at, at + 1, (char,), SOUND if char in same else SHAPE if char in seen else NEAR)


def _pairs(piece: Piece, places: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """For two neighbours a word of the same sound, or the two the other way round."""
    fours, known = piece.fours, counts.known
    each = known.each
    pairs = [fours[at] & TWO for at in places]
    words = each([pair ^ WORD for pair in pairs])
    turned = [pair >> 16 | (pair & ONE) << 16 for pair in pairs]
    tried = []
    for at, pair, word, other, level in zip(places, pairs, words, turned, each(turned), strict=True):
        options = counts.homophones(pair) if word else ()
        swaps = pair != other and level >= EVIDENCE
        if not options and not swaps:
            continue
        usual, ending = counts.after[piece.codes[at - 1]], counts.before[piece.codes[at + 2]]
        for new in options:
            first, second = new & ONE, new >> 16
            if (first in usual or second in ending) and first != pair & ONE and second != pair >> 16:
                tried.append((at, new, HOMOPHONES))
        if swaps:
            tried.append((at, other, SWAP))
    heads = each([fours[at - 2] & TWO | (new & ONE) << 32 for at, new, _ in tried])
    lefts = each([fours[at - 1] & ONE | new << 16 for at, new, _ in tried])
    rights = each([new | (fours[at + 2] & ONE) << 32 for at, new, _ in tried])
    tails = each([new >> 16 | (fours[at + 2] & TWO) << 16 for at, new, _ in tried])
    for (at, new, kind), *three in zip(tried, heads, lefts, rights, tails, strict=True):
        if max(three) >= EVIDENCE and max(three) >= piece.least(at, at + 2):
            pair, before, behind = fours[at] & TWO, fours[at - 1] & ONE, fours[at + 2] & ONE
            much = sum(piece.threes[at - 2 : at + 2]) + _MUCH_BETTER
            much += known[before | (pair & ONE) << 16] + known[pair] + known[pair >> 16 | behind << 16]
            two = known[before | (new & ONE) << 16] + known[new] + known[new >> 16 | behind << 16]
            if two + sum(three) >= much:
                yield Doubt(at, at + 2, (new & ONE, new >> 16), kind)
        elif known[new] >= PAIR and known[fours[at] & TWO] < _RARE and not any(piece.stood[at - 2 : at + 2]):
            yield Doubt(at, at + 2, (new & ONE, new >> 16), kind)


def settled(piece: Piece, doubt: Doubt, known: Levels) -> bool:
    """Whether what a candidate would change stands in a word that is always right."""
    units, left_out = piece.units, doubt.kind == DROP
    start, end = doubt.start - left_out, doubt.end + left_out
    return any(
        known[int.from_bytes(units[2 * at : 2 * (at + length)], "little") ^ RIGHT & (1 << 16 * length) - 1]
        for length in range(max(2, end - start), 5)
        for at in range(end - length, start + 1)
    )


def _left_out(piece: Piece, counts: Counts) -> Iterator[Doubt]:
    """Characters between those of an unknown string with which it is a frequent one."""
    fours, unknown = piece.fours, piece.unknown
    places = list(compress(range(len(unknown)), unknown))
    threes = [fours[at] & THREE for at in places]
    yield from _gaps(piece, 1, 4, [(at, three, NO_SECOND) for at, three in zip(places, threes, strict=True)], counts)
    yield from _gaps(piece, 2, 4, [(at, three, NO_THIRD) for at, three in zip(places, threes, strict=True)], counts)
    # of two neighbours alone only those are asked about that were never seen together
    both = [at for at in places if unknown[at - 1]]
    between = [
        at for at, level in zip(both, counts.known.each([fours[at] & TWO for at in both]), strict=True) if not level
    ]
    yield from _gaps(piece, 1, 3, [(at, fours[at] & TWO, NO_SECOND) for at in between], counts)
    yield from _bound(piece, between, counts)


def _bound(piece: Piece, places: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """Characters that nearly always stand behind the two before a gap, or before the two behind it.

    Args:
        places: where the character before each gap stands.
    """
    codes, fours, known = piece.codes, piece.fours, counts.known
    each = known.each
    behind = each([fours[at - 1] & TWO | NO_THIRD << 32 for at in places])
    before = each([NO_FIRST | (fours[at + 1] & TWO) << 16 for at in places])
    for at, first, last in zip(places, behind, before, strict=True):
        if first or last:
            one, two = codes[at], codes[at + 1]
            for char in counts.after[one] & counts.before[two] - _UNMISSED:
                three = first and known[fours[at - 1] & TWO | char << 32] >= first
                if three or (last and known[char | (fours[at + 1] & TWO) << 16] >= last):
                    yield Doubt(at + 1, at + 1, (char,), DROP)


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
            chars = (counts.after[before] & counts.before[behind]) - _UNMISSED
            for char in known.filled(string, width, chars, least):
                if chr(before) + chr(char) not in _SHORT:
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
    for at in compress(range(len(piece.twice)), piece.twice):
        char = codes[at]
        # 一艘艘, 一排排; 件件有着落, 迁户|户均
        if char != codes[at + 1] or char in NUMERALS or char in _EACH or codes[at - 1] == _ONE:
            continue
        # a key held down is another matter: 好好好好
        if not any(codes[n : n + 4].tolist() == [char] * 4 for n in (at - 2, at - 1, at)):
            yield Doubt(at, at + 2, (char,), DOUBLE)
    for at in compress(range(len(again)), again):
        first, second, third = codes[at : at + 3]
        # what comes three times and more was not typed again by mistake
        more = (second, first) in ((codes[at + 3], codes[at + 4]), (codes[at - 1], codes[at - 2]))
        if first == third != second and not more and first not in NUMERALS and second not in NUMERALS:
            yield Doubt(at, at + 3, (first, second), DOUBLE)
            yield Doubt(at, at + 3, (second, first), DOUBLE)
            if codes[at + 3] == second:
                yield Doubt(at, at + 4, (first, second), DOUBLE)
