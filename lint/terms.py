"""A one-pass index of literal terms: which of many thousand words occur in a text, and where.

Of each character only the last byte of its number is looked at: two or three neighbouring characters are one small
number, their key. Marks say which keys some term may have, and only terms whose key occurs are looked for at its place.
That two characters share a byte only makes the first sieve coarser, never wrong.
"""

from __future__ import annotations

import sys
from itertools import accumulate, compress

from lint.model import Span
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    # where the key of a term stands in it, the term, and the numbers of its rules as characters
    Keyed = tuple[int, str, str]
    # a term, the numbers of its rules as characters, and where it begins in a text
    Occurring = tuple[str, str, list[int]]

# what the class itself would call, a thousand times in a document
_new = tuple.__new__
# marks for each key of three characters: of the keys of a text, one in so many is looked for in vain
_SPACE = 16
# keys of two characters that there are, each with a mark
_PAIRS = 1 << 16
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
# the same for what is read: sooner looked up; it would swallow a mark of byte order in front, which no text of ours has
UNITS = "utf-16"
# where the last byte of the first character is, behind the mark of byte order
_FIRST = 4 if sys.byteorder == "little" else 7
# so many keys of a long text are looked at at once
_ROW = 1 << 16


def _keys(text: str, size: int) -> memoryview:
    """The key of each place of a text: of the two or three characters that begin there."""
    ends = text.encode("utf-32", "surrogatepass")[_FIRST::4]
    width = 2 * size - 2
    count = max(0, len(ends) - size + 1)
    keys = bytearray(width * count)
    for n in range(size):
        keys[n::width] = ends[n : n + count]
    return memoryview(keys).cast("H" if width == 2 else "I")


def build(terms: Mapping[str, tuple[int, ...]], size: int = 2) -> dict[str, Any]:
    """The index of terms, each with the numbers of the rules it wakes, as plain data that can be stored.

    Nothing in it is a small object of its own, so that many thousand terms load as fast as a few.

    Args:
        terms: each literal term (at least one character) and the numbers of its rules (below 55,296).
        size: of a key, 2 or 3 characters, which tells more terms apart; each term has as many, or one.
    """
    singles = {term: rules for term, rules in terms.items() if len(term) == 1}
    keys_of = {term: list(_keys(term, size)) for term in terms if len(term) > 1}
    shared: dict[int, int] = {}
    for keys in keys_of.values():
        for key in set(keys):
            shared[key] = shared.get(key, 0) + 1
    blocks = len(keys_of) + 1
    count = _SPACE * blocks if size > 2 else _PAIRS
    # the key that the fewest other terms share: fewer words to look for when it occurs
    rarest = ((min(keys, key=lambda k: (shared[k], k)), term) for term, keys in keys_of.items())
    keyed = sorted((key % blocks, key, term) for key, term in rarest)
    marks, before, pieces = bytearray(count), [0] * (blocks + 1), []
    for block, key, term in keyed:
        marks[key % count] = 1
        before[block + 1] += 1
        head = "".join(map(chr, (keys_of[term].index(key), len(term))))
        pieces.append((head + term + "".join(map(chr, terms[term]))).encode(_UTF16, "surrogatepass"))
    numbers = (
        [key for _, key, _ in keyed],
        accumulate(before),
        accumulate(map(len, pieces), initial=0),
    )
    packed = (b"".join(n.to_bytes(4, sys.byteorder) for n in row) for row in numbers)
    return {"singles": singles, "size": size, "packed": (*packed, b"".join(pieces), bytes(marks))}


