"""A one-pass index of literal terms: which of many thousand words occur in a text, and where.

The text is seen as UTF-16, so that two neighbouring characters are one 32-bit number and four are one 64-bit number;
the numbers of the text are intersected in C with those of the terms, and only terms whose number occurs are looked for
with `str.find`. A character outside the basic plane is two UTF-16 units, which only makes the first sieve coarser,
never wrong.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from itertools import compress

from lint.model import Span
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Literal, Protocol

    class Sliced(Protocol):
        """A text of which pieces are taken."""

        def __getitem__(self, part: slice, /) -> str: ...

    # keys in ascending order, where the term and the rules of each begin in a text, that text, and which remainders of
    # a key by the length of this field some key has
    Packed = tuple[bytes, bytes, str, bytes] | tuple[memoryview, memoryview, Sliced, memoryview]
    # where the key of a term stands in it, in UTF-16 units, whether it is all of it, the term, and the numbers of its
    # rules as characters
    Keyed = tuple[int, bool, str, str]
    # a term, the numbers of its rules as characters, and where it begins in a text
    Occurring = tuple[str, str, list[int]]

# what the class itself would call, a thousand times in a document
_new = tuple.__new__
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
# a key of so many UTF-16 units is a number of this type
_TYPES: dict[int, Literal["I", "Q"]] = {2: "I", 4: "Q"}
# marks for each key: of the keys of a text, one in so many is looked for in vain
_SPACE = 8
# so few terms are searched for one by one sooner than the keys of a text are made
_FEW = 300


# so many keys of a long text are numbers at once
_BLOCK = 1 << 16


def _keys(units: bytes, size: int) -> Iterator[memoryview]:
    """All rows of `size` neighbouring UTF-16 units as numbers: those from the first unit on, from the second on …"""
    whole = memoryview(units)
    for skipped in range(0, 2 * size, 2):
        rest = whole[skipped:]
        yield rest[: len(rest) // (2 * size) * (2 * size)].cast(_TYPES[size])


def build(terms: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    """The index of terms, each with the numbers of the rules it wakes, as plain data that can be stored.

    Nothing in it is a small object of its own, so that many thousand terms load as fast as a few.

    Args:
        terms: each literal term (at least one character) and the numbers of its rules (below 55,296).
    """
    singles = {term: rules for term, rules in terms.items() if len(term) == 1}
    units = {term: term.encode(_UTF16, "surrogatepass") for term in terms if len(term) > 1}
    short = {term: terms[term] for term, data in units.items() if len(data) < 8}
    long = {term: terms[term] for term, data in units.items() if len(data) >= 8}
    return {"singles": singles, "short": _pack(short, units, 2), "long": _pack(long, units, 4)}


def _pack(terms: Mapping[str, tuple[int, ...]], units: Mapping[str, bytes], size: int) -> Packed:
    """Terms by keys of `size` units."""
    shared: dict[int, int] = {}
    keys_of = {term: {key for keys in _keys(units[term], size) for key in keys} for term in terms}
    for keys in keys_of.values():
        for key in keys:
            shared[key] = shared.get(key, 0) + 1
    # the key that the fewest other terms share: fewer words to look for when it occurs
    keyed = sorted((min(keys, key=lambda k: (shared[k], k)), term) for term, keys in keys_of.items())
    words, starts = [], [0]
    for _, term in keyed:
        for piece in (term, "".join(map(chr, terms[term]))):
            words.append(piece)
            starts.append(starts[-1] + len(piece))
    packed = b"".join(key.to_bytes(2 * size, sys.byteorder) for key, _ in keyed)
    marks = bytearray(_SPACE * len(keyed) + 1)
    for key, _ in keyed:
        marks[key % len(marks)] = 1
    return packed, b"".join(start.to_bytes(4, sys.byteorder) for start in starts), "".join(words), bytes(marks)


class _Keyed:
    """The terms whose keys have one size, as `_pack` made them."""

    __slots__ = ("_found", "_keys", "_known", "_marks", "_size", "_starts", "_words")

    def __init__(self, packed: Packed, size: int) -> None:
        keys, starts, words, marks = packed
        self._words: Sliced = words
        self._marks: bytes | memoryview = marks
        self._size = size
        self._keys = memoryview(keys).cast(_TYPES[size])
        self._starts = memoryview(starts).cast("I")
        self._known: frozenset[int] | None = None  # not yet asked for; empty once it was
        self._found: dict[int, list[Keyed]] = {}

    def occurrences(self, text: str, units: bytes, points: Sequence[int] | None) -> Iterator[Occurring]:
        """The terms that occur, each with all its places in any order.

        Args:
            text: the text.
            units: it in UTF-16.
            points: for each unit the character that begins there; None where all characters are one unit.
        """
        if len(self._keys) < _FEW:
            for key in frozenset(self._keys):
                for *_, term, numbers in self._of(key):
                    if begins := starts(text, term):
                        yield term, numbers, begins
            return
        for key, places in self._places(units).items():
            for offset, whole, term, numbers in self._of(key):
                begins = [at - offset for at in places if at >= offset] if offset else places
                if points is not None:
                    begins = [points[at] for at in begins]
                if not whole or points is not None:  # a half of a pair may stand beside a whole one
                    begins = [at for at in begins if text.startswith(term, at)]
                if begins:
                    yield term, numbers, begins

    def _places(self, units: bytes) -> Mapping[int, list[int]]:
        """The keys that occur in a text, each with its places in units, and some that are no keys.

        The keys of a short text are tried sooner than a set of all is made, which pays from the second text on.
        """
        size = self._size
        if self._known is None and len(units) < len(self._keys):
            self._known = frozenset()
            marks, count = self._marks, len(self._marks)
            known = frozenset([key for key in frozenset().union(*_keys(units, size)) if marks[key % count]])
        else:
            known = self._known = self._known or frozenset(self._keys)
        found: dict[int, list[int]] = {}
        for skipped, keys in enumerate(_keys(units, size)):
            for first in range(0, len(keys), _BLOCK):
                row = keys[first : first + _BLOCK].tolist()
                is_known = bytes(map(known.__contains__, row))
                places = range(skipped + first * size, len(units), size)
                for at, key in zip(compress(places, is_known), compress(row, is_known), strict=True):
                    if key in found:
                        found[key].append(at)
                    else:
                        found[key] = [at]
        return found

    def _of(self, key: int) -> list[Keyed]:
        """The terms that a key points at."""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = []
            units = key.to_bytes(2 * self._size, sys.byteorder)
            at = bisect_left(self._keys, key)
            while at < len(self._keys) and self._keys[at] == key:
                start, middle, end = self._starts[2 * at : 2 * at + 3]
                term = self._words[start:middle]
                inner = term.encode(_UTF16, "surrogatepass")
                offset = next(n for n in range(0, len(inner), 2) if inner.startswith(units, n)) // 2
                found.append((offset, len(inner) == len(units), term, self._words[middle:end]))
                at += 1
        return found


class Index:
    """An index of terms over what `build` made, ready to scan texts."""

    __slots__ = ("keyed", "singles")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.singles: Mapping[str, tuple[int, ...]] = data["singles"]
        self.keyed = (_Keyed(data["short"], 2), _Keyed(data["long"], 4))


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
    for term, numbers, begins in occurrences(index, text):
        for rule in map(ord, numbers):
            hits.setdefault(rule, Places(text)).add(term, begins)
    return hits


def occurrences(index: Index, text: str) -> Iterator[Occurring]:
    """The terms of two characters and more that occur, each with the numbers of its rules and all its places."""
    units = text.encode(_UTF16, "surrogatepass")
    points: Sequence[int] | None = None
    if len(units) > 2 * len(text):  # no term begins in the middle of a character
        points = [at for n, char in enumerate(text) for at in ((n, len(text)) if char > "\uffff" else (n,))]
    for keyed in index.keyed:
        yield from keyed.occurrences(text, units, points)


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
