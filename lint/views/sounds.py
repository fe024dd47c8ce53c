"""Phrases by their sound or shape: what sounds like one, is another string, and is no word and written nowhere else.

The tables are `lint/data/sounds.bin` and `shapes.bin`, written by `tools/build_sounds.py`. A text is scanned with each
of its characters replaced by its sound, so that one look finds every phrase in every spelling; where shapes are looked
at, the class of look-alikes that a character belongs to takes the place of its sound.
"""

from __future__ import annotations

import os
from itertools import accumulate, repeat

from lint.record import TYPE_CHECKING, NamedTuple, once
from lint.terms import UNITS, Index, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAGIC = b"GWS5"
# bytes of the header: magic, then the number of fixed phrases and the length of each section, four bytes each
HEADER = 64
_SECTIONS = 9
# the fewest characters of a phrase
_KEY = 3
# Sounds are characters from here on (private use), which no text of ours has.
_SOUNDS = 0xE000
_TEXT = "utf-16-le"
# the characters that are one unit there
_BASIC = 0x10000


class Heard(NamedTuple):
    """A place that sounds like a phrase and is written otherwise."""

    start: int
    end: int
    right: str
    fixed: bool  # whether the phrase is a set one, of which no word is ever changed


class _Text:
    """A text of two bytes for each character, decoded where it is read."""

    __slots__ = ("_data", "_end", "_start")

    def __init__(self, data: bytes, start: int, size: int) -> None:
        self._data, self._start, self._end = data, start, start + size

    def __getitem__(self, part: slice) -> str:
        start = self._start + 2 * (part.start or 0)
        stop = self._end if part.stop is None else self._start + 2 * part.stop
        return self._data[start:stop].decode(UNITS)


class Sounds:
    """The table over the bytes of its file.

    Raises:
        ValueError: these bytes were not written by the builder.
    """

    __slots__ = ("_edges", "_exceptions", "_fixed", "_index", "_phrases", "_rights", "_spoken")

    def __init__(self, data: bytes) -> None:
        view = memoryview(data)
        if bytes(view[:4]) != MAGIC:
            raise ValueError("sounds.bin")
        self._fixed, *sizes = view[4:HEADER].cast("I")[: _SECTIONS + 1]
        starts = list(accumulate(((size + 3) // 4 * 4 for size in sizes), initial=HEADER))
        self._phrases, exceptions, spoken = map(_Text, repeat(data), starts[:3], sizes)
        parts = [view[start : start + size] for start, size in zip(starts[4:], sizes[4:], strict=False)]
        # decoded when first asked for
        self._exceptions: _Text | str = exceptions
        # the phrases of each sound that was met, and whether they are fixed
        self._rights: dict[str, list[tuple[str, bool]]] = {}
        self._spoken = spoken[:]
        self._edges = parts[0].cast("I")
        packed = *parts[1:4], data, bytes(parts[4])
        self._index = Index({"singles": {}, "size": _KEY, "packed": packed}, starts[3])

    def __contains__(self, phrase: str) -> bool:
        return f"\n{phrase}\n" in self._phrases[:]

    def otherwise(self, text: str) -> Iterator[Heard]:
        """What sounds like a phrase and is written otherwise, rightly or not; one place may sound like several."""
        spoken = text.translate(self._spoken)
        rights = self._rights
        for sound, numbers, begins in self._index.occurrences(spoken):
            if sound not in rights:
                rights[sound] = [(self._phrase(number), number < self._fixed) for number in map(ord, numbers)]
            for right, fixed in rights[sound]:
                for start in begins:
                    if not text.startswith(right, start):
                        yield Heard(start, start + len(sound), right, fixed)

    def same(self, one: str, other: str) -> bool:
        """Whether two characters of the table have one sound."""
        sound = one.translate(self._spoken)
        return sound != one and sound == other.translate(self._spoken)

    def is_right(self, found: str) -> bool:
        """Whether a writing that sounds like a phrase is right: the lines that say so are sorted."""
        text = self._exceptions = self._exceptions[:]
        low, high = 1, len(text)
        while low < high:
            start = text.rfind("\n", low - 1, (low + high) // 2) + 1
            end = text.index("\n", start)
            line = text[start:end]
            if line == found:
                return True
            low, high = (end + 1, high) if line < found else (low, start)
        return False

    def _phrase(self, number: int) -> str:
        return self._phrases[self._edges[number] : self._edges[number + 1] - 1]


def heard(phrase: str, sounds: Mapping[str, str]) -> tuple[str, ...]:
    """The sounds of a phrase; empty where one of its characters has none."""
    return tuple(sounds[char] for char in phrase) if all(char in sounds for char in phrase) else ()


def pack(phrases: Sequence[str], fixed: int, exceptions: Sequence[str], sounds: Mapping[str, str]) -> bytes:
    """The bytes of the file.

    Args:
        phrases: words of three characters and more, all of which have a sound.
        fixed: how many of them, from the first on, are set phrases.
        exceptions: what sounds like one of them and is right, sorted.
        sounds: the sound of each character.
    """
    number = {sound: chr(_SOUNDS + n) for n, sound in enumerate(sorted(set(sounds.values())))}
    spelled: dict[str, list[int]] = {}
    for n, phrase in enumerate(phrases):
        spelled.setdefault("".join(number[sound] for sound in heard(phrase, sounds)), []).append(n)
    index = build({sound: tuple(numbers) for sound, numbers in spelled.items()}, _KEY)
    # by code point; what has no sound stands for itself, but for halves of pairs, which stand for nothing
    spoken = "".join(number[sounds[char]] if char in sounds else char for char in map(chr, range(_BASIC)))
    edges = accumulate((len(phrase) + 1 for phrase in phrases), initial=1)
    lists = (f"\n{text}\n" for text in map("\n".join, (phrases, exceptions)))
    *numbers, words, marks = index["packed"]
    texts = [text.encode(_TEXT, "replace") for text in (*lists, spoken)]
    parts = [*texts, words, b"".join(edge.to_bytes(4, "little") for edge in edges), *numbers, marks]
    head = MAGIC + b"".join(n.to_bytes(4, "little") for n in (fixed, *map(len, parts)))
    return head.ljust(HEADER, b"\0") + b"".join(part + b"\0" * (-len(part) % 4) for part in parts)


@once
def shipped(name: str = "sounds") -> Sounds:
    """A table that comes with the package: "sounds" or "shapes"."""
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", f"{name}.bin")
    with open(path, "rb") as file:
        return Sounds(file.read())
