"""How often strings of one to four characters occur in official prose, and which characters are mistaken for which.

The table is `lint/data/characters.bin`, written by `tools/build_characters.py`, mapped into memory and shared between
processes. It holds no text: for each string only 16 bits, with a check of ten or eleven bits and a level of five. Each
string has one slot, which the most frequent one of those that share it fills; whether there are others is its lowest
bit. Those stand in three parts more, in each of which a string has one cell: their exclusive or is its entry.
A string that is not in the table passes the check once in some fifteen hundred times.

A string is looked up as one number, its UTF-16 units from the lowest sixteen bits upward. Beside the strings themselves
stand words of the dictionary, strings of three in which one character is given by its sound alone, and strings of four
of which one character in the middle is left out; each kind has numbers of its own.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left

from lint.record import TYPE_CHECKING, once
from lint.views.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

MAGIC = b"GWLC"
FORMAT = 2
# Levels are logarithms to this base: level 1 is a count of 1, level n a count of BASE ** (n - 1).
BASE = 1.6
LEVEL_BITS = 5
TOP = (1 << LEVEL_BITS) - 1
SHORT_CHECK, CHECK = 1021, 2039  # the greatest primes of ten and eleven bits
# A word of the dictionary has the number of its string with these bits turned, which no Chinese string has.
WORD = 0x8000_8000_8000_8000
# And one that is always right, whatever the counts say, with these.
RIGHT = 0x8000_8000_8000_0000
# Sounds are characters from here on (private use); what is left out of a string of four is told by its last character.
SOUNDS = 0xE000
NO_FIRST, NO_SECOND, NO_THIRD = 0xF8F0, 0xF8F1, 0xF8F2
# and what is left out of a word of four
GAPS = (0xF8F3, 0xF8F4, 0xF8F5, 0xF8F6)
# bytes of the header: magic, then numbers of four bytes each
HEADER = 128
# the check of an entry where it stands (again from its end on, for sums of two), and the level in what is left of an
# entry without it
_CHECKS = [check << LEVEL_BITS + 1 for check in range(SHORT_CHECK)] * 2
_LEVELS = [bits >> 1 for bits in range(1 << LEVEL_BITS + 1)]
_FIND_ONE = re.compile(b"\1").finditer
# so many levels are kept at hand, of about a hundred bytes each
_AT_HAND = 100_000


class Levels(dict[int, int]):
    """The level of every string, by its number; 0 is unknown. What was asked for is kept at hand."""

    __slots__ = ("_added", "_cells", "_slots")

    def __init__(self, slots: memoryview, cells: memoryview, sizes: tuple[int, int, int]) -> None:
        self._added = {width: (Rests(width, len(slots)), Rests(width, SHORT_CHECK)) for width in (1, 2)}
        one, two, three = sizes
        self._slots = slots
        self._cells = (cells[:one], one), (cells[one : one + two], two), (cells[one + two :], three)

    def __missing__(self, number: int) -> int:
        slots = self._slots
        entry = slots[number % len(slots)]
        rest = entry ^ _CHECKS[number % SHORT_CHECK]
        level = _LEVELS[rest] if rest < 64 else self._other(number) if entry & 1 else 0
        if len(self) >= _AT_HAND:
            self.clear()
        self[number] = level
        return level

    def each(self, numbers: Iterable[int]) -> bytes:
        """The levels of many strings, of which nothing is kept at hand."""
        slots, other = self._slots, self._other
        size = len(slots)
        return bytes(
            [
                (_LEVELS[rest] if (rest := entry ^ _CHECKS[number % SHORT_CHECK]) < 64 else entry & 1 and other(number))
                if (entry := slots[number % size])
                else 0
                for number in numbers
            ]
        )

    def reaching(self, numbers: Sequence[int], least: int) -> list[tuple[int, int]]:
        """Those of many strings that reach a level: the place of each among them, and its level."""
        levels = self.each(numbers)
        return [(at, levels[at]) for at in places(levels.translate(bytes(least) + b"\1" * (256 - least)))]

    def filled(self, string: int, width: int, chars: Iterable[int], least: int) -> list[int]:
        """Those of some characters that make a string of a level behind the first ones (one or two) of a string.

        The place and the check of such a string are sums of what the character and the rest of it add, so that nothing
        is divided.
        """
        slots, other, shift = self._slots, self._other, 16 * width
        rest = string & (1 << shift) - 1 | string >> shift << shift + 16
        # places from the end are negative: no sum is beyond it
        place, check = rest % len(slots) - len(slots), rest % SHORT_CHECK
        places, checks = self._added[width]
        return [
            char
            for char in chars
            if (entry := slots[place + places[char]])
            and (
                _LEVELS[left]
                if (left := entry ^ _CHECKS[check + checks[char]]) < 64
                else entry & 1 and other(rest | char << shift)
            )
            >= least
        ]

    def _other(self, number: int) -> int:
        """The level of a string that does not fill its slot."""
        (first, one), (second, two), (third, three) = self._cells
        entry = first[number % one] ^ second[number % two] ^ third[number % three]
        return entry & TOP if entry >> LEVEL_BITS == number % CHECK else 0


def places(mask: bytes) -> list[int]:
    """Where the bytes are 1, of some that are 0 or 1: a third of the time of `compress` where few are."""
    return [m.start() for m in _FIND_ONE(mask)]


class Rests(dict[int, int]):
    """What a character behind so many others adds to the number of a string, divided by a size: what is left over."""

    __slots__ = ("_shift", "_size")

    def __init__(self, width: int, size: int) -> None:
        self._shift, self._size = 16 * width, size

    def __missing__(self, char: int) -> int:
        rest = self[char] = (char << self._shift) % self._size
        return rest


class Rows(dict[int, "frozenset[int]"]):
    """The row of a section for each character, made when it is first asked for."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[int], Sequence[int]]) -> None:
        self._make = make

    def __missing__(self, char: int) -> frozenset[int]:
        row = self[char] = frozenset(self._make(char))
        return row


