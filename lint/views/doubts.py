"""Doubtful places of a text and what may have been meant there.

A cheap gate passes over every character that stands in a known string of four or a frequent one of three; it works on
whole lines at once. The strings at the others are looked up with the doubtful character given by its sound alone: only
where that is frequent, and what stands there is not, are the characters of this sound tried one by one.
"""

from __future__ import annotations

import re
from itertools import compress
from operator import add

from lint.model import HOLE
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.counts import NO_SECOND, NO_THIRD, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lint.views.counts import Counts

# Kinds of confusion; their order means nothing.
SOUND, NEAR, SHAPE, HOMOPHONES, SWAP, DOUBLE, DROP = range(1, 8)
# Of a character that stands in a string of four at this level, or one of three at that, no one asks.
_SURE_FOUR, _SURE_THREE = 4, 9
# The least level of a string of three around a candidate, and how much of a lead over what stands there
EVIDENCE, _LEAD = 4, 2
# A character whose two strings of two reach this together is not asked about; so many levels these must gain, and so
# many together with those of three. With these one slip in eighty is lost, and three of four candidates.
_FIRM, _BETTER, _MUCH_BETTER = 22, 2, 13
# Where something is left out, the string of two is below this.
_LOOSE = 4
# The level of a string of four from which a gap in it is evidence
FIXED = 7
# So many places where nothing is to be doubted are remembered: official texts repeat themselves.
_QUIET = 50_000
# So many characters are looked at together, and the rest of their last line
_PIECE = 1 << 14
HAN = range(0x4E00, 0xA000)
# never doubted, never offered: numerals, particles that the tables judge, and marks
NUMERALS = frozenset(map(ord, "零〇一二三四五六七八九十百千万亿两廿卅"))
_WIDE = re.compile("[^\u0000-\uffff]")
# Quotations and titles are others' words; a mark that is not closed within so many characters opens none.
_HIDDEN = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,40}”|‘[^‘’\n]{1,40}’|「[^「」\n]{1,40}」|〔[^〔〕\n]{1,20}〕|【[^【】\n]{1,40}】"
)
_DIGITS = {ord(a): ord("0") for a in "0123456789０１２３４５６７８９"}
_LETTERS = {ord(a): ord("a") for a in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LETTERS |= {n: ord("a") for n in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_PLAIN = _DIGITS | _LETTERS | {ord("\t"): ord(" "), 0x3000: ord(" "), 0xA0: ord(" "), ord("\r"): ord(" ")}
# what counts a number (1辆, 25㎡) is known by no string: digits stand before everything
_COUNTED = frozenset(map(ord, "0a"))
# the high bytes of Han characters, and the levels that are sure, as tables of bytes.translate
_IS_HAN = bytes(HAN.start >> 8 <= n < HAN.stop >> 8 for n in range(256))
_OFTEN = bytes(n >= _SURE_THREE for n in range(256))
_NONE = bytes(n == 0 for n in range(256))
_SOME = bytes(n >= _SURE_FOUR for n in range(256))
ONE, TWO, THREE = (1 << 16) - 1, (1 << 32) - 1, (1 << 48) - 1
# Line ends before and behind a piece, so that every string of a character is there.
BEFORE, BEHIND = 4, 4


class Doubt(NamedTuple):
    """Instead of the characters start–end of a piece these may have been meant."""

    start: int
    end: int
    meant: tuple[int, ...]
    kind: int


class Piece(NamedTuple):
    """Whole lines of a text, with line ends added before and behind."""

    offset: int  # where its position 0 would be in the text
    units: bytes  # two bytes a character
    codes: memoryview  # the characters
    fours: list[int]  # the string of four that begins at each position, as a number
    threes: bytes  # the level of the string of three that begins at each position
    stood: bytes  # the same, 0 where two of the three are marks: what stands beside these is not known by them
    ask: bytes  # 1 where a character is to be doubted
    loose: bytes  # 1 where two characters stand beside each other that no known string of three joins

    def least(self, start: int, end: int) -> int:
        """The level that strings of three around a candidate must reach."""
        return max(EVIDENCE, max(self.stood[start - 2 : end]) + _LEAD)


def canonical(text: str) -> bytes:
    """The text as it was counted: one digit, one letter, one blank; two bytes a character, position for position."""
    return _WIDE.sub(HOLE, text.translate(_PLAIN)).encode("utf-16-le", "surrogatepass")


def pieces(text: str, counts: Counts) -> Iterator[Piece]:
    """The pieces of a text in which something is to be doubted."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        piece = _piece(text[start:end], start, counts)
        if 1 in piece.ask or 1 in piece.loose:
            yield piece
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


def _gate(text: str, units: bytes, fours: list[int], threes: bytes, counts: Counts) -> tuple[bytes, bytes, bytes]:
    """Which characters no known string covers, outside quotations and titles, and what is known of those strings.

    All positions are worked on at once, as the bytes of great numbers; position n is the byte n from below.

    Returns:
        `stood`, `ask` and `loose` of the piece.
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
    shown = bytearray(b"\1" * length)
    for m in _HIDDEN.finditer(text):
        shown[m.start() + BEFORE : m.end() + BEFORE] = bytes(m.end() - m.start())
    seen = int.from_bytes(shown, "little")
    unknown = int.from_bytes(threes.translate(_NONE), "little")
    return (
        (int.from_bytes(threes, "little") & two * 255).to_bytes(length, "little"),
        (int.from_bytes(ask, "little") & seen).to_bytes(length, "little"),
        (both & unknown & unknown << 8 & seen & seen >> 8).to_bytes(length, "little"),
    )


def doubts(piece: Piece, counts: Counts) -> list[Doubt]:
    """What may have been meant at the places of a piece that are asked about, in their order."""
    codes, units, ask, quiet = piece.codes, piece.units, piece.ask, counts.quiet
    asked: list[int] = []
    around: list[bytes] = []  # all that decides about a place
    for at in compress(range(len(ask)), ask):
        if codes[at] not in NUMERALS and codes[at - 1] not in _COUNTED:
            key = units[2 * at - 6 : 2 * at + 8] + ask[at + 1 : at + 2]
            if key not in quiet:
                asked.append(at)
                around.append(key)
    found = list(_found(piece, asked, counts))
    loud = {at for one in found for at in range(one.start, one.end)}
    if len(quiet) > _QUIET:
        quiet.clear()
    quiet.update(key for at, key in zip(asked, around, strict=True) if at not in loud)
    return sorted((*found, *_between(piece, counts)))


def _found(piece: Piece, asked: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """Other characters in the place of those that are asked about."""
    each, fours = counts.known.each, piece.fours
    left = each([fours[at - 1] & TWO for at in asked])
    right = each([fours[at] & TWO for at in asked])
    loose = [(at, levels) for at, levels in zip(asked, map(add, left, right), strict=True) if levels < _FIRM]
    yield from _heard(piece, loose, counts)
    yield from _seen(piece, loose, counts)
    yield from _pairs(piece, asked, counts)


def _heard(piece: Piece, asked: Sequence[tuple[int, int]], counts: Counts) -> Iterator[Doubt]:
    """Characters of the same or a similar sound.

    Args:
        asked: the places, each with the sum of the levels of its two strings of two.
    """
    codes, fours, sounds = piece.codes, piece.fours, counts.sounds
    each = counts.known.each
    spoken = [(at, sound, levels) for at, levels in asked for sound in sounds[codes[at]]]
    left = each([fours[at - 2] & TWO | sound << 32 for at, sound, _ in spoken])
    middle = each([codes[at - 1] | sound << 16 | codes[at + 1] << 32 for at, sound, _ in spoken])
    right = each([sound | (fours[at + 1] & TWO) << 16 for at, sound, _ in spoken])
    last = 0
    for (at, _, levels), level in zip(spoken, map(max, left, middle, right), strict=True):
        if level >= EVIDENCE and at != last and level >= piece.least(at, at + 1):
            last = at
            same = counts.same[codes[at]]
            heard = counts.heard[codes[at]]
            for char in heard & counts.after[codes[at - 1]] | heard & counts.before[codes[at + 1]]:
                if _fits(piece, at, char, levels, counts.known):
                    yield Doubt(at, at + 1, (char,), SOUND if char in same else NEAR)


def _seen(piece: Piece, asked: Sequence[tuple[int, int]], counts: Counts) -> Iterator[Doubt]:
    """Characters of a similar shape; `asked` as in `_heard`."""
    codes, seen, each = piece.codes, counts.seen, counts.known.each
    tried = [(at, char, levels) for at, levels in asked for char in seen[codes[at]]]
    left = each([codes[at - 1] | char << 16 for at, char, _ in tried])
    right = each([char | codes[at + 1] << 16 for at, char, _ in tried])
    for (at, char, levels), two in zip(tried, map(add, left, right), strict=True):
        if two >= levels + _BETTER and _fits(piece, at, char, levels, counts.known):
            yield Doubt(at, at + 1, (char,), SHAPE)


def _fits(piece: Piece, at: int, char: int, levels: int, known: Mapping[int, int]) -> bool:
    """Whether a character would stand in a frequent string at a place, and better than what stands there.

    Args:
        levels: those of the two strings of two at the place.
    """
    codes, fours = piece.codes, piece.fours
    before, behind = codes[at - 1], codes[at + 1]
    two = known[before | char << 16] + known[char | behind << 16]
    if two < levels + _BETTER:
        return False
    middle = known[before | char << 16 | behind << 32]
    left, right = known[fours[at - 2] & TWO | char << 32], known[char | (fours[at + 1] & TWO) << 16]
    if two + left + middle + right < levels + sum(piece.threes[at - 2 : at + 1]) + _MUCH_BETTER:
        return False
    # what only follows a mark, or stands before one, is no evidence
    after, ahead = before in HAN, behind in HAN
    best = max(left if after else 0, middle if after or ahead else 0, right if ahead else 0)
    return best >= piece.least(at, at + 1)


def _pairs(piece: Piece, asked: Sequence[int], counts: Counts) -> Iterator[Doubt]:
    """For two neighbours a word of the same sound, or the two the other way round."""
    fours, ask, known = piece.fours, piece.ask, counts.known
    places = [at for at in asked if ask[at + 1]]
    pairs = [fours[at] & TWO for at in places]
    words = known.each([pair ^ WORD for pair in pairs])
    turned = [pair >> 16 | (pair & ONE) << 16 for pair in pairs]
    for at, pair, word, other, level in zip(places, pairs, words, turned, known.each(turned), strict=True):
        options: Sequence[int]
        if word:
            options, kind = counts.homophones(pair), HOMOPHONES
        elif pair != other and level >= EVIDENCE:
            options, kind = (other,), SWAP
        else:
            continue
        head, tail = fours[at - 2] & TWO, (fours[at + 2] & TWO) << 16
        before, behind = head >> 16, tail >> 16 & ONE
        least = much = 0
        for new in options:
            first, second = new & ONE, new >> 16
            if first == pair & ONE or second == pair >> 16:
                continue
            if not least:
                least = piece.least(at, at + 2)
                much = sum(piece.threes[at - 2 : at + 2]) + _MUCH_BETTER
                much += known[before | (pair & ONE) << 16] + known[pair] + known[pair >> 16 | behind << 16]
            three = (
                known[head | first << 32],
                known[before | new << 16],
                known[new | behind << 32],
                known[second | tail],
            )
            two = known[before | first << 16] + known[new] + known[second | behind << 16]
            if max(three) >= least and two + sum(three) >= much:
                yield Doubt(at, at + 2, (first, second), kind)


def _between(piece: Piece, counts: Counts) -> Iterator[Doubt]:
    """One of two alike, and a character that may have been left out between two, where no known string joins them."""
    codes, fours, known = piece.codes, piece.fours, counts.known
    loose = list(compress(range(len(piece.loose)), piece.loose))
    joined = zip(loose, known.each([fours[at] & TWO for at in loose]), strict=True)
    loose = [at for at, level in joined if level < _LOOSE]
    third = known.each([fours[at - 1] & THREE | NO_THIRD << 48 for at in loose])
    second = known.each([fours[at] & THREE | NO_SECOND << 48 for at in loose])
    for at, level in zip(loose, map(max, third, second), strict=True):
        before, behind = codes[at], codes[at + 1]
        if before == behind:
            if known[fours[at - 1] & TWO] >= EVIDENCE <= known[fours[at + 1] & TWO]:
                yield Doubt(at, at + 2, (before,), DOUBLE)
        elif level >= FIXED:
            head, tail = fours[at - 1] & TWO | behind << 48, before | (fours[at + 1] & TWO) << 32
            for char in counts.after[before] & counts.before[behind]:
                if char not in NUMERALS and (known[head | char << 32] >= FIXED or known[tail | char << 16] >= FIXED):
                    yield Doubt(at, at + 1, (before, char), DROP)
