"""A one-pass index of literal terms: which of many thousand words occur in a text, and where.

The text is seen as UTF-16, so that every two neighbouring characters are one 32-bit number; the numbers of the text are
intersected in C with those of the terms, and only terms whose number occurs are looked for with `str.find`.
A character outside the basic plane is two UTF-16 units, which only makes the first sieve coarser, never wrong.
"""

from __future__ import annotations

import sys

from lint.model import Span
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

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

    Args:
        terms: each literal term (at least one character) and the numbers of its rules.
    """
    singles = {term: rules for term, rules in terms.items() if len(term) == 1}
    shared: dict[int, int] = {}
    pairs_of: dict[str, list[int]] = {}
    for term in terms:
        if len(term) > 1:
            even, odd = _pairs(term)
            pairs_of[term] = [*even, *odd]
            for pair in set(pairs_of[term]):
                shared[pair] = shared.get(pair, 0) + 1
    keys: dict[int, list[tuple[str, tuple[int, ...]]]] = {}
    for term, pairs in pairs_of.items():
        # the pair that the fewest other terms share: fewer words to look for when it occurs
        keys.setdefault(min(pairs, key=lambda p: (shared[p], p)), []).append((term, terms[term]))
    return {"singles": singles, "keys": frozenset(keys), "words": keys}


def scan(index: Mapping[str, Any], text: str) -> dict[int, list[Span]]:
    """The rules whose terms occur in the text, each with the places of its terms, sorted.

    Args:
        index: what `build` made.
        text: any text; the spans count its code points.
    """
    hits: dict[int, list[Span]] = {}
    for term, rules in index["singles"].items():
        if term in text:
            _add(hits, rules, _find(text, term))
    even, odd = _pairs(text)
    keys: frozenset[int] = index["keys"]
    for key in keys.intersection(even) | keys.intersection(odd):
        for term, rules in index["words"][key]:
            _add(hits, rules, _find(text, term))
    for spans in hits.values():
        spans.sort()
    return hits


def _add(hits: dict[int, list[Span]], rules: Iterable[int], spans: list[Span]) -> None:
    if spans:
        for rule in rules:
            hits.setdefault(rule, []).extend(spans)


def _find(text: str, term: str) -> list[Span]:
    spans, at = [], text.find(term)
    while at >= 0:
        spans.append(Span(at, at + len(term)))
        at = text.find(term, at + 1)
    return spans
