"""How often strings of one to four characters occur in official prose, and which characters are mistaken for which.

The table is `lint/data/characters.bin`, written by `tools/build_characters.py`, mapped into memory and shared between
processes. It holds no text: for each string only 16 bits, an eleven-bit check and a five-bit level, in a table that
three hashes of the string point into (the exclusive or of the three cells is the entry). A string that is not in the
table passes the check once in two thousand times.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import lru_cache
from zlib import crc32

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAGIC = b"GWLC"
FORMAT = 1
# Levels are logarithms to this base: level 1 is a count of 1, level n a count of BASE ** (n - 1).
BASE = 1.6
LEVEL_BITS = 5
TOP = (1 << LEVEL_BITS) - 1
CHECK = (1 << (16 - LEVEL_BITS)) - 1
# Two odd multipliers: three cells out of one checksum.
FIRST, SECOND = 0x9E3779B1, 0x85EBCA6B
ALL = 0xFFFFFFFF
# crc32 starts from this number for words of the dictionary, from 0 for strings of the counted texts
WORDS = 1
# bytes of the header: magic, then numbers of four bytes each
HEADER = 128


class Counts:
    """The table over one buffer.

    Args:
        data: the bytes of the file, or a map of them.

    Raises:
        ValueError: these bytes were not written by the builder of this version.
    """

    __slots__ = ("_after", "_before", "_confused", "cells", "sections", "size", "trees", "view")

    def __init__(self, data: bytes | memoryview) -> None:
        self.view = memoryview(data)
        numbers = self.view[:HEADER].cast("I")
        if bytes(self.view[:4]) != MAGIC or numbers[1] != FORMAT:
            raise ValueError("characters.bin")
        self.size = numbers[2]
        self.sections: dict[str, memoryview] = {}
        at = HEADER
        for name, code, count in zip(SECTIONS, CODES, numbers[3:], strict=False):
            width = 2 if code == "H" else 4
            self.sections[name] = self.view[at : at + width * count].cast("H" if code == "H" else "I")
            at += (width * count + 3) // 4 * 4
        self.cells = self.sections["cells"]
        self._after: dict[int, frozenset[int]] = {}
        self._before: dict[int, frozenset[int]] = {}
        self._confused: dict[int, tuple[frozenset[int], Mapping[int, int]]] = {}

    def levels(self, units: bytes, length: int, start: int = 0) -> list[int]:
        """The level of every string of `length` characters in a text of UTF-16 (little-endian) units; 0 is unknown.

        Args:
            units: the text, two bytes a character.
            length: characters in a string.
            start: 0 for the counted texts, `WORDS` for the dictionary.
        """
        cells, size, width = self.cells, self.size, 2 * length
        twice = 2 * size
        return [
            v & 31
            if (
                (
                    v := cells[(k := crc32(units[at : at + width], start)) % size]
                    ^ cells[size + (k * FIRST & ALL) % size]
                    ^ cells[twice + (k * SECOND & ALL) % size]
                )
                >> 5
            )
            == (k >> 9 ^ k >> 20) & CHECK
            else 0
            for at in range(0, len(units) - width + 1, 2)
        ]

    def level(self, units: bytes, start: int = 0) -> int:
        """The level of one string."""
        cells, size = self.cells, self.size
        k = crc32(units, start)
        v: int = cells[k % size] ^ cells[size + (k * FIRST & ALL) % size] ^ cells[2 * size + (k * SECOND & ALL) % size]
        return v & TOP if v >> LEVEL_BITS == (k >> 9 ^ k >> 20) & CHECK else 0

    def after(self, char: int) -> frozenset[int]:
        """The characters that often follow one."""
        found = self._after.get(char)
        if found is None:
            found = self._after[char] = frozenset(self._row("after", char))
        return found

    def before(self, char: int) -> frozenset[int]:
        """The characters that often precede one."""
        found = self._before.get(char)
        if found is None:
            found = self._before[char] = frozenset(self._row("before", char))
        return found

    def confused(self, char: int) -> tuple[frozenset[int], Mapping[int, int]]:
        """The characters that may have been meant by one, and the kind of confusion of each."""
        found = self._confused.get(char)
        if found is None:
            kinds = dict(zip(self._row("confused", char), self._row("kinds", char), strict=True))
            found = self._confused[char] = frozenset(kinds), kinds
        return found

    def homophones(self, first: int, second: int) -> Sequence[int]:
        """The words of the dictionary that sound like a word of two characters, itself among them.

        A word is one number: its first character below, its second above 2 ** 16.
        """
        keys = self.sections["word_keys"]
        key = first | second << 16
        at = bisect_left(keys, key)
        if at == len(keys) or keys[at] != key:
            return ()
        starts = self.sections["group_starts"]
        group = self.sections["word_groups"][at]
        return self.sections["groups"][starts[group] : starts[group + 1]]

    def _row(self, name: str, char: int) -> memoryview:
        chars = self.sections["characters"]
        at = bisect_left(chars, char)
        if at == len(chars) or chars[at] != char:
            return self.sections[name][:0]
        starts = self.sections[f"{'confused' if name == 'kinds' else name}_starts"]
        return self.sections[name][starts[at] : starts[at + 1]]


# The arrays of the file in their order, with the codes of their numbers (H two bytes, I four).
LAYOUT = (
    "cells:H characters:H after_starts:I after:H before_starts:I before:H confused_starts:I confused:H kinds:H "
    "word_keys:I word_groups:H group_starts:I groups:I trees:H"
)
SECTIONS = tuple(part.split(":")[0] for part in LAYOUT.split())
CODES = tuple(part.split(":")[1] for part in LAYOUT.split())


def count(level: int) -> int:
    """About how often a string of a level occurs, to two digits."""
    number = BASE ** (level - 1) if level else 0.0
    step = 10 ** max(0, len(str(int(number))) - 2)
    return int(round(number / step) * step)


@lru_cache(maxsize=1)
def shipped() -> Counts:
    """The table that comes with the package."""
    import mmap  # only for a document that the detector reads

    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "characters.bin")
    with open(path, "rb") as file:
        return Counts(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