class Index:
    """An index of terms over what `build` made, ready to scan texts.

    Args:
        data: that.
        first: where the words begin in the bytes that hold them.
    """

    __slots__ = ("_before", "_blocks", "_first", "_found", "_keys", "_marks", "_size", "_starts", "_words", "singles")

    def __init__(self, data: Mapping[str, Any], first: int = 0) -> None:
        self.singles: Mapping[str, tuple[int, ...]] = data["singles"]
        self._size: int = data["size"]
        # the keys of all terms, in blocks of one remainder by the number of blocks; how many stand before each block;
        # where each term begins in the words; these; and for each remainder by the number of marks whether a key has it
        *numbers, words, marks = data["packed"]
        self._keys, self._before, self._starts = (memoryview(row).cast("I") for row in numbers)
        self._blocks = len(self._before) - 1
        self._words: bytes = words
        self._first = first
        self._marks: bytes = marks
        self._found: dict[int, list[Keyed]] = {}

    def occurrences(self, text: str) -> Iterator[Occurring]:
        """The terms of two characters and more that occur, each with all its places in any order."""
        marks, count, known = self._marks, len(self._marks), self._found
        found: dict[str, tuple[str, list[int]]] = {}
        whole = _keys(text, self._size)
        for first in range(0, len(whole), _ROW):
            keys = whole[first : first + _ROW]
            # the remainder of a pair, which there is a mark for, is the pair
            marked = [marks[key] for key in keys] if self._size == 2 else [marks[key % count] for key in keys]
            for n in compress(range(len(keys)), marked):
                key = keys[n]
                for offset, term, numbers in known[key] if key in known else self._of(key):
                    start = first + n - offset
                    if start >= 0 and text.startswith(term, start):
                        if term in found:
                            found[term][1].append(start)
                        else:
                            found[term] = numbers, [start]
        for term, (numbers, begins) in found.items():
            yield term, numbers, begins

    def _of(self, key: int) -> list[Keyed]:
        """The terms that a key points at."""
        found: list[Keyed] = []
        block = key % self._blocks
        for at in range(self._before[block], self._before[block + 1]):
            if self._keys[at] == key:
                start, end = self._first + self._starts[at], self._first + self._starts[at + 1]
                piece = self._words[start:end].decode(UNITS, "surrogatepass")
                end = ord(piece[1]) + 2
                found.append((ord(piece[0]), piece[2:end], piece[end:]))
        if found:  # what only shares a mark is forgotten: of such keys every text has others
            self._found[key] = found
        return found


class Places:
    """The places of some terms in a text in order, put together when they are first asked for: most rules never do."""

    __slots__ = ("_found", "_terms", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._terms: list[tuple[str, list[int] | None]] = []
        self._found: list[Span] | None = None

    def add(self, term: str, begins: list[int] | None = None) -> None:
        """One more term, which the text has, and where it begins there; without that it is looked for when asked."""
        self._terms.append((term, begins))

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans())

    def __len__(self) -> int:
        return len(self._spans())

    def __bool__(self) -> bool:
        return bool(self._terms)

    def __contains__(self, span: object) -> bool:
        return span in self._spans()

    def _spans(self) -> list[Span]:
        if self._found is None:
            self._found = sorted(
                span
                for term, begins in self._terms
                for span in (find(self._text, term) if begins is None else spans(begins, term))
            )
        return self._found


def scan(index: Index, text: str) -> dict[int, Places]:
    """The rules whose terms occur in the text, each with the places of its terms.

    Args:
        index: over what `build` made.
        text: any text; the spans count its code points.
    """
    hits: dict[int, Places] = {}
    for term, rules in index.singles.items():
        if term in text:
            for rule in rules:
                hits.setdefault(rule, Places(text)).add(term)
    for term, numbers, begins in index.occurrences(text):
        for rule in map(ord, numbers):
            hits.setdefault(rule, Places(text)).add(term, begins)
    return hits


def spans(begins: Iterable[int], term: str) -> list[Span]:
    """The places of a string that begins at some places."""
    length = len(term)
    return [_new(Span, (start, start + length)) for start in begins]


def starts(text: str, term: str) -> list[int]:
    """Where a string begins in a text, overlapping ones too."""
    found, at = [], text.find(term)
    while at >= 0:
        found.append(at)
        at = text.find(term, at + 1)
    return found


def find(text: str, term: str) -> list[Span]:
    """The places of a string in a text, overlapping ones too."""
    return spans(starts(text, term), term)