class Counts:
    """The table over one buffer.

    Args:
        data: the bytes of the file, or a map of them.

    Attributes:
        known: the level of each string by its number.
        lines: what was found in lines that were read (see `suspicions`).
        after: the characters that often follow one; before: those that often precede it.
        sounds: the sounds of a character, as the characters that stand for them in strings.
        same: the characters of the same sound; heard: those and the ones of a similar sound; seen: others of a similar
            shape.

    Raises:
        ValueError: these bytes were not written by the builder of this version.
    """

    __slots__ = (
        "_order",
        "_tables",
        "after",
        "before",
        "heard",
        "known",
        "lines",
        "same",
        "sections",
        "seen",
        "sounds",
        "view",
    )

    def __init__(self, data: bytes | memoryview) -> None:
        self.view = memoryview(data)
        numbers = self.view[:HEADER].cast("I")
        if bytes(self.view[:4]) != MAGIC or numbers[1] != FORMAT:
            raise ValueError("characters.bin")
        self.lines: dict[str, Any] = {}
        self.sections: dict[str, memoryview] = {}
        self._tables: dict[str, Trees] = {}
        at = HEADER
        for name, code, count in zip(SECTIONS, CODES, numbers[5:], strict=False):
            width = 2 if code == "H" else 4
            self.sections[name] = self.view[at : at + width * count].cast("H" if code == "H" else "I")
            at += (width * count + 3) // 4 * 4
        self.known = Levels(self.sections["slots"], self.sections["cells"], (numbers[2], numbers[3], numbers[4]))
        self._order = {char: n for n, char in enumerate(self.sections["characters"].tolist())}
        self.after, self.before, self.same, self.seen, self.sounds = (
            Rows(self._rows(name)) for name in ("after", "before", "same", "seen", "sounds")
        )
        near = self._rows("near")
        self.heard = Rows(lambda char: (*self.same[char], *near(char)))

    def table(self, name: str) -> Trees:
        """A decision table: `first_trees` or `trees`."""
        made = self._tables.get(name)
        if made is None:
            made = self._tables[name] = Trees(self.sections[name].tolist())
        return made

    def homophones(self, pair: int) -> Sequence[int]:
        """The words of the dictionary, as numbers, that sound like a word of two characters, itself among them."""
        keys = self.sections["word_keys"]
        at = bisect_left(keys, pair)
        if at == len(keys) or keys[at] != pair:
            return ()
        starts = self.sections["group_starts"]
        group = self.sections["word_groups"][at]
        return self.sections["groups"][starts[group] : starts[group + 1]]

    def _rows(self, name: str) -> Callable[[int], Sequence[int]]:
        order, row, starts = self._order, self.sections[name], self.sections[f"{name}_starts"]

        def made(char: int) -> Sequence[int]:
            at = order.get(char)
            return () if at is None else row[starts[at] : starts[at + 1]].tolist()

        return made


# The arrays of the file in their order, with the codes of their numbers (H two bytes, I four).
LAYOUT = (
    "slots:H cells:H characters:H after_starts:I after:H before_starts:I before:H same_starts:I same:H "
    "near_starts:I near:H seen_starts:I seen:H "
    "sounds_starts:I sounds:H word_keys:I word_groups:H group_starts:I groups:I first_trees:H trees:H"
)
SECTIONS = tuple(part.split(":")[0] for part in LAYOUT.split())
CODES = tuple(part.split(":")[1] for part in LAYOUT.split())


def number(text: str) -> int:
    """The number of a string of at most four characters, each of one UTF-16 unit."""
    return int.from_bytes(text.encode("utf-16-le", "surrogatepass"), "little")


def count(level: int) -> int:
    """About how often a string of a level occurs, to two digits."""
    number = BASE ** (level - 1) if level else 0.0
    step = 10 ** max(0, len(str(int(number))) - 2)
    return int(round(number / step) * step)


@once
def shipped() -> Counts:
    """The table that comes with the package."""
    import mmap  # only for a document that the detector reads

    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "characters.bin")
    with open(path, "rb") as file:
        return Counts(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
