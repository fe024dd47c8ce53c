"""A one-pass index of literal terms: which of many thousand words occur in a text, and where.

The text is seen as UTF-16, so that every two neighbouring characters are one 32-bit number; the numbers of the text are
intersected in C with those of the terms, and only terms whose number occurs are looked for with `str.find`.
A character outside the basic plane is two UTF-16 units, which only makes the first sieve coarser, never wrong.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from itertools import pairwise

from lint.model import Span
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

# what the class itself would call, a thousand times in a document
_new = tuple.__new__
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


def _pairs(text: str) -> tuple[memoryview, memoryview]:
    """All neighbouring UTF-16 units of a text as 32-bit numbers: those at even and those at odd positions."""
    units = text.encode(_UTF16, "surrogatepass")
    whole = memoryview(units)
    even = whole[: len(units) // 4 * 4].cast("I")
    odd = whole[2 : 2 + (len(units) - 2) // 4 * 4].cast("I") if len(units) > 2 else memoryview(b"").cast("I")
    return even, odd


def build(terms: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    """The index of terms, each with the numbers of the rules it wakes, as plain data that can be stored.

    Nothing in it is a small object of its own, so that many thousand terms load as fast as a few.

    Args:
        terms: each literal term (at least one character) and the numbers of its rules (below 55,296).
    """
    singles = {term: rules for term, rules in terms.items() if len(term) == 1}
    shared: dict[int, int] = {}
    pairs_of: dict[str, set[int]] = {}
    for term in terms:
        if len(term) > 1:
            even, odd = _pairs(term)
            pairs_of[term] = {*even, *odd}
            for pair in pairs_of[term]:
                shared[pair] = shared.get(pair, 0) + 1
    # the pair that the fewest other terms share: fewer words to look for when it occurs
    keyed = sorted((min(pairs, key=lambda p: (shared[p], p)), term) for term, pairs in pairs_of.items())
    words, starts = [], [0]
    for _, term in keyed:
        for piece in (term, "".join(map(chr, terms[term]))):
            words.append(piece)
            starts.append(starts[-1] + len(piece))
    keys = b"".join(key.to_bytes(4, sys.byteorder) for key, _ in keyed)
    places = b"".join(start.to_bytes(4, sys.byteorder) for start in starts)
    return {"singles": singles, "keys": keys, "starts": places, "words": "".join(words)}


class Index:
    """An index of terms over what `build` made, ready to scan texts."""

    __slots__ = ("_found", "_keys", "_starts", "_words", "keys", "singles")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.singles: Mapping[str, tuple[int, ...]] = data["singles"]
        self._keys = memoryview(data["keys"]).cast("I")
        self._starts = memoryview(data["starts"]).cast("I")
        self._words: str = data["words"]
        self.keys = frozenset(self._keys)
        self._found: dict[int, tuple[tuple[str, tuple[int, ...]], ...]] = {}

    def of(self, key: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The terms that a pair of characters points at, each with the numbers of its rules."""
        found = self._found.get(key)
        if found is None:
            first, last = bisect_left(self._keys, key), bisect_right(self._keys, key)
            edges = self._starts[2 * first : 2 * last + 1]
            pieces = [self._words[start:end] for start, end in pairwise(edges)]
            found = tuple((term, tuple(map(ord, rules))) for term, rules in zip(pieces[::2], pieces[1::2], strict=True))
            self._found[key] = found
        return found


def scan(index: Index, text: str) -> dict[int, list[Span]]:
    """The rules whose terms occur in the text, each with the places of its terms, sorted.

    Args:
        index: over what `build` made.
        text: any text; the spans count its code points.
    """
    hits: dict[int, list[Span]] = {}
    for term, rules in index.singles.items():
        if term in text:
            _add(hits, rules, find(text, term))
    for term, rules in woken(index, text):
        _add(hits, rules, find(text, term))
    for spans in hits.values():
        spans.sort()
    return hits


def woken(index: Index, text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The terms of two characters and more of which a text has some pair, each with the numbers of its rules."""
    even, odd = _pairs(text)
    for key in index.keys.intersection(even) | index.keys.intersection(odd):
        yield from index.of(key)


def _add(hits: dict[int, list[Span]], rules: Iterable[int], spans: list[Span]) -> None:
    if spans:
        for rule in rules:
            hits.setdefault(rule, []).extend(spans)


def find(text: str, term: str) -> list[Span]:
    """The places of a string in a text, overlapping ones too."""
    spans, at, length = [], text.find(term), len(term)
    while at >= 0:
        spans.append(_new(Span, (at, at + length)))
        at = text.find(term, at + 1)
    return spans
